"""Search of projects: the index proposes, the text decides; it is kept with every verb and checked by verify."""

import pytest
from django.db import connection

from luodi.base.core.fulltext import matching, put_texts
from luodi.domains.projects import selectors
from luodi.domains.projects.selectors import ProjectFilter
from luodi.domains.projects.services import ProjectValues, change_project
from tests import factories

pytestmark = pytest.mark.django_db


def found(word: str) -> list[str]:
    """Names of the projects found, earliest first."""
    rows = selectors.projects(factories.project_office(), ProjectFilter(search=word))
    return sorted(row.name for row in rows)


@pytest.mark.parametrize(
    "word",
    ["再生", "生铝", "年产3.5万吨", "5万", "（二期）", "二期", "铝", "ABC", "abc-1", "nc35", "再生 万吨", "P2023"],
)
def test_what_a_text_holds_is_found_by_the_index(word: str) -> None:
    factories.project(name="年产3.5万吨再生铝（二期）ABC-1项目")
    factories.project(name="冷链物流园")

    assert "年产3.5万吨再生铝(二期)ABC-1项目" in found(word)


@pytest.mark.parametrize(
    "word", ["再铝", "生再", "产35万吨", "ABC1", '"再生"', "再生*", "再生 OR 冷链", "再生' | '冷链"]
)
def test_what_no_text_holds_is_not_found(word: str) -> None:
    factories.project(name="年产3.5万吨再生铝项目")

    assert found(word) == []


def test_parts_that_follow_each_other_over_a_gap_are_not_the_word() -> None:
    factories.project(name="AB-BC项目")

    assert found("abc") == []


def test_the_index_answers_where_there_are_two_characters_in_a_row() -> None:
    assert matching("projects_search", "再生") is not None
    assert matching("projects_search", "铝") is None
    assert matching("projects_search", "%_'") is None


def test_a_new_name_is_found_and_the_old_one_no_longer() -> None:
    project = factories.project(name="再生铝项目")
    values = ProjectValues(name="预制菜项目", unit=project.unit, investor=project.investor)

    change_project(project, values, actor=factories.clerk(), at=factories.AT)

    assert (found("再生"), found("预制")) == ([], ["预制菜项目"])
    assert selectors.search_differences() == []


def test_a_line_of_the_index_that_is_wrong_or_missing_is_named() -> None:
    wrong, missing = factories.project(name="甲号项目"), factories.project(name="乙号项目")
    put_texts("projects_search", {wrong.pk: "别的"})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM projects_search WHERE rowid = %s", [missing.pk])

    assert [row.project_id for row in selectors.search_differences()] == [wrong.pk, missing.pk]

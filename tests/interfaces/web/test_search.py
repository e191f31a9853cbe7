"""The search over pages, projects, investors, units and papers."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.mark.parametrize("word", ["东县", "dx", "QJ-E", "qj-e"])
def test_a_unit_is_found_by_name_initials_and_code(signed_in: SignIn, word: str) -> None:
    found = signed_in(factories.statistics_office()).get("/search/", {"q": word}).context["units"]

    assert [(unit.code, kind) for unit, kind in found] == [("QJ-E", "县市区")]


@pytest.mark.parametrize("word", ["再生铝", "zsl"])
def test_a_project_is_found_by_name_and_initials_in_reach_only(signed_in: SignIn, word: str) -> None:
    factories.signed_project("QJ-E", name="再生铝项目")

    own, foreign = (
        signed_in(factories.clerk(unit)).get("/search/", {"q": word}).context["projects"] for unit in ("QJ-E", "QJ-W")
    )

    assert [project.name for project, _, _ in own] == ["再生铝项目"]
    assert foreign == []


def test_a_page_is_found_by_its_name_only_for_whom_may_open_it(signed_in: SignIn) -> None:
    office, officer = factories.statistics_office(), factories.officer("sysadmin")

    found = [
        [entry.label for entry in signed_in(person).get("/search/", {"q": "zbkb"}).context["pages"]]
        for person in (office, officer)
    ]

    assert found == [["指标看板"], []]


def test_nothing_found_says_what_to_try(signed_in: SignIn) -> None:
    answer = signed_in(factories.clerk()).get("/search/", {"q": "没有这样的东西"})

    assert "没有找到" in answer.content.decode()

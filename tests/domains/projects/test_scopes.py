"""Who sees which projects: S1–S6, shares, chains, evidence, and the filter of lists."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luodi.base.core.errors import NotPermitted, NotVisible
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import RolePreset, Scope, UnitKind
from luodi.base.orgs.selectors import operator
from luodi.domains.chains import services as chains
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import Project
from luodi.domains.projects.selectors import ProjectFilter
from luodi.domains.projects.services import ProjectValues
from tests.factories import (
    AT,
    attachment,
    clerk,
    filed_event,
    investor,
    project,
    project_office,
    recognised_event,
    signed_project,
    unit,
    user,
)
from tests.refusals import refused
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


def names(viewer: User, wanted: ProjectFilter | None = None) -> list[str]:
    return [row.name for row in selectors.projects(viewer, wanted)]


@pytest.fixture
@remembered
def three() -> dict[str, Project]:
    """One project in the east, one in a town of the east, one in the west."""
    orgs.make_unit(code="QJ-E-1", name="东一镇", kind=UnitKind.TOWNSHIP, parent=unit("QJ-E"), actor=operator(), at=AT)
    return {code: project(code, name=f"{code}项目") for code in ("QJ-E", "QJ-E-1", "QJ-W")}


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (Scope.OWN, []),
        (Scope.UNIT, ["QJ-E项目"]),
        (Scope.SUBTREE, ["QJ-E-1项目", "QJ-E项目"]),
        (Scope.CHAIN, []),
        (Scope.ALL_SUMMARY, []),
        (Scope.ALL, ["QJ-W项目", "QJ-E-1项目", "QJ-E项目"]),
    ],
)
def test_a_scope_shows_exactly_its_projects(three: dict[str, Project], scope: Scope, seen: list[str]) -> None:
    viewer = user("r11", "QJ-E", scope=scope)

    assert names(viewer) == seen
    for row in three.values():
        if row.name in seen:
            assert selectors.project(viewer, row.pk) == row
            continue
        with pytest.raises(NotVisible) as refused_by_pk:
            selectors.project(viewer, row.pk)
        with pytest.raises(NotVisible):
            selectors.project_by_code(viewer, row.code)
        assert row.name not in refused_by_pk.value.message


def test_a_project_elsewhere_and_none_at_all_are_answered_alike(three: dict[str, Project]) -> None:
    viewer = clerk("QJ-E")
    answers = []
    for pk in (three["QJ-W"].pk, 999_999):
        with pytest.raises(NotVisible) as caught:
            selectors.project(viewer, pk)
        answers.append((caught.value.code, caught.value.message))

    assert answers[0] == answers[1]


def test_nobody_signed_in_sees_nothing(three: dict[str, Project]) -> None:
    assert names(AnonymousUser()) == []  # type: ignore[arg-type]  # what a request carries before the sign-in


def test_the_own_scope_shows_what_the_person_wrote() -> None:
    author = clerk("QJ-E")
    mine = project("QJ-E", name="我登记的项目")
    told = project("QJ-E", name="我填报的项目")
    other = services.open_project(
        ProjectValues(name="别人的项目", unit=unit("QJ-E"), investor=investor()), actor=user("r10", "QJ-E"), at=AT
    )
    filed_event(told, "TALK", date(2023, 2, 1))
    grant = author.grants.get()
    type(author.grants.get()).objects.filter(pk=grant.pk).update(scope=Scope.OWN)

    assert names(author) == ["我填报的项目", "我登记的项目"]
    assert selectors.project(author, mine.pk) == mine
    with pytest.raises(NotVisible):
        selectors.project(author, other.pk)


def test_the_own_scope_files_for_no_unit() -> None:
    row, narrow = project(), user("r09", "QJ-E", name="窄", scope=Scope.OWN)

    with refused("orgs.not_visible", NotVisible):
        services.file_event(row, event="TALK", occurred_on=date(2023, 2, 1), actor=narrow, at=AT)


def task_force_chain(row: Project) -> User:
    """A task force whose chain the project belongs to; its head is the viewer."""
    force = orgs.make_unit(
        code="QJ-T", name="新材料专班", kind=UnitKind.TASK_FORCE, parent=unit("QJ"), actor=operator(), at=AT
    )
    chain = chains.make_chain("新材料", actor=user("r03"), at=AT, task_force=force)
    Project.objects.filter(pk=row.pk).update(chain=chain)
    return user("r14", "QJ-T")


def test_a_task_force_sees_the_projects_of_its_chain_wherever_they_lie(three: dict[str, Project]) -> None:
    viewer = task_force_chain(three["QJ-W"])

    assert names(viewer) == ["QJ-W项目"]


def test_a_task_force_fills_nothing_even_with_a_clerks_role_in_chain_scope(three: dict[str, Project]) -> None:
    task_force_chain(three["QJ-W"])
    row = three["QJ-W"]
    member = user("r09", "QJ-T", name="专班填报", scope=Scope.CHAIN)

    assert names(member) == ["QJ-W项目"]
    with refused("orgs.not_visible", NotVisible):
        services.file_event(row, event="TALK", occurred_on=date(2023, 2, 1), actor=member, at=AT)


def test_withdrawn_projects_are_seen_by_nobody(three: dict[str, Project]) -> None:
    Project.objects.filter(pk=three["QJ-E"].pk).update(is_withdrawn=True)

    assert names(project_office()) == ["QJ-W项目", "QJ-E-1项目"]


def test_documents_are_for_those_who_see_the_project_and_may_see_documents() -> None:
    paper, row = attachment(), project("QJ-E")
    services.file_event(row, event="TALK", occurred_on=date(2023, 2, 1), actor=clerk(), at=AT, evidence=[paper])
    loose = attachment()
    orgs.install_roles([RolePreset("t01", "只看项目", Scope.ALL, frozenset({"projects.view"}))])
    plain_reader = user("t01")

    assert selectors.attachment(clerk(), row.pk, paper.pk) == paper
    with pytest.raises(NotVisible):
        selectors.attachment(clerk("QJ-W"), row.pk, paper.pk)
    with pytest.raises(NotVisible):
        selectors.attachment(clerk(), row.pk, loose.pk)
    with pytest.raises(NotPermitted):
        selectors.attachment(plain_reader, row.pk, paper.pk)


def test_a_document_whose_bytes_are_gone_is_not_there() -> None:
    paper, row = attachment(), project("QJ-E")
    services.file_event(row, event="TALK", occurred_on=date(2023, 2, 1), actor=clerk(), at=AT, evidence=[paper])
    paper.path.unlink()

    with pytest.raises(NotVisible):
        selectors.attachment(clerk(), row.pk, paper.pk)


def test_a_filter_narrows_and_never_widens(three: dict[str, Project]) -> None:
    recognised_event(three["QJ-E"], "SIGN", date(2023, 2, 1))
    recognised_event(three["QJ-E"], "START", date(2023, 4, 1))
    office = project_office()

    assert names(office, ProjectFilter(unit=unit("QJ-E"))) == ["QJ-E-1项目", "QJ-E项目"]
    assert names(office, ProjectFilter(unit=unit("QJ"))) == ["QJ-W项目", "QJ-E-1项目", "QJ-E项目"]
    assert names(office, ProjectFilter(stage="ST60")) == ["QJ-E项目"]
    assert names(office, ProjectFilter(started=False)) == ["QJ-W项目", "QJ-E-1项目"]
    assert names(office, ProjectFilter(signed_from=date(2023, 2, 1), signed_to=date(2023, 2, 1))) == ["QJ-E项目"]
    assert names(office, ProjectFilter(signed_from=date(2023, 2, 2))) == []
    assert names(clerk("QJ-W"), ProjectFilter(unit=unit("QJ-E"))) == []


@pytest.mark.parametrize(
    "search",
    ["高端电机", "gddj", "GDDJ", "银河", "银河 高端", "yhdq", "P2023-0001", "高 端 电 机", "91350100M000100Y43"],
)
def test_a_project_is_found_by_name_investor_code_and_initials(search: str) -> None:
    services.open_project(
        ProjectValues(
            name="高端电机项目", unit=unit("QJ-E"), investor=investor("银河电气有限公司", code="91350100M000100Y43")
        ),
        actor=clerk(),
        at=AT,
    )
    project("QJ-E", name="冷链物流项目")

    assert names(clerk(), ProjectFilter(search=search)) == ["高端电机项目"]


@pytest.mark.parametrize("search", ["%", "_", "100%", "'", "\\"])
def test_signs_of_the_database_are_searched_as_they_stand(search: str) -> None:
    project("QJ-E", name="冷链物流项目")

    assert names(clerk(), ProjectFilter(search=search)) == []


def test_a_list_asks_as_many_questions_for_ten_rows_as_for_one() -> None:
    viewer = project_office()
    signed_project()

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert all(row.unit.name and row.investor for row in selectors.projects(viewer))
        return len(found)

    one = asked()
    for _ in range(9):
        signed_project()

    assert selectors.projects(viewer).count() == 10
    assert asked() == one == 2

"""Projects as somebody on site sees them, and who may file for them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.domains.projects import services
from luodi.domains.projects.models import ProgressReturn, Project, SitePhoto
from luodi.domains.projects.selectors import on_site
from luodi.domains.projects.services import Told, responsibility
from luodi.domains.projects.services.progress import ReturnValues, file_return
from tests import factories, lives
from tests.domains.projects import duties
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 3)
VALUES = ReturnValues(Decimal(120), Decimal(35), "主体施工至三层", "GREEN")
TOLD = Told(AT, Decimal("30.5"), Decimal("114.25"), by_phone=True)


def site_officer() -> User:
    """A site officer (r23, scope S1) of the eastern county."""
    return factories.user("r23", "QJ-E", scope="S1")


def shown(viewer: User, on: date = TODAY) -> list[tuple[str, bool]]:
    """Which projects stand on the cards, and whether they are the person's own."""
    return [(one.project.name, one.is_own) for one in on_site.charges(viewer, on)]


def test_the_own_projects_stand_before_those_of_the_unit() -> None:
    factories.signed_project("QJ-E", name="甲")
    own = factories.signed_project("QJ-E", name="乙")
    duties.assigned(own, factories.clerk().person, "OWNER")

    assert shown(factories.clerk()) == [("乙", True), ("甲", False)]


def test_an_assignment_of_the_unit_brings_the_project_with_its_role() -> None:
    project = factories.signed_project("QJ-E", name="甲")
    lives_in = factories.unit("QJ")
    values = responsibility.AssignmentValues("LEAD_UNIT", duties.FROM, unit=lives_in, basis="分工文件")
    responsibility.assign(project, values, actor=factories.project_office(), at=AT)

    found = on_site.charges(factories.project_office(), TODAY)

    assert [(one.project.name, one.roles, one.is_own) for one in found] == [("甲", ("牵头部门",), False)]


def test_projects_that_have_ended_or_are_full_are_not_shown() -> None:
    for event in ("TERMINATE", "LOSE"):
        project = factories.project("QJ-E")
        factories.recognised_event(project, "TALK" if event == "LOSE" else "SIGN", date(2023, 2, 1))
        factories.recognised_event(project, event, date(2023, 3, 1))

    assert shown(factories.clerk()) == []


def test_another_countys_clerk_sees_nothing_of_it_whoever_answers() -> None:
    project = factories.signed_project("QJ-E", name="甲")
    duties.assigned(project, factories.clerk("QJ-W").person, "OWNER")

    assert shown(factories.clerk("QJ-W")) == []


def test_the_latest_return_stands_beside_the_project() -> None:
    project = factories.signed_project("QJ-E")
    file_return(project, period="2023-05", values=VALUES, actor=factories.clerk(), at=AT)

    (found,) = on_site.charges(factories.clerk(), TODAY)

    assert found.latest is not None
    assert (found.latest.period, found.latest.work_percent) == ("2023-05", Decimal("35.00"))


def test_sixty_projects_are_offered_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_site, "MOST", 2)
    for name in "甲乙丙":
        factories.signed_project("QJ-E", name=name)

    assert [name for name, _ in shown(factories.clerk())] == ["甲", "乙"]


def test_a_site_officer_files_a_return_and_photos_for_the_own_project_only() -> None:
    own, other, officer = factories.signed_project(), factories.signed_project(), site_officer()
    duties.assigned(own, officer.person, "SITE")
    picture, another = lives.picture(), lives.picture()

    file_return(own, period="2023-06", values=VALUES, actor=officer, at=AT)
    services.file_photos(own, [picture], scene="MAIN", told=TOLD, actor=officer, at=AT)
    with refused("projects.not_visible", NotVisible):
        file_return(other, period="2023-06", values=VALUES, actor=officer, at=AT)
    with refused("projects.not_visible", NotVisible):
        services.file_photos(other, [another], scene="MAIN", told=TOLD, actor=officer, at=AT)

    assert list(ProgressReturn.objects.values_list("project", flat=True)) == [own.pk]
    assert list(SitePhoto.objects.values_list("project", flat=True)) == [own.pk]


def test_with_the_assignment_the_right_ends() -> None:
    project, officer = factories.signed_project(), site_officer()
    row = duties.assigned(project, officer.person, "SITE")
    responsibility.end_assignment(row, ends_on=TODAY, reason="轮换", actor=factories.project_office(), at=AT)

    with refused("projects.not_visible", NotVisible):
        file_return(project, period="2023-06", values=VALUES, actor=officer, at=AT)
    with refused("projects.not_visible", NotVisible):
        file_return(project, period="2023-06", values=VALUES, actor=officer, at=AT + timedelta(days=1))

    assert ProgressReturn.objects.count() == 0


def test_what_was_withdrawn_takes_nothing_more() -> None:
    project = factories.signed_project()
    Project.objects.filter(pk=project.pk).update(is_withdrawn=True)

    with refused("projects.not_visible", NotVisible):
        file_return(project, period="2023-06", values=VALUES, actor=factories.clerk(), at=AT)

    assert ProgressReturn.objects.count() == 0


def test_the_likely_scene_is_that_of_the_last_photo() -> None:
    project = factories.signed_project()
    before = on_site.likely_scene(project)
    services.file_photos(project, [lives.picture()], scene="FIT_OUT", told=TOLD, actor=factories.clerk(), at=AT)

    assert (before, on_site.likely_scene(project)) == ("OTHER", "FIT_OUT")

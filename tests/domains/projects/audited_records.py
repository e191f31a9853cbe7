"""One verb for each audit code of papers, site checks, cuts and responsibility; each gives the actor whom its row must name."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.orgs.models import User
from luodi.domains.projects import services as projects
from luodi.domains.projects.services import duty_sets, responsibility, visits
from tests import factories, lives
from tests.domains.projects import duties
from tests.factories import AT, clerk, project_office

Act = Callable[[], User | None]
DAY: Final = date(2023, 6, 1)


def document_filed() -> User:
    """By the county's clerk."""
    lives.paper(factories.project(), "LICENCE")
    return clerk()


def document_withdrawn() -> User:
    """By the county's clerk."""
    projects.withdraw_document(lives.paper(factories.project(), "LICENCE"), reason="登错", actor=clerk(), at=AT)
    return clerk()


def site_checked() -> User:
    """By the county's clerk."""
    lives.check(factories.project(), "START")
    return clerk()


def photos_filed() -> User:
    """By the county's clerk."""
    lives.photos(factories.project(), "MAIN")
    return clerk()


def recognised_in_part() -> User:
    """By the statistics section."""
    slip = factories.verified(factories.filed_capital(factories.signed_project(), "100", date(2023, 3, 1)).slip)
    office = factories.statistics_office()
    projects.recognise_in_part(slip, recognised_in_wan=Decimal(60), reason="凭证不足", actor=office, at=AT)
    return office


def assigned() -> User:
    """By the project section."""
    duties.assigned(factories.project(), duties.person())
    return project_office()


def assignment_ended() -> User:
    """By the project section."""
    row = duties.assigned(factories.project(), duties.person())
    responsibility.end_assignment(row, ends_on=DAY, reason="调离", actor=project_office(), at=AT)
    return project_office()


def duty_paper_filed() -> User:
    """By the project section."""
    paper = factories.attachment()
    responsibility.file_duty_paper(factories.project(), "PLAN", attachment=paper, actor=project_office(), at=AT)
    return project_office()


def duty_set_chosen() -> User:
    """By the project section."""
    duties.sets()
    responsibility.choose_set(factories.project(), "SZ", reason="专题会纪要", actor=project_office(), at=AT)
    return project_office()


def duty_set_revised() -> User:
    """By the office of the leading group."""
    office = factories.user("r03")
    line = duty_sets.SetLine("包抓领导", role="LEADER")
    duty_sets.revise_duty_set(
        "SZ", [line], name="三专", applies="MAJOR", valid_from=DAY, basis="领导小组文件", actor=office, at=AT
    )
    return office


def visit_logged() -> User:
    """By the project section."""
    project, leader = factories.project(), duties.person(is_leader=True)
    duties.assigned(project, leader)
    duties.visited(project, leader, DAY)
    return project_office()


def visit_reversed() -> User:
    """By the project section."""
    project, leader = factories.project(), duties.person(is_leader=True)
    duties.assigned(project, leader)
    visits.reverse_visit(duties.visited(project, leader, DAY), reason="日期写错", actor=project_office(), at=AT)
    return project_office()


VERBS: Final[dict[str, Act]] = {
    "projects.assigned": assigned,
    "projects.assignment_ended": assignment_ended,
    "projects.document_filed": document_filed,
    "projects.document_withdrawn": document_withdrawn,
    "projects.duty_paper_filed": duty_paper_filed,
    "projects.duty_set_chosen": duty_set_chosen,
    "projects.duty_set_revised": duty_set_revised,
    "projects.photos_filed": photos_filed,
    "projects.recognised_in_part": recognised_in_part,
    "projects.site_checked": site_checked,
    "projects.visit_logged": visit_logged,
    "projects.visit_reversed": visit_reversed,
}


def something_of_everything() -> None:
    """A row of every kind of fact of papers, sites and responsibility."""
    for act in (document_filed, site_checked, photos_filed, assignment_ended, duty_paper_filed, visit_logged):
        act()
    duty_set_chosen()


def something_of_every_side() -> None:
    """A row of every kind of fact of side statuses: a return with its approval, a merger, a lost lead that came back."""
    details = projects.SideDetails(approval_no="9号")
    returned = projects.file_side_event(
        factories.signed_project(),
        event="RETURN",
        occurred_on=DAY,
        details=details,
        reason="不符合要求",
        actor=clerk(),
        at=AT,
    )
    projects.approve_side_event(returned, role="ISSUER", actor=factories.user("r03"), at=AT)
    loser = factories.signed_project()
    factories.recognised_event(loser, "START", date(2023, 4, 1))
    factories.merged(loser, factories.signed_project())
    lost = factories.project()
    factories.recognised_event(lost, "TALK", date(2023, 2, 1))
    factories.recognised_event(lost, "LOSE", date(2023, 3, 1))
    projects.reopen_lead(lost, actor=clerk(), at=AT)

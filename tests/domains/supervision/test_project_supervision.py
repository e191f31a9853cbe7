"""督办 of one project: problems, orders with their chain, decisions, visits and findings; another county shows nothing."""

from datetime import date

import pytest

from luodi.base.orgs.models import User
from luodi.domains.projects.models import Project
from luodi.domains.supervision import selectors, services
from luodi.domains.supervision.services import OrderValues
from tests import factories
from tests.domains.supervision import making
from tests.domains.supervision.making import chief, clerk, inspector, issued, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
DAY = date(2023, 7, 10)


def told(viewer: User, project: Project) -> selectors.ProjectSupervision:
    return selectors.project_supervision(viewer, project, on=DAY)


def test_orders_stand_with_their_chain_and_with_whom_they_wait_for() -> None:
    project = factories.project()
    first = issued(title="先交办", project=project)
    issued(title="别的项目", project=factories.project())
    values = making.values("SUPERVISE", title="再督办", project=project, previous=first)
    draft = services.draft_order(values, actor=chief(), at=on(5))

    found = told(chief(), project)
    assert [(one.order.title, one.previous, one.following) for one in found.orders] == [
        ("再督办", first, ()),
        ("先交办", None, (draft,)),
    ]
    assert [one.order.title for one in found.overdue] == ["先交办"]
    line = found.overdue[0].line
    assert line is not None
    assert (line.who, line.waiting.what, line.days) == ("东县", "签收", 6)
    seen = told(clerk(), project)
    assert [(one.order.title, one.following) for one in seen.orders] == [("先交办", ())]


def test_problems_decisions_visits_and_findings_of_the_project_alone() -> None:
    project = factories.project()
    issue = making.raised(project=project)
    making.raised(title="别处的问题")
    meeting = making.meeting()
    services.take_meeting_step(meeting, "freeze", actor=chief(), at=on(3))
    decision = services.decide(meeting, text="一周内供地", unit=factories.unit("QJ-E"), actor=chief(), at=on(3))
    services.draft_order(
        OrderValues("ASSIGN", "供地", "一周内供地", factories.unit("QJ-E"), project=project, decision=decision),
        actor=chief(),
        at=on(3),
    )
    visit = making.visit(making.approved(making.plan()), project=project)
    finding = services.order_rectification(
        visit, text="围挡不全", demand="补齐", due_on=date(2023, 7, 14), actor=inspector(), at=on(3)
    )

    found = told(chief(), project)

    assert (found.issues, found.decisions) == ((issue,), (decision,))
    assert (found.inspections, found.findings) == ((visit,), (finding,))
    assert [item.title for item in found.heard] == []


def test_another_county_is_shown_nothing() -> None:
    project = factories.project()
    making.raised(project=project)
    issued(project=project)

    found = told(factories.clerk("QJ-W"), project)

    assert (found.issues, found.orders, found.decisions, found.heard, found.inspections, found.findings) == ((),) * 6

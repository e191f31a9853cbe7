"""Thousands of corrections after a close: what was published stays, and every one of them is listed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from luodi.across.figures import selectors
from luodi.across.figures.services import lock_period
from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.core import bulk
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.domains.projects.models import CapitalRecord, Project
from tests import factories

pytestmark = pytest.mark.django_db
CLOSED_AT, LATER = factories.AT + timedelta(days=2), factories.AT + timedelta(days=10)
CODES = ["S01", "S02", "P01", "P10", "C01", "C03", "C05"]


def published(period: str) -> list[str | None]:
    """The figures of every unit as they print."""
    units = ("QJ", "QJ-E", "QJ-W")
    sheets = [selectors.figures(operator(), period=period, unit=unit, codes=CODES) for unit in units]
    return [figure.value for sheet in sheets for figure in sheet.figures]


def many_arrivals(projects: list[Project], number: int) -> Decimal:
    """So many recognised arrivals and reversals of June, under one slip; returns their sum in 万元."""
    slip = Slip.objects.create(
        kind="takeover",
        title="补报",
        unit=factories.unit("QJ"),
        filed_by=takeover_clerk(),
        filed_at=LATER,
        state=SlipState.RECOGNISED,
        recognised_by=operator(),
        recognised_at=LATER,
    )
    for act, by in ((SlipAct.FILE, takeover_clerk()), (SlipAct.RECOGNISE, operator())):
        SlipStep.objects.create(slip=slip, act=act, recorded_by=by, recorded_at=LATER)
    rows = [
        (projects[place % len(projects)].pk, date(2023, 6, 1 + place % 30), Decimal(3 if place % 4 else -2))
        for place in range(number)
    ]
    bulk.append_rows(
        CapitalRecord,
        ("project_id", "arrived_on", "span_from", "span_to", "amount_in_wan"),
        [(project, day, day, day, amount) for project, day, amount in rows],
        slip_id=slip.pk,
        reason="补报",
        recorded_at=LATER,
        recorded_by_id=takeover_clerk().pk,
    )
    return sum((amount for _, _, amount in rows), Decimal(0))


@pytest.mark.parametrize("number", [500, 10_000])
def test_corrections_by_the_thousand_leave_what_was_published_and_are_all_listed(number: int) -> None:
    projects = [factories.signed_project(unit, on=date(2023, 5, 10), amount="90000") for unit in ("QJ-E", "QJ-W")]
    factories.recognised_capital(projects[0], "6000", date(2023, 6, 15))
    lock_period(parse_period("2023-06"), actor=factories.statistics_office(), at=CLOSED_AT)
    before = [published(period) for period in ("2023-06", "2023H1", "2023Q2")]

    added = many_arrivals(projects, number)

    assert [published(period) for period in ("2023-06", "2023H1", "2023Q2")] == before
    rows = selectors.corrections(operator(), "2023-06")
    assert len(rows) == number
    assert sum((row.difference_in_wan or Decimal(0) for row in rows), Decimal(0)) == added
    july = selectors.drill(operator(), "C01", period="2023-07")
    assert july.total() * 10_000 == added
    assert {row.mark for row in july.rows} == {"补计", "冲减"}

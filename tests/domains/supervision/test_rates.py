"""What the figures G06, G07 and G08 are made of, row by row, and as known at a past moment."""

from datetime import date
from fractions import Fraction

import pytest

from luodi.base.core.periods import Span
from luodi.domains.supervision import selectors, services
from tests import factories
from tests.domains.supervision import making
from tests.domains.supervision.making import chief, clerk, finding, inspector, issued, on, raised, solved, step, visit
from tests.factories import attachment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
JULY = Span(date(2023, 7, 1), date(2023, 7, 31))


def test_an_order_counts_when_its_accepted_report_came_by_the_due_day() -> None:
    making.closed(issued(title="按期"), on(12))
    making.closed(issued(title="迟报"), on(13))
    checked_late = making.reported(issued(title="迟查"), on(12))
    step(checked_late, "close", chief(), on(20))
    issued(title="未办")
    step(issued(title="撤了"), "revoke", chief(), on(4), "项目终止")
    making.draft(title="草稿")

    rate = selectors.due_orders(chief(), JULY)

    assert [(line.label[-2:], line.counts) for line in rate.lines] == [
        ("按期", True), ("迟报", False), ("迟查", True), ("未办", False),
    ]  # fmt: skip
    assert (rate.numerator, rate.denominator, rate.value) == (2, 4, Fraction(50))
    assert selectors.due_orders(chief(), Span(date(2023, 8, 1), date(2023, 8, 31))).value is None


def test_a_rate_of_the_past_can_be_said_again() -> None:
    making.closed(issued(), on(12))

    assert selectors.due_orders(chief(), JULY, known_at=on(11)).numerator == 0
    assert selectors.due_orders(chief(), JULY, known_at=on(12, 1)).numerator == 1


def test_factor_problems_count_when_they_are_closed_and_others_do_not_count_at_all() -> None:
    services.take_issue_step(solved(raised()), "confirm", actor=factories.project_office(), at=on(4))
    raised(title="未解决")
    raised(title="不是要素", category="PROGRESS")
    services.take_issue_step(raised(title="撤回"), "withdraw", actor=factories.project_office(), at=on(4), note="重复")

    rate = selectors.factor_issues(chief(), JULY)

    assert (rate.numerator, rate.denominator) == (1, 2)
    assert selectors.factor_issues(chief(), JULY, known_at=on(3, 1)).numerator == 0


def test_a_rectification_counts_when_it_was_reported_by_its_day_and_found_done() -> None:
    made = visit()
    for day in (14, 17):
        row = finding(made)
        services.take_finding_step(row, "report", actor=clerk(), at=on(day), note="已改", evidence=[attachment()])
        services.take_finding_step(row, "close", actor=inspector(), at=on(18), note="通过")

    rate = selectors.due_rectifications(chief(), JULY)

    assert (rate.numerator, rate.denominator, rate.value) == (1, 2, Fraction(50))


def test_a_county_counts_its_own_only() -> None:
    issued()
    issued(unit_code="QJ-W", title="西县的事")

    assert [line.unit_name for line in selectors.due_orders(clerk(), JULY).lines] == ["东县"]


def test_the_overview_says_who_is_waited_for_and_how_long() -> None:
    late = issued()
    making.reported(issued(title="待核查"), on(5))

    lines = selectors.waiting_lines(chief(), on=date(2023, 7, 6))

    assert [(line.order.title, line.who, line.waiting.what, line.days) for line in lines] == [
        ("协调项目用地", "东县", "签收", 2),
        ("待核查", "示例市", "核查销号", -1),
    ]
    (load,) = selectors.unit_loads(chief(), on=date(2023, 7, 6))
    assert (load.unit, load.open, load.overdue, load.longest, load.checking) == (late.unit, 2, 1, 2, 1)

"""Time limits of the three orders, with worked examples over weekends and the week of the National Day."""

from datetime import date

import pytest

from luodi.base.core.errors import BusinessError
from luodi.base.core.workdays import WorkCalendar, seed_calendar
from luodi.domains.supervision.rules import deadlines as rules

PLAIN = WorkCalendar()
MONDAY = date(2023, 7, 3)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("ASSIGN", (date(2023, 7, 4), date(2023, 7, 6), date(2023, 7, 12))),
        ("SUPERVISE", (date(2023, 7, 4), date(2023, 7, 5), date(2023, 7, 10))),
    ],
)
def test_the_usual_days(kind: str, days: tuple[date, date, date]) -> None:
    found = rules.deadlines(kind, MONDAY, PLAIN, due_on=None)

    assert (found.sign_due_on, found.plan_due_on, found.due_on) == days


def test_holidays_are_no_working_days() -> None:
    found = rules.deadlines("ASSIGN", date(2023, 9, 28), seed_calendar(), due_on=None)

    # 29 September to 6 October 2023 are days off, 7 and 8 October are worked.
    assert (found.sign_due_on, found.plan_due_on) == (date(2023, 10, 7), date(2023, 10, 9))
    assert found.due_on == date(2023, 10, 13)


@pytest.mark.parametrize(
    ("kind", "due", "code"),
    [
        ("ACCOUNT", None, "orders.due_missing"),
        ("ASSIGN", date(2023, 7, 3), "orders.due_past"),
        ("ASSIGN", date(2023, 7, 13), "orders.milestones"),
        ("ASSIGN", date(2023, 8, 3), "orders.due_late"),
        ("SUPERVISE", date(2023, 7, 19), "orders.due_late"),
    ],
)
def test_what_is_refused(kind: str, due: date | None, code: str) -> None:
    with pytest.raises(BusinessError) as refusal:
        rules.deadlines(kind, MONDAY, PLAIN, due_on=due)

    assert refusal.value.code == code


def test_a_complex_matter_has_thirty_and_a_supervised_one_fifteen_days() -> None:
    one = rules.deadlines("ASSIGN", MONDAY, PLAIN, due_on=date(2023, 8, 2), milestones=(date(2023, 7, 20),))
    other = rules.deadlines("SUPERVISE", MONDAY, PLAIN, due_on=date(2023, 7, 18), milestones=(date(2023, 7, 10),))

    assert (one.due_on, other.due_on) == (date(2023, 8, 2), date(2023, 7, 18))


def test_a_milestone_lies_between_issue_and_due_day() -> None:
    with pytest.raises(BusinessError) as refusal:
        rules.deadlines("ASSIGN", MONDAY, PLAIN, due_on=date(2023, 7, 28), milestones=(date(2023, 7, 29),))

    assert refusal.value.code == "orders.milestones"


def test_an_extension_reaches_half_of_the_original() -> None:
    # Seven working days give three, five give two.
    assert rules.latest_extension(MONDAY, date(2023, 7, 12), PLAIN) == date(2023, 7, 17)
    assert rules.latest_extension(MONDAY, date(2023, 7, 10), PLAIN) == date(2023, 7, 12)


def test_the_clock_speaks_a_working_day_before_and_two_after() -> None:
    assert rules.reminder_begins(MONDAY, PLAIN) == date(2023, 6, 30)
    assert rules.escalation_begins(date(2023, 7, 6), PLAIN) == date(2023, 7, 10)


@pytest.mark.parametrize("due", [MONDAY, date(2023, 7, 19)])
def test_a_rectification_takes_between_one_and_fifteen_days(due: date) -> None:
    with pytest.raises(BusinessError) as refusal:
        rules.require_rectification(MONDAY, due)

    assert refusal.value.code == "findings.due"

"""The steps of a close, what forbids it, and when it is usually done."""

from datetime import date

import pytest

from luodi.across.assessment.rules.closing import (
    STEPS,
    ClosingState,
    Deadlines,
    before,
    require_closable,
    require_predecessor,
    require_verified,
)
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.core.workdays import seed_calendar

JUNE = parse_period("2023-06")
TODAY = date(2023, 7, 3)


def test_the_steps_speak_of_every_state() -> None:
    STEPS.check_complete(ClosingState.values, initial=ClosingState.OPEN)
    assert [step.code for step in STEPS.allowed(ClosingState.CLOSED)] == ["restate"]


@pytest.mark.parametrize(
    ("code", "error"),
    [("2023-07", "closing.not_over"), ("2024", "closing.not_over"), ("2023-06a", "closing.kind"), ("2012..2015H1", "closing.kind")],
)  # fmt: skip
def test_a_period_that_is_not_over_or_not_of_a_kind_is_refused(code: str, error: str) -> None:
    with pytest.raises(BusinessError) as caught:
        require_closable(parse_period(code), today=TODAY)

    assert caught.value.code == error


def test_a_period_is_over_on_the_day_after_its_last() -> None:
    require_closable(JUNE, today=date(2023, 7, 1))
    with pytest.raises(BusinessError):
        require_closable(JUNE, today=date(2023, 6, 30))


def test_a_series_has_no_gaps_once_it_has_begun() -> None:
    require_predecessor(JUNE, closed=(), earlier=False)
    require_predecessor(JUNE, closed=("2023-05",), earlier=True)
    with pytest.raises(BusinessError) as caught:
        require_predecessor(JUNE, closed=("2023-04",), earlier=True)

    assert caught.value.message == "2023年5月还没有结账，请先结2023年5月，再结2023年6月。"


def test_waiting_facts_forbid_the_close_unless_a_reason_is_given() -> None:
    require_verified(JUNE, waiting=0, forced="")
    require_verified(JUNE, waiting=2, forced="上级要求按期报送")
    with pytest.raises(BusinessError) as caught:
        require_verified(JUNE, waiting=2, forced=" ")

    assert caught.value.code == "closing.unverified"
    assert "还有 2 件" in caught.value.message


@pytest.mark.parametrize(
    ("code", "day"), [("2023-06", date(2023, 7, 5)), ("2023Q2", date(2023, 7, 7)), ("2022", date(2023, 1, 16))]
)
def test_the_usual_day_is_the_fifth_or_some_working_days_after_the_end(code: str, day: date) -> None:
    assert Deadlines(5, 5, 10).due_on(parse_period(code), seed_calendar()) == day


def test_the_period_before_is_of_the_same_kind() -> None:
    assert [before(parse_period(code)).code for code in ("2023-01", "2023Q1", "2023H1", "2023")] == [
        "2022-12",
        "2022Q4",
        "2022H2",
        "2022",
    ]

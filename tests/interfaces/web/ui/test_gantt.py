"""The plan as bars: everything lies inside the picture, and far days do not squeeze it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.domains.projects.selectors.milestones import Milestone, PlanView
from luodi.interfaces.web.ui.gantt import draw

FIRST = date(2024, 1, 10)


def milestone(start: int, days: int, *, moved: int = 0, done: int | None = None) -> Milestone:
    """A milestone `start` days after FIRST, moved against its baseline, done so many days after its planned day."""
    planned = FIRST + timedelta(days=start + days)
    actual = None if done is None else planned + timedelta(days=done)
    return Milestone("M01", "节点", days, (), "", planned, planned - timedelta(days=moved), actual, None, 0, True, 0)


def view(*milestones: Milestone) -> PlanView:
    return PlanView(None, None, None, milestones, 0)  # type: ignore[arg-type]  # the picture reads the milestones only


def number(percent: str) -> float:
    return float(percent.removesuffix("%"))


@given(
    rows=st.lists(st.tuples(st.integers(0, 900), st.integers(1, 300), st.integers(-90, 90)), min_size=1, max_size=8),
    today=st.dates(date(2023, 1, 1), date(2028, 1, 1)),
)
def test_every_bar_and_today_lie_inside(rows: list[tuple[int, int, int]], today: date) -> None:
    drawn = draw(view(*(milestone(start, days, moved=moved) for start, days, moved in rows)), today)

    bars = [bar for line in drawn.lines for bar in (line.planned, line.baseline) if bar is not None]
    assert all(number(bar.x) >= 0 and number(bar.x) + number(bar.width) <= 100.5 for bar in bars)
    assert not drawn.today or 0 <= number(drawn.today) <= 100
    assert all(0 <= number(tick.x) <= 100 for tick in drawn.ticks)
    assert len(drawn.ticks) <= 16


@pytest.mark.parametrize(("after", "is_drawn"), [(90, True), (400, False)])
def test_an_actual_day_far_outside_stands_in_its_column_only(after: int, is_drawn: bool) -> None:
    drawn = draw(view(milestone(0, 30, done=after)), FIRST)

    assert bool(drawn.lines[0].done) is is_drawn

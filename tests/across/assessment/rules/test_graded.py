"""Which notice closed quarters call for: every row of the ladder, and what breaks a run."""

import pytest

from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.graded import Notice, QuarterResult, low_run, notice, order_key

GOOD, ORANGE, RED = (QuarterResult(colour, False) for colour in (Colour.BLUE, Colour.ORANGE, Colour.RED))
LOW = QuarterResult(Colour.YELLOW, True)

LADDER = {
    "nothing": ([GOOD], None),
    "not judged": ([None, LOW, LOW], None),
    "no quarter": ([], None),
    "first orange": ([ORANGE, GOOD, None], Notice.REMINDER),
    "orange again within a year": ([ORANGE, GOOD, ORANGE], Notice.CIRCULAR),
    "orange again after a year": ([ORANGE, GOOD, GOOD, GOOD, ORANGE], Notice.REMINDER),
    "red": ([RED], Notice.CIRCULAR),
    "first low quarter": ([LOW, GOOD], Notice.CIRCULAR),
    "low after red": ([LOW, RED], Notice.TALK),
    "low again, not in a row": ([LOW, GOOD, LOW], Notice.TALK),
    "low, then a quarter without a score, then low": ([LOW, None, LOW], Notice.TALK),
    "red twice": ([RED, RED], Notice.TALK),
    "low twice in a row": ([LOW, LOW], Notice.ACCOUNT),
    "low three times in a row": ([LOW, LOW, LOW], Notice.ACCOUNT),
    "risen again": ([GOOD, LOW, LOW], None),
}


@pytest.mark.parametrize("name", LADDER)
def test_the_ladder_of_notices(name: str) -> None:
    quarters, expected = LADDER[name]

    assert notice(quarters) == expected


def test_a_run_ends_at_the_first_quarter_that_is_not_low() -> None:
    assert [low_run(one) for one in ([], [GOOD], [LOW, LOW, GOOD, LOW], [LOW, None, LOW])] == [0, 0, 2, 1]


def test_a_quarter_and_unit_have_one_key() -> None:
    assert order_key("2023Q2", "QJ-E") == "ranking:2023Q2:QJ-E"

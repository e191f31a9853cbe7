"""Published figures as tiles."""

from dataclasses import dataclass

import pytest

from luodi.across.figures.selectors import Progress
from luodi.base.core.periods import parse_period
from luodi.interfaces.web.ui import tiles


@dataclass(frozen=True)
class Target:
    """A target of the test."""

    issuer: str = "市级"
    tier: str = ""
    value: str = "120"
    unit: str = "亿元"
    completion: str | None = "53.4"
    period: str = "2023"
    progress: Progress | None = None


@dataclass(frozen=True)
class Figure:
    """A figure of the test."""

    code: str = "S02"
    name: str = "新签正式合同额"
    unit: str = "亿元"
    value: str | None = "64.10"
    numerator: str | None = None
    denominator: str | None = None
    targets: tuple[Target, ...] = ()
    why: str = ""
    note: str = ""


HALF = parse_period("2023H1")


def test_a_tile_says_target_and_completion_against_the_calendar() -> None:
    made = tiles.tile(
        Figure(targets=(Target(), Target("区级", "M0", "160", completion="40.1"))), unit_code="QJ", period=HALF
    )

    assert [aim.words for aim in made.aims] == ["市级 120亿元，完成 53.4%", "区级 M0 160亿元，完成 40.1%"]
    assert (made.completion, made.schedule) == ("53.4", 50)
    assert made.href == "/figures/S02/?unit=QJ&period=2023H1"


def test_a_value_that_cannot_be_said_says_why() -> None:
    made = tiles.tile(Figure(value=None, why="上年同期为零"), unit_code="QJ", period=HALF)

    assert (made.value, made.why, made.completion) == ("—", "上年同期为零", None)


def test_a_rate_shows_what_is_divided() -> None:
    made = tiles.tile(Figure(unit="%", value="40.2", numerator="53", denominator="132"), unit_code="QJ", period=HALF)

    assert made.remarks == ("53 ÷ 132",)


@pytest.mark.parametrize(("text", "shown"), [("1341.50", "1,341.50"), ("-1234", "-1,234"), ("0.5", "0.5"), ("—", "—")])
def test_thousands_are_parted(text: str, shown: str) -> None:
    assert tiles.grouped(text) == shown

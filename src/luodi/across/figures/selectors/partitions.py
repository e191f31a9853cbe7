"""落地三分: every signed project falls into exactly one class — cancelled, landed, not landed (domain/04 §4.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final

from luodi.across.figures.engine.published import FigureValue
from luodi.across.figures.selectors.boards import board
from luodi.across.figures.selectors.sheets import figures
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User

GENERAL: Final = "P05"
IN_TASK: Final = "P27"
PARTS: Final = (
    *("signed", "cancelled", "landed", "landed_suspended", "landed_ended"),
    *("unlanded", "unlanded_preparing", "unlanded_held"),
)
"""The classes in the order of the table; those with an underscore are 其中 of the one before it."""


@dataclass(frozen=True)
class PartitionLine:
    """A unit's or a fair's projects in their classes: the published figure of each part, and the rate of landing."""

    key: str | int | None
    name: str
    parts: Mapping[str, FigureValue]
    rate: FigureValue

    @property
    def gap(self) -> Fraction:
        """签约 − (取消 + 落地 + 未落地), which is zero."""
        signed, *classes = (
            self.parts[name].exact or Fraction(0) for name in ("signed", "cancelled", "landed", "unlanded")
        )
        return signed - sum(classes, Fraction(0))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was signed."""
        return not self.parts["signed"].exact

    def to_json(self) -> dict[str, object]:
        """Each part with its exact number, and whether they make up the whole."""
        plain: dict[str, object] = {"key": self.key, "name": self.name}
        plain |= {name: figure.raw for name, figure in self.parts.items()}
        return plain | {"rate": self.rate.value, "is_whole": not self.gap}


@dataclass(frozen=True)
class Partition:
    """The table: the whole, and one line per unit below or per fair. `is_in_task`: places in tasks, see figure P27."""

    unit: Unit
    period: Period
    known_at: datetime
    calibre: str
    is_in_task: bool
    total: PartitionLine
    lines: tuple[PartitionLine, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every line adds up."""
        return not any(line.gap for line in (self.total, *self.lines))


def partition(
    viewer: User,
    *,
    period: str,
    unit: str | None = None,
    calibre: str = "A",
    window: str | None = None,
    known_at: datetime | None = None,
    is_in_task: bool = False,
    by: str = "unit",
) -> Partition:
    """The three classes of a unit's signed projects (window as of P05: 36 months), by unit below or by `occasion`.

    Errors: those of `figures`.
    """
    code = IN_TASK if is_in_task else GENERAL
    if by == "unit":
        found = board(
            viewer, period=period, unit=unit, codes=(code,), calibre=calibre, window=window, known_at=known_at
        )
        lines = tuple(_line(line.unit.code, line.unit.label, line.figures, code) for line in found.lines)
        total = _line(found.unit.code, found.unit.label, found.total.figures, code)
        return Partition(found.unit, found.period, found.known_at, calibre, is_in_task, total, lines)
    sheet = figures(
        viewer, period=period, unit=unit, codes=(code,), calibre=calibre, window=window, known_at=known_at, by=by
    )
    lines = tuple(_line(group.key, group.name, group.figures, code) for group in sheet.groups if group.key is not None)
    total = _line(sheet.unit.code, sheet.unit.label, sheet.figures, code)
    return Partition(sheet.unit, sheet.period, sheet.known_at, calibre, is_in_task, total, lines)


def _line(key: str | int | None, name: str, values: Sequence[FigureValue], code: str) -> PartitionLine:
    known = {figure.code: figure for figure in values}
    rate = known[code] if code == GENERAL else known[f"{code}.r"]
    return PartitionLine(key, name, {part: known[f"{code}.{part}"] for part in PARTS}, rate)

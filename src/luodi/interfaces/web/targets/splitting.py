"""The parts that a split begins with: by last year's values of the indicator, or equally."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from luodi.across.figures import selectors as figures
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.domains.targets import selectors
from luodi.domains.targets.rules import SHARING_KINDS

_BEFORE: Final = ("before", "按上一版")
_WAYS: Final = (("last", "按上年实绩"), ("equal", "平均"))


@dataclass(frozen=True, slots=True)
class ProposedPart:
    """A unit with last year's value of the indicator (None: none published) and the part proposed for it."""

    unit: Any
    last: Decimal | None
    proposed: Decimal | None

    @property
    def field(self) -> str:
        """The name of its field in the form."""
        return f"part_{self.unit.pk}"


def ways(target: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - pages know no models
    """How parts can be proposed, the usual way first: as in the version before, by last year's values, equally."""
    return [_BEFORE, *_WAYS] if selectors.splits_of(target) else list(_WAYS)


def proposed_parts(viewer: Any, target: Any, way: str) -> list[ProposedPart]:  # noqa: ANN401 - pages know no models
    """All units directly below, each with its part, those that usually have none at the end; without any value of last
    year the parts are equal.
    """
    units = list(selectors.units_below(target.holder))
    last = last_values(viewer, target)
    weights = {unit.pk: last.get(unit.code, Decimal(0)) for unit in units if last.get(unit.code, Decimal(0)) > 0}
    if way == "equal" or not weights:
        weights = {unit.pk: Decimal(1) for unit in units if unit.kind in SHARING_KINDS}
    parts = selectors.parts_before(target) if way == _BEFORE[0] else selectors.proposal(target, weights)
    ordered = sorted(units, key=lambda unit: unit.kind not in SHARING_KINDS)
    return [ProposedPart(unit, last.get(unit.code), parts.get(unit.pk) or None) for unit in ordered]


def last_values(viewer: Any, target: Any) -> dict[str, Decimal]:  # noqa: ANN401 - pages know no models
    """The indicator's values of the year before by unit; none where it is no figure, or nothing was published."""
    year = parse_period(target.period).first.year - 1
    try:
        board = figures.board(viewer, period=str(year), unit=target.holder.code, codes=(target.indicator,))
    except BusinessError:
        return {}
    found = {line.unit.code: line.value(target.indicator) for line in board.lines}
    return {
        code: Decimal(value.value) for code, value in found.items() if value is not None and value.value is not None
    }

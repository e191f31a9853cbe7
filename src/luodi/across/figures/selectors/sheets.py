"""`luodi figures`: the values of figures for one unit, as the contract prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from luodi.across.figures.engine.compute import GROUPINGS, compute
from luodi.across.figures.engine.values import FigureValue
from luodi.across.figures.rules.measures import CALIBRE_TEXT, Calibre
from luodi.across.figures.selectors.asking import Ask, Asked, understand
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User


@dataclass(frozen=True)
class FigureGroup:
    """The figures of one chain (its id), sector (section letter) or occasion (its id)."""

    key: str | int | None
    figures: tuple[FigureValue, ...]


@dataclass(frozen=True)
class FigureSheet:
    """The answer: figures of a unit and period as known at a moment; `groups` when asked by chain, sector or occasion."""

    unit: Unit
    period: Period
    known_at: datetime
    calibre: str
    figures: tuple[FigureValue, ...]
    groups: tuple[FigureGroup, ...] = ()

    def value(self, code: str) -> FigureValue | None:
        """The figure of a code, if it was asked for."""
        return next((figure for figure in self.figures if figure.code == code), None)

    def to_json(self) -> dict[str, object]:
        """Exactly `luodi figures --json` of the contract."""
        plain: dict[str, object] = {
            "period": self.period.code,
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "known_at": self.known_at.isoformat(),
            "unit": self.unit.code,
            "calibre": self.calibre,
            "calibre_text": CALIBRE_TEXT[Calibre(self.calibre)],
            "figures": [figure.to_json() for figure in self.figures],
        }
        if self.groups:
            plain["groups"] = [
                {"key": group.key, "figures": [figure.to_json() for figure in group.figures]} for group in self.groups
            ]
        return plain


def figures(
    viewer: User,
    *,
    period: str,
    unit: str | None = None,
    codes: Sequence[str] = (),
    calibre: str = "A",
    window: str | None = None,
    known_at: datetime | None = None,
    round_mode: RoundMode = "HALF_UP",
    digits: int | None = None,
    by: str | None = None,
) -> FigureSheet:
    """Values of figures for a unit in the viewer's reach (default: the root unit, or the viewer's own).

    Errors: BusinessError `periods.*`, `figures.*`; NotVisible.
    """
    ask = Ask(period, unit, codes, calibre, window, known_at, round_mode, digits)
    asked = understand(viewer, ask)
    return FigureSheet(
        asked.unit, asked.period, asked.known_at, asked.query.calibre.value, _values(asked), _groups(asked, by)
    )


def _values(asked: Asked) -> tuple[FigureValue, ...]:
    (sheet,) = compute(
        asked.source, [asked.query], known_at=asked.known_at, nodes={asked.unit.pk}, display=asked.display
    )
    return tuple(sheet.values(asked.unit.pk))


def _groups(asked: Asked, by: str | None) -> tuple[FigureGroup, ...]:
    if by is None:
        return ()
    if by not in GROUPINGS:
        raise BusinessError(f"不能按“{by}”分组，可用：{'、'.join(GROUPINGS)}。", code="figures.group")
    (sheet,) = compute(
        asked.source, [asked.query], known_at=asked.known_at, nodes={asked.unit.pk}, by=by, display=asked.display
    )
    return tuple(FigureGroup(group, tuple(sheet.values(asked.unit.pk, group))) for group in sheet.groups)

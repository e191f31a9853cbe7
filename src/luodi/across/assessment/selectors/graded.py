"""Graded notices of a closed quarter, each with the snapshots that it rests on; and what has become of the drafts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from luodi.across.assessment.models import Scheme, Snapshot, SnapshotScore
from luodi.across.assessment.rules.closing import before
from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.graded import LOOK_BACK, Notice, QuarterResult, low_run, notice, order_key
from luodi.across.assessment.rules.ranks import is_low
from luodi.across.assessment.rules.rights import Permission
from luodi.across.figures.rules.rounding import shown
from luodi.base.core.money import UNKNOWN
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.rules.orders import Source
from luodi.domains.supervision.selectors import visible_orders

_SCORE_DIGITS = 2


@dataclass(frozen=True)
class Judged:
    """How a unit stood in a closed quarter, as the latest version of its snapshot keeps it."""

    unit: Unit
    period: Period
    scheme: Scheme
    snapshot: Snapshot
    score: str | None
    rank: int | None
    members: int
    colour: Colour

    @property
    def is_low(self) -> bool:
        """Whether the unit stands in the low zone of its group."""
        return is_low(self.rank, self.members)

    @property
    def group_name(self) -> str:
        """The group in words."""
        return self.scheme.group_label

    @property
    def score_shown(self) -> str:
        """The score with two digits; a dash where there is none."""
        return UNKNOWN if self.score is None else shown(Fraction(self.score), _SCORE_DIGITS, "HALF_UP")

    @property
    def said(self) -> str:
        """The quarter in one phrase: place, score, colour, version of the snapshot."""
        if self.score is None:
            return f"{self.period.label}没有得分（快照第{self.snapshot.version}版）"
        place = f"第{self.rank}名（{self.members}个单位）" if self.rank is not None else "不排名"
        low = "，靠后" if self.is_low else ""
        return (
            f"{self.period.label}{place}，{self.score_shown}分，{self.colour}{low}（快照第{self.snapshot.version}版）"
        )


@dataclass(frozen=True)
class GradedNotice:
    """What the closed quarters call for of a unit: `level` empty when nothing; `quarters` the latest first.

    `order` is the draft or order that was made of it, as far as the viewer may see it.
    """

    unit: Unit
    level: Notice | None
    low_quarters: int
    quarters: tuple[Judged, ...]
    order: Order | None = None

    @property
    def key(self) -> str:
        """The key of its draft."""
        return order_key(self.quarters[0].period.code, self.unit.code)


def closed_quarters() -> list[Period]:
    """Every closed quarter, the latest first."""
    codes = Snapshot.objects.order_by().values_list("closing__period", flat=True).distinct()
    found = [period for period in map(parse_period, codes) if period.kind == "quarter"]
    return sorted(found, key=lambda period: period.first, reverse=True)


def notices_of(period: Period) -> list[GradedNotice]:
    """What a closed quarter calls for, in tree order; units that need nothing are left out. For verbs: not scoped."""
    chain = [period]
    while len(chain) < LOOK_BACK:
        chain.append(before(chain[-1]))
    by_quarter = [_judged(one) for one in chain]
    found = []
    for pk, now in by_quarter[0].items():
        judged = [quarter.get(pk) for quarter in by_quarter]
        results = [None if one is None else QuarterResult(one.colour, one.is_low) for one in judged]
        told = tuple(one for one in judged if one is not None)
        found.append(GradedNotice(now.unit, notice(results), low_run(results), told))
    return sorted(found, key=lambda one: one.unit.path)


def graded_notices(viewer: User, period: Period) -> list[GradedNotice]:
    """Notices of units in reach, the gravest first, with the orders that the viewer may see.

    A unit whose draft has lost its basis is listed although nothing is called for any more. Errors: NotPermitted.
    """
    found = require(viewer, Permission.VIEW)
    own = found.unit_ids | found.chain_unit_ids
    seen = [one for one in notices_of(period) if found.everything or found.summary or one.unit.pk in own]
    rows = visible_orders(viewer).filter(source=Source.RANKING, source_key__in=[one.key for one in seen])
    orders = {row.source_key: row for row in rows}
    told = [GradedNotice(one.unit, one.level, one.low_quarters, one.quarters, orders.get(one.key)) for one in seen]
    grades = [None, *Notice]
    shown_rows = [one for one in told if one.level is not None or one.order is not None]
    return sorted(shown_rows, key=lambda one: (-grades.index(one.level), one.unit.path))


def _judged(period: Period) -> dict[int, Judged]:
    """Every unit of the quarter's latest snapshot; of several schemes the one that came into force last judges it."""
    snapshot = Snapshot.objects.filter(closing__period=period.code).order_by("-version").first()
    if snapshot is None:
        return {}
    rows = list(SnapshotScore.objects.filter(snapshot=snapshot).select_related("scheme__unit", "unit"))
    members = Counter(row.scheme_id for row in rows if row.score is not None)
    return {
        row.unit_id: Judged(
            row.unit,
            period,
            row.scheme,
            snapshot,
            row.score,
            row.rank,
            members[row.scheme_id],
            Colour(row.colour),
        )
        for row in _by_standing(rows)
    }


def _by_standing(rows: Iterable[SnapshotScore]) -> list[SnapshotScore]:
    return sorted(rows, key=lambda row: (row.score is not None, row.scheme.valid_from, row.scheme_id))

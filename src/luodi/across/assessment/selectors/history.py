"""The places of a unit in the last closed periods of one kind, as their newest snapshots keep them."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from luodi.across.assessment.models import SnapshotScore
from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.ranks import arrow, is_low
from luodi.across.assessment.selectors.supposing import require_visible
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs.models import Unit, User

SHOWN: Final = 6


@dataclass(frozen=True)
class PastPlace:
    """How a unit stood in a closed period; `arrow` against the closed period before."""

    period: Period
    version: int
    score: str | None
    rank: int | None
    members: int
    colour: Colour
    grade: str
    arrow: str

    @property
    def is_low(self) -> bool:
        """Whether it stood in the low zone."""
        return is_low(self.rank, self.members)


def rank_history(viewer: User, unit: Unit, *, period: Period, scheme_code: str) -> list[PastPlace]:
    """The last six closed periods of the kind up to the period, the latest first. NotVisible for another's unit."""
    require_visible(viewer, unit)
    rows = SnapshotScore.objects.filter(unit=unit, scheme__code=scheme_code, snapshot__closing__end__lte=period.last)
    newest: dict[str, SnapshotScore] = {}
    for row in rows.select_related("snapshot__closing").order_by("snapshot__version", "pk"):
        newest[row.snapshot.closing.period] = row
    closed = {code: parse_period(code) for code in newest}
    order = sorted((one for one in closed.values() if one.kind == period.kind), key=lambda one: one.first)
    members = _members([newest[one.code] for one in order])
    found, before = [], None
    for one in order:
        row = newest[one.code]
        found.append(_place(one, row, members[row.snapshot_id, row.scheme_id], before))
        before = row.rank
    return found[::-1][:SHOWN]


def _place(period: Period, row: SnapshotScore, members: int, before: int | None) -> PastPlace:
    colour = Colour(row.colour)
    sign = arrow(row.rank, before)
    return PastPlace(period, row.snapshot.version, row.score, row.rank, members, colour, row.grade, sign)


def _members(rows: list[SnapshotScore]) -> dict[tuple[int, int], int]:
    """How many units had a score under each scheme of each snapshot."""
    counted = SnapshotScore.objects.filter(snapshot__in={row.snapshot_id for row in rows}, score__isnull=False)
    found = counted.order_by().values_list("snapshot", "scheme").annotate(number=Count("pk"))
    known = {(snapshot, scheme): number for snapshot, scheme, number in found}
    return {(row.snapshot_id, row.scheme_id): known.get((row.snapshot_id, row.scheme_id), 0) for row in rows}

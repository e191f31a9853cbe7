"""Where each period stands: what waits, what is closed in which version, what was published."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from luodi.across.assessment.models import PeriodClosing, Snapshot, SnapshotScore, SnapshotValue
from luodi.across.assessment.rules.closing import KINDS, STEPS, ClosingState, Deadlines
from luodi.across.figures.rules.rights import Permission
from luodi.across.figures.selectors.locks import governing
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import Period, parse_period, split
from luodi.base.core.workflow import Step
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import Reach, reach, require, root_unit, work_calendar
from luodi.domains.projects.models import CapitalRecord, ShareProposal, StageEvent

_NAMES_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """Facts of a period that nobody has recognised yet, of one unit: how many, of which kind, who filed them."""

    unit: Unit
    kind: str
    state: str
    count: int
    oldest_on: date
    people: str

    def to_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "unit": self.unit.code,
            "name": self.unit.name,
            "kind": self.kind,
            "state": self.state,
            "count": self.count,
            "oldest": self.oldest_on.isoformat(),
            "filed_by": self.people,
        }


@dataclass(frozen=True)
class PeriodRow:
    """A period with its state, the steps that this person may take, and when it is usually closed."""

    period: Period
    state: ClosingState
    due_on: date
    steps: tuple[Step, ...]
    version: int = 0
    note: str = ""


def period_rows(viewer: User, *, year: int, today: date) -> list[PeriodRow]:
    """The periods of a year that are over, the latest first. NotPermitted without the right to see figures."""
    require(viewer, Permission.VIEW)
    states = {row.period: row for row in PeriodClosing.objects.all()}
    held = _held(viewer)
    calendar, usual = work_calendar(), deadlines()
    versions = _versions()
    found = []
    for period in _ended(year, today):
        row = states.get(period.code)
        state = ClosingState(row.state) if row is not None else ClosingState.OPEN
        due = usual.due_on(period, calendar)
        steps, note = _steps(period, state, held)
        found.append(PeriodRow(period, state, due, steps, versions.get(period.code, 0), note))
    return sorted(found, key=lambda row: (row.period.last, row.period.first), reverse=True)


def period_row(viewer: User, code: str) -> PeriodRow:
    """One period; BusinessError `periods.unknown` for another word."""
    require(viewer, Permission.VIEW)
    period = parse_period(code)
    if period.kind not in KINDS:
        raise NotVisible("没有找到这个期间。月、季、半年、年可以结账。", code="closing.period")
    row = PeriodClosing.objects.filter(period=period.code).first()
    state = ClosingState(row.state) if row is not None else ClosingState.OPEN
    steps, note = _steps(period, state, _held(viewer))
    due = deadlines().due_on(period, work_calendar())
    return PeriodRow(period, state, due, steps, _versions().get(period.code, 0), note)


def deadlines() -> Deadlines:
    """The usual days of closing, out of the settings."""
    return Deadlines(settings.LUODI_CLOSE_MONTH_DAY, settings.LUODI_CLOSE_QUARTER_DAYS, settings.LUODI_CLOSE_YEAR_DAYS)


def waiting(viewer: User, period: Period) -> list[Waiting]:
    """What was filed for days up to the period's end and is neither recognised nor returned, in tree order."""
    found: dict[tuple[int, str, str], list[tuple[date, str]]] = defaultdict(list)
    units: dict[int, Unit] = {}
    for kind, slip, day in _unrecognised(reach(viewer, Permission.VIEW), period):
        units[slip.unit_id] = slip.unit
        found[slip.unit_id, kind, SlipState(slip.state).label].append((day, slip.filed_by.display_name))
    rows = [
        Waiting(units[unit], kind, state, len(facts), min(day for day, _ in facts), _people([who for _, who in facts]))
        for (unit, kind, state), facts in found.items()
    ]
    return sorted(rows, key=lambda row: (row.unit.path, row.kind, row.state))


def snapshots(viewer: User, code: str) -> QuerySet[Snapshot]:
    """The versions of a closed period, the latest first."""
    require(viewer, Permission.VIEW)
    rows = Snapshot.objects.filter(closing__period=code).select_related("lock", "recorded_by__person", "closing")
    return rows.order_by("-version")


def snapshot(viewer: User, code: str, version: int | None = None) -> Snapshot:
    """One version (default the latest); NotVisible when there is none."""
    rows = snapshots(viewer, code)
    found = (rows if version is None else rows.filter(version=version)).first()
    if found is None:
        raise NotVisible("这个期间没有这一版结账快照。", code="closing.snapshot")
    return found


def snapshot_values(viewer: User, of: Snapshot, *, unit: Unit) -> QuerySet[SnapshotValue]:
    """The published values of a unit in reach, period first."""
    found = require(viewer, Permission.VIEW)
    if not (found.everything or found.summary or unit.pk in found.unit_ids | found.chain_unit_ids):
        raise NotVisible("没有找到该单位，或它不在您的查看范围内。", code="figures.unit")
    return SnapshotValue.objects.filter(snapshot=of, unit=unit).order_by("pk")


def snapshot_scores(viewer: User, of: Snapshot) -> QuerySet[SnapshotScore]:
    """The scores of the units in reach, by scheme and place."""
    found = require(viewer, Permission.VIEW)
    rows = SnapshotScore.objects.filter(snapshot=of).select_related("scheme", "unit")
    if not (found.everything or found.summary):
        rows = rows.filter(unit_id__in=found.unit_ids | found.chain_unit_ids)
    return rows.order_by("scheme__code", "scheme__group", "rank", "pk")


def _ended(year: int, today: date) -> list[Period]:
    whole = parse_period(str(year))
    return [period for kind in KINDS for period in split(whole, kind) if period.last < today]


def _versions() -> dict[str, int]:
    rows = Snapshot.objects.order_by("version").values_list("closing__period", "version")
    return dict(rows)


def _held(viewer: User) -> frozenset[str]:
    """The rights to close that the viewer holds over all units: a period is closed for everybody."""
    rights, whole = {step.permission for step in STEPS}, root_unit().pk
    return frozenset(right for right in rights if reach(viewer, right).covers(whole))


def _steps(period: Period, state: ClosingState, held: Collection[str]) -> tuple[tuple[Step, ...], str]:
    """The steps that somebody with these permissions may take, and a note.

    An open period that ends where a closed one does is answered by it already. Inside a closed one that ends later it
    can be closed no more: nothing leads there, only back.
    """
    lock = governing(period.last) if state is not ClosingState.CLOSED else None
    steps = tuple(step for step in STEPS.allowed(state) if step.permission in held)
    if lock is None:
        return steps, ""
    if lock.end == period.last:
        return steps, f"已随 {lock.period} 锁定"
    back = tuple(step for step in steps if step.target == ClosingState.OPEN)
    return back, f"已随 {lock.period} 锁定，不再单独结账"


def _unrecognised(found: Reach, period: Period) -> list[tuple[str, Slip, date]]:
    rows: list[tuple[str, Slip, date]] = []
    events = StageEvent.objects.filter(slip__state__in=WAITING, occurred_on__lte=period.last)
    rows += [
        ("阶段事件", row.slip, row.occurred_on) for row in events.select_related("slip__unit", "slip__filed_by__person")
    ]
    money = CapitalRecord.objects.filter(slip__state__in=WAITING, span_to__lte=period.last)
    rows += [
        ("到位资金", row.slip, row.arrived_on) for row in money.select_related("slip__unit", "slip__filed_by__person")
    ]
    shares = ShareProposal.objects.filter(slip__state__in=WAITING, valid_from__lte=period.last)
    rows += [
        ("单位分担", row.slip, row.valid_from) for row in shares.select_related("slip__unit", "slip__filed_by__person")
    ]
    if found.everything or found.summary:
        return rows
    return [row for row in rows if row[1].unit_id in found.unit_ids | found.chain_unit_ids]


def _people(names: list[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = f"等{len(distinct)}人" if len(distinct) > _NAMES_SHOWN else ""
    return "、".join(distinct[:_NAMES_SHOWN]) + more

"""补计与冲减: everything recognised after a close that changes what was closed, fact by fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any, Final

from django.db.models import Q, QuerySet

from luodi.across.figures.models import PeriodLock
from luodi.across.figures.rules import touched
from luodi.across.figures.rules.rights import Permission
from luodi.across.figures.selectors.locks import lock_of
from luodi.base.approvals.models import SlipStep
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, unit_by_code
from luodi.domains.projects.models import CapitalRecord, Project, ProjectUnitShare, StageEvent
from luodi.domains.projects.rules import Event
from luodi.domains.projects.selectors import ProjectFilter, projects

LATE: Final = "补计"
TAKEN_BACK: Final = "冲减"
CHANGED: Final = "调整"
_COLUMNS: Final = {
    "unit_id": "责任单位",
    "chain_id": "产业链",
    "sector_code": "行业代码",
    "investor_id": "投资方",
    "is_foreign": "外资",
    "total_investment_in_wan": "总投资（万元）",
    "parent_id": "原项目",
    "scope_note": "不计入原因",
    "is_withdrawn": "登记已撤销",
}


@dataclass(frozen=True, slots=True)
class CorrectedFact:
    """One change of closed time: what it was when the period was closed, what it is now, and when it happened."""

    mark: str
    what: str
    project: Project
    original_on: date | None
    known_at: datetime
    before: str
    after: str
    difference_in_wan: Decimal | None
    figures: tuple[str, ...]
    reason: str

    def to_json(self) -> dict[str, object]:
        """Plain values; money in 万元."""
        return {
            "mark": self.mark,
            "what": self.what,
            "project": self.project.code,
            "name": self.project.name,
            "unit": self.project.unit.code,
            "original_date": None if self.original_on is None else self.original_on.isoformat(),
            "known_at": self.known_at.isoformat(),
            "before": self.before,
            "after": self.after,
            "difference": None if self.difference_in_wan is None else f"{self.difference_in_wan:f}",
            "unit_of_money": "万元",
            "figures": list(self.figures),
            "reason": self.reason,
        }


def corrections(viewer: User, period: str, *, unit: str | None = None) -> list[CorrectedFact]:
    """What was learnt of a closed period since its newest version, by the day of learning, for projects in reach.

    Errors: NotPermitted, NotVisible, BusinessError `periods.*`, `figures.not_locked`.
    """
    require(viewer, Permission.VIEW)
    asked = parse_period(period)
    lock = lock_of(asked.code)
    if lock is None:
        raise BusinessError(f"{asked.label}还没有结账，没有差异可列。", code="figures.not_locked")
    within = unit_by_code(unit) if unit else None
    mine = _in_reach(viewer, within)
    found = [*_events(lock, mine), *_capital(lock, mine), *_shares(lock, mine), *_attributes(lock, mine)]
    return sorted(found, key=lambda row: (row.known_at, row.project.pk, row.what))


def _in_reach(viewer: User, unit: Unit | None) -> QuerySet[Project]:
    seen = projects(viewer, ProjectFilter(unit=unit)).order_by().values("pk")
    # A registration withdrawn after the close is out of every list, and so one of the differences.
    gone = Project.objects.filter(is_withdrawn=True)
    gone = gone.filter(unit__path__startswith=unit.path) if unit is not None else gone
    everything = require(viewer, Permission.VIEW).everything
    return Project.objects.filter(Q(pk__in=seen) | Q(pk__in=gone.values("pk")) if everything else Q(pk__in=seen))


def _recognised_since(lock: PeriodLock) -> Q:
    steps = SlipStep.objects.filter(act=SlipAct.RECOGNISE, pk__gt=lock.last_step)
    return Q(slip_id__in=steps.values("slip_id"))


def _events(lock: PeriodLock, mine: QuerySet[Project]) -> Iterator[CorrectedFact]:
    of_closed_time = Q(occurred_on__lte=lock.end) | Q(reverses__occurred_on__lte=lock.end)
    rows = StageEvent.objects.filter(_recognised_since(lock), of_closed_time, project__in=mine.values("pk"))
    rows = rows.exclude(event=Event.LEAD).select_related("project__unit", "slip", "reverses").order_by("pk")
    for row in rows:
        back = row.reverses
        amount = row.amount_in_wan if back is None else back.amount_in_wan
        counted = row.get_event_display() if back is None else f"撤销{back.get_event_display()}"
        yield CorrectedFact(
            mark=LATE if back is None else TAKEN_BACK,
            what=counted,
            project=row.project,
            original_on=row.occurred_on if back is None else back.occurred_on,
            known_at=_known(row.slip.recognised_at, lock),
            before="未计" if back is None else _wan(amount, "已计"),
            after=_wan(amount, "已计") if back is None else "不计",
            difference_in_wan=None if amount is None else amount if back is None else -amount,
            figures=touched.by_event(row.event if back is None else back.event),
            reason=row.reason,
        )


def _capital(lock: PeriodLock, mine: QuerySet[Project]) -> Iterator[CorrectedFact]:
    of_closed_time = Q(span_to__lte=lock.end) | Q(reverses__span_to__lte=lock.end)
    rows = CapitalRecord.objects.filter(_recognised_since(lock), of_closed_time, project__in=mine.values("pk"))
    for row in rows.select_related("project__unit", "slip", "reverses").order_by("pk"):
        back = row.reverses
        yield CorrectedFact(
            mark=LATE if row.amount_in_wan > 0 else TAKEN_BACK,
            what=f"{row.get_origin_display()}资金到位",
            project=row.project,
            original_on=row.arrived_on if back is None else back.arrived_on,
            known_at=_known(row.slip.recognised_at, lock),
            before="未计" if back is None else _wan(back.amount_in_wan, ""),
            after=_wan(row.amount_in_wan if back is None else back.amount_in_wan + row.amount_in_wan, ""),
            difference_in_wan=row.amount_in_wan,
            figures=touched.by_capital(row.origin),
            reason=row.reason,
        )


def _shares(lock: PeriodLock, mine: QuerySet[Project]) -> Iterator[CorrectedFact]:
    """Sets of shares in force in closed time that were recorded afterwards, beside the set before."""
    fresh = ProjectUnitShare.objects.filter(pk__gt=lock.last_share, valid_from__lte=lock.end)
    known = _known_projects(lock)
    wanted = fresh.filter(project__in=mine.values("pk")).filter(project__in=known).values("project_id")
    rows = ProjectUnitShare.objects.filter(project__in=wanted).select_related("unit", "project__unit")
    ordered = rows.order_by("project_id", "role", "revision", "-share_percent", "unit_id")
    for _, role in groupby(ordered, key=lambda row: (row.project_id, row.role)):
        sets = [list(parts) for _, parts in groupby(role, key=lambda row: row.revision)]
        before: list[ProjectUnitShare] = []
        for parts in sets:
            first = parts[0]
            if first.pk > lock.last_share and first.valid_from <= lock.end:
                yield CorrectedFact(
                    mark=CHANGED,
                    what=f"{first.get_role_display()}分担",
                    project=first.project,
                    original_on=first.valid_from,
                    known_at=_known(first.recorded_at, lock),
                    before=_parts(before) or "按责任单位",
                    after=_parts(parts),
                    difference_in_wan=None,
                    figures=(touched.EVERYTHING,),
                    reason=first.basis,
                )
            before = parts


def _attributes(lock: PeriodLock, mine: QuerySet[Project]) -> Iterator[CorrectedFact]:
    """Classifying attributes changed since, of projects to which something had happened by then."""
    changed = set(Project.history.filter(history_id__gt=lock.last_history).values_list("id", flat=True))
    told = StageEvent.objects.filter(occurred_on__lte=lock.end, slip__state=SlipState.RECOGNISED)
    present = mine.filter(pk__in=_known_projects(lock)).filter(pk__in=told.values("project_id"))
    rows = {row.pk: row for row in present.select_related("unit") if row.pk in changed}
    if not rows:
        return
    names, reasons = dict(Unit.objects.values_list("pk", "name")), _reasons(rows)
    history = Project.history.filter(id__in=rows).order_by("id", "history_id")
    for pk, states in groupby(history, key=lambda row: row.id):
        for old, new in pairwise(states):
            if new.history_id > lock.last_history:
                yield from _changes(rows[pk], old, new, names, reasons, lock)


def _changes(
    project: Project,
    old: Any,  # noqa: ANN401 - a row of simple-history's own model
    new: Any,  # noqa: ANN401 - the same
    units: dict[int, str],
    reasons: dict[tuple[int, datetime], str],
    lock: PeriodLock,
) -> Iterator[CorrectedFact]:
    for column, label in _COLUMNS.items():
        before, after = getattr(old, column), getattr(new, column)
        if before == after:
            continue
        money = column == "total_investment_in_wan" and None not in {before, after}
        yield CorrectedFact(
            mark=CHANGED,
            what=label,
            project=project,
            original_on=project.signed_on,
            known_at=_known(new.history_date, lock),
            before=units.get(before, "") if column == "unit_id" else _plain(before),
            after=units.get(after, "") if column == "unit_id" else _plain(after),
            difference_in_wan=after - before if money else None,
            figures=touched.by_attribute(column),
            reason=reasons.get((project.pk, new.history_date), ""),
        )


def _reasons(rows: Iterable[int]) -> dict[tuple[int, datetime], str]:
    entries = AuditEntry.objects.filter(action="projects.changed", subject_id__in=[str(pk) for pk in rows])
    return {(int(pk), at): reason for pk, at, reason in entries.values_list("subject_id", "at", "reason")}


def _known_projects(lock: PeriodLock) -> QuerySet[Any]:
    """Projects that had been registered when the period was closed."""
    rows: QuerySet[Any] = Project.history.filter(history_id__lte=lock.last_history).order_by().values("id")
    return rows


def _known(moment: datetime | None, lock: PeriodLock) -> datetime:
    """Never before the lock that it came after."""
    return lock.known_at if moment is None else max(moment, lock.known_at)


def _wan(amount: Decimal | None, unknown: str) -> str:
    return unknown if amount is None else f"{plain(amount)}万元"


def _parts(rows: Iterable[ProjectUnitShare]) -> str:
    return "、".join(f"{row.unit.name}{plain(row.share_percent)}%" for row in rows)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)

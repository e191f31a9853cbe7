"""Locking a period, and restating a locked one. What is locked is answered as it was known then, for ever."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luodi.across.figures.models import LockMark, PeriodLock
from luodi.across.figures.rules.rights import Permission
from luodi.across.figures.selectors import dues, extract
from luodi.across.figures.selectors.locks import governing, lock_of, newest_locks
from luodi.base.audit import services as audit
from luodi.base.audit.rules import Changes
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period
from luodi.base.core.text import fitted
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.models import User
from luodi.domains.targets.models import Target

_MARKS: Final = ("last_step", "last_history", "last_share", "last_trip", "last_target")
_BESIDE: Final = ("planned", "planned_step")
"""Facts whose highest numbers a lock keeps beside its own columns, as it does those of what falls due."""


@transaction.atomic
def lock_period(period: Period, *, actor: User, at: datetime) -> PeriodLock:
    """Version 1 of the lock of a period that is over.

    A period that ends on the last day of one locked already (a quarter after its last month) takes that one's moment:
    the same day has one knowledge. Errors: NotPermitted; BusinessError `figures.locked`, `figures.not_over`,
    `figures.lock_order` (a later period is locked already).
    """
    orgs.require_over_all(actor, Permission.CLOSE)
    audit.stand_in_line()
    if lock_of(period.code) is not None:
        raise BusinessError(f"{period.label}已经结账，不能再结一次；要改动请办理重述。", code="figures.locked")
    if period.last >= timezone.localdate(at):
        raise BusinessError(
            f"{period.label}还没有结束（止于 {period.last}），期满后才能结账。", code="figures.not_over"
        )
    around = governing(period.last)
    if around is not None and around.end > period.last:
        raise BusinessError(
            f"{around.period} 已经结账，其中的{period.label}随之锁定，不能再单独结账。", code="figures.lock_order"
        )
    lock = PeriodLock(
        period=period.code,
        start=period.first,
        end=period.last,
        known_at=at if around is None else around.known_at,
        recorded_at=at,
        recorded_by=actor,
    )
    marks = _marks() if around is None else _marks_of(around)
    return _written(lock, marks, "figures.period_locked", actor=actor, at=at)


@transaction.atomic
def restate_period(period: Period, *, order_document: str, reason: str, actor: User, at: datetime) -> list[PeriodLock]:
    """The next version of a locked period and of every locked one that ends with it or later: all as known now.

    Later periods rest on earlier ones, so they are restated together; the earlier version of each is kept.
    Errors: NotPermitted; BusinessError `figures.not_locked`, `figures.order` (no document or reason).
    """
    orgs.require_over_all(actor, Permission.RESTATE)
    audit.stand_in_line()
    if lock_of(period.code) is None:
        raise BusinessError(f"{period.label}还没有结账，不需要重述。", code="figures.not_locked")
    document, why = order_document.strip(), reason.strip()
    if not document or not why:
        raise BusinessError("重述须有领导小组的文件：请填写依据文号和原因。", code="figures.order")
    marks = _marks()
    made = []
    for old in sorted(newest_locks(), key=lambda lock: (lock.end, -lock.start.toordinal())):
        if old.end >= period.last:
            lock = PeriodLock(
                period=old.period,
                start=old.start,
                end=old.end,
                version=old.version + 1,
                known_at=at,
                order_document=fitted(document, 100, "依据文号"),
                reason=fitted(why, 300, "原因"),
                recorded_at=at,
                recorded_by=actor,
            )
            made.append(_written(lock, marks, "figures.period_restated", actor=actor, at=at))
    return made


def _marks() -> dict[str, int]:
    """The highest numbers of the ledger's rows now; nobody adds any while this one stands in line."""
    numbers, owed = extract.watermarks(), dues.watermarks()
    found = {name: numbers[name.removeprefix("last_")] for name in _MARKS[:-1]}
    found["last_target"] = Target.objects.aggregate(last=Max("pk"))["last"] or 0
    found |= {name: numbers[name] for name in _BESIDE}
    return found | {name: owed[name] for name in dues.MARKS}


def _marks_of(lock: PeriodLock) -> dict[str, int]:
    """The highest numbers that a lock keeps."""
    return {name: getattr(lock, name) for name in _MARKS} | dict(lock.marks.values_list("name", "last"))


def _written(lock: PeriodLock, marks: dict[str, int], action: str, *, actor: User, at: datetime) -> PeriodLock:
    for name in _MARKS:
        setattr(lock, name, marks[name])
    lock.save()
    beside = [LockMark(lock=lock, name=name, last=number) for name, number in marks.items() if name not in _MARKS]
    LockMark.objects.bulk_create(beside)
    changes: Changes = {"version": (lock.version - 1, lock.version), "known_at": ("", lock.known_at.isoformat())}
    act = audit.Act(action, lock, changes=changes, reason=f"{lock.order_document} {lock.reason}".strip())
    audit.record(act, actor=actor, at=at)
    return lock

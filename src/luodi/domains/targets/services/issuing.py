"""Issuing and changing targets one by one."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.money import plain, round_decimal
from luodi.base.core.periods import parse_period
from luodi.base.core.text import fitted, normalise
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, require
from luodi.domains.targets import rules
from luodi.domains.targets.models import IssuedLine, SchedulePoint, Target


@transaction.atomic
def issue_target(
    holder: Unit,
    *,
    indicator: str,
    value: Decimal,
    measure: str,
    period: str,
    issuer: str,
    actor: User,
    at: datetime,
    tier: str = "",
    doc_no: str = "",
    issued_on: date | None = None,
    reason: str = "",
    batch: str = "",
    schedule: str = "",
) -> tuple[Target, bool]:
    """Record a target; the second answer tells whether anything was new.

    The same issuer, tier, indicator and period again: the same value changes nothing, another value supersedes.
    `schedule` says how much is due by when (30/60/80/100); empty keeps that of the target in force, or none.
    """
    require(actor, rules.Permission.EDIT, unit=holder)
    return write_target(
        holder,
        indicator=indicator,
        value=value,
        measure=measure,
        period=period,
        issuer=issuer,
        actor=actor,
        at=at,
        tier=tier,
        doc_no=doc_no,
        issued_on=issued_on,
        reason=reason,
        batch=batch,
        schedule=schedule,
    )


@transaction.atomic
def write_target(
    holder: Unit,
    *,
    indicator: str,
    value: Decimal,
    measure: str,
    period: str,
    issuer: str,
    actor: User,
    at: datetime,
    tier: str = "",
    doc_no: str = "",
    issued_on: date | None = None,
    reason: str = "",
    batch: str = "",
    schedule: str = "",
    of_split: bool = False,
) -> tuple[Target, bool]:
    """The row of `issue_target`, for a verb that has asked for its own right already; part of that verb."""
    issuer, tier, indicator = normalise(issuer), normalise(tier), normalise(indicator)
    value = round_decimal(value, 4)
    rules.require_sound(issuer=issuer, indicator=indicator, value=value, measure=measure)
    whole = parse_period(period)
    code, points = whole.code, rules.schedule_points(schedule, whole.span)
    audit.stand_in_line()
    present = Target.objects.filter(
        holder=holder, indicator=indicator, issuer=issuer, tier=tier, period=code, superseded_by=None
    ).first()
    stands = present is not None and not present.is_withdrawn
    standing = _points_of(present) if present is not None and stands else {}
    is_same = present is not None and stands and (present.value, present.measure) == (value, measure)
    if present is not None and is_same and (points or standing) == standing:
        return present, False
    if present is not None and stands and not of_split and IssuedLine.objects.filter(target=present).exists():
        raise BusinessError(
            "该目标由目标分解下达，调整请到“目标分解”提出新的一版并写明原因。", code="targets.split_issued"
        )
    if present is not None and stands and not of_split:
        _require_own_level(present, actor)
    if present is not None and stands and not (reason.strip() or batch):
        raise BusinessError(
            f"已有同一目标（{plain(present.value)}{present.measure}）。调整目标请写明事由。",
            code="targets.reason",
        )
    target = Target.objects.create(
        holder=holder,
        indicator=indicator,
        value=value,
        measure=measure,
        period=code,
        issuer=issuer,
        tier=tier,
        doc_no=doc_no.strip(),
        issued_on=issued_on,
        reason=fitted(reason.strip(), 200, "事由"),
        batch=batch,
        supersedes=present,
        recorded_by=actor,
        recorded_at=at,
    )
    _schedule(target, points or standing)
    changes = {"value": (plain(present.value) if present else "", plain(value))}
    audit.record(
        audit.Act("targets.issued", target, unit_code=holder.code, changes=changes, reason=reason), actor=actor, at=at
    )
    return target, True


def _require_own_level(target: Target, actor: User) -> None:
    """What an office above has set is changed by that office: nobody lowers the own target."""
    set_by = target.recorded_by.unit_id
    if set_by is not None and not reach(actor, rules.Permission.EDIT).covers(set_by):
        raise NotPermitted(
            "该目标由上级下达，不能由本单位调整。请报上级办理；本级另外下达的目标请写本级的下达单位。",
            code="targets.above",
        )


@transaction.atomic
def withdraw_targets(batch: str, *, actor: User, at: datetime, reason: str) -> int:
    """Take back the targets that an import batch brought in, each by a superseding row; returns how many.

    A target that the batch had replaced is in force again with its old value.
    """
    audit.stand_in_line()
    rows = list(Target.objects.filter(batch=batch, superseded_by=None, is_withdrawn=False).select_related("holder"))
    for row in rows:
        require(actor, rules.Permission.EDIT, unit=row.holder)
        withdraw(row, actor=actor, at=at, reason=reason)
    return len(rows)


def withdraw(row: Target, *, actor: User, at: datetime, reason: str, restores: bool = True) -> None:
    """Take one target back by a superseding row; part of another verb. `restores`: what it had replaced is in force again."""
    withdrawn = _copy(row, supersedes=row, is_withdrawn=True, actor=actor, at=at, reason=reason)
    act = audit.Act("targets.withdrawn", withdrawn, unit_code=row.holder.code, reason=reason)
    audit.record(act, actor=actor, at=at)
    before = _standing_before(row) if restores else None
    if before is not None:
        _copy(before, supersedes=withdrawn, is_withdrawn=False, actor=actor, at=at, reason=reason)


def _standing_before(row: Target) -> Target | None:
    """What was in force before the row's batch; batches that were themselves taken back are passed over."""
    node = row.supersedes
    while node is not None:
        if node.is_withdrawn:
            node = _standing_before(node.supersedes) if node.supersedes is not None else None
        elif row.batch and node.batch == row.batch:
            node = node.supersedes
        else:
            return node
    return None


def _copy(source: Target, *, supersedes: Target, is_withdrawn: bool, actor: User, at: datetime, reason: str) -> Target:
    names = ("holder", "indicator", "value", "measure", "period", "issuer", "tier", "doc_no", "issued_on")
    copied = Target.objects.create(
        **{name: getattr(source, name) for name in names},
        batch="" if is_withdrawn else source.batch,
        supersedes=supersedes,
        is_withdrawn=is_withdrawn,
        reason=fitted(reason, 200, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    _schedule(copied, _points_of(source))
    return copied


def _points_of(target: Target) -> dict[int, Decimal]:
    return dict(target.schedule.values_list("month", "percent"))


def _schedule(target: Target, points: Mapping[int, Decimal]) -> None:
    SchedulePoint.objects.bulk_create(
        [SchedulePoint(target=target, month=month, percent=percent) for month, percent in sorted(points.items())]
    )

"""Drafting an order: by a person, or by the clock and other apps with a key that makes the draft come once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit
from luodi.domains.projects.models import Project
from luodi.domains.supervision.models import Decision, Finding, Issue, Order, OrderAssist
from luodi.domains.supervision.rules.orders import OrderAct, OrderKind, OrderState, Source
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.services.recording import Said, append_to_log, locked_order, require_standing
from luodi.domains.supervision.services.telling import tell_draft

_KEY_LENGTH = 80


@dataclass(frozen=True)
class OrderValues:
    """What an order says: one matter, one lead unit, perhaps units that assist."""

    kind: str
    title: str
    text: str
    unit: Unit
    basis: str = ""
    handler: User | None = None
    assists: Sequence[Unit] = ()
    project: Project | None = None
    issue: Issue | None = None
    finding: Finding | None = None
    decision: Decision | None = None
    previous: Order | None = None
    issuer: Unit | None = None


@transaction.atomic
def draft_order(
    values: OrderValues, *, source: str = Source.OTHER, source_key: str = "", actor: User, at: datetime
) -> Order:
    """A draft; only people send it. With a `source_key` that was used before: the order of then, nothing new.

    `source` says what calls for it; keys are `<thing>:<id>[:<why>]`, such as `order:12`, `ranking:2026Q2:QJ-E`.
    Errors: NotPermitted, NotVisible (unit out of reach), BusinessError `orders.words`, `orders.assists`,
    `orders.source_key`, `units.closed`.
    """
    require(actor, Permission.DRAFT, unit=values.unit)
    _require_sound(values, source_key)
    audit.stand_in_line()
    present = Order.objects.filter(source_key=source_key).first() if source_key else None
    if present is not None:
        return present
    require_standing(values.unit, at)
    order = Order.objects.create(
        kind=OrderKind(values.kind),
        source=Source(source),
        source_key=source_key,
        issuer=values.issuer or actor.unit or root_unit(),
        previous=values.previous,
        issue=values.issue,
        finding=values.finding,
        decision=values.decision,
        drafted_by=actor,
        drafted_at=at,
        **_said(values),
    )
    _set_assists(order, values.assists, at)
    entry = audit.Act("supervision.order_drafted", order, unit_code=values.unit.code)
    audit.record(entry, actor=actor, at=at)
    append_to_log(order, OrderAct.DRAFT, Said(), actor=actor, at=at)
    tell_draft(order, at=at)
    return order


@transaction.atomic
def change_draft(order: Order, values: OrderValues, *, actor: User, at: datetime) -> Order:
    """Say a draft anew; what it came from stays. BusinessError `workflow.not_allowed` once it is sent."""
    require(actor, Permission.DRAFT, unit=values.unit)
    _require_sound(values, "")
    locked = locked_order(order)
    require(actor, Permission.DRAFT, unit=locked.issuer)
    if locked.state != OrderState.DRAFT:
        raise BusinessError("本单已下达或作废，不能再修改。确需变更的，请撤销后重新起草。", code="workflow.not_allowed")
    require_standing(values.unit, at)
    given = _said(values)
    changes = {
        name: (_plain(getattr(locked, name)), _plain(value))
        for name, value in given.items()
        if getattr(locked, name) != value
    }
    for name, value in given.items():
        setattr(locked, name, value)
    locked.kind = OrderKind(values.kind)
    locked.save(update_fields=["kind", *given])
    _set_assists(locked, values.assists, at)
    entry = audit.Act("supervision.order_changed", locked, unit_code=values.unit.code, changes=changes)
    audit.record(entry, actor=actor, at=at)
    return locked


def _said(values: OrderValues) -> dict[str, object]:
    return {
        "title": values.title.strip(),
        "text": values.text.strip(),
        "basis": values.basis.strip(),
        "unit": values.unit,
        "handler": values.handler,
        "project": values.project,
    }


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _require_sound(values: OrderValues, source_key: str) -> None:
    if not values.title.strip() or not values.text.strip():
        raise BusinessError("请写明事项和办理要求。一单只交办一件事。", code="orders.words")
    if len(source_key) > _KEY_LENGTH:
        raise BusinessError(f"来源标识不超过 {_KEY_LENGTH} 字符。", code="orders.source_key")
    if values.unit.pk in {unit.pk for unit in values.assists}:
        raise BusinessError("牵头单位不能同时是协办单位，请去掉重复的协办单位。", code="orders.assists")
    if values.handler is not None and values.handler.unit_id != values.unit.pk:
        raise BusinessError("承办人应是牵头单位的人员；不指定承办人时由该单位自行安排。", code="orders.handler")


def _set_assists(order: Order, units: Sequence[Unit], at: datetime) -> None:
    wanted = {unit.pk: unit for unit in units}
    for unit in wanted.values():
        require_standing(unit, at)
    OrderAssist.objects.filter(order=order).exclude(unit_id__in=wanted).delete()
    present = set(OrderAssist.objects.filter(order=order).values_list("unit_id", flat=True))
    OrderAssist.objects.bulk_create([OrderAssist(order=order, unit=wanted[pk]) for pk in wanted if pk not in present])

"""问责建议 drafts out of closed quarters: each quarter and unit one, however often it is asked; people send them.

A restatement writes down for every draft whether its basis still stands; nothing is deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from luodi.across.assessment.models import Snapshot
from luodi.across.assessment.rules.closing import before
from luodi.across.assessment.rules.graded import Notice, order_key
from luodi.across.assessment.selectors.graded import GradedNotice, Judged, closed_quarters, notices_of
from luodi.base.audit import services as audit
from luodi.base.core.periods import Period
from luodi.base.core.text import shortened
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.rules.orders import OrderKind, Source
from luodi.domains.supervision.services import OrderValues, draft_order, note_basis

_BASIS_LENGTH = 200
_NOTE_LENGTH = 1000
_RUN_WORDS = {2: "两", 3: "三", 4: "四"}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one run did: drafts made, and orders whose basis has gone or was found to stand by a new snapshot."""

    drafted: int = 0
    gone: int = 0
    checked: int = 0

    def __str__(self) -> str:
        words = (("起草问责建议单", self.drafted), ("依据消失", self.gone), ("核对依据", self.checked))
        return "、".join(f"{word} {count} 件" for word, count in words if count)


def propose_accountability(*, at: datetime, quarters: Iterable[Period] | None = None) -> Proposed:
    """The drafts that closed quarters call for and that are not there yet, and the basis of those that are.

    Without `quarters` all closed ones, so that a run makes up for missed ones. Each unit is one short transaction.
    """
    actor, drafted, gone, checked = operator(), 0, 0, 0
    for period in closed_quarters() if quarters is None else quarters:
        found = notices_of(period)
        known = set(Order.objects.filter(source=Source.RANKING).values_list("source_key", flat=True))
        for one in found:
            if one.key in known:
                written = _basis_noted(one, actor, at)
                gone += written and one.level is not Notice.ACCOUNT
                checked += written and one.level is Notice.ACCOUNT
            elif one.level is Notice.ACCOUNT:
                drafted += _drafted(one, actor, at)
        gone += sum(_left_out(order, period, actor, at) for order in _orders_without(found, period))
    return Proposed(drafted, gone, checked)


def _orders_without(found: Iterable[GradedNotice], period: Period) -> QuerySet[Order]:
    """Orders of the quarter whose unit is no longer judged in it."""
    rows = Order.objects.filter(source=Source.RANKING, source_key__startswith=order_key(period.code, ""))
    return rows.exclude(source_key__in=[one.key for one in found]).select_related("unit").order_by("pk")


def _left_out(order: Order, period: Period, actor: User, at: datetime) -> bool:
    newest = Snapshot.objects.filter(closing__period=period.code).order_by("-version")[0]
    note = f"{period.label}快照第{newest.version}版没有该单位的考核结果，依据已不复存在。请决定作废或撤销本单。"
    return note_basis(order, stands=False, note=note, key=f"basis:{newest.pk}:none", actor=actor, at=at)


@transaction.atomic
def _drafted(one: GradedNotice, actor: User, at: datetime) -> bool:
    """True when the draft is new. A dissolved unit gets none: people must first say who takes its work over."""
    audit.stand_in_line()
    if one.unit.active_to is not None and one.unit.active_to <= timezone.localdate(at):
        return False
    if Order.objects.filter(source_key=one.key).exists():
        return False
    draft_order(_values(one), source=Source.RANKING, source_key=one.key, actor=actor, at=at)
    _basis_noted(one, actor, at)
    return True


def _basis_noted(one: GradedNotice, actor: User, at: datetime) -> bool:
    """True when the snapshots are others than those written down before."""
    order = Order.objects.select_related("unit").get(source_key=one.key)
    rests_on = _rests_on(one)
    key = "basis:" + "-".join(str(judged.snapshot.pk) for judged in rests_on)
    stands = one.level is Notice.ACCOUNT
    told = _told(rests_on)
    note = f"依据：{told}。" if stands else f"已不是连续两个季度靠后：{told}。请决定作废或撤销本单。"
    return note_basis(order, stands=stands, note=shortened(note, _NOTE_LENGTH), key=key, actor=actor, at=at)


def _values(one: GradedNotice) -> OrderValues:
    now, last = one.quarters[0], one.quarters[1]
    often = f"连续{_RUN_WORDS.get(one.low_quarters, str(one.low_quarters))}个季度"
    text = (
        f"{one.unit.name}在招商引资考核中{often}排名靠后：{_told((now, last))}。"
        "请就落后原因、整改措施、完成时限和责任人作出书面说明；问责建议由督查室按程序报批，作出处理决定后销号。"
    )
    basis = f"{_short(last)}、{_short(now)}结账快照；{now.scheme.name}第{now.scheme.version}版（{now.group_name}）"
    return OrderValues(
        kind=OrderKind.ACCOUNT,
        title=shortened(f"问责建议：{one.unit.label}{often}考核靠后（{now.period.label}）", 120),
        text=text,
        basis=shortened(basis, _BASIS_LENGTH),
        unit=one.unit,
        issuer=now.scheme.unit,
    )


def _rests_on(one: GradedNotice) -> list[Judged]:
    """The quarter and the one before it, where the unit was judged in it."""
    now = one.quarters[0].period
    return [judged for judged in one.quarters if judged.period in (now, before(now))]


def _short(judged: Judged) -> str:
    return f"{judged.period.label}第{judged.snapshot.version}版"


def _told(rests_on: Iterable[Judged]) -> str:
    """The quarters in words, the earlier one first."""
    return "；".join(judged.said for judged in reversed(list(rests_on)))

"""Filing and reversing capital in place."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import round_decimal
from luodi.base.core.text import compact, fitted
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.domains.projects import selectors
from luodi.domains.projects.models import CapitalEvidence, CapitalRecord, ExchangeRate, Project
from luodi.domains.projects.rules import CapitalForm, CapitalOrigin, Event, Permission, require_capital_allowed
from luodi.domains.projects.services.locks import locked_project

_VOUCHER_LENGTH: Final = 80


@transaction.atomic
def file_capital(
    project: Project,
    *,
    arrived_on: date,
    amount_in_wan: Decimal,
    actor: User,
    at: datetime,
    currency: str = "CNY",
    origin: str = CapitalOrigin.OUT_PROVINCE,
    form: str = CapitalForm.CASH,
    voucher_no: str = "",
    evidence: Sequence[Attachment] = (),
    reason: str = "",
) -> CapitalRecord:
    """File an arrival of `amount_in_wan` (万 of `currency`). Foreign money is fixed in CNY at the rate of its day.

    Errors: BusinessError `capital.*`, `currency.rate_missing`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.FILE_CAPITAL, actor=actor)
    rate = None if currency == "CNY" else _rate(currency, arrived_on)
    in_cny = round_decimal(amount_in_wan if rate is None else amount_in_wan * rate.rate, 4)
    claimed = selectors.claimed_state(locked)
    require_capital_allowed(
        amount_in_wan=in_cny,
        already_in_wan=claimed.capital_in_wan,
        contract_in_wan=claimed.contract_in_wan,
        arrived_on=arrived_on,
        signed_on=claimed.life.days.get(Event.SIGN),
        side_status=claimed.life.side_status,
        side_since=claimed.life.side_since,
        today=timezone.localdate(at),
    )
    _require_evidence(voucher_no, evidence, actor)
    slip = approvals.open_slip(
        SlipKind.CAPITAL,
        title=f"{locked.name}：到位 {in_cny:.2f} 万元（{arrived_on}）",
        unit=locked.unit,
        actor=actor,
        at=at,
    )
    record = CapitalRecord(
        project=locked,
        arrived_on=arrived_on,
        span_from=arrived_on,
        span_to=arrived_on,
        amount_in_wan=in_cny,
        currency=currency,
        amount_in_currency_wan=None if rate is None else amount_in_wan,
        rate=None if rate is None else rate.rate,
        rate_source="" if rate is None else f"{rate.source}（{rate.day}）"[:60],
        origin=origin,
        form=form,
        voucher_no=compact(voucher_no),
        reason=fitted(reason.strip(), 300, "事由"),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    return _append(record, evidence, actor=actor, at=at, action="projects.capital_filed")


def _rate(currency: str, day: date) -> ExchangeRate:
    rate = selectors.rate_of_day(currency, day)
    if rate is None:
        raise BusinessError(
            f"系统里没有 {currency} 在 {day} 的汇率，请先录入当日中间价。", code="currency.rate_missing"
        )
    return rate


def _require_evidence(voucher_no: str, evidence: Sequence[Attachment], actor: User) -> None:
    number = compact(voucher_no)
    if not number and not evidence:
        raise BusinessError("请填写凭证号，或上传银行回单、验资报告等佐证材料。", code="capital.evidence")
    if len(number) > _VOUCHER_LENGTH:
        raise BusinessError(f"凭证号最多 {_VOUCHER_LENGTH} 个字，请核对。", code="capital.evidence")
    taken = selectors.vouchers_in_use([number]).get(number)
    if taken is not None:
        raise BusinessError(
            f"凭证号“{number}”已用于{_named(taken, actor)}的到位资金，一张凭证只能用一次。",
            code="capital.voucher_reused",
        )
    require_unused_documents(evidence, actor)


def require_unused_documents(
    evidence: Sequence[Attachment], actor: User, *, besides: CapitalRecord | None = None
) -> None:
    """Refuse a document that supports another living amount already (domain/04 §4.5.8)."""
    for item in evidence:
        used = selectors.record_supported_by(item)
        if used is not None and (besides is None or used.pk != besides.pk):
            raise BusinessError(
                f"附件“{item.name}”已用于{_named(used, actor)}的到位资金，同一份材料只能支持一笔金额。",
                code="capital.voucher_reused",
            )


def _named(record: CapitalRecord, actor: User) -> str:
    """The project by name for those who may see it."""
    is_visible = selectors.projects(actor).filter(pk=record.project_id).exists()
    return f"“{record.project.name}”{record.arrived_on} " if is_visible else "其他单位的项目"


def _append(
    record: CapitalRecord, evidence: Sequence[Attachment], *, actor: User, at: datetime, action: str
) -> CapitalRecord:
    record.save()
    CapitalEvidence.objects.bulk_create(
        [
            CapitalEvidence(record=record, attachment=item, recorded_by=actor, recorded_at=at)
            for item in dict.fromkeys(evidence)
        ]
    )
    changes = {"amount_in_wan": ("", str(record.amount_in_wan)), "arrived_on": ("", record.arrived_on.isoformat())}
    entry = audit.Act(action, record.project, unit_code=record.project.unit.code, changes=changes, reason=record.reason)
    audit.record(entry, actor=actor, at=at)
    return record


@transaction.atomic
def reverse_capital(
    record: CapitalRecord,
    *,
    amount_in_wan: Decimal,
    actor: User,
    at: datetime,
    reason: str,
    arrived_on: date | None = None,
) -> CapitalRecord:
    """冲减: a negative record in the open period (default: today) that names its original."""
    project = locked_project(record.project, Permission.REVERSE_CAPITAL, actor=actor)
    amount = round_decimal(amount_in_wan, 4)
    day = arrived_on or max(timezone.localdate(at), record.arrived_on)
    if not reason.strip():
        raise BusinessError("冲减要写明原因。", code="capital.reason")
    _require_left(record, amount)
    if not record.arrived_on <= day <= max(record.arrived_on, timezone.localdate(at)):
        raise BusinessError(
            f"冲减日期 {day} 应在原到位日 {record.arrived_on} 至今天之间。", code="capital.reversal_day"
        )
    slip = approvals.open_slip(
        SlipKind.CAPITAL, title=f"{project.name}：冲减 {amount:.2f} 万元", unit=project.unit, actor=actor, at=at
    )
    reversal = CapitalRecord(
        project=project,
        arrived_on=day,
        span_from=day,
        span_to=day,
        amount_in_wan=-amount,
        origin=record.origin,
        form=record.form,
        reverses=record,
        reason=fitted(reason.strip(), 300, "事由"),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    return _append(reversal, (), actor=actor, at=at, action="projects.capital_reversed")


def _require_left(record: CapitalRecord, amount: Decimal) -> None:
    slip = Slip.objects.get(pk=record.slip_id)
    if slip.state == SlipState.RETURNED:
        raise BusinessError("该记录已被退回，没有计入，不需要冲减。", code="capital.returned")
    done = selectors.taken_back(Q(reverses=record) & ~Q(slip__state=SlipState.RETURNED))
    left = record.amount_in_wan + done.get(record.pk, Decimal(0))
    if not 0 < amount <= left:
        raise BusinessError(f"冲减金额应大于 0 且不超过可冲减的 {left:.4f} 万元。", code="capital.reversal")

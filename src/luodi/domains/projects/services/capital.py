"""Filing and reversing capital in place; exchange rates."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from luodi.base.approvals import services as approvals
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.projects import selectors
from luodi.domains.projects.models import CapitalEvidence, CapitalRecord, ExchangeRate, Project
from luodi.domains.projects.rules import CapitalForm, CapitalOrigin, Event, Permission, require_capital_allowed

_FOUR = Decimal("0.0001")


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
    require(actor, Permission.FILE_CAPITAL, unit=project.unit)
    locked = Project.objects.select_for_update().select_related("unit").get(pk=project.pk)
    rate = _rate(currency, arrived_on)
    in_cny = (amount_in_wan * rate).quantize(_FOUR)
    claimed = selectors.claimed_state(locked)
    require_capital_allowed(
        amount_in_wan=in_cny,
        already_in_wan=claimed.capital_in_wan,
        contract_in_wan=claimed.contract_in_wan,
        arrived_on=arrived_on,
        signed_on=claimed.life.days.get(Event.SIGN),
        side_status=claimed.life.side_status,
        today=at.date(),
    )
    _require_evidence(voucher_no, evidence)
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
        amount_in_currency_wan=None if currency == "CNY" else amount_in_wan,
        rate=None if currency == "CNY" else rate,
        rate_source="" if currency == "CNY" else "中国人民银行中间价",
        origin=origin,
        form=form,
        voucher_no=voucher_no.strip(),
        reason=reason.strip(),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    return _append(record, evidence, actor=actor, at=at, action="projects.capital_filed")


def _rate(currency: str, day: date) -> Decimal:
    rate = selectors.exchange_rate(currency, day)
    if rate is None:
        raise BusinessError(
            f"系统里没有 {currency} 在 {day} 的汇率，请先录入当日中间价。", code="currency.rate_missing"
        )
    return rate


def _require_evidence(voucher_no: str, evidence: Sequence[Attachment]) -> None:
    if not voucher_no.strip() and not evidence:
        raise BusinessError("请填写凭证号，或上传银行回单、验资报告等佐证材料。", code="capital.evidence")
    taken = voucher_in_use(voucher_no)
    if taken is not None:
        raise BusinessError(
            f"凭证号“{voucher_no.strip()}”已用于“{taken.project.name}”{taken.arrived_on} 的到位资金，一张凭证只能用一次。",
            code="capital.voucher_reused",
        )
    for item in evidence:
        rows = CapitalEvidence.objects.filter(attachment__sha256=item.sha256)
        used = rows.exclude(record__slip__state=SlipState.RETURNED).select_related("record__project").first()
        if used is not None:
            raise BusinessError(
                f"附件“{item.name}”已用于“{used.record.project.name}”的到位资金，同一份材料只能支持一笔金额。",
                code="capital.voucher_reused",
            )


def voucher_in_use(voucher_no: str) -> CapitalRecord | None:
    """The living record that carries the voucher number, or None. Returned and wholly reversed records free it."""
    if not voucher_no.strip():
        return None
    rows = CapitalRecord.objects.filter(voucher_no=voucher_no.strip(), amount_in_wan__gt=0)
    for record in rows.exclude(slip__state=SlipState.RETURNED).select_related("project"):
        taken_back = record.reversals.aggregate(total=Sum("amount_in_wan"))["total"] or Decimal(0)
        if record.amount_in_wan + taken_back > 0:
            return record
    return None


def _append(
    record: CapitalRecord, evidence: Sequence[Attachment], *, actor: User, at: datetime, action: str
) -> CapitalRecord:
    record.save()
    CapitalEvidence.objects.bulk_create(
        [CapitalEvidence(record=record, attachment=item, recorded_by=actor, recorded_at=at) for item in evidence]
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
    require(actor, Permission.REVERSE_CAPITAL, unit=record.project.unit)
    project = Project.objects.select_for_update().select_related("unit").get(pk=record.project_id)
    if not reason.strip():
        raise BusinessError("冲减要写明原因。", code="capital.reason")
    done = record.reversals.exclude(slip__state=SlipState.RETURNED).aggregate(total=Sum("amount_in_wan"))["total"]
    left = record.amount_in_wan + (done or Decimal(0))
    if not 0 < amount_in_wan <= left:
        raise BusinessError(f"冲减金额应大于 0 且不超过可冲减的 {left:.4f} 万元。", code="capital.reversal")
    day = arrived_on or at.date()
    slip = approvals.open_slip(
        SlipKind.CAPITAL, title=f"{project.name}：冲减 {amount_in_wan:.2f} 万元", unit=project.unit, actor=actor, at=at
    )
    reversal = CapitalRecord(
        project=project,
        arrived_on=day,
        span_from=day,
        span_to=day,
        amount_in_wan=-amount_in_wan,
        origin=record.origin,
        form=record.form,
        reverses=record,
        reason=reason.strip(),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    return _append(reversal, (), actor=actor, at=at, action="projects.capital_reversed")


@transaction.atomic
def enter_exchange_rate(
    currency: str, *, day: date, rate: Decimal, source: str, actor: User, at: datetime
) -> ExchangeRate:
    """Enter a rate once; converted amounts are never converted again (T-capital)."""
    require(actor, Permission.FILE_CAPITAL)
    if rate <= 0:
        raise BusinessError("汇率应大于 0。", code="currency.rate")
    if ExchangeRate.objects.filter(currency=currency, day=day).exists():
        raise BusinessError(f"{currency} 在 {day} 的汇率已录入，不能修改。", code="currency.rate_entered")
    row = ExchangeRate.objects.create(
        currency=currency, day=day, rate=rate, source=source, recorded_by=actor, recorded_at=at
    )
    audit.record(audit.Act("projects.rate_entered", row), actor=actor, at=at)
    return row

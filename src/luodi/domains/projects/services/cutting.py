"""Recognition in part: what the recogniser does not accept of an arrival is taken off in the same slip (核减)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct, SlipKind, steps
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain, round_decimal
from luodi.base.core.text import fitted
from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.projects import selectors
from luodi.domains.projects.models import CapitalRecord
from luodi.domains.projects.services.decide import decide


@transaction.atomic
def recognise_in_part(slip: Slip, *, recognised_in_wan: Decimal, reason: str, actor: User, at: datetime) -> Slip:
    """Recognise an arrival over `recognised_in_wan` (万元 CNY): the rest is a negative record beside it; the filer is told.

    Errors: BusinessError `capital.cut`, `capital.cut_reason`, and those of `decide`.
    """
    require(actor, steps(slip.kind)[SlipAct.RECOGNISE].permission, unit=slip.unit)
    audit.stand_in_line()
    record = _record_of(slip)
    amount = round_decimal(recognised_in_wan, 4)
    if not reason.strip():
        raise BusinessError("部分认定要写明核减原因，让填报人知道哪些不算。", code="capital.cut_reason")
    if not 0 < amount < record.amount_in_wan:
        raise BusinessError(
            f"认定金额应大于 0、小于填报的 {plain(record.amount_in_wan)} 万元；全部认可请直接认定，都不认可请退回。",
            code="capital.cut",
        )
    cut = CapitalRecord(
        project=record.project,
        arrived_on=record.arrived_on,
        precision=record.precision,
        span_from=record.span_from,
        span_to=record.span_to,
        amount_in_wan=amount - record.amount_in_wan,
        origin=record.origin,
        form=record.form,
        reverses=record,
        reason=f"核减：{fitted(reason.strip(), 290, '事由')}",
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    cut.save()
    decided = decide(slip, SlipAct.RECOGNISE, actor=actor, at=at, note=reason)
    unit = record.project.unit
    changes = {"amount_in_wan": (plain(record.amount_in_wan), plain(amount))}
    act = audit.Act("projects.recognised_in_part", record.project, unit_code=unit.code, changes=changes, reason=reason)
    audit.record(act, actor=actor, at=at)
    _tell(decided, record, amount, reason, at)
    return decided


def _record_of(slip: Slip) -> CapitalRecord:
    records = selectors.facts_of_slip(slip).capital
    if slip.kind != SlipKind.CAPITAL or len(records) != 1 or records[0].amount_in_wan <= 0:
        raise BusinessError("只有单笔到位资金可以部分认定。其他事项请认定或退回。", code="capital.cut")
    return records[0]


def _tell(slip: Slip, record: CapitalRecord, amount: Decimal, reason: str, at: datetime) -> None:
    if not slip.filed_by.is_service:
        said = f"{plain(record.amount_in_wan)} 万元认定 {plain(amount)} 万元"
        title = f"部分认定：{record.project.name}，{said}（{reason.strip()}）"
        link = f"/projects/{record.project_id}/capital/"
        notices.tell([slip.filed_by], code="projects.capital_cut", title=title, link=link, at=at)

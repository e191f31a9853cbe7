"""Filing, approving and reversing adjustments. The amount, the basis and the approver stand beside every one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luodi.across.assessment import selectors
from luodi.across.assessment.models import Adjustment, AdjustmentEvidence, Scheme
from luodi.across.assessment.rules import adjusting
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import require_not_final
from luodi.across.assessment.rules.sheets import ItemKind, Veto
from luodi.across.assessment.selectors.rounds import is_final
from luodi.across.assessment.selectors.schemes import in_force
from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipKind, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.core.text import fitted
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import groups_on, require


@dataclass(frozen=True)
class AdjustmentValues:
    """What is to be adjusted: points of a line or of the whole, cases of an item, a veto, or a colour."""

    kind: str
    reason: str
    basis: str
    subject: str = ""
    amount: Decimal = Decimal(0)
    colour: str = ""
    scheme_code: str = ""
    evidence: Sequence[Attachment] = ()
    """The basis document itself, as it was uploaded."""


@transaction.atomic
def file_adjustment(unit: Unit, *, period: str, values: AdjustmentValues, actor: User, at: datetime) -> Adjustment:
    """An adjustment of a unit's result in a period; it counts once others have verified and approved its slip.

    Errors: NotPermitted, NotVisible, BusinessError `periods.*`, `assessment.*`, `rounds.final`.
    """
    require(actor, Permission.FILE_ADJUSTMENT, unit=unit)
    return file_within(unit, period=period, values=values, actor=actor, at=at)


def file_within(unit: Unit, *, period: str, values: AdjustmentValues, actor: User, at: datetime) -> Adjustment:
    """The same as a part of another verb, which has checked the right: an answer to an appeal, a finding.

    Errors: BusinessError `periods.*`, `assessment.*`, `rounds.final`.
    """
    adjusting.require_reasoned(reason=values.reason, basis=values.basis)
    whole = parse_period(period)
    scheme = _scheme_of(unit, values.scheme_code, period)
    _require_sound(scheme, values)
    audit.stand_in_line()
    _require_open(scheme.code, whole.code)
    kind = AdjustmentKind(values.kind)
    title = f"{unit.label} {whole.label}{kind.label}：{_told(values)}"
    slip = approvals.open_slip(SlipKind.ADJUSTMENT, title=title, unit=unit, actor=actor, at=at)
    made = Adjustment.objects.create(
        slip=slip,
        unit=unit,
        scheme_code=scheme.code,
        period=whole.code,
        kind=kind,
        subject=values.subject,
        amount=values.amount if kind in {AdjustmentKind.POINTS, AdjustmentKind.CASES} else Decimal(0),
        colour=values.colour if kind == AdjustmentKind.COLOUR else "",
        reason=fitted(values.reason.strip(), 300, "事由"),
        basis=fitted(values.basis.strip(), 120, "依据"),
        recorded_by=actor,
        recorded_at=at,
    )
    _attach(made, values.evidence)
    act = audit.Act("assessment.adjustment_filed", made, title, unit.code, reason=values.reason)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def reverse_adjustment(
    row: Adjustment, *, reason: str, basis: str, actor: User, at: datetime, evidence: Sequence[Attachment] = ()
) -> Adjustment:
    """Take an approved adjustment back by a row that names it; it ends once that one is approved.

    Errors: BusinessError `assessment.not_approved`, `assessment.reversed`, `assessment.reason`, `assessment.basis`.
    """
    require(actor, Permission.FILE_ADJUSTMENT, unit=row.unit)
    adjusting.require_reasoned(reason=reason, basis=basis)
    audit.stand_in_line()
    locked = Adjustment.objects.select_related("slip", "unit").get(pk=row.pk)
    _require_open(locked.scheme_code, locked.period)
    if locked.slip.state != SlipState.RECOGNISED or locked.reverses_id is not None:
        raise BusinessError("只有已批准的考核调整才能撤销；还没批准的请由审核人退回。", code="assessment.not_approved")
    if Adjustment.objects.filter(reverses=locked).exclude(slip__state=SlipState.RETURNED).exists():
        raise BusinessError("这项考核调整已经申请撤销，不用重复填报。", code="assessment.reversed")
    title = f"撤销：{locked.slip.title}"
    slip = approvals.open_slip(SlipKind.ADJUSTMENT, title=title, unit=locked.unit, actor=actor, at=at)
    made = Adjustment.objects.create(
        slip=slip,
        unit=locked.unit,
        scheme_code=locked.scheme_code,
        period=locked.period,
        kind=locked.kind,
        subject=locked.subject,
        amount=-locked.amount,
        colour=locked.colour,
        reason=fitted(reason.strip(), 300, "事由"),
        basis=fitted(basis.strip(), 120, "依据"),
        reverses=locked,
        recorded_by=actor,
        recorded_at=at,
    )
    _attach(made, evidence)
    act = audit.Act("assessment.adjustment_reversed", made, title, locked.unit.code, reason=reason)
    audit.record(act, actor=actor, at=at)
    return made


def _require_open(scheme_code: str, period: str) -> None:
    require_not_final(parse_period(period).label, is_final=is_final(scheme_code, period))


def decide_adjustment(slip: Slip, act: str, *, actor: User, at: datetime, note: str = "") -> Slip:
    """Verify, approve or return the slip of an adjustment; never by the one who filed it."""
    return approvals.take_step(slip, act, actor=actor, at=at, note=note)


def _attach(row: Adjustment, evidence: Sequence[Attachment]) -> None:
    AdjustmentEvidence.objects.bulk_create(
        AdjustmentEvidence(adjustment=row, attachment=item, recorded_by=row.recorded_by, recorded_at=row.recorded_at)
        for item in dict.fromkeys(evidence)
    )


def _scheme_of(unit: Unit, code: str, period: str) -> Scheme:
    day = parse_period(period).last
    group = groups_on([unit], day)[unit.pk]
    if not group:
        raise BusinessError(
            f"“{unit.name}”没有考核分组，不参加考核排名。请先在“单位”页选择分组。", code="assessment.no_group"
        )
    return in_force(day, code=code, group=group)[0]


def _require_sound(scheme: Scheme, values: AdjustmentValues) -> None:
    spec = selectors.sheet(scheme)
    by_people = {Veto.FALSIFIED.value, Veto.UNFAIR_PROMISE.value, Veto.ACCIDENT.value}
    adjusting.require_sound(
        values.kind,
        subject=values.subject,
        amount=values.amount,
        colour=values.colour,
        lines=[line.code for line in spec.lines],
        items=[item.code for item in spec.items if item.kind != ItemKind.VETO],
        vetoes=[item.code for item in spec.items if item.code in by_people],
    )


def _told(values: AdjustmentValues) -> str:
    if values.kind == AdjustmentKind.COLOUR:
        return f"改评{values.colour}"
    if values.kind == AdjustmentKind.VETO:
        return str(Veto(values.subject).label)
    unit = "件" if values.kind == AdjustmentKind.CASES else "分"
    return f"{values.subject or '总分'} {values.amount:+g}{unit}"

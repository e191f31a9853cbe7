"""What units say to their results, the answers, and what the verification finds. Points move only by adjustments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luodi.across.assessment.models import (
    Adjustment,
    Appeal,
    AppealAnswer,
    AppealEvidence,
    Confirmation,
    Round,
    SampleFinding,
    SampleItem,
)
from luodi.across.assessment.rules import rounds as rules
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import AppealKind, RoundState, Verdict
from luodi.across.assessment.selectors.appeals import people_behind
from luodi.across.assessment.selectors.rounds import Standing, confirmation, latest, lines_of, standing
from luodi.across.assessment.services.adjustments import AdjustmentValues, file_within
from luodi.across.lifecycle.rules.gates_review import ReviewOutcome
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, shortened
from luodi.base.files.models import Attachment
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, root_unit, users_with


@dataclass(frozen=True)
class AnswerValues:
    """An answer: `points` is what the line (or the whole) gains or loses, filed as an adjustment with its `basis`."""

    verdict: str
    text: str
    basis: str = ""
    points: Decimal = Decimal(0)


@dataclass(frozen=True)
class FindingValues:
    """What a verification found; `points` as in an answer."""

    outcome: str
    finding: str = ""
    basis: str = ""
    points: Decimal = Decimal(0)


@transaction.atomic
def confirm_scores(of: Round, unit: Unit, *, actor: User, at: datetime) -> Confirmation:
    """A unit confirms its trial results, but for the lines it has appealed against; until the last day.

    Errors: NotPermitted, NotVisible; BusinessError `rounds.not_checking`, `rounds.late`, `rounds.confirmed`.
    """
    require(actor, Permission.APPEAL, unit=unit)
    audit.stand_in_line()
    one = _standing(of)
    if one.state is not RoundState.SELF_CHECK:
        raise BusinessError(f"本轮考核现在是“{one.state.label}”，不在自查期间。", code="rounds.not_checking")
    _require_member(one, unit)
    rules.require_in_time(AppealKind.APPEAL, today=timezone.localdate(at), due_on=one.due_on)
    rules.require_unconfirmed(AppealKind.APPEAL, is_confirmed=confirmation(of, unit) is not None)
    made = Confirmation.objects.create(round=of, unit=unit, recorded_by=actor, recorded_at=at)
    act = audit.Act("assessment.scores_confirmed", made, f"{unit.label} {one.label}", unit.code)
    audit.record(act, actor=actor, at=at)
    return made


@transaction.atomic
def file_appeal(
    of: Round,
    unit: Unit,
    *,
    reason: str,
    actor: User,
    at: datetime,
    line: str = "",
    about: Unit | None = None,
    evidence: Sequence[Attachment] = (),
) -> Appeal:
    """An appeal in the self-check (about the own unit), an objection in the publicity (about any unit of the group).

    Errors: NotPermitted, NotVisible; BusinessError `rounds.no_appeal`, `rounds.late`, `rounds.confirmed`,
    `rounds.about`, `rounds.line`, `rounds.reason`, `rounds.twice`.
    """
    require(actor, Permission.APPEAL, unit=unit)
    rules.require_reason(reason)
    audit.stand_in_line()
    one, subject = _standing(of), about or unit
    kind = rules.kind_open(one.state)
    rules.require_in_time(kind, today=timezone.localdate(at), due_on=one.due_on)
    rules.require_unconfirmed(kind, is_confirmed=confirmation(of, unit) is not None)
    _require_about(one, kind, unit, subject)
    version = latest(of)
    lines = lines_of(version, subject)
    rules.require_line(line, lines)
    if Appeal.objects.filter(version=version, unit=unit, about=subject, line=line, answer=None).exists():
        raise BusinessError("这一项已经提出，正在等待答复，不用重复提出。", code="rounds.twice")
    made = Appeal.objects.create(
        round=of,
        version=version,
        kind=kind,
        unit=unit,
        about=subject,
        line=line,
        name=lines.get(line, ""),
        reason=fitted(reason.strip(), 1000, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    AppealEvidence.objects.bulk_create(
        AppealEvidence(appeal=made, attachment=item, recorded_by=actor, recorded_at=at)
        for item in dict.fromkeys(evidence)
    )
    label = f"{unit.label}{kind.label}：{subject.label} {made.name or '总分'}"
    audit.record(audit.Act("assessment.appealed", made, label, unit.code, reason=reason), actor=actor, at=at)
    people = [user for user in users_with(Permission.ANSWER_APPEAL, root_unit()) if user.pk != actor.pk]
    notices.tell(people, code="assessment.appeal_waiting", title=label, link=_link(made), at=at)
    return made


@transaction.atomic
def answer_appeal(row: Appeal, *, values: AnswerValues, actor: User, at: datetime) -> AppealAnswer:
    """Answer an appeal, by somebody who neither filed it nor made what it is against; who filed it is told.

    Errors: NotPermitted, NotVisible; BusinessError `rounds.own_appeal`, `rounds.appealed_against`, `rounds.answered`,
    `rounds.verdict`, `rounds.reason`, `rounds.rejected_points`, `rounds.answer_basis`, `rounds.final`.
    """
    require(actor, Permission.ANSWER_APPEAL, unit=row.about)
    rules.require_sound_answer(values.verdict, text=values.text, basis=values.basis, points=values.points)
    audit.stand_in_line()
    if AppealAnswer.objects.filter(appeal=row).exists():
        raise BusinessError("这件申诉已经答复。", code="rounds.answered")
    _require_running(_standing(row.round))
    rules.require_impartial(actor.pk, filer=row.recorded_by_id, behind=people_behind(row))
    why = f"{row.get_kind_display()}答复：{values.text.strip()}"
    moved = _adjusted(row.round, row.about, row.line, values.points, why, values.basis, actor=actor, at=at)
    made = AppealAnswer.objects.create(
        appeal=row,
        verdict=values.verdict,
        text=fitted(values.text.strip(), 1000, "内容"),
        adjustment=moved,
        recorded_by=actor,
        recorded_at=at,
    )
    label = f"{row.get_kind_display()}{Verdict(values.verdict).label}：{row.about.label} {row.name or '总分'}"
    act = audit.Act("assessment.appeal_answered", made, label, row.unit.code, reason=values.text)
    audit.record(act, actor=actor, at=at)
    notices.tell([row.recorded_by], code="assessment.answer_given", title=label, link=_link(row), at=at)
    return made


@transaction.atomic
def record_finding(item: SampleItem, *, values: FindingValues, actor: User, at: datetime) -> SampleFinding:
    """What the verification of a drawn line found; who ran the trial does not verify it.

    Errors: NotPermitted, NotVisible; BusinessError `rounds.outcome`, `rounds.found`, `rounds.own_trial`,
    `rounds.reason`, `rounds.true_points`, `rounds.answer_basis`, `rounds.final`.
    """
    require(actor, Permission.VERIFY_SAMPLE, unit=item.unit)
    if values.outcome not in ReviewOutcome.values:
        raise BusinessError("请选择核查结果：属实、有误或虚假。", code="rounds.outcome")
    is_true = values.outcome == ReviewOutcome.TRUE
    rules.require_sound_finding(is_true=is_true, text=values.finding, basis=values.basis, points=values.points)
    audit.stand_in_line()
    if SampleFinding.objects.filter(item=item).exists():
        raise BusinessError("这一项已经登记核查结果。", code="rounds.found")
    one = _standing(item.draw.round)
    _require_running(one)
    if actor.pk == one.starter_id:
        raise BusinessError("组织试算的人不能核查自己的试算，请由其他有权人员核查。", code="rounds.own_trial")
    why = f"核查{ReviewOutcome(values.outcome).label}：{values.finding.strip()}"
    moved = _adjusted(one.round, item.unit, item.line, values.points, why, values.basis, actor=actor, at=at)
    made = SampleFinding.objects.create(
        item=item,
        outcome=values.outcome,
        finding=fitted(values.finding.strip(), 300, "核查情况"),
        adjustment=moved,
        recorded_by=actor,
        recorded_at=at,
    )
    label = f"{item.unit.label} {item.name}：{made.get_outcome_display()}"
    act = audit.Act("assessment.sample_verified", made, label, item.unit.code, reason=values.finding)
    audit.record(act, actor=actor, at=at)
    return made


def _standing(of: Round) -> Standing:
    return standing(Round.objects.get(pk=of.pk))


def _require_running(one: Standing) -> None:
    rules.require_not_final(one.period.label, is_final=one.state is RoundState.FINAL)
    if one.state is RoundState.CANCELLED:
        raise BusinessError("这轮考核已经作废，不用再办理。", code="rounds.cancelled")


def _require_member(one: Standing, unit: Unit) -> None:
    if not latest(one.round).scores.filter(unit=unit).exists():
        raise BusinessError(f"“{unit.name}”不参加这轮考核。", code="rounds.about")


def _require_about(one: Standing, kind: AppealKind, unit: Unit, subject: Unit) -> None:
    """The own unit; in the publicity also the others of its group."""
    _require_member(one, unit)
    if subject.pk == unit.pk:
        return
    scores = latest(one.round).scores
    groups = scores.filter(unit=unit).values("scheme")
    if kind is AppealKind.APPEAL or not scores.filter(unit=subject, scheme__in=groups).exists():
        raise BusinessError("自查期间只能就本单位的结果申诉；公示期间可对本组单位的结果提异议。", code="rounds.about")


def _adjusted(
    of: Round, unit: Unit, line: str, points: Decimal, why: str, basis: str, *, actor: User, at: datetime
) -> Adjustment | None:
    """The adjustment that an answer or finding asks for; others verify and approve it."""
    if not points:
        return None
    known = {code for code, block in latest(of).lines.filter(unit=unit).values_list("code", "weight") if block != "0"}
    values = AdjustmentValues(
        AdjustmentKind.POINTS,
        shortened(why, 300),
        basis,
        subject=line if line in known else "",
        amount=points,
        scheme_code=of.scheme_code,
    )
    return file_within(unit, period=of.period, values=values, actor=actor, at=at)


def _link(row: Appeal) -> str:
    return f"/assessment/rounds/{row.round_id}/appeals/{row.pk}/"

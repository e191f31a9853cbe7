"""Splitting a target down the unit tree: submitted, approved by another person, issued with its document; versions only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain, round_decimal
from luodi.base.core.text import fitted, normalise, shortened
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, users_with
from luodi.domains.targets import rules, selectors
from luodi.domains.targets.models import IssuedLine, SplitLine, SplitStep, Target, TargetSplit
from luodi.domains.targets.rules import SPLIT_STEPS, Permission, SplitAct, SplitState
from luodi.domains.targets.services.issuing import withdraw, write_target


@dataclass(frozen=True)
class SplitValues:
    """How a target is split: the parts by unit in the target's measure, what they must come to and by which document.

    `proposed` are the parts that were worked out before people changed them.
    """

    parts: Mapping[Unit, Decimal]
    issuer: str
    sum_rule: str
    basis: str
    tier: str = ""
    reason: str = ""
    proposed: Mapping[Unit, Decimal] = field(default_factory=dict)


@transaction.atomic
def submit_split(target: Target, values: SplitValues, *, actor: User, at: datetime) -> TargetSplit:
    """Submit a distribution of a target over the units directly below its holder; the first of a target, or the next version.

    Errors: BusinessError `targets.split_*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.EDIT, unit=target.holder)
    audit.stand_in_line()
    _require_sound(target, values)
    earlier = selectors.splits_of(target)
    if any(selectors.split_state(split) in {SplitState.SUBMITTED, SplitState.APPROVED} for split in earlier):
        raise BusinessError("这一目标已有一份分解等待审批或下达，请先办完或退回。", code="targets.split_open")
    issued = any(selectors.split_state(split) == SplitState.ISSUED for split in earlier)
    if issued and not normalise(values.reason):
        raise BusinessError("这一目标的分解已经下达，提出新的一版请写明调整原因。", code="targets.split_reason")
    split = TargetSplit.objects.create(
        target=target,
        revision=1 + max((one.revision for one in earlier), default=0),
        issuer=fitted(normalise(values.issuer), 60, "下达单位"),
        tier=fitted(normalise(values.tier), 20, "层级"),
        sum_rule=values.sum_rule,
        basis=fitted(normalise(values.basis), 120, "依据"),
        reason=fitted(normalise(values.reason), 200, "事由"),
        recorded_by=actor,
        recorded_at=at,
    )
    SplitLine.objects.bulk_create(
        [
            SplitLine(split=split, unit=unit, value=round_decimal(value, 4), proposed=values.proposed.get(unit))
            for unit, value in values.parts.items()
        ]
    )
    SplitStep.objects.create(split=split, act=SplitAct.SUBMIT, recorded_by=actor, recorded_at=at)
    entry = audit.Act(
        "targets.split_submitted", split, unit_code=target.holder.code, changes=_changes(split), reason=split.reason
    )
    audit.record(entry, actor=actor, at=at)
    people = [user for user in users_with(Permission.APPROVE, target.holder) if user.pk != actor.pk]
    notices.tell(people, code="targets.split_waiting", title=f"目标分解待审批：{split}", link=_link(split), at=at)
    return split


def _require_sound(target: Target, values: SplitValues) -> None:
    if target.is_withdrawn or Target.objects.filter(supersedes=target).exists():
        raise BusinessError("上级目标已经调整或撤回，请按现行目标分解。", code="targets.split_stale")
    if not normalise(values.basis) or not normalise(values.issuer):
        raise BusinessError("请写明下达单位，以及合计要求的依据（文件、会议纪要）。", code="targets.split_basis")
    below = {unit.pk for unit in selectors.units_below(target.holder)}
    strange = [unit.name for unit in values.parts if unit.pk not in below]
    if strange or not values.parts:
        names = "、".join(strange)
        said = f"“{names}”不是“{target.holder.name}”的直接下级" if names else "还没有一个单位分到目标"
        raise BusinessError(f"{said}，请改正。", code="targets.split_units")
    if any(value <= 0 for value in values.parts.values()):
        raise BusinessError("分到的目标值应大于 0；不分给某单位的请空着。", code="targets.split_value")
    rules.require_sum(values.parts.values(), target.value, values.sum_rule, target.measure)


@transaction.atomic
def take_split_step(
    split: TargetSplit,
    act: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    doc_no: str = "",
    issued_on: date | None = None,
) -> SplitStep:
    """Approve, return or issue a split. Issuing makes the targets of the units, with the schedule of the target split.

    Errors: BusinessError `workflow.*`, `targets.split_*`; NotPermitted, NotVisible.
    """
    SPLIT_STEPS.require_known(act)
    require(actor, Permission.APPROVE, unit=split.target.holder)
    audit.stand_in_line()
    before = selectors.split_state(split)
    SPLIT_STEPS.require(act, before)
    if act == SplitAct.APPROVE and actor.pk == split.recorded_by_id:
        raise BusinessError(
            "提出人不能审批自己提出的目标分解，请由其他有权人员办理。", code="targets.split_same_person"
        )
    if act == SplitAct.RETURN and not normalise(note):
        raise BusinessError("请写明退回的原因，让提出人知道改什么。", code="targets.split_note")
    if act == SplitAct.ISSUE and not (normalise(doc_no) and issued_on):
        raise BusinessError("下达要有依据：请填写下达文件的文号和日期。", code="targets.split_document")
    made = SplitStep.objects.create(
        split=split,
        act=act,
        note=fitted(normalise(note), 300, "说明"),
        doc_no=fitted(normalise(doc_no), 80, "文号") if act == SplitAct.ISSUE else "",
        issued_on=issued_on if act == SplitAct.ISSUE else None,
        recorded_by=actor,
        recorded_at=at,
    )
    if act == SplitAct.ISSUE:
        _issue(split, made, actor=actor, at=at)
    entry = audit.Act(
        "targets.split_stepped",
        split,
        unit_code=split.target.holder.code,
        changes={"state": (before, selectors.split_state(split))},
        reason=made.note or made.doc_no,
    )
    audit.record(entry, actor=actor, at=at)
    if split.recorded_by_id != actor.pk and not split.recorded_by.is_service:
        title = f"目标分解{made.get_act_display()}：{split}"
        notices.tell([split.recorded_by], code="targets.split_moved", title=title, link=_link(split), at=at)
    return made


def _issue(split: TargetSplit, step: SplitStep, *, actor: User, at: datetime) -> None:
    """A target for every line; what an earlier version gave to a unit that has no line now is withdrawn."""
    target = split.target
    if target.is_withdrawn or Target.objects.filter(supersedes=target).exists():
        raise BusinessError("上级目标在审批期间已经调整，请退回后按现行目标重新分解。", code="targets.split_stale")
    points = target.schedule.order_by("month").values_list("percent", flat=True)
    schedule = "/".join(plain(percent) for percent in points)
    reason = split.reason or f"目标分解第{split.revision}版"
    made = []
    for line in split.lines.select_related("unit"):
        issued, _ = write_target(
            line.unit,
            indicator=target.indicator,
            value=line.value,
            measure=target.measure,
            period=target.period,
            issuer=split.issuer,
            tier=split.tier,
            doc_no=step.doc_no,
            issued_on=step.issued_on,
            reason=reason,
            schedule=schedule,
            of_split=True,
            actor=actor,
            at=at,
        )
        made.append(IssuedLine(line=line, target=issued))
    IssuedLine.objects.bulk_create(made)
    for row in selectors.left_behind(split, kept=[one.target_id for one in made]):
        withdraw(row, actor=actor, at=at, reason=reason, restores=False)


def _changes(split: TargetSplit) -> dict[str, tuple[str, str]]:
    """The parts, one after the other."""
    parts = (f"{line.unit.name}{plain(line.value)}" for line in split.lines.select_related("unit"))
    return {"parts": ("", shortened("、".join(parts), 1000))}


def _link(split: TargetSplit) -> str:
    return f"/targets/splits/{split.pk}/"

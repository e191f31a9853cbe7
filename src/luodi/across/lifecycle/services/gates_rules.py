"""What the bureau settles: new versions of gates, waivers, who recognises what."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luodi.across.lifecycle.models import CompetenceRule, GateRow, GateTarget, GateVersion, Waiver
from luodi.across.lifecycle.rules.gates import Gate, Requirement, require_sound_rows
from luodi.across.lifecycle.rules.gates_order import GATED
from luodi.across.lifecycle.rules.gates_review import Competence, require_sound_competence
from luodi.across.lifecycle.rules.gates_rights import Permission
from luodi.across.lifecycle.selectors import gates
from luodi.base.approvals import services as approvals
from luodi.base.approvals.rules import WAITING, SlipKind
from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain, round_decimal
from luodi.base.core.periods import add_months
from luodi.base.core.text import fitted, normalise
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require, root_unit
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import Event, ProjectKind
from luodi.domains.projects.services.locks import locked_project

LONGEST_WAIVER_MONTHS: Final = 12
"""A waiver puts a proof off, it does not do without it; longer ones are asked for again."""


@transaction.atomic
def revise_gate(
    event: str,
    kind: str,
    rows: Sequence[Requirement],
    *,
    valid_from: date,
    basis: str,
    actor: User,
    at: datetime,
    is_used: bool = True,
) -> GateVersion:
    """A new version of a gate from a day on; what happened before is judged by the gate of its own day.

    Errors: BusinessError `lifecycle.row`, `lifecycle.group`, `lifecycle.retroactive`, `lifecycle.basis`; NotPermitted, NotVisible.
    """
    require(actor, Permission.EDIT_GATES, unit=root_unit())
    if event not in GATED or kind not in ProjectKind.values:
        raise BusinessError("没有这个关口。请刷新页面后重新选择。", code="lifecycle.unknown")
    _require_dated(valid_from, basis, at)
    require_sound_rows(Gate(event, kind, tuple(rows), is_used))
    audit.stand_in_line()
    last = GateVersion.objects.filter(event=event, kind=kind).aggregate(last=Max("revision"))["last"] or 0
    version = GateVersion.objects.create(
        event=event,
        kind=kind,
        valid_from=valid_from,
        revision=last + 1,
        is_used=is_used,
        basis=fitted(normalise(basis), 200, "依据"),
        recorded_by=actor,
        recorded_at=at,
    )
    _write_rows(version, rows)
    labels = "、".join(row.label for row in rows) if is_used else "不设此阶段"
    changes = {"rows": ("", labels), "valid_from": ("", valid_from.isoformat())}
    audit.record(
        audit.Act("lifecycle.gate_revised", version, changes=changes, reason=version.basis), actor=actor, at=at
    )
    return version


def _require_dated(valid_from: date, basis: str, at: datetime) -> None:
    require_sensible_day(valid_from, label="生效日")
    if valid_from < timezone.localdate(at):
        raise BusinessError("新的规定只能自今天或以后的日子起生效，不溯及以前。", code="lifecycle.retroactive")
    if not normalise(basis):
        raise BusinessError("请写明依据（会议纪要、文件名称或文号）。", code="lifecycle.basis")


def _write_rows(version: GateVersion, rows: Sequence[Requirement]) -> None:
    by, at = version.recorded_by, version.recorded_at
    for position, row in enumerate(rows, start=1):
        made = GateRow.objects.create(
            version=version,
            position=position,
            code=fitted(row.code, 40, "要件代码"),
            label=fitted(row.label, 80, "要件名称"),
            test=row.test,
            least=row.least,
            needs_number=row.needs_number,
            needs_date=row.needs_date,
            group=fitted(row.group, 20, "组别"),
            branch=fitted(row.branch, 20, "分支"),
            group_needs=row.group_needs,
            is_core=row.is_core,
            may_waive=row.may_waive,
            recorded_by=by,
            recorded_at=at,
        )
        GateTarget.objects.bulk_create(
            [GateTarget(row=made, target=name, recorded_by=by, recorded_at=at) for name in dict.fromkeys(row.targets)]
        )


@transaction.atomic
def ask_waiver(
    project: Project, *, event: str, code: str, reason: str, valid_until: date, actor: User, at: datetime
) -> Waiver:
    """Ask that a project need not meet a requirement of a step until a day; it counts once another person has approved it.

    Errors: BusinessError `lifecycle.waiver*`, `lifecycle.unknown`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.ASK_WAIVER, actor=actor)
    today = timezone.localdate(at)
    if event not in GATED:
        raise BusinessError("没有这个关口。请刷新页面后重新选择。", code="lifecycle.unknown")
    gate = gates.gate_of(event, locked.kind, today)
    row = next((item for item in gate.rows if item.code == code), None)
    if row is None:
        raise BusinessError("该关口没有这个要件。请刷新页面后重新选择。", code="lifecycle.unknown")
    if not row.may_waive:
        raise BusinessError(f"“{row.label}”是不可豁免的要件，请补齐材料。", code="lifecycle.waiver_forbidden")
    _require_sound_waiver(locked, event, code, reason=reason, valid_until=valid_until, today=today)
    label = Event(event).label
    title = f"{locked.name}：{label}豁免“{row.label}”（至 {valid_until}）"
    slip = approvals.open_slip(SlipKind.WAIVER, title=title, unit=locked.unit, actor=actor, at=at)
    waiver = Waiver.objects.create(
        project=locked,
        event=event,
        code=code,
        label=row.label,
        valid_until=valid_until,
        reason=fitted(normalise(reason), 300, "事由"),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"waiver": ("", f"{label}：{row.label}"), "valid_until": ("", valid_until.isoformat())}
    act = audit.Act("lifecycle.waiver_asked", locked, unit_code=locked.unit.code, changes=changes, reason=waiver.reason)
    audit.record(act, actor=actor, at=at)
    return waiver


def _require_sound_waiver(
    project: Project, event: str, code: str, *, reason: str, valid_until: date, today: date
) -> None:
    if not normalise(reason):
        raise BusinessError("请写明豁免理由。", code="lifecycle.waiver_reason")
    latest = add_months(today, LONGEST_WAIVER_MONTHS)
    if not today <= valid_until <= latest:
        raise BusinessError(
            f"豁免的有效期应在今天至 {latest} 之间（最长 {LONGEST_WAIVER_MONTHS} 个月），到期可再申请。",
            code="lifecycle.waiver_until",
        )
    waiting = Waiver.objects.filter(project=project, event=event, code=code)
    if waiting.filter(slip__state__in=WAITING).exists():
        raise BusinessError("这个要件已有一份豁免申请等待批准，请等它办完再提。", code="lifecycle.waiver_waiting")


@transaction.atomic
def set_competence(
    competence: Competence, *, valid_from: date, basis: str, actor: User, at: datetime
) -> CompetenceRule:
    """From which amount the city recognises, and how much is re-checked, from a day on.

    Errors: BusinessError `lifecycle.threshold`, `lifecycle.sample`, `lifecycle.retroactive`, `lifecycle.basis`; NotPermitted.
    """
    require(actor, Permission.SET_COMPETENCE, unit=root_unit())
    _require_dated(valid_from, basis, at)
    require_sound_competence(competence, valid_from, today=timezone.localdate(at))
    audit.stand_in_line()
    last = CompetenceRule.objects.aggregate(last=Max("revision"))["last"] or 0
    row = CompetenceRule.objects.create(
        valid_from=valid_from,
        revision=last + 1,
        city_from_in_wan=round_decimal(competence.city_from_in_wan, 4),
        sample_percent=round_decimal(competence.sample_percent, 2),
        basis=fitted(normalise(basis), 200, "依据"),
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {
        "city_from_in_wan": ("", plain(competence.city_from_in_wan)),
        "sample_percent": ("", plain(competence.sample_percent)),
        "valid_from": ("", valid_from.isoformat()),
    }
    audit.record(audit.Act("lifecycle.competence_set", row, changes=changes, reason=row.basis), actor=actor, at=at)
    return row

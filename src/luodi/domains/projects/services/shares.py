"""Unit shares of a project: a unit asks for a new set, another person recognises it, then it counts from its day on."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import WAITING, SlipKind
from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.money import plain, round_decimal
from luodi.base.core.text import fitted, normalise
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects import selectors
from luodi.domains.projects.models import Project, ProjectUnitShare, ShareProposal, ShareProposalLine
from luodi.domains.projects.rules import Permission, ShareRole
from luodi.domains.projects.services.locks import locked_project

OPEN: Final = date(1900, 1, 1)
"""From when a share counts that has been there from the beginning."""


@transaction.atomic
def propose_shares(
    project: Project,
    shares: Mapping[Unit, Decimal],
    *,
    valid_from: date,
    actor: User,
    at: datetime,
    basis: str,
    role: str = ShareRole.PROMOTE,
) -> ShareProposal:
    """Ask for a new set of shares from a day on; it counts once another person has verified and recognised it.

    Errors: BusinessError `shares.*`, `units.closed`, `day.out_of_range`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.EDIT, actor=actor)
    _require_sound(shares, role)
    require_sensible_day(valid_from, label="生效日")
    if not normalise(basis):
        raise BusinessError("请写明依据（流转协议、联合招商备忘等）。", code="shares.basis")
    for unit in shares:
        if unit.active_to is not None:
            raise BusinessError(f"“{unit.name}”已撤并，请改填接续的单位。", code="units.closed")
    title = f"{locked.name}：{ShareRole(role).label}分担 {_written(shares)}（自 {valid_from}）"
    _require_none_waiting(locked, role)
    slip = approvals.open_slip(SlipKind.SHARE, title=title, unit=locked.unit, actor=actor, at=at)
    return _append_proposal(
        locked, shares, role=role, valid_from=valid_from, basis=basis, slip=slip, actor=actor, at=at
    )


def append_proposal(
    project: Project,
    shares: Mapping[Unit, Decimal],
    *,
    valid_from: date,
    basis: str,
    slip: Slip,
    actor: User,
    at: datetime,
) -> ShareProposal:
    """The promotion shares that go with a transfer, on its slip; part of that verb, in its transaction."""
    _require_sound(shares, ShareRole.PROMOTE)
    for unit in shares:
        if unit.active_to is not None:
            raise BusinessError(f"“{unit.name}”已撤并，请改填接续的单位。", code="units.closed")
    _require_none_waiting(project, ShareRole.PROMOTE)
    return _append_proposal(
        project,
        shares,
        role=ShareRole.PROMOTE,
        valid_from=valid_from,
        basis=basis,
        slip=slip,
        actor=actor,
        at=at,
    )


def _require_none_waiting(project: Project, role: str) -> None:
    waiting = ShareProposal.objects.filter(project=project, role=role)
    if waiting.filter(slip__state__in=WAITING).exists():
        raise BusinessError("该项目已有一份分担调整等待认定，请等它办完再提。", code="shares.waiting")


def _append_proposal(
    project: Project,
    shares: Mapping[Unit, Decimal],
    *,
    role: str,
    valid_from: date,
    basis: str,
    slip: Slip,
    actor: User,
    at: datetime,
) -> ShareProposal:
    proposal = ShareProposal.objects.create(
        project=project,
        role=role,
        valid_from=valid_from,
        basis=fitted(normalise(basis), 200, "依据"),
        slip=slip,
        recorded_by=actor,
        recorded_at=at,
    )
    ShareProposalLine.objects.bulk_create(
        [
            ShareProposalLine(proposal=proposal, unit=unit, share_percent=share, recorded_by=actor, recorded_at=at)
            for unit, share in shares.items()
        ]
    )
    changes = {"shares": ("", _written(shares)), "valid_from": ("", valid_from.isoformat())}
    act = audit.Act("projects.shares_proposed", project, unit_code=project.unit.code, changes=changes, reason=basis)
    audit.record(act, actor=actor, at=at)
    return proposal


def _written(shares: Mapping[Unit, Decimal]) -> str:
    return "、".join(f"{unit.label} {plain(share)}%" for unit, share in shares.items())


def _require_sound(shares: Mapping[Unit, Decimal], role: str) -> None:
    total = sum(shares.values(), Decimal(0))
    if role not in ShareRole.values:
        raise BusinessError("没有这种分担角色。请刷新页面后重新选择。", code="shares.role")
    if any(not 0 < share <= 100 or share != round_decimal(share, 2) for share in shares.values()):
        raise BusinessError("每个单位的分担应大于 0、不超过 100，最多两位小数。", code="shares.value")
    if role == ShareRole.PROMOTE and total != 100:
        raise BusinessError(f"招引分担合计 {total:f}%，应为 100%。", code="shares.sum")
    if not shares:
        raise BusinessError("请至少填写一个单位。", code="shares.value")


def put_in_force(proposal: ShareProposal, *, actor: User, at: datetime) -> list[ProjectUnitShare]:
    """The recognised proposal as the next revision; part of the recognition, in its transaction.

    Errors: NotPermitted `shares.not_competent`.
    """
    shares = {line.unit: line.share_percent for line in proposal.lines.select_related("unit")}
    _require_competent(proposal, {unit.pk for unit in shares}, actor=actor, at=at)
    made = _append(
        proposal.project,
        shares,
        role=proposal.role,
        valid_from=proposal.valid_from,
        basis=proposal.basis,
        filer=proposal.recorded_by_id,
        at=at,
    )
    changes = {"shares": ("", _codes(shares))}
    project = proposal.project
    act = audit.Act("projects.shared", project, unit_code=project.unit.code, changes=changes, reason=proposal.basis)
    audit.record(act, actor=actor, at=at)
    return made


def _require_competent(proposal: ShareProposal, asked: set[int], *, actor: User, at: datetime) -> None:
    """Shares move other units' figures, also by way of a transfer: who recognises them reaches every unit concerned."""
    found = reach(actor, Approvals.SHARE_RECOGNISE)
    held: set[int] = set()
    for day in (proposal.valid_from, timezone.localdate(at)):
        in_force = selectors.shares_in_force(proposal.project, day).filter(role=proposal.role)
        held.update(in_force.values_list("unit_id", flat=True))
    if not all(found.covers(unit_id) for unit_id in asked | held):
        raise NotPermitted(
            "移交和分担会改变其他单位的数，由市级招商局认定，请等待市级办理。", code="shares.not_competent"
        )


def _append(
    project: Project,
    shares: Mapping[Unit, Decimal],
    *,
    role: str,
    valid_from: date,
    basis: str,
    filer: int,
    at: datetime,
) -> list[ProjectUnitShare]:
    rows = ProjectUnitShare.objects.filter(project=project, role=role)
    revision = (rows.aggregate(last=Max("revision"))["last"] or 0) + 1
    made = [
        ProjectUnitShare(
            project=project,
            unit=unit,
            role=role,
            share_percent=share,
            valid_from=valid_from,
            revision=revision,
            basis=basis,
            recorded_by_id=filer,
            recorded_at=at,
        )
        for unit, share in shares.items()
    ]
    return ProjectUnitShare.objects.bulk_create(made)


def _codes(shares: Mapping[Unit, Decimal]) -> str:
    return "、".join(f"{unit.code} {share:f}%" for unit, share in shares.items())


@transaction.atomic
def set_shares(
    project: Project,
    shares: Mapping[Unit, Decimal],
    *,
    valid_from: date,
    actor: User,
    at: datetime,
    role: str = ShareRole.PROMOTE,
    basis: str = "",
) -> list[ProjectUnitShare]:
    """A new set of unit shares at once: for a project's opening and for the command line. People ask by `propose_shares`."""
    locked_project(project, Permission.EDIT, actor=actor)
    _require_sound(shares, role)
    basis = normalise(basis)
    made = _append(
        project, shares, role=role, valid_from=valid_from, basis=fitted(basis, 200, "依据"), filer=actor.pk, at=at
    )
    act = audit.Act(
        "projects.shared", project, unit_code=project.unit.code, changes={"shares": ("", _codes(shares))}, reason=basis
    )
    audit.record(act, actor=actor, at=at)
    return made

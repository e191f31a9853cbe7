"""移交: a project goes over to another unit by a circulation order, with the table of who shares it from then on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit, User
from luodi.domains.projects.models import Project, SideDetail, StageEvent
from luodi.domains.projects.rules import Event, Permission
from luodi.domains.projects.services.locks import locked_project
from luodi.domains.projects.services.shares import append_proposal
from luodi.domains.projects.services.sides import SideDetails, append_side_event


@transaction.atomic
def file_transfer(
    project: Project,
    *,
    to_unit: Unit,
    shares: Mapping[Unit, Decimal],
    occurred_on: date,
    order_no: str,
    reason: str,
    actor: User,
    at: datetime,
    evidence: Sequence[Attachment] = (),
) -> StageEvent:
    """Ask that the project go over to another unit on a day, shared from then on by the table (percent, together 100).

    Event and shares are one slip: once it is recognised the project belongs to the new unit and the shares count.
    Errors: BusinessError `transfer.*`, `shares.*`, `sides.*`, `events.*`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.FILE_EVENT, actor=actor)
    if to_unit.pk == locked.unit_id:
        raise BusinessError("接收单位就是现在的责任单位，不需要移交。", code="transfer.same")
    if to_unit.active_to is not None:
        raise BusinessError(f"“{to_unit.name}”已撤并，请改填接续的单位。", code="units.closed")
    details = SideDetails(approval_no=order_no, to_unit=to_unit)
    row = append_side_event(
        locked,
        event=Event.TRANSFER,
        occurred_on=occurred_on,
        details=details,
        reason=reason,
        actor=actor,
        at=at,
        evidence=evidence,
    )
    append_proposal(
        locked, shares, valid_from=occurred_on, basis=f"流转单 {order_no.strip()}", slip=row.slip, actor=actor, at=at
    )
    return row


def settle_transfer(event: StageEvent, *, actor: User, at: datetime) -> None:
    """The project in its new unit; part of the recognition of its transfer, in its transaction."""
    detail = SideDetail.objects.filter(event=event, to_unit__isnull=False).select_related("to_unit").first()
    if event.event != Event.TRANSFER or detail is None or detail.to_unit is None:
        return
    project = Project.objects.select_for_update(of=("self",)).select_related("unit").get(pk=event.project_id)
    old, project.unit = project.unit, detail.to_unit
    project.version += 1
    project._history_user = actor  # type: ignore[attr-defined]  # simple-history reads the author from here
    project._history_date = at  # type: ignore[attr-defined]  # and the moment, so that as-known-at follows the clock given
    project.save()
    changes = {"unit": (old.label, project.unit.label)}
    act = audit.Act("projects.transferred", project, unit_code=project.unit.code, changes=changes, reason=event.reason)
    audit.record(act, actor=actor, at=at)

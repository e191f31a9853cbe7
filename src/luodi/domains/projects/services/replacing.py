"""置换: one project takes another's place in one task, approved by who issued the task (domain/04 §4.3, §4.4)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from luodi.base.core.errors import BusinessError
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.projects import selectors
from luodi.domains.projects.models import Project, StageEvent
from luodi.domains.projects.rules import Event, Permission
from luodi.domains.projects.rules.sides import require_replaceable
from luodi.domains.projects.selectors.sides import Task
from luodi.domains.projects.services.locks import locked_project
from luodi.domains.projects.services.sides import SideDetails, append_side_event


@transaction.atomic
def file_replacement(
    old: Project,
    new: Project,
    *,
    task: Task,
    occurred_on: date,
    approver: str,
    approval_no: str,
    reason: str,
    actor: User,
    at: datetime,
    evidence: Sequence[Attachment] = (),
) -> StageEvent:
    """Ask that `new` take the place of `old` in the task. It counts once the issuer has approved it (and a leader, where
    the task's replacements pass their share) and it is recognised.

    The old project stays in the general figures as ended; the new one counts there in its own signing period, and in
    the task on the day of the old one. Errors: BusinessError `replace.*`, `sides.*`, `events.*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.FILE_EVENT, unit=new.unit)
    locked = locked_project(old, Permission.FILE_EVENT, actor=actor)
    if old.pk == new.pk:
        raise BusinessError("新项目不能就是原项目，请填另一个项目的编号。", code="replace.same")
    fresh = selectors.signed(new, task)
    require_replaceable(selectors.signed(locked, task), fresh)
    if fresh.signed_on is not None and occurred_on < fresh.signed_on:
        raise BusinessError(f"置换日期 {occurred_on} 早于新项目签约日 {fresh.signed_on}，请核对。", code="replace.day")
    details = SideDetails(
        approver=approver, approval_no=approval_no, counterpart=new, occasion=task.occasion, target=task.target
    )
    return append_side_event(
        locked,
        event=Event.REPLACE,
        occurred_on=occurred_on,
        details=details,
        reason=reason,
        actor=actor,
        at=at,
        evidence=evidence,
    )

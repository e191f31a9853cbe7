"""The steps of a slip. Domains call these inside their own verbs; they then refresh their cached columns."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from luodi.base.approvals import rules, selectors
from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.audit import services as audit
from luodi.base.notices import services as notices
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.models import Unit, User

QUEUE_LINK = "/approvals/"
ACTIONS: Final = {
    SlipAct.VERIFY: "approvals.verify",
    SlipAct.RECOGNISE: "approvals.recognise",
    SlipAct.RETURN: "approvals.return",
}


@transaction.atomic
def open_slip(kind: str, *, title: str, unit: Unit, actor: User, at: datetime, tell: bool = True) -> Slip:
    """A new slip in state FILED with its first step; those who may verify it are told."""
    slip = Slip.objects.create(kind=kind, title=title[:200], unit=unit, filed_by=actor, filed_at=at)
    SlipStep.objects.create(slip=slip, act=SlipAct.FILE, recorded_by=actor, recorded_at=at)
    if tell:
        verifiers = [user for user in orgs.users_with(f"approvals.{kind}_verify", unit) if user.pk != actor.pk]
        notices.tell(verifiers, code="approvals.waiting", title=f"待审核：{title}", link=QUEUE_LINK, at=at)
    return slip


@transaction.atomic
def take_step(slip: Slip, act: str, *, actor: User, at: datetime, note: str = "", tells_next: bool = True) -> Slip:
    """Verify, recognise or return a slip. Without `tells_next` the caller says whose turn it is (`tell_next`).

    Errors: NotPermitted, NotVisible (unit out of reach), BusinessError `workflow.not_allowed` (wrong state),
    `workflow.unknown`, `approvals.same_person`, `approvals.reason`.
    """
    table = rules.steps(slip.kind)
    rules.require_known(act, table)
    orgs.require(actor, table[act].permission, unit=slip.unit)
    audit.stand_in_line()
    locked = Slip.objects.select_for_update(of=("self",)).select_related("unit", "filed_by").get(pk=slip.pk)
    step = table.require(act, locked.state)
    if act in {SlipAct.VERIFY, SlipAct.RECOGNISE}:
        rules.require_other_person(locked.filed_by_id, actor.pk)
    if act == SlipAct.RECOGNISE:
        locked.recognised_by, locked.recognised_at = actor, at
    elif act == SlipAct.VERIFY:
        locked.verified_by, locked.verified_at = actor, at
    else:
        rules.require_reason(note)
    old, locked.state = locked.state, SlipState(step.target)
    locked.save()
    SlipStep.objects.create(slip=locked, act=act, note=note[:500], recorded_by=actor, recorded_at=at)
    changes = {"state": (str(old), str(locked.state))}
    entry = audit.Act(ACTIONS[SlipAct(act)], locked, unit_code=locked.unit.code, changes=changes, reason=note)
    audit.record(entry, actor=actor, at=at)
    if act == SlipAct.VERIFY:
        if tells_next:
            tell_next(locked, selectors.recognisers(locked), at=at)
    else:
        _tell_filer(locked, act, at=at)
    return locked


def tell_next(slip: Slip, people: Iterable[User], *, at: datetime) -> None:
    """Tell those whose turn it is that a verified slip waits for them."""
    notices.tell(people, code="approvals.waiting", title=f"待认定：{slip.title}", link=QUEUE_LINK, at=at)


def _tell_filer(slip: Slip, act: str, *, at: datetime) -> None:
    code = "approvals.recognised" if act == SlipAct.RECOGNISE else "approvals.returned"
    word = "已认定" if act == SlipAct.RECOGNISE else "被退回"
    if not slip.filed_by.is_service:
        notices.tell([slip.filed_by], code=code, title=f"{word}：{slip.title}", link=QUEUE_LINK, at=at)

"""The steps of a slip. Domains call these inside their own verbs; they then refresh their cached columns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from luodi.base.approvals import rules, selectors
from luodi.base.approvals.models import Slip, SlipStep
from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.audit import services as audit
from luodi.base.core.text import fitted, shortened
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
    slip = Slip.objects.create(kind=kind, title=shortened(title, 200), unit=unit, filed_by=actor, filed_at=at)
    SlipStep.objects.create(slip=slip, act=SlipAct.FILE, recorded_by=actor, recorded_at=at)
    if tell:
        verifiers = [user for user in orgs.users_with(f"approvals.{kind}_verify", unit) if user.pk != actor.pk]
        notices.tell(verifiers, code="approvals.waiting", title=f"待审核：{title}", link=QUEUE_LINK, at=at)
    return slip


@transaction.atomic
def take_step(
    slip: Slip,
    act: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    tells_next: bool = True,
    tells_filer: bool = True,
) -> Slip:
    """Verify, recognise or return a slip. Without `tells_next` the caller says whose turn it is (`tell_next`), without
    `tells_filer` what became of it (`tell_filers`).

    Errors: NotPermitted, NotVisible (unit out of reach), BusinessError `workflow.not_allowed` (wrong state),
    `workflow.unknown`, `approvals.same_person`, `approvals.reason`.
    """
    table = rules.steps(slip.kind)
    table.require_known(act)
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
    SlipStep.objects.create(slip=locked, act=act, note=fitted(note, 500, "意见"), recorded_by=actor, recorded_at=at)
    changes = {"state": (str(old), str(locked.state))}
    entry = audit.Act(ACTIONS[SlipAct(act)], locked, unit_code=locked.unit.code, changes=changes, reason=note)
    audit.record(entry, actor=actor, at=at)
    if act == SlipAct.VERIFY:
        if tells_next:
            tell_next([(locked, selectors.recognisers(locked))], at=at)
    elif tells_filer:
        tell_filers([locked], act, note=note, at=at)
    return locked


def tell_next(turns: Iterable[tuple[Slip, Iterable[User]]], *, at: datetime) -> None:
    """Tell those whose turn it is that verified slips wait for them: each person once, of all of them."""
    found: dict[User, list[Slip]] = defaultdict(list)
    for slip, people in turns:
        for person in people:
            found[person].append(slip)
    for person, slips in found.items():
        title = rules.told_of("待认定", [slip.title for slip in slips])
        notices.tell([person], code="approvals.waiting", title=title, link=_queue_of(slips), at=at)


def _queue_of(slips: Sequence[Slip]) -> str:
    """The queue in which the slips wait, narrowed to their kind when they are all of one."""
    kinds = {slip.kind for slip in slips}
    return f"{QUEUE_LINK}?step={SlipAct.RECOGNISE}{f'&kind={kinds.pop()}' if len(kinds) == 1 else ''}"


@transaction.atomic
def tell_filers(slips: Iterable[Slip], act: str, *, note: str = "", at: datetime) -> None:
    """Tell who filed what became of it: each person once, of all slips of one go, and why they came back."""
    is_good = act == SlipAct.RECOGNISE
    code, word = ("approvals.recognised", "已认定") if is_good else ("approvals.returned", "被退回")
    found: dict[User, list[Slip]] = defaultdict(list)
    for slip in slips:
        if not slip.filed_by.is_service:
            found[slip.filed_by].append(slip)
    for filer, mine in found.items():
        title = rules.told_of(word, [slip.title for slip in mine], "" if is_good else note)
        link = f"{QUEUE_LINK}{mine[0].pk}/" if len(mine) == 1 else f"{QUEUE_LINK}filed/?state={mine[0].state}"
        notices.tell([filer], code=code, title=title, link=link, at=at)

"""Verifying, recognising and returning slips of projects, one or many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct, SlipKind, SlipState, steps
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects import selectors
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import (
    ORDERED_EVENTS,
    Event,
    replay,
    require_event_in_order,
    require_first,
    require_recognisable_capital,
)
from luodi.domains.projects.selectors.ledger import SlipFacts
from luodi.domains.projects.services.cache import refresh_projects
from luodi.domains.projects.services.shares import put_in_force
from luodi.domains.projects.services.sides import require_approved
from luodi.domains.projects.services.transferring import settle_transfer


@dataclass(frozen=True)
class Refused:
    """A slip that could not take the step, and the sentence why."""

    slip: Slip
    message: str


@transaction.atomic
def decide(
    slip: Slip,
    act: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    tells_next: bool = True,
    tells_filer: bool = True,
) -> Slip:
    """Take one step of a slip; recognition also moves the projects' stages and totals in the same transaction.

    What was sound when it was filed may rest on something that was returned since: recognition asks the rules again,
    against what is recognised. A ledger that was taken over is judged as a whole, with its warnings. Without `tells_next`
    the caller tells whose turn it is, without `tells_filer` what became of the slip.
    """
    decided = approvals.take_step(
        slip, act, actor=actor, at=at, note=note, tells_next=tells_next, tells_filer=tells_filer
    )
    facts = selectors.facts_of_slip(decided)
    if act == SlipAct.RECOGNISE:
        _require_still_theirs(decided, facts, actor)
        if decided.kind != SlipKind.TAKEOVER:
            _require_recognisable(facts, today=timezone.localdate(at))
        for proposal in facts.shares:
            put_in_force(proposal, actor=actor, at=at)
        for event in facts.events:
            settle_transfer(event, actor=actor, at=at)
    if act in {SlipAct.RECOGNISE, SlipAct.RETURN}:
        refresh_projects(facts.project_ids)
    return decided


def _require_still_theirs(slip: Slip, facts: SlipFacts, actor: User) -> None:
    """A project may have gone to another unit since it was filed: who recognises its facts reaches the unit it has now."""
    found = reach(actor, steps(slip.kind)[SlipAct.RECOGNISE].permission)
    units = Project.objects.filter(pk__in=facts.project_ids).values_list("unit_id", flat=True)
    if not found.everything and not all(found.covers(unit_id) for unit_id in units):
        raise NotPermitted(
            f"“{slip.title}”的项目已转到其他单位，您的单位不再认定，只能退回；请由上级办理。",
            code="approvals.moved",
        )


def _require_recognisable(facts: SlipFacts, *, today: date) -> None:
    for event in facts.events:
        _require_recognisable_event(event, today=today)
        require_approved(event)
    for record in facts.capital:
        _require_recognisable_record(record)


def _require_recognisable_event(event: StageEvent, *, today: date) -> None:
    facts = selectors.recognised_facts([event.project_id])[event.project_id]
    days = replay(fact for fact in facts if fact.id != event.pk).days
    if event.event in ORDERED_EVENTS:
        require_first(event.event, days)
        require_event_in_order(event.event, event.occurred_on, days, today=today)


def _require_recognisable_record(record: CapitalRecord) -> None:
    if record.reverses is not None:
        gone = selectors.taken_back(Q(reverses=record.reverses, slip__state=SlipState.RECOGNISED))
        if record.reverses.slip.state != SlipState.RECOGNISED:
            raise BusinessError("被冲减的记录还没有认定，请先办理原记录。", code="capital.reversal")
        if record.reverses.amount_in_wan + gone[record.reverses.pk] < 0:
            raise BusinessError("冲减合计超过原记录金额，请退回核对。", code="capital.reversal")
        return
    state = selectors.recognised_states([record.project_id])[record.project_id]
    require_recognisable_capital(
        amount_in_wan=record.amount_in_wan,
        already_in_wan=state.capital_in_wan - record.amount_in_wan,
        contract_in_wan=state.contract_in_wan,
        arrived_on=record.arrived_on,
        signed_on=state.life.days.get(Event.SIGN),
    )


def decide_many(
    slips: Sequence[Slip], act: str, *, actor: User, at: datetime, note: str = ""
) -> tuple[list[Slip], list[Refused]]:
    """Take the step of each slip for itself: one refusal never holds up the others."""
    done: list[Slip] = []
    refused: list[Refused] = []
    for slip in slips:
        try:
            done.append(decide(slip, act, actor=actor, at=at, note=note))
        except BusinessError as error:
            refused.append(Refused(slip, error.message))
    return done, refused

"""Filing a step and judging it: the verbs of the ledger behind their gates.

Filing asks for the order of stages and the fields of the project; recognition asks for the whole gate or its waivers.
A ledger that is taken over is not stopped; it shows what is missing.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luodi.across.lifecycle.rules.gates import require_fields, require_open
from luodi.across.lifecycle.rules.gates_order import GATED, require_in_turn
from luodi.across.lifecycle.rules.gates_review import require_competent
from luodi.across.lifecycle.selectors import gates, gates_review
from luodi.across.lifecycle.selectors.queue import waits_for_city
from luodi.base.approvals import selectors as waiting
from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct, SlipKind
from luodi.base.core.errors import BusinessError
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach, root_unit
from luodi.domains.investors.models import Activity
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import Precision, ProjectKind, replay
from luodi.domains.projects.services.cutting import recognise_in_part
from luodi.domains.projects.services.decide import Refused


@transaction.atomic
def file_event(
    project: Project,
    *,
    event: str,
    occurred_on: date,
    actor: User,
    at: datetime,
    precision: str = Precision.DAY,
    amount_in_wan: Decimal | None = None,
    occasion: Activity | None = None,
    reason: str = "",
    evidence: Sequence[Attachment] = (),
) -> StageEvent:
    """File a step in its turn, with the fields it rests on; what else its gate asks for may follow until recognition.

    Errors: BusinessError `lifecycle.skipped`, `lifecycle.unused`, `lifecycle.fields`, `events.*`; NotPermitted, NotVisible.
    """
    row = projects.file_event(
        project,
        event=event,
        occurred_on=occurred_on,
        actor=actor,
        at=at,
        precision=precision,
        amount_in_wan=amount_in_wan,
        occasion=occasion,
        reason=reason,
        evidence=evidence,
    )
    if event in GATED:
        others = [fact for fact in ledger.claimed_facts(row.project) if fact.id != row.pk]
        _require_turn(row, replay(others).days, recognised=False)
        require_fields(gates.states_of_events([row], today=timezone.localdate(at))[row.pk])
    return row


def _require_turn(row: StageEvent, days: dict[str, date], *, recognised: bool) -> None:
    kind = row.project.kind
    unused = gates.gate_book().unused(kind, row.occurred_on)
    require_in_turn(row.event, days, unused, kind_label=ProjectKind(kind).label, recognised=recognised)


@transaction.atomic
def decide(
    slip: Slip,
    act: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    recognised_in_wan: Decimal | None = None,
    tells: bool = True,
) -> Slip:
    """Take one step of a slip. Recognition asks for the competent office and for open gates of the events filed by hand;
    of a verified slip only those are told who can recognise it. Without `tells` the caller tells whom it concerns.

    `recognised_in_wan` recognises an arrival of capital only in part (核减), with the reason in `note`.
    Errors: those of `projects.decide`; BusinessError `lifecycle.*`, `capital.cut*`.
    """
    if recognised_in_wan is not None and act == SlipAct.RECOGNISE:
        decided = recognise_in_part(slip, recognised_in_wan=recognised_in_wan, reason=note, actor=actor, at=at)
    else:
        decided = projects.decide(slip, act, actor=actor, at=at, note=note, tells_next=False, tells_filer=False)
        if tells:
            _tell([decided], act, note=note, at=at)
    if act == SlipAct.RECOGNISE and decided.kind in {SlipKind.EVENT, SlipKind.CAPITAL}:
        _require_recognisable(decided, actor, today=timezone.localdate(at))
    return decided


def _tell(decided: Sequence[Slip], act: str, *, note: str, at: datetime) -> None:
    if act != SlipAct.VERIFY:
        approvals.tell_filers(decided, act, note=note, at=at)
        return
    turns = [(slip, [user for user in waiting.recognisers(slip) if not waits_for_city(slip, user)]) for slip in decided]
    approvals.tell_next(turns, at=at)


def _require_recognisable(slip: Slip, actor: User, *, today: date) -> None:
    """Asked after the step, in its transaction: a refusal takes the step back."""
    facts = ledger.facts_of_slip(slip)
    is_city = reach(actor, f"approvals.{slip.kind}_recognise").covers(root_unit().pk)
    competence = gates_review.competence(today)
    touched: list[StageEvent | CapitalRecord] = [*facts.events, *facts.capital]
    for project in {fact.project_id: fact.project for fact in touched}.values():
        require_competent(gates.amount_of(project), competence, is_city=is_city)
    states = gates.states_of_events(facts.events, today=today)
    for row in facts.events:
        if row.event in GATED:
            recognised = ledger.recognised_facts([row.project_id])[row.project_id]
            _require_turn(row, replay(fact for fact in recognised if fact.id != row.pk).days, recognised=True)
            require_open(states[row.pk])


def decide_many(
    slips: Sequence[Slip], act: str, *, actor: User, at: datetime, note: str = ""
) -> tuple[list[Slip], list[Refused]]:
    """Take the step of each slip for itself: one refusal never holds up the others.

    Each person is told once, of all slips together; what was done before an unforeseen fault is told too.
    """
    done: list[Slip] = []
    refused: list[Refused] = []
    try:
        for slip in slips:
            try:
                done.append(decide(slip, act, actor=actor, at=at, note=note, tells=False))
            except BusinessError as error:
                refused.append(Refused(slip, error.message))
    finally:
        _tell(done, act, note=note, at=at)
    return done, refused

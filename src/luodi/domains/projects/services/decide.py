"""Verifying, recognising and returning slips of projects, one or many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luodi.base.approvals import services as approvals
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.models import User
from luodi.domains.projects import selectors
from luodi.domains.projects.services.cache import refresh_projects


@dataclass(frozen=True)
class Refused:
    """A slip that could not take the step, and the sentence why."""

    slip: Slip
    message: str


@transaction.atomic
def decide(slip: Slip, act: str, *, actor: User, at: datetime, note: str = "") -> Slip:
    """Take one step of a slip; recognition also moves the projects' stages and totals in the same transaction."""
    decided = approvals.take_step(slip, act, actor=actor, at=at, note=note)
    if act in {SlipAct.RECOGNISE, SlipAct.RETURN}:
        refresh_projects(selectors.facts_of_slip(decided).project_ids)
    return decided


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

"""Planned projects for tests, made through the services as people make them."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from luodi.base.approvals.models import Slip
from luodi.base.orgs.models import User
from luodi.domains.offers import services
from luodi.domains.offers.models import PlannedLink, PlannedProject
from luodi.domains.offers.services import PlannedValues
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from tests import factories
from tests.factories import AT, checker, clerk, unit

SOLICITED_ON: Final = date(2023, 1, 9)
STEPS: Final = {"ARGUE": date(2023, 2, 1), "STORE": date(2023, 2, 20), "OFFER": date(2023, 3, 1)}


def chain_office() -> User:
    """The bureau's section for chains and information (r06), which stores and recognises links."""
    return factories.user("r06")


def values(title: str = "铝精深加工产业园", **changed: Any) -> PlannedValues:
    """What is said of a planned project of 3 亿元."""
    said: dict[str, Any] = {"title": title, "investment_in_wan": Decimal(30_000), "action": "EXTEND"}
    return PlannedValues(**(said | changed))


def planned(unit_code: str = "QJ-E", *, upto: str = "", **changed: Any) -> PlannedProject:
    """A planned project of the unit's clerk, taken as far as the step named."""
    made = services.make_planned(
        unit(unit_code), values(**changed), occurred_on=SOLICITED_ON, actor=clerk(unit_code), at=AT
    )
    for act, day in STEPS.items():
        if not upto:
            break
        step(made, act, day)
        if act == upto:
            break
    return made


def step(subject: PlannedProject, act: str, on: date, note: str = "", *, actor: User | None = None) -> None:
    """A step, by who has the right to it."""
    own = clerk(subject.unit.code) if act in {"ARGUE", "OFFER"} else chain_office()
    services.take_planned_step(subject, act, occurred_on=on, note=note, actor=actor or own, at=AT)


def linked(subject: PlannedProject, project: Project, *, on: date = date(2023, 4, 1)) -> PlannedLink:
    """A recognised link."""
    made = services.file_link(
        subject, project, linked_on=on, reason="招商推介会认领", actor=clerk(subject.unit.code), at=AT
    )
    recognise(made.slip)
    return made


def recognise(slip: Slip) -> None:
    """Verified by the county, recognised by the bureau's section."""
    projects.decide(slip, "verify", actor=checker(slip.unit.code), at=AT)
    projects.decide(slip, "recognise", actor=chain_office(), at=AT)

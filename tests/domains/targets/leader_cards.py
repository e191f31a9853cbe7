"""Task cards of leaders for tests, made through the services as people make them."""

from datetime import date, datetime
from typing import Any

from luodi.base.orgs.models import Person, User
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import make_person
from luodi.domains.targets import services
from luodi.domains.targets.models import LeaderCard
from luodi.domains.targets.rules import Task
from luodi.domains.targets.services import CardValues
from tests.domains.targets.splits import chief, leader
from tests.factories import AT, unit, user

TASKS = (Task("SIGNED", 2, 10), Task("TRIPS", 3))


def deputy(unit_code: str = "QJ-E") -> Person:
    """A leader without an account."""
    present = Person.objects.filter(name="韩立新", unit=unit(unit_code)).first()
    return present or make_person(
        name="韩立新", unit=unit(unit_code), post="副县长", is_leader=True, actor=operator(), at=AT
    )


def patron() -> User:
    """A leader in charge of projects, with an account of the own projects alone."""
    return user("r02")


def values(*tasks: Task, **changed: Any) -> CardValues:
    """Tasks of 2023 with their basis."""
    said: dict[str, Any] = {"year": 2023, "basis": "招委会纪要〔2023〕1号"}
    return CardValues(tasks=tasks or TASKS, **(said | changed))


def submitted(person: Person | None = None, *tasks: Task, at: datetime = AT, **changed: Any) -> LeaderCard:
    """A card that waits for approval."""
    return services.submit_card(person or deputy(), values(*tasks, **changed), actor=chief(), at=at)


def issued(person: Person | None = None, *tasks: Task, at: datetime = AT, **changed: Any) -> LeaderCard:
    """A card that the leader approved and the office issued."""
    card = submitted(person, *tasks, at=at, **changed)
    services.take_card_step(card, "APPROVE", actor=leader(), at=at)
    services.take_card_step(
        card, "ISSUE", actor=chief(), at=at, doc_no="示例招委〔2023〕7号", issued_on=date(2023, 3, 1)
    )
    return card

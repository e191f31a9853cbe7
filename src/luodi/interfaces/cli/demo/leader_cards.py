"""Task cards of four leaders of the demonstration district for 2023, and a change of one that waits for approval."""

from datetime import date, datetime
from typing import Any, Final, TypeAlias

from luodi.domains.targets.rules import Task
from luodi.domains.targets.services import CardValues, submit_card, take_card_step
from luodi.interfaces.cli.demo.district import LEADERS
from luodi.interfaces.cli.demo.ground import Ground, morning

Row: TypeAlias = Any
"""A row of the ledger: faces know no models."""

_YEAR: Final = 2023
_ISSUED_ON: Final = date(2023, 3, 2)
_DOCUMENT: Final = "示例招商办〔2023〕6号"
_BASIS: Final = "演示数据：示例招委会纪要〔2023〕3号"
_OF_LEADERS: Final = (
    (Task("SIGNED", 1, 10), Task("TRIPS", 2), Task("COMPANIES", 4)),
    (Task("SIGNED", 1, 5), Task("TRIPS", 4), Task("COMPANIES", 6)),
)
_OF_PATRON: Final = (Task("LANDED", 2, 10), Task("STARTED", 2), Task("MOVED", 3), Task("TRIPS", 1))
_OF_DEPUTY: Final = (Task("TRIPS", 4), Task("COMPANIES", 8))


def give_cards(ground: Ground, now: datetime) -> None:
    """Four cards that hold; the first leader is to go on one more trip once the change is approved."""
    accounts, at = ground.accounts, morning(_ISSUED_ON)
    for name, tasks in zip(LEADERS, _OF_LEADERS, strict=False):
        _issue(ground, ground.leaders[name], tasks, at)
    _issue(ground, accounts["patron"].person, _OF_PATRON, at)
    _issue(ground, accounts["leader"].person, _OF_DEPUTY, at)
    more = (*_OF_LEADERS[0][:1], Task("TRIPS", 3), Task("COMPANIES", 6))
    changed = CardValues(_YEAR, more, _BASIS, reason="演示数据：下半年增加一次外出")
    submit_card(ground.leaders[LEADERS[0]], changed, actor=accounts["statistics"], at=now)


def _issue(ground: Ground, person: Row, tasks: tuple[Task, ...], at: datetime) -> None:
    """Submitted by the statistics office, approved by the leader (of the own card by the office), issued by the office."""
    accounts = ground.accounts
    card = submit_card(person, CardValues(_YEAR, tasks, _BASIS), actor=accounts["statistics"], at=at)
    approver = "director" if person == accounts["leader"].person else "leader"
    take_card_step(card, "APPROVE", actor=accounts[approver], at=at)
    take_card_step(card, "ISSUE", actor=accounts["director"], at=at, doc_no=_DOCUMENT, issued_on=_ISSUED_ON)

"""What is told of one invented project: who, what, where, and its events and money day by day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.core.codes import uscc_check_char
from luodi.interfaces.cli.demo.district import CHAINS, OFF_CHAIN, ChainLine, Product

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_NO_SUCH_COUNTY: Final = "990001"


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event; `reverses` is the place of the event it takes out."""

    event: str
    day: date
    amount: Decimal | None = None
    reason: str = ""
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money that arrived on a day, or is known only for a year (`since` its first day)."""

    day: date
    amount: Decimal
    voucher: str
    since: date | None = None
    taken_back: Decimal = Decimal(0)


@dataclass(slots=True)
class Story:
    """One project. `place` is its number in its chain, from which its company's name follows."""

    chain: int | None
    place: int
    product: Product
    unit: str
    amount: Decimal
    origin: str
    uscc: str
    by_hand: bool = False
    fair_name: str = ""
    events: list[EventLine] = field(default_factory=list)
    money: list[MoneyLine] = field(default_factory=list)

    @property
    def line(self) -> ChainLine:
        """The chain's row, or the one for projects of no chain."""
        return OFF_CHAIN if self.chain is None else CHAINS[self.chain]

    @property
    def company(self) -> str:
        """The investor's name."""
        return company_name(self.place, self.line.word)

    @property
    def name(self) -> str:
        """The project's name."""
        return self.fair_name or f"示例{pair(self.place)}{self.product.name}项目"

    @property
    def signed_on(self) -> date:
        """The day of the contract; before all time where there is none."""
        return self.day_of("SIGN") or date.min

    def first_day(self) -> date:
        """The day it is first heard of."""
        return min(line.day for line in self.events)

    def day_of(self, event: str) -> date | None:
        """The day of an event that was not taken out again."""
        void = {line.reverses for line in self.events}
        days = [line.day for place, line in enumerate(self.events) if line.event == event and place not in void]
        return days[0] if days else None

    def has(self, event: str) -> bool:
        """True when the event happened and stands."""
        return self.day_of(event) is not None


def pair(number: int) -> str:
    """The number-th of the sixty pairs of stems and branches, from 甲子 on."""
    return _STEMS[number % 10] + _BRANCHES[number % 12]


def company_name(number: int, word: str) -> str:
    """An invented company: 示例甲子食品有限公司."""
    return f"示例{pair(number)}{word}有限公司"


def credit_code(number: int) -> str:
    """A code with a sound check character, of a county that does not exist."""
    body = f"91{_NO_SUCH_COUNTY}MADEM{number:04d}"
    return body + uscc_check_char(body)

"""What a filter set of dispatch lists may ask of a project: conditions as data, judged in one place (domain/07 §4.11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from luodi.across.lifecycle.rules.clocks import OF_PROJECTS
from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules import SideStatus, Stage

_WAN_PER_YI: Final = 10_000
COLOURS: Final = ("黄", "橙", "红")
CLOCKS: Final = {one.code: one.label for one in OF_PROJECTS if not one.by_hand_only}
"""The clocks that run for every project, whoever filed it."""


class TermKind(TextChoices):
    """Conditions with several values."""

    STAGE = "STAGE", "阶段"
    SIDE = "SIDE", "状态"
    CLOCK = "CLOCK", "时限"
    COLOUR = "COLOUR", "颜色"


@dataclass(frozen=True, slots=True)
class DispatchFacts:
    """What is known of a project at the day of the list. `overdue`: days by clock, only of clocks that are overdue."""

    stage: str
    side_status: str
    total_investment_in_wan: Decimal | None = None
    overdue: Mapping[str, int] = field(default_factory=dict)
    colour: str = ""
    unit_path: str = ""
    chain_id: int | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a set asks; what is empty asks nothing, all that is asked must hold. Amounts in 万元, below `amount_to`.

    With `overdue_from` one of `clocks` (of all, without any named) is overdue by at least so many days.
    """

    stages: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    clocks: frozenset[str] = frozenset()
    colours: frozenset[str] = frozenset()
    overdue_from: int | None = None
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None
    unit_path: str = ""
    chain_id: int | None = None

    def unmet(self, facts: DispatchFacts) -> tuple[str, ...]:
        """The names of the conditions that do not hold, in order; none when the project belongs to the set."""
        asked = (
            ("阶段", not self.stages or facts.stage in self.stages),
            ("状态", not self.sides or facts.side_status in self.sides),
            ("时限", self.overdue_from is None or self._longest(facts) >= max(self.overdue_from, 1)),
            ("颜色", not self.colours or facts.colour in self.colours),
            ("总投资", self._is_within(facts.total_investment_in_wan)),
            ("责任单位", facts.unit_path.startswith(self.unit_path)),
            ("产业链", self.chain_id is None or facts.chain_id == self.chain_id),
        )
        return tuple(name for name, holds in asked if not holds)

    def _longest(self, facts: DispatchFacts) -> int:
        return max((days for code, days in facts.overdue.items() if not self.clocks or code in self.clocks), default=0)

    def _is_within(self, amount: Decimal | None) -> bool:
        if self.amount_from is None and self.amount_to is None:
            return True
        if amount is None:
            return False
        above = self.amount_from is None or amount >= self.amount_from
        return above and (self.amount_to is None or amount < self.amount_to)

    def spoken(self, *, unit: str = "", chain: str = "") -> str:
        """The conditions in words, as they stand under a list."""
        stages = "、".join(str(one.label) for one in Stage if one in self.stages)
        sides = "、".join(str(one.label) for one in SideStatus if one in self.sides)
        said = (
            (stages, f"阶段为{stages}"),
            (sides, f"状态为{sides}"),
            (self.overdue_from is not None, self._overdue_words()),
            (self.colours, f"颜色为{'、'.join(one for one in COLOURS if one in self.colours)}"),
            (self.amount_from is not None, f"总投资{_amount(self.amount_from)}以上"),
            (self.amount_to is not None, f"总投资不到{_amount(self.amount_to)}"),
            (unit, f"责任单位为{unit}"),
            (chain, f"产业链为{chain}"),
        )
        return "，".join(words for holds, words in said if holds)

    def _overdue_words(self) -> str:
        names = "、".join(label for code, label in CLOCKS.items() if code in self.clocks) or "任一"
        return f"{names}时限超期{max(self.overdue_from or 1, 1)}天以上"


def _amount(wan: Decimal | None) -> str:
    amount = wan or Decimal(0)
    if amount >= _WAN_PER_YI and amount % _WAN_PER_YI == 0:
        return f"{amount / _WAN_PER_YI:.0f}亿元"
    return f"{amount.normalize():f}万元"


def require_sound(conditions: Conditions) -> None:
    """Refuse a set that asks nothing, amounts in the wrong order, clocks without days."""
    if conditions == Conditions():
        raise BusinessError("请至少选择一个条件，否则所有项目都会列入。", code="reports.set_empty")
    if conditions.clocks and conditions.overdue_from is None:
        raise BusinessError("选了时限，请再填超期天数不少于几天（1 表示已超期）。", code="reports.set_overdue")
    low, high = conditions.amount_from, conditions.amount_to
    if low is not None and high is not None and high <= low:
        raise BusinessError("总投资的上限应大于下限，请调换或改正。", code="reports.set_amounts")

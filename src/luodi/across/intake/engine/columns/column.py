"""A column and what it is for us."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from luodi.across.intake.engine.amounts import MoneyUnit
from luodi.across.intake.engine.context import MoneyHints, Surroundings
from luodi.across.intake.engine.dates import DateContext
from luodi.across.intake.engine.headings import Heading
from luodi.across.intake.engine.model import How
from luodi.across.intake.engine.profiles import Profile
from luodi.across.intake.engine.spans import SpanContext, TimeSpan
from luodi.across.intake.rules.statuses import EVENT_STAGES

MONEY_FIELDS: Final = frozenset(
    {
        "total_investment",
        "total_investment_usd",
        "fixed_investment",
        "contract_amount",
        "capital",
        "capital_total",
        "capital_ytd",
        "amount",
    }
)
DATE_FIELDS: Final = frozenset(
    [*EVENT_STAGES, "side_since", "resumed_on", "arrived_on"],
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it is for us. `field` as in the ledger's fields; `span` and `stage` complete capital, reached and whether."""

    index: int
    path: tuple[str, ...]
    field: str | None
    how: How
    heading: Heading
    profile: Profile
    unit: MoneyUnit | None = None
    span: TimeSpan | None = None
    stage: str = ""
    is_framework: bool = False
    parts: tuple[int, ...] = ()
    """Further columns that complete its cells (月 and 日 beside 年)."""

    @property
    def label(self) -> str:
        """The column's own header without blanks and line breaks, as issues name it."""
        return re.sub(r"\s+", "", self.path[-1]) if self.path else ""

    @property
    def name(self) -> str | None:
        """The field's name for the outside: capital:2023-05, reached:ST60 …"""
        if self.field == "capital" and self.span:
            return f"capital:{self.span.name}"
        return f"{self.field}:{self.stage}" if self.field in ("reached", "whether") else self.field


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """What the columns of one table lean on."""

    surroundings: Surroundings
    span: SpanContext
    dates: DateContext
    hints: MoneyHints
    remembered: Mapping[str, Mapping[str, str]]

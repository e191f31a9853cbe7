"""What rows say: dates with precision, money, arrivals, and one row's words put into fields."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

Precision: TypeAlias = Literal["day", "month", "quarter", "year", "ambiguous"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date with its precision: `first`…`last` is the span in which the day lies (a day: both equal).

    `value` is written as precise as it is known: 2023-05-06, 2023-05, 2023-Q2, 2023, or 2022-01|2022-10 when a cell is ambiguous
    (then `day` already follows the ruling: January).
    """

    value: str
    precision: Precision
    first: date
    last: date

    @property
    def day(self) -> date:
        """The day as which it counts: the last of its span; of an ambiguous 2022.1 the last day of January."""
        if self.precision != "ambiguous":
            return self.last
        following = date(self.first.year, self.first.month, 28) + timedelta(days=4)
        return following - timedelta(days=following.day)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole units of its currency (CNY: 元)."""

    amount: Decimal
    currency: str = "CNY"


@dataclass(slots=True, eq=False)
class CapitalEntry:
    """Money that arrived (never changed once made, but not frozen: large ledgers bring a million): inside one span (a day, a month, a quarter, a year, or everything up to a day).

    `span` is its short name (2023-05-06, 2023-05, 2023-Q2, 2023, ..2022-12-31); an open start is 1900-01-01. `amount_in_yuan` is
    None when the money is foreign and no rate is known; then `amount_in_currency` holds it. `question` is the warning code that
    keeps the entry out of the count ("" = countable).
    """

    span: str
    span_from: date
    span_to: date
    amount_in_yuan: Decimal | None
    sheet: str
    row: int
    column: str
    currency: str = "CNY"
    amount_in_currency: Decimal | None = None
    rate: Decimal | None = None
    origin: str = ""
    """FOREIGN, OUT_PROVINCE, OUT_CITY, LOCAL or "" when the ledger does not say."""
    form: str = ""
    voucher: str = ""
    remark: str = ""
    arrived_on: DateValue | None = None
    reverses_row: int | None = None
    """Row (same sheet) of the arrival that a negative entry takes back, where that can be told."""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Revocation:
    """An event that the ledger still dates but that was withdrawn (退回): its stage and the date it had."""

    event: str
    was: DateValue | None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One row of a sheet of targets: indicator by our code where known, the number as written and its unit."""

    indicator: str
    code: str
    issuer: str
    tier: str
    period: str
    value: Decimal
    unit: str
    holder: str = ""
    doc_no: str = ""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One row of a sheet of units (code, name, kind, parent's code, assessment group)."""

    code: str
    name: str
    kind: str = ""
    parent_code: str = ""
    group: str = ""


@dataclass(slots=True, eq=False)
class Says:
    """What one row says and no more (never changed once made, but not frozen: that would take five times as long). Fields that the row does not tell are empty, never guessed.

    `stage` is ST10…ST90, `side_status` NORMAL, ON_HOLD, SUSPENDED, TERMINATED, RETURNED, REPLACED, LOST, TRANSFERRED or MERGED.
    `total_investment` is in whole units of `currency`, as stated, also when a warning doubts it.
    """

    name: str = ""
    code: str = ""
    national_code: str = ""
    investor: str = ""
    uscc: str = ""
    investor_place: str = ""
    country: str = ""
    is_foreign: bool | None = None
    kind: str = ""
    sector: str = ""
    chain: str = ""
    unit: str = ""
    content: str = ""
    place: str = ""
    total_investment: Decimal | None = None
    currency: str = "CNY"
    fixed_investment: Decimal | None = None
    contract_amount: Decimal | None = None
    """What the contract is over, where the ledger tells it beside the total investment; in whole `contract_currency`."""
    contract_currency: str = "CNY"
    first_talk_on: DateValue | None = None
    agreement_on: DateValue | None = None
    signed_on: DateValue | None = None
    prepared_on: DateValue | None = None
    landed_on: DateValue | None = None
    started_on: DateValue | None = None
    completed_on: DateValue | None = None
    produced_on: DateValue | None = None
    full_capacity_on: DateValue | None = None
    side_since: DateValue | None = None
    resumed_on: DateValue | None = None
    status: str = ""
    stage: str = ""
    side_status: str = "NORMAL"
    contract_level: str = ""
    """正式, 框架, 意向 or ""."""
    contract_no: str = ""
    reason: str = ""
    replaced_by: str = ""
    """Name of the project that takes this one's place (置换), as written."""
    revoked: Revocation | None = None
    remark: str = ""
    leader: str = ""
    owner: str = ""
    contact: str = ""
    contact_phone: str = ""
    problems: str = ""
    next_steps: str = ""
    capital: tuple[CapitalEntry, ...] = ()
    capital_in_question: tuple[CapitalEntry, ...] = ()
    targets: tuple[TargetLine, ...] = ()
    unit_line: UnitLine | None = None

    def capital_by_span(self) -> dict[str, Decimal]:
        """Σ of the countable yuan by span name (2023-05, 2023, ..2022-12-31)."""
        sums: dict[str, Decimal] = {}
        for entry in self.capital:
            if entry.amount_in_yuan is not None:
                sums[entry.span] = sums.get(entry.span, Decimal(0)) + entry.amount_in_yuan
        return sums

"""What a figure is made of: measures over projects, capital and trips, and the formula that joins them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from luodi.across.figures.rules.conditions import CANCELLED, Condition, Happened, Moment, Within
from luodi.base.core.periods import Span, rolling_months, year_to_date
from luodi.domains.projects.rules import CapitalOrigin, SideStatus

FEN_PER_YI: Final = 10**10
BASIS: Final = 10_000
"""Basis points of a whole project: shares are whole numbers out of this."""

OUTSIDE_CITY: Final = frozenset(CapitalOrigin) - {CapitalOrigin.LOCAL}
OUTSIDE_PROVINCE: Final = frozenset({CapitalOrigin.FOREIGN, CapitalOrigin.OUT_PROVINCE})


class Money(StrEnum):
    """An amount of a project."""

    CONTRACT = "sign_fen"
    FRAMEWORK = "framework_fen"
    INVESTMENT = "investment_fen"


class Proof(StrEnum):
    """The fact that shows why a project is counted, for the drill-down and the number of facts."""

    SIGN = "SIGN"
    FRAMEWORK = "FRAMEWORK"
    OPENED = "OPENED"
    LANDED = "LANDED"
    STARTED = "STARTED"
    COMPLETED = "COMPLETED"
    PRODUCED = "PRODUCED"
    SIDE = "SIDE"
    LISTED = "LISTED"
    """The signing, or the return that revoked it."""
    WORKED = "WORKED"
    """The signing or the start, whichever came first."""
    TERMINATE = "TERMINATE"
    RETURN = "RETURN"
    REPLACE = "REPLACE"
    CAPITAL = "CAPITAL"
    TRIP = "TRIP"


class Takes(StrEnum):
    """Which capital records count."""

    FLOW = "flow"
    """Records whose span lies within the period."""
    TOTAL = "total"
    """Everything up to the cut-off."""


@dataclass(frozen=True, slots=True)
class Count:
    """Number of projects, by share. The share is that of the `day` (none: of the cut-off)."""

    where: tuple[Condition, ...]
    proof: Proof
    day: Moment | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Sum of an amount of projects in 分, by share; unknown amounts are left out and told."""

    of: Money
    where: tuple[Condition, ...]
    proof: Proof
    day: Moment | None = None


@dataclass(frozen=True, slots=True)
class Capital:
    """Sum of recognised capital in 分, by the share of the arrival day (totals of a cohort: of the cut-off)."""

    takes: Takes = Takes.FLOW
    where: tuple[Condition, ...] = ()
    origins: frozenset[CapitalOrigin] = OUTSIDE_CITY


@dataclass(frozen=True, slots=True)
class Days:
    """Sum of days between two moments, by share."""

    first: Moment
    second: Moment
    where: tuple[Condition, ...]
    proof: Proof


Measure = Count | Amount | Capital | Days


PLACES_IN_TASKS: Final = "任务口径：被置换的项目不计，置换进来的项目按原项目的签约日计入一次"


def for_task(measure: Measure) -> Measure:
    """The measure as it counts towards a task: signings by the day of their place in it (domain/04 §4.4, 置换)."""
    where = tuple(
        Happened(Moment.TASK, Within.FLOW) if one == Happened(Moment.SIGN, Within.FLOW) else one
        for one in measure.where
    )
    if isinstance(measure, Count | Amount) and measure.day is Moment.SIGN:
        return replace(measure, where=where, day=Moment.TASK)
    return replace(measure, where=where)


def adds_up(measure: Measure) -> bool:
    """Whether the measures of neighbouring periods add up to that of both together: what happened, what arrived."""
    if isinstance(measure, Capital):
        return measure.takes is Takes.FLOW
    return isinstance(measure, Count | Amount) and any(
        isinstance(condition, Happened) and condition.within is Within.FLOW for condition in measure.where
    )


class Formula(StrEnum):
    """How measures become a value."""

    TOTAL = "total"
    RATIO = "ratio"
    """Numerator ÷ denominator; in percent when the unit is %."""
    GROWTH = "growth"
    """(This period − the same span last year) ÷ last year."""
    YEARLY_GROWTH = "yearly_growth"
    """(Last full year ÷ first full year) ^ (1 ÷ years between) − 1."""
    COMPLETION = "completion"
    """Value ÷ target, once per issuer and tier."""
    GAP = "gap"
    """Target − value, once per issuer and tier."""
    MEDIAN = "median"
    """Median of the days between two moments, each project once."""
    IDLE_UNITS = "idle_units"
    """Units below that have a target and no signing."""
    WIPED_OUT = "wiped_out"
    """Units directly below with projects in the denominator and none in the numerator."""
    TRIPS = "trips"
    COMPANIES = "companies"
    DUTIES = "duties"
    """Points of what was due in the period ÷ number of what was due; lines whose day has not come yet are left out."""
    STOCK = "stock"
    """Planned projects in the library: their number, or their planned investment where the unit is 亿元."""
    ATTRACTED = "attracted"
    """Planned projects that found an investor ÷ those published in the period."""


class Cohort(StrEnum):
    """The usual window of signings of a cohort figure."""

    YEAR_TO_DATE = "ytd"
    ROLLING = "r36"
    START_YEAR = "start_year"
    """The latest year whose bottom line for starting (31 March of the next year) has come."""
    PERIOD = "period"
    EXPLICIT = "explicit"


class Calibre(StrEnum):
    """Which side states a cohort leaves out of numerator and denominator (domain/04 §4.4)."""

    A = "A"
    B = "B"
    C = "C"


CALIBRE_TEXT: Final = {Calibre.A: "含终止", Calibre.B: "不含终止", Calibre.C: "不含终止与搁置"}
LEFT_OUT: Final[dict[Calibre, frozenset[SideStatus]]] = {
    Calibre.A: frozenset(),
    Calibre.B: CANCELLED,
    Calibre.C: CANCELLED | {SideStatus.ON_HOLD},
}


def start_bottom_line(signed_in_year: int) -> date:
    """The last day for starting a project signed in the year: 31 March of the next one (seed 001)."""
    return date(signed_in_year + 1, 3, 31)


def last_due_signing(cut_off: date) -> date:
    """The last signing day whose bottom line has passed before the cut-off."""
    year = cut_off.year - 1
    return date(year if start_bottom_line(year) < cut_off else year - 1, 12, 31)


def cohort_span(cohort: Cohort, period: Span) -> Span:
    """The signing window of a cohort for a period. ValueError for EXPLICIT, which comes with its own span."""
    cut_off = period.end
    if cohort is Cohort.YEAR_TO_DATE:
        return year_to_date(cut_off)
    if cohort is Cohort.ROLLING:
        return rolling_months(cut_off, 36)
    if cohort is Cohort.PERIOD:
        return period
    if cohort is Cohort.START_YEAR:
        year = cut_off.year - 1 if start_bottom_line(cut_off.year - 1) <= cut_off else cut_off.year - 2
        return Span(date(year, 1, 1), date(year, 12, 31))
    raise ValueError("an explicit window brings its own span")

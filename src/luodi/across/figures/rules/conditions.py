"""Conditions on a project: the words in which figures are declared. The engine compiles each into one expression."""

from dataclasses import dataclass
from enum import StrEnum

from luodi.domains.projects.rules import SideStatus


class Within(StrEnum):
    """The span that a condition speaks of."""

    FLOW = "flow"
    """The period asked for."""
    COHORT = "cohort"
    """The window of signings of a cohort figure (rolling 36 months, year to date …)."""


class Moment(StrEnum):
    """A day of a project's life that the engine knows: a column of its state."""

    TALK = "talk_day"
    OPENED = "opened_day"
    """First day of talks, of a passed review or of a framework agreement, whichever came first."""
    FRAMEWORK = "framework_day"
    SIGN = "sign_day"
    START = "start_day"
    COMPLETE = "complete_day"
    PRODUCE = "produce_day"
    TERMINATE = "terminate_day"
    """Day of the latest termination; returns and replacements likewise."""
    RETURN = "return_day"
    REPLACE = "replace_day"
    TASK = "task_day"
    """The day on which a project holds a place in a task: that of its signing; of a replacing project that of the one it
    replaces, which holds none any more."""
    LISTED = "listed_day"
    """The same, and also that of a signing that was revoked by a return: it stays in the list as cancelled."""


class Flag(StrEnum):
    """A yes-or-no attribute of a project."""

    CHAIN = "in_chain"
    FOREIGN = "is_foreign"
    HONOUR = "has_honour"
    CHILD = "is_child"
    MANUFACTURING = "is_manufacturing"
    INDUSTRY = "is_industry"
    PREPARED = "is_prepared"
    FRAMEWORK_AT_OCCASION = "framework_at_occasion"
    SIGN_AT_OCCASION = "sign_at_occasion"
    SIGN_AMOUNT_KNOWN = "sign_amount_known"


@dataclass(frozen=True, slots=True)
class Happened:
    """The moment lies within the span."""

    moment: Moment
    within: Within


@dataclass(frozen=True, slots=True)
class Known:
    """The moment has come by the cut-off."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class InOrder:
    """Both moments have come, the first not after the second."""

    first: Moment
    second: Moment


@dataclass(frozen=True, slots=True)
class StageIn:
    """The stage at the cut-off lies between the two, both included (`ST60` is 60)."""

    low: int
    high: int = 99


@dataclass(frozen=True, slots=True)
class SideIn:
    """The side status at the cut-off is one of these."""

    sides: frozenset[SideStatus]


@dataclass(frozen=True, slots=True)
class AmountFrom:
    """The contract amount is at least this many 万元 (nested classes: 亿元以上 includes 10亿元以上)."""

    wan: int


@dataclass(frozen=True, slots=True)
class Is:
    """The attribute holds."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class Not:
    """The other condition does not hold."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class StartDue:
    """The bottom line for starting, 31 March of the year after the signing, has passed (seed 001)."""


@dataclass(frozen=True, slots=True)
class StartedInTime:
    """Started by 31 March of the year after the signing."""


@dataclass(frozen=True, slots=True)
class TalksOverdue:
    """More than 3 calendar months (major projects 6) of talks without a signing (seed 001, domain/04 TR05)."""


@dataclass(frozen=True, slots=True)
class TalksInPlay:
    """In talks at the beginning of the period or opened in it: neither signed nor ended before the period."""


@dataclass(frozen=True, slots=True)
class ShouldBeActive:
    """In construction and not ended, or signed, landed at most, neither held nor ended, with the bottom line for starting
    passed: what there ought to be work on (domain/05 P04).
    """


@dataclass(frozen=True, slots=True)
class CapacityDue:
    """In production for 24 months or more: the usual time to full capacity has passed (domain/04 TR10)."""


Condition = (
    Happened
    | Known
    | InOrder
    | StageIn
    | SideIn
    | AmountFrom
    | Is
    | Not
    | StartDue
    | StartedInTime
    | TalksOverdue
    | TalksInPlay
    | ShouldBeActive
    | CapacityDue
)

MONTHS_TO_CAPACITY = 24
TASK_PLACES = frozenset({Moment.TASK, Moment.LISTED})

LANDED = 50
STARTED = 60
COMPLETED = 70
PRODUCING = 80
FULL = 90
NORMAL = frozenset({SideStatus.NORMAL, SideStatus.TRANSFERRED})
"""A project handed to another unit goes on as usual there."""
LIVELY = NORMAL | {SideStatus.ON_HOLD}
CANCELLED = frozenset({SideStatus.TERMINATED, SideStatus.REPLACED})
"""Ended contracts: an old project that was replaced stands as ended in the general statistics (domain/04 §4.4)."""
NOT_PERFORMED = CANCELLED | {SideStatus.RETURNED}
OVER = CANCELLED | {SideStatus.LOST}

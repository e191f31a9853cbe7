"""Tables of the life-cycle."""

from luodi.across.lifecycle.models.clocks import (
    ClockAnswer,
    ClockMark,
    ClockPause,
    ClockPauseEnd,
    ClockStep,
    ClockTerm,
)
from luodi.across.lifecycle.models.gates import (
    CompetenceRule,
    GateRow,
    GateTarget,
    GateVersion,
    ReviewDraw,
    ReviewItem,
    ReviewResult,
    Waiver,
)

__all__ = [
    "ClockAnswer",
    "ClockMark",
    "ClockPause",
    "ClockPauseEnd",
    "ClockStep",
    "ClockTerm",
    "CompetenceRule",
    "GateRow",
    "GateTarget",
    "GateVersion",
    "ReviewDraw",
    "ReviewItem",
    "ReviewResult",
    "Waiver",
]

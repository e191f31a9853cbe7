"""Tables of papers, frozen dispatch lists and weekly returns."""

from luodi.across.reports.models.dispatch import (
    DispatchGone,
    DispatchItem,
    DispatchSet,
    DispatchSetTerm,
    DispatchVersion,
)
from luodi.across.reports.models.papers import Paper, PaperPicture
from luodi.across.reports.models.weekly import WeekCall, WeeklyReturn, WeeklyValue

__all__ = [
    "DispatchGone",
    "DispatchItem",
    "DispatchSet",
    "DispatchSetTerm",
    "DispatchVersion",
    "Paper",
    "PaperPicture",
    "WeekCall",
    "WeeklyReturn",
    "WeeklyValue",
]

"""Tables of papers, templates, frozen dispatch lists and weekly returns."""

from luodi.across.reports.models.dispatch import (
    DispatchGone,
    DispatchItem,
    DispatchSet,
    DispatchSetTerm,
    DispatchVersion,
)
from luodi.across.reports.models.papers import Paper, PaperPicture
from luodi.across.reports.models.templates import (
    PaperBatch,
    PaperBatchLine,
    PaperTemplate,
    TemplatePaper,
    TemplateUse,
)
from luodi.across.reports.models.weekly import WeekCall, WeeklyReturn, WeeklyValue

__all__ = [
    "DispatchGone",
    "DispatchItem",
    "DispatchSet",
    "DispatchSetTerm",
    "DispatchVersion",
    "Paper",
    "PaperBatch",
    "PaperBatchLine",
    "PaperPicture",
    "PaperTemplate",
    "TemplatePaper",
    "TemplateUse",
    "WeekCall",
    "WeeklyReturn",
    "WeeklyValue",
]

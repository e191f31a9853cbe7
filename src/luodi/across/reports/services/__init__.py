"""Writing papers, dispatch lists and weekly returns."""

from luodi.across.reports.services.dispatch import freeze_lists
from luodi.across.reports.services.dispatch_orders import draft_orders
from luodi.across.reports.services.dispatch_sets import SetValues, drop_set, revise_set
from luodi.across.reports.services.papers import draft_paper, edit_paper, issue_paper, refresh_paper, set_format
from luodi.across.reports.services.weekly import call_weeks, confirm_week

__all__ = [
    "SetValues",
    "call_weeks",
    "confirm_week",
    "draft_orders",
    "draft_paper",
    "drop_set",
    "edit_paper",
    "freeze_lists",
    "issue_paper",
    "refresh_paper",
    "revise_set",
    "set_format",
]

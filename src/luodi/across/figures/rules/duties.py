"""What a unit owes by a day, or is marked for: the kinds of lines that rates of supervision count (domain/05, P24 to G09)."""

from enum import StrEnum
from typing import Final


class Duty(StrEnum):
    """A kind of line: each is one thing owed or judged, of one unit, on one day."""

    FACTOR = "FACTOR"
    """A problem of land, power, labour …, on the day it was raised."""
    ORDER = "ORDER"
    """One of the three orders, on the day by which it is due."""
    RECTIFICATION = "RECTIFICATION"
    """A rectification, on the day by which it is due."""
    MILESTONE = "MILESTONE"
    """A milestone of a project, on its planned day."""
    RETURN = "RETURN"
    """A monthly progress return of a project, on the day by which it is due."""
    REVIEW = "REVIEW"
    """A recognised fact that was looked at again, on the last day of the month it was drawn for."""
    VISIT = "VISIT"
    """A place visited and marked by a jury, on the day of the visit."""


DEADLINES: Final = frozenset({Duty.ORDER, Duty.RECTIFICATION, Duty.MILESTONE, Duty.RETURN})
"""Kinds whose day is a limit: they have fallen due once that day is over."""
MISSED: Final = {
    Duty.FACTOR: "未解决",
    Duty.ORDER: "未按期",
    Duty.RECTIFICATION: "未按期",
    Duty.MILESTONE: "未按期",
    Duty.RETURN: "未按时",
}
"""How a line that does not count is marked in the list of what was due."""

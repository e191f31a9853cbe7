"""When a problem counts as solved and a rectification as done in time: what G06 and G08 divide (domain/05 §4.6)."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeAlias

from luodi.domains.supervision.rules.inspections import FindingAct
from luodi.domains.supervision.rules.issues import IssueAct

Taken: TypeAlias = tuple[str, date]
"""A step: its act and its local day."""

_SOLVED: Final = frozenset({IssueAct.CONFIRM, IssueAct.CLOSE_UNCONFIRMED, IssueAct.SETTLE, IssueAct.SETTLE_UNCONFIRMED})


def is_withdrawn(steps: Sequence[Taken]) -> bool:
    """Whether a problem was taken back by the one who raised it."""
    return any(act == IssueAct.WITHDRAW for act, _ in steps)


def solved_on(steps: Sequence[Taken]) -> date | None:
    """The day on which a problem was closed, with or without the word of the one who raised it; None while it is open."""
    return next((day for act, day in reversed(steps) if act in _SOLVED), None)


def rectified_on(steps: Sequence[Taken], due_on: date) -> date | None:
    """The day of the report that was found done, when it came on or before the due day; None otherwise."""
    days = dict(steps)
    reported = days.get(FindingAct.REPORT.value)
    is_done = days.get(FindingAct.CLOSE.value) is not None and reported is not None and reported <= due_on
    return reported if is_done else None

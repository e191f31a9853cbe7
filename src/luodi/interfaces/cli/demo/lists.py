"""Dispatch lists and a weekly return of the demonstration district: two half months in June 2023, one week."""

from datetime import date, timedelta
from typing import Final

from luodi.across.reports.selectors import weekly
from luodi.across.reports.services import SetValues, call_weeks, confirm_week, freeze_lists, revise_set
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli.demo.district import PARK
from luodi.interfaces.cli.demo.ground import morning

FROZEN: Final = {date(2023, 6, 6): ("2023-06a", date(2023, 6, 20)), date(2023, 7, 3): ("2023-06b", date(2023, 7, 5))}
"""After which round of the ledger which half month was frozen, and when it was sent."""
_MONDAY: Final = date(2023, 7, 3)
_OWN: Final = {PARK: "clerk", "QJ-Z01": "township", "QJ-ZW2": "outpost"}
"""Units whose own people confirm; for the others the statistics section does so by telephone."""
_SILENT: Final = frozenset({"QJ-Z07"})
_LATE: Final = frozenset({"QJ-Z05", "QJ-Y2"})


def freeze_after(recorded: date) -> None:
    """Freeze the lists that were due after a round of the ledger."""
    if recorded not in FROZEN:
        return
    period, issued = FROZEN[recorded]
    director = orgs.users().get(username="director")
    if period == "2023-06a":
        values = SetValues("落地超期一个月", stages=("ST40", "ST45"), clocks=("LANDING",), overdue_from=30)
        revise_set("late_landing", values, actor=director, at=morning(issued), is_new=True)
    freeze_lists((), period=period, unit=orgs.root_unit(), actor=director, at=morning(issued))


def confirm_a_week() -> None:
    """The last week of June: most units in time, two late, one not at all."""
    call_weeks(at=morning(_MONDAY))
    call = weekly.week_call(_MONDAY - timedelta(days=7))
    accounts = {user.username: user for user in orgs.users()}
    for unit in weekly.owing_units(call):
        if unit.code in _SILENT:
            continue
        actor = accounts[_OWN.get(unit.code, "statistics")]
        at = morning(_MONDAY) + (timedelta(days=1) if unit.code in _LATE else timedelta(hours=5))
        remark = "" if actor.username == "statistics" else "数字与台账一致"
        confirm_week(call, unit, actor=actor, at=at, remark=remark)

"""`luodi clocks`: every clock that runs, the most overdue first."""

from argparse import Namespace

from django.utils import timezone

from luodi.across.lifecycle.selectors import clocks
from luodi.across.lifecycle.selectors.clocks import ClockFilter, Reading
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen

_HEADERS = ("编号", "项目（事项）", "时限", "到期日", "剩余或超期", "颜色", "情况", "责任单位")


def run_clocks(options: Namespace, screen: Screen) -> int:
    """Clocks of a unit and all below it on a day, as a table or as one document."""
    instance.require_ready()
    unit = orgs.unit_by_code(instance.unit_code(options.unit))
    on = options.on or timezone.localdate()
    found = clocks.readings(orgs.operator(), on, ClockFilter(unit=unit, state=options.state.upper()))
    screen.table(_HEADERS, [_row(one) for one in found])
    screen.line(f"{on}：共 {len(found)} 项，其中超期 {sum(one.days < 0 for one in found)} 项。")
    screen.document(
        {
            "unit": unit.code,
            "on": on.isoformat(),
            "count": len(found),
            "clocks": [_document(one) for one in found],
        }
    )
    return 0


def _row(one: Reading) -> tuple[object, ...]:
    code = one.project.code if one.project is not None else ""
    return (code, one.title, one.clock.label, one.due_on, one.said, one.colour, one.state.label, one.unit.label)


def _document(one: Reading) -> dict[str, object]:
    return {
        "clock": one.clock.code,
        "name": one.clock.label,
        "project": None if one.project is None else one.project.code,
        "title": one.title,
        "unit": one.unit.code,
        "from": one.began_on.isoformat(),
        "due": one.due_on.isoformat(),
        "days": one.days,
        "state": one.state.value,
        "colour": one.colour,
        "paused_days": one.paused_days,
        "overdue_means": one.clock.overdue,
    }

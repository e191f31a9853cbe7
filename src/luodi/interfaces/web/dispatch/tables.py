"""The tables of the pages of this area."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from luodi.across.reports.selectors import dispatch_frozen
from luodi.interfaces.web.dispatch import columns
from luodi.interfaces.web.ui.access import account
from luodi.interfaces.web.ui.slices import Slice
from luodi.interfaces.web.ui.tables import Table

# `Any`: pages know no models, so rows of the ledger have no type here.


def version_table(request: HttpRequest, rows: Sequence[Any], part: Slice[Any]) -> Table[Any]:
    """The part of the frozen lists that the page shows."""
    return Table(
        columns.VERSIONS,
        part.rows,
        request.GET,
        title="调度清单",
        count=len(rows),
        before=part.before,
        after=part.after,
        can_choose_columns=False,
        empty_title="还没有定版的调度清单",
        empty_advice="每月5日、20日由招商部门定版下发；列有本单位项目的清单会出现在这里。",
    )


def live_table(request: HttpRequest, taken: Any) -> Table[Any]:  # noqa: ANN401 - pages know no models
    """A list as the ledger has it now, before it is frozen."""
    rows = [row for _, row in taken.rows]
    return Table(
        columns.live_columns(rows, has_before=taken.previous is not None),
        rows,
        request.GET,
        title=f"{taken.chosen.label}清单",
        can_choose_columns=False,
        empty_title="没有项目",
        empty_advice="符合条件的项目为零，定版后清单写明没有。",
    )


def frozen_table(request: HttpRequest, shown: dispatch_frozen.Frozen, *, may_draft: bool) -> Table[Any]:
    """The rows of a version; who drafts orders may pick them."""
    version = shown.version
    return Table(
        columns.row_columns(shown.rows, dispatch_frozen.drafted_orders(account(request), version)),
        shown.rows,
        request.GET,
        title=f"{version.label}项目调度清单",
        count=len(shown.rows),
        select_name="row" if may_draft else "",
        select_form="orders",
        select_value=lambda one: one.item.number,
        empty_title="本期没有项目",
        empty_advice="符合条件的项目为零。",
    )


def week_table(request: HttpRequest, rows: Sequence[Any]) -> Table[Any]:
    """Every unit's return of a week."""
    return Table(
        columns.WEEK,
        rows,
        request.GET,
        title="周统计",
        count=len(rows),
        can_choose_columns=False,
        empty_title="没有需要报送的单位",
        empty_advice="参加考核分组的单位（专班除外）每周报送。",
    )

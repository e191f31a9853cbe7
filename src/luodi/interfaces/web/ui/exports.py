"""Exports of lists: exactly the shown columns of exactly the filtered rows, as a workbook."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from luodi.base.core import tabular
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.cells import Kind, export_value
from luodi.interfaces.web.ui.tables import Column, chosen_columns

CHUNK = 2000
KINDS: dict[Kind, tabular.ColumnKind] = {
    Kind.MONEY: "money",
    Kind.PERCENT: "percent",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.DATE: "date",
    Kind.MOMENT: "datetime",
    Kind.CODE: "code",
    Kind.BADGE: "choice",
    Kind.COLOUR: "choice",
}


def workbook(request: HttpRequest, columns: Sequence[Column[Any]], rows: Iterable[Any], *, title: str) -> HttpResponse:
    """The download of one list; its name carries the day."""
    return book([sheet(chosen_columns(columns, request.GET), rows, name="台账", title=title)], title=title)


def sheet(columns: Sequence[Column[Any]], rows: Iterable[Any], *, name: str, title: str) -> tabular.Sheet:
    """A list with these columns as a sheet."""
    steady = rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows
    return tabular.Sheet(
        name=name,
        title=title,
        note=f"导出时间：{timezone.localtime():%Y-%m-%d %H:%M}",
        columns=[
            tabular.Column(column.full_header, KINDS.get(column.kind, "text"), _width(column)) for column in columns
        ],
        rows=(
            [cast("tabular.Cell", export_value(column.value(row), column.kind)) for column in columns] for row in steady
        ),
        frozen_columns=1,
    )


def book(sheets: Sequence[tabular.Sheet], *, title: str) -> HttpResponse:
    """The download of several lists; its name carries the day."""
    name = f"{title}{timezone.localdate():%Y%m%d}.xlsx"
    return pages.download(tabular.write_workbook(sheets), name, pages.WORKBOOK)


def _width(column: Column[Any]) -> float:
    """The title and long texts are wide, all others by what they hold."""
    return 40 if column.is_title else 60 if column.is_wide else 0

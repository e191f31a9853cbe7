"""RP08 项目调度清单: a landscape table of the projects that need a push, one table for each filter set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luodi.across.reports.engine.printing import Cover
from luodi.across.reports.fields import DISPATCH_COLUMNS, DispatchColumn
from luodi.base.core.documents import Cell, Column, Document, Row, Table, chinese_date
from luodi.base.core.money import UNKNOWN, round_decimal

KIND = "RP08"
_SIZE = 8.5


@dataclass(frozen=True)
class DispatchRow:
    """A project of the list. Empty and None are printed as “—”: the fact does not exist or is not known."""

    project: str
    investor: str = ""
    total_investment_in_wan: Decimal | None = None
    signed_on: date | None = None
    contract_start_on: date | None = None
    bottom_line_on: date | None = None
    stage: str = ""
    obstacle: str = ""
    responsible: str = ""
    leader: str = ""
    aim: str = ""
    next_milestone: str = ""
    colour: str = ""
    urged_times: int | None = None


@dataclass(frozen=True)
class DispatchList:
    """The projects of one filter set: its label, what it says, its rows in order."""

    label: str
    says: str
    rows: tuple[DispatchRow, ...]


def dispatch_title(area: str, lists: Sequence[DispatchList]) -> str:
    """松汀区签约未开工项目调度清单, or 松汀区项目调度清单 for several sets."""
    label = lists[0].label if len(lists) == 1 else ""
    return f"{area}{label}项目调度清单"


def dispatch_document(lists: Sequence[DispatchList], *, area: str, as_at: date, cover: Cover) -> Document:
    """The list as a paper on landscape pages. Its table is also what `write_xlsx` writes."""
    return Document(
        title=dispatch_title(area, lists),
        body=tuple(_table(one, as_at, is_single=len(lists) == 1) for one in lists),
        number=cover.number or f"（截至{chinese_date(as_at)}）",
        issuer=cover.issuer,
        signed_on=cover.signed_on,
        imprint=cover.imprint,
        is_landscape=True,
    )


def _table(one: DispatchList, as_at: date, *, is_single: bool) -> Table:
    columns = tuple(
        Column(column.label, column.kind, column.width, "center" if column.is_centred else "")
        for column in DISPATCH_COLUMNS
    )
    return Table(
        columns,
        tuple(_row(number, line) for number, line in enumerate(one.rows, 1)),
        caption="" if is_single else f"{one.label}项目",
        unit_line=f"共{len(one.rows)}个项目",
        note=f"注：{one.label}指{one.says}；“{UNKNOWN}”表示没有或尚未掌握。",
        size=_SIZE,
    )


def _row(number: int, line: DispatchRow) -> Row:
    return Row(tuple(_cell(column, number, line) for column in DISPATCH_COLUMNS))


def _cell(column: DispatchColumn, number: int, line: DispatchRow) -> Cell:
    if column.name == "number":
        return Cell(str(number), number)
    value: str | int | Decimal | date | None = getattr(line, column.name)
    if value is None or value == "":
        return Cell(UNKNOWN)
    if isinstance(value, Decimal):
        return Cell(_amount(value), value)
    if isinstance(value, date):
        return Cell(value.isoformat(), value)
    return Cell(str(value), value if isinstance(value, int) else None)


def _amount(wan: Decimal) -> str:
    digits = 0 if wan == wan.to_integral_value() else 2
    return f"{round_decimal(wan, digits):,}"

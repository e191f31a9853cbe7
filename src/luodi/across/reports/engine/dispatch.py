"""RP08 项目调度清单: the projects that need a push on landscape pages, one table for each filter set, counted and summed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from luodi.across.reports.engine.printing import Cover, covered
from luodi.across.reports.fields import DISPATCH_COLUMNS, DispatchColumn
from luodi.base.core.documents import Block, Cell, Column, Document, Row, Table, chinese_date, paragraph
from luodi.base.core.money import UNKNOWN, round_decimal

KIND = "RP08"
_SIZE = 8.5
_WAN_PER_YI = 10_000


@dataclass(frozen=True)
class DispatchRow:
    """A project of the list. Empty and None are printed as “—”: the fact does not exist or is not known.

    `overdue_clock` names the clock that is overdue by `overdue_days`; both are printed in one cell: 开工底线91.
    """

    project: str
    investor: str = ""
    total_investment_in_wan: Decimal | None = None
    talks_on: date | None = None
    talks_until: date | None = None
    signed_on: date | None = None
    contract_start_on: date | None = None
    bottom_line_on: date | None = None
    started_on: date | None = None
    suspended_on: date | None = None
    produced_on: date | None = None
    overdue_clock: str = ""
    overdue_days: int | None = None
    stage: str = ""
    obstacle: str = ""
    responsible: str = ""
    leader: str = ""
    aim: str = ""
    next_milestone: str = ""
    colour: str = ""
    urged_times: int | None = None
    listed_times: int | None = None


@dataclass(frozen=True)
class DispatchList:
    """The projects of one filter set: its label, what it says, its rows in order."""

    label: str
    says: str
    rows: tuple[DispatchRow, ...]

    @property
    def total_in_wan(self) -> Decimal:
        """Planned investment of the projects whose amount is known, in 万元."""
        return sum((line.total_investment_in_wan or Decimal(0) for line in self.rows), Decimal(0))

    @property
    def unpriced(self) -> int:
        """How many projects have no amount."""
        return sum(1 for line in self.rows if line.total_investment_in_wan is None)

    @property
    def counted(self) -> str:
        """29个项目，总投资21.35亿元."""
        if not self.rows:
            return "没有项目"
        count = f"{len(self.rows)}个项目"
        return count if self.unpriced == len(self.rows) else f"{count}，总投资{_total(self.total_in_wan)}"


def dispatch_title(area: str, lists: Sequence[DispatchList]) -> str:
    """松汀区签约未开工项目调度清单, or 松汀区项目调度清单 for several sets."""
    label = lists[0].label if len(lists) == 1 else ""
    return f"{area}{label}项目调度清单"


def public_lists(lists: Sequence[DispatchList]) -> tuple[DispatchList, ...]:
    """The lists as the public may see them: without investors, people, obstacles, what is aimed at and who was urged."""
    return tuple(replace(one, rows=tuple(_public_row(line) for line in one.rows)) for one in lists)


def _public_row(line: DispatchRow) -> DispatchRow:
    unit = line.responsible.partition("／")[0]
    return replace(
        line, investor="", obstacle="", responsible=unit, leader="", aim="", next_milestone="", urged_times=None
    )


def dispatch_document(
    lists: Sequence[DispatchList], *, area: str, as_at: date, cover: Cover, edition: str = ""
) -> Document:
    """The lists as a paper on landscape pages: what they hold in one sentence, then a table for each that has projects.
    `edition` is the half month and version of a frozen list.

    Its tables are also what `write_xlsx` writes, one sheet a list.
    """
    is_single = len(lists) == 1
    opening: Block = paragraph(_opening(lists, as_at))
    tables = tuple(_table(one, is_single=is_single) for one in lists if one.rows)
    document = Document(
        title=dispatch_title(area, lists),
        body=tables if is_single and tables else (opening, *tables),
        is_landscape=True,
    )
    words = "，".join(filter(None, (edition, f"截至{chinese_date(as_at)}")))
    return covered(document, cover, subtitle=f"（{words}）")


def _opening(lists: Sequence[DispatchList], as_at: date) -> str:
    if not any(one.rows for one in lists):
        labels = "、".join(one.label for one in lists)
        return f"截至{chinese_date(as_at)}，没有{labels}的项目，本期不列清单。"
    counted = "；".join(f"{one.label}{one.counted}" for one in lists if one.rows)
    empty = "、".join(one.label for one in lists if not one.rows)
    others = f"没有{empty}的项目。" if empty else ""
    return f"截至{chinese_date(as_at)}：{counted}。{others}同一项目符合几类条件的，在几张清单中分别列出。"


def _total(wan: Decimal) -> str:
    if abs(wan) >= _WAN_PER_YI:
        return f"{round_decimal(wan / _WAN_PER_YI, 2)}亿元"
    return f"{_amount(wan)}万元"


def _table(one: DispatchList, *, is_single: bool) -> Table:
    shown = [column for column in DISPATCH_COLUMNS if _is_said(column, one.rows)]
    columns = tuple(
        Column(column.label, column.kind, column.width, "center" if column.is_centred else "") for column in shown
    )
    rows = [Row(tuple(_cell(column, number, line) for column in shown)) for number, line in enumerate(one.rows, 1)]
    if any(column.name == "total_investment_in_wan" for column in shown):
        rows.append(_sum_row(one, shown))
    unpriced = f"有{one.unpriced}个项目未登记总投资，合计中不含；" if 0 < one.unpriced < len(one.rows) else ""
    overdue = "“超期”为超期最久的时限和天数；" if any(line.overdue_clock for line in one.rows) else ""
    return Table(
        columns,
        tuple(rows),
        caption="" if is_single else f"{one.label}项目",
        unit_line=f"共{one.counted}",
        note=f"注：{one.label}指{one.says}；{unpriced}{overdue}“{UNKNOWN}”表示没有或尚未掌握。",
        size=_SIZE,
    )


def _is_said(column: DispatchColumn, rows: Sequence[DispatchRow]) -> bool:
    return column.name == "number" or any(getattr(line, column.name) not in (None, "") for line in rows)


def _sum_row(one: DispatchList, shown: Sequence[DispatchColumn]) -> Row:
    total = one.total_in_wan
    said = {"project": Cell("合计"), "total_investment_in_wan": Cell(_amount(total), total)}
    return Row(tuple(said.get(column.name, Cell("")) for column in shown), is_strong=True)


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
    if column.name == "overdue_days" and isinstance(value, int):
        return Cell(f"{line.overdue_clock}{value}", value)
    return Cell(str(value), value if isinstance(value, int) else None)


def _amount(wan: Decimal) -> str:
    digits = 0 if wan == wan.to_integral_value() else 2
    return f"{round_decimal(wan, digits):,}"

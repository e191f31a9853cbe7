"""RP15 项目一页纸（挂图作战图）: what a project is, its days planned and done month by month, its money, problems and orders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from luodi.base.core.documents import (
    Block,
    Cell,
    Column,
    Document,
    Note,
    Row,
    Table,
    chinese_date,
)
from luodi.base.core.money import UNKNOWN, round_decimal
from luodi.base.core.periods import add_months

KIND: Final = "RP15"
_MOST_MONTHS: Final = 18
_SIZE: Final = 7.5
_QUARTERS: Final = 8
_FILLS: Final = {"计": "DCE8F7", "完": "C6E8CF", "超": "F5BFBB"}
"""Light grounds behind the letters; the letter alone says it in black and white."""
_IN_A_ROW: Final = 3
_COLUMNS_OF_FACTS: Final = tuple(Column(*one) for one in (("项目", "text", 9.0), ("内容", "text", 24.0)) * _IN_A_ROW)


@dataclass(frozen=True, slots=True)
class Bar:
    """A milestone: from when to when it was planned, when it was done, and how late it is (days)."""

    name: str
    begins_on: date | None
    planned_on: date | None
    done_on: date | None
    overdue: int = 0
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem or an order that concerns the project."""

    number: str
    text: str
    responsible: str
    due_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A photo of the site: when, what, where."""

    taken_on: date
    scene: str
    name: str


@dataclass(frozen=True)
class OnePager:
    """Everything on the sheet, as it stands on the day. `facts` are pairs of label and text; money in 万元."""

    title: str
    on: date
    facts: Sequence[tuple[str, str]]
    bars: Sequence[Bar]
    money: Sequence[tuple[str, Decimal]]
    problems: Sequence[Trouble]
    orders: Sequence[Trouble]
    photos: Sequence[Seen]


def one_pager_document(sheet: OnePager) -> Document:
    """The sheet on a landscape page (more where there is much to tell); its tables are also what `write_xlsx` writes."""
    body = (_facts(sheet.facts), _gantt(sheet), _money(sheet.money), *_troubles(sheet), *_photos(sheet.photos))
    return Document(
        title=f"{sheet.title}一页纸", body=body, is_landscape=True, subtitle=f"（截至{chinese_date(sheet.on)}）"
    )


def _facts(facts: Sequence[tuple[str, str]]) -> Table:
    rest = -len(facts) % _IN_A_ROW
    pairs = [*((label, text or UNKNOWN) for label, text in facts), *[("", "")] * rest]
    rows = tuple(
        Row(tuple(Cell(word) for pair in pairs[at : at + _IN_A_ROW] for word in pair))
        for at in range(0, len(pairs), _IN_A_ROW)
    )
    return Table(_COLUMNS_OF_FACTS, rows, caption="基本情况", size=_SIZE)


def _gantt(sheet: OnePager) -> Table | Note:
    months = tuple(_months(sheet))
    if not months:
        return Note("还没有节点计划，也没有合同约定日期；请在“节点”页编制倒排计划。")
    columns = (
        Column("节点", "text", 20),
        Column("计划", "date", 14),
        Column("完成", "date", 14),
        *(Column(_named(first, step), "text", 5, "center") for first, step in months),
    )
    rows = tuple(
        Row(
            (
                Cell(f"★{bar.name}" if bar.is_critical else bar.name),
                _day(bar.planned_on),
                _day(bar.done_on),
                *(_mark(bar, first, add_months(first, step), sheet.on) for first, step in months),
            )
        )
        for bar in sheet.bars
    )
    note = "注：计＝计划期内，完＝完成当月，超＝已过计划日而未完成；★为关键节点。"
    return Table(columns, rows, caption="挂图作战", size=_SIZE, note=note)


def _months(sheet: OnePager) -> Iterator[tuple[date, int]]:
    """First days of the columns, each with how many months it covers, so that all fit on one page."""
    days = [day for bar in sheet.bars for day in (bar.begins_on, bar.planned_on, bar.done_on) if day is not None]
    if not days:
        return
    first = min(days).replace(day=1)
    last = max(*days, sheet.on).replace(day=1) if any(_is_open(bar) for bar in sheet.bars) else max(days).replace(day=1)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(size for size in (1, 3, 6, 12, 24, 60) if count <= size * _MOST_MONTHS or size == 60)
    if step > 1:
        first = first.replace(month=(first.month - 1) // min(step, 12) * min(step, 12) + 1)
    while first <= last:
        yield first, step
        first = add_months(first, step)


def _is_open(bar: Bar) -> bool:
    return bar.done_on is None and bar.planned_on is not None


def _named(first: date, step: int) -> str:
    if step == 1:
        return f"{first.year % 100}.{first.month}" if first.month == 1 else str(first.month)
    if step in (3, 6):
        return f"{first.year % 100}{'Q' if step == 3 else 'H'}{(first.month - 1) // step + 1}"
    return str(first.year)


def _mark(bar: Bar, first: date, after: date, on: date) -> Cell:
    """The letter of a bar in the span of a column."""
    if bar.done_on is not None:
        letter = "完" if first <= bar.done_on < after else _planned(bar, first, after)
    elif bar.planned_on is not None and bar.planned_on < first <= on:
        letter = "超"
    else:
        letter = _planned(bar, first, after)
        if letter and bar.planned_on is not None and bar.planned_on < on and bar.planned_on < after and on >= first:
            letter = "超" if first <= bar.planned_on else letter
    return Cell(letter, fill=_FILLS.get(letter, ""))


def _planned(bar: Bar, first: date, after: date) -> str:
    if bar.planned_on is None:
        return ""
    begins = bar.begins_on or bar.planned_on
    return "计" if begins < after and bar.planned_on >= first else ""


def _troubles(sheet: OnePager) -> Iterator[Block]:
    columns = (
        Column("编号", "text", 16),
        Column("事项", "text", 44),
        Column("责任单位", "text", 18),
        Column("期限", "date", 12),
        Column("状态", "text", 12),
    )
    for caption, lines in (("未办结的问题", sheet.problems), ("未办结的三单", sheet.orders)):
        if lines:
            rows = tuple(
                Row((Cell(one.number), Cell(one.text), Cell(one.responsible), _day(one.due_on), Cell(one.state)))
                for one in lines
            )
            yield Table(columns, rows, caption=caption, size=_SIZE)
    if not sheet.problems and not sheet.orders:
        yield Note("没有未办结的问题和三单。")


def _money(money: Sequence[tuple[str, Decimal]]) -> Block:
    """Money in place by quarter, and in all; each in 万元."""
    if not money:
        return Note("还没有已认定的到位资金。")
    total = sum((amount for _, amount in money), Decimal(0))
    told = [*money, ("合计", total)]
    columns = tuple(Column(name, "money", 10) for name, _ in told)
    cells = tuple(Cell(f"{amount.normalize():,f}", amount) for _, amount in told)
    return Table(columns, (Row(cells),), caption="到位资金（按季度，万元）", size=_SIZE)


def _photos(photos: Sequence[Seen]) -> Iterator[Table]:
    if photos:
        columns = (Column("拍摄日期", "date", 16), Column("画面", "text", 24), Column("文件", "text", 60))
        rows = tuple(Row((_day(one.taken_on), Cell(one.scene), Cell(one.name))) for one in photos)
        yield Table(columns, rows, caption="现场照片", size=_SIZE)


def _day(day: date | None) -> Cell:
    return Cell(UNKNOWN) if day is None else Cell(day.isoformat(), day)


def quarters(arrivals: Sequence[tuple[date, Decimal]]) -> list[tuple[str, Decimal]]:
    """Money by quarter, earlier ones than the last eight in one sum; quarters without any between them included."""
    found: dict[tuple[int, int], Decimal] = {}
    for day, amount in arrivals:
        key = (day.year, (day.month - 1) // 3)
        found[key] = found.get(key, Decimal(0)) + amount
    if not found:
        return []
    first, last = min(found), max(found)
    numbers = range(first[0] * 4 + first[1], last[0] * 4 + last[1] + 1)
    every = [
        (f"{number // 4}Q{number % 4 + 1}", found.get((number // 4, number % 4), Decimal(0))) for number in numbers
    ]
    earlier = sum((amount for _, amount in every[:-_QUARTERS]), Decimal(0))
    told = [("此前", earlier), *every[-_QUARTERS:]] if len(every) > _QUARTERS else every
    return [(name, round_decimal(amount, 2)) for name, amount in told]


def spans(bars: Sequence[Bar]) -> list[Bar]:
    """Bars in order, each beginning where the one before it was to end, when it says nothing else."""
    found = list(bars[:1])
    for before, bar in pairwise(bars):
        begins = bar.begins_on or before.done_on or before.planned_on
        found.append(Bar(bar.name, begins, bar.planned_on, bar.done_on, bar.overdue, bar.is_critical))
    return found

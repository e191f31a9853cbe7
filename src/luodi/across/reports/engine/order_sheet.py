"""RP10 三单: the orders of a period, one table for each kind — matter, basis, demand, who, until when, answer, check."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.base.core.documents import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Note,
    Picture,
    Row,
    Series,
    Table,
    chinese_date,
    paragraph,
)
from luodi.base.core.money import UNKNOWN

KIND: Final = "RP10"
_SIZE: Final = 8.0
_COLUMNS: Final = (
    Column("编号", "text", 15),
    Column("事项", "text", 16),
    Column("依据", "text", 14),
    Column("要求", "text", 24),
    Column("责任单位\n（承办人）", "text", 14),
    Column("下达日", "date", 13.5),
    Column("时限", "date", 13.5),
    Column("联系人", "text", 10),
    Column("回执", "date", 13.5),
    Column("办理结果", "text", 20),
    Column("核查意见", "text", 16),
)


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """One order as it is printed. `kind` and `state` in words."""

    kind: str
    number: str
    title: str
    basis: str
    demand: str
    unit: str
    handler: str
    contact: str
    issued_on: date | None
    due_on: date | None
    signed_on: date | None
    result: str
    opinion: str
    state: str
    is_late: bool


@dataclass(frozen=True)
class OrderSheet:
    """The orders of a unit and those below it that were issued in the span, in the order of their numbers."""

    area: str
    label: str
    on: date
    entries: Sequence[OrderEntry]

    def of(self, kind: str) -> list[OrderEntry]:
        """Those of a kind."""
        return [one for one in self.entries if one.kind == kind]


def state_chart(sheet: OrderSheet, kinds: Sequence[str]) -> Chart | None:
    """How many orders of each kind stand where; None when there are none."""
    if not sheet.entries:
        return None
    states = tuple(dict.fromkeys(one.state for one in sheet.entries))
    counted = Counter((one.kind, one.state) for one in sheet.entries)
    series = tuple(
        Series(kind, tuple(Decimal(counted[kind, state]) for state in states)) for kind in kinds if sheet.of(kind)
    )
    return Chart("三单办理情况", states, series, "件")


def order_document(sheet: OrderSheet, kinds: Sequence[str], picture: bytes | None) -> Document:
    """The sheet on landscape pages: what there is in one sentence, the chart, a table for each kind of order."""
    body: list[Block] = [paragraph(_opening(sheet, kinds))]
    chart = state_chart(sheet, kinds)
    if chart is not None and picture is not None:
        body.append(Picture(chart, picture, width=104.0, height=60.0))
    for kind in kinds:
        body.append(Heading(kind))
        entries = sheet.of(kind)
        body.append(_table(entries) if entries else Note(f"本期没有下达{kind}。"))
    return Document(
        title=f"{sheet.area}{sheet.label}三单台账",
        body=tuple(body),
        is_landscape=True,
        subtitle=f"（截至{chinese_date(sheet.on)}）",
    )


def _opening(sheet: OrderSheet, kinds: Sequence[str]) -> str:
    if not sheet.entries:
        return f"{sheet.label}没有下达交办单、督办单和问责建议单。"
    counted = "、".join(f"{kind}{len(sheet.of(kind))}件" for kind in kinds if sheet.of(kind))
    ended = sum(1 for one in sheet.entries if one.state == "已销号")
    late = sum(1 for one in sheet.entries if one.is_late)
    return f"{sheet.label}下达三单{len(sheet.entries)}件，其中{counted}；已销号{ended}件，超过时限未办结{late}件。"


def _table(entries: Sequence[OrderEntry]) -> Table:
    rows = tuple(
        Row(
            (
                *(Cell(text or UNKNOWN) for text in (one.number, one.title, one.basis, one.demand)),
                Cell(f"{one.unit}\n（{one.handler}）" if one.handler else one.unit),
                _day(one.issued_on),
                _day(one.due_on),
                Cell(one.contact or UNKNOWN),
                _day(one.signed_on),
                Cell(f"{one.state}{'（超期）' if one.is_late else ''}{'：' + one.result if one.result else ''}"),
                Cell(one.opinion or UNKNOWN),
            )
        )
        for one in entries
    )
    return Table(_COLUMNS, rows, size=_SIZE)


def _day(day: date | None) -> Cell:
    return Cell(UNKNOWN) if day is None else Cell(day.isoformat(), day)

"""The hand-over pack as an official paper: what a person answers for, what happened lately, what was agreed, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luodi.base.core.documents import Annex, Block, Column, Document, Note, Row, Table, chinese_date, paragraph, row

_COLUMNS = (
    Column("序号", "index", 5),
    Column("项目", "text", 26),
    Column("角色", "text", 11),
    Column("阶段", "text", 10),
    Column("总投资\n（万元）", "money", 12),
    Column("下一步", "text", 36),
)
_HISTORY = (Column("日期", "date", 18), Column("项目", "text", 32), Column("事项", "text", 50))
_SIGNATURES = (Column("", "text", 20), Column("签字", "text", 40), Column("日期", "code", 40))
_PROMISES = (
    Column("项目", "text", 34),
    Column("约定", "text", 26),
    Column("约定日期", "date", 16),
    Column("现状", "text", 24),
)
_ORDERS = (
    Column("编号", "text", 24),
    Column("事项", "text", 40),
    Column("状态", "text", 16),
    Column("办结期限", "date", 20),
)


@dataclass(frozen=True, slots=True)
class HeldProject:
    """A project as it is handed over."""

    name: str
    code: str
    role: str
    since: date
    stage: str
    unit: str
    total: str
    next_step: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """Something that happened: a recognised event, money in place, a visit."""

    day: date
    project: str
    text: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What was agreed for a day, and how it stands."""

    project: str
    text: str
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order that is still open."""

    number: str
    title: str
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that is handed over, as it stands on the day."""

    person: str
    post: str
    unit: str
    on: date
    projects: Sequence[HeldProject]
    history: Sequence[PastLine]
    promises: Sequence[PromiseLine]
    orders: Sequence[OrderLine]


def pack_document(pack: Pack) -> Document:
    """The pack on paper, with places for three signatures."""
    head = paragraph(
        f"{pack.person}同志（{'，'.join(filter(None, (pack.unit, pack.post)))}）截至{chinese_date(pack.on)}负责项目{_count(pack)}个，"
        f"未办结的督办事项{len(pack.orders)}件，约定未到期或未兑现事项{len(pack.promises)}项。现将有关情况移交如下。"
    )
    body: list[Block] = [head, Table(_COLUMNS, _projects(pack), caption="负责的项目", size=10.5)]
    body += _part("约定与承诺", _PROMISES, [row(p.project, p.text, _day(p.due_on), p.state) for p in pack.promises])
    body += _part("未办结的督办事项", _ORDERS, [row(o.number, o.title, o.state, _day(o.due_on)) for o in pack.orders])
    blanks = tuple(row(who, "", "　　年　　月　　日") for who in ("移交人", "接收人", "监交人"))
    body.append(Table(_SIGNATURES, blanks, caption="交接签字", is_whole=True))
    lines = tuple(row(_day(line.day), line.project, line.text) for line in pack.history)
    annexes = (Annex("近一年进展", (Table(_HISTORY, lines, size=10.5),)),) if lines else ()
    return Document(
        title=f"{pack.person}同志项目工作交接清单",
        body=tuple(body),
        subtitle=f"（截至{chinese_date(pack.on)}）",
        annexes=annexes,
    )


def _count(pack: Pack) -> int:
    return len({one.code for one in pack.projects})


def _projects(pack: Pack) -> tuple[Row, ...]:
    return tuple(
        row(str(number), f"{one.name}（{one.unit}）", one.role, one.stage, one.total, one.next_step)
        for number, one in enumerate(pack.projects, 1)
    )


def _part(title: str, columns: tuple[Column, ...], rows: list[Row]) -> list[Block]:
    return [Table(columns, tuple(rows), caption=title, size=10.5)] if rows else [Note(f"{title}：无。")]


def _day(day: date | None) -> str:
    return "—" if day is None else f"{day:%Y-%m-%d}"

"""Minutes of a meeting as an official paper (GB/T 9704-2012): what was heard, what was decided, by whom until when."""

from dataclasses import dataclass
from datetime import date

from luodi.base.core.documents import (
    Block,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
    chinese_date,
    paragraph,
    row,
    write_docx,
)


@dataclass(frozen=True)
class Heard:
    """An item of the agenda: from where it comes, what it is, how it stood."""

    kind: str
    title: str
    text: str
    unit: str


@dataclass(frozen=True)
class Decided:
    """A decision: what, who, until when, and the number of its order."""

    text: str
    unit: str
    due_on: date | None
    order: str


@dataclass(frozen=True)
class Minutes:
    """Everything that the minutes say."""

    title: str
    number: str
    issuer: str
    held_on: date
    place: str
    chair: str
    attendees: str
    previous: str
    heard: tuple[Heard, ...]
    decided: tuple[Decided, ...]


def minutes_document(minutes: Minutes) -> Document:
    """The paper: opening, the last meeting's score, what was heard by kind, what was decided as a table."""
    return Document(
        title=f"{minutes.title}纪要",
        body=tuple(_body(minutes)),
        issuer=minutes.issuer,
        number=minutes.number,
        signed_on=minutes.held_on,
    )


def minutes_word(minutes: Minutes) -> bytes:
    """The same as a Word file; the same content gives the same bytes."""
    return write_docx(minutes_document(minutes))


def _body(minutes: Minutes) -> list[Block]:
    place = f"在{minutes.place}" if minutes.place else ""
    opening = (
        f"{chinese_date(minutes.held_on)}，{minutes.chair}{place}主持召开{minutes.title}。现将会议议定事项纪要如下。"
    )
    blocks: list[Block] = [paragraph(opening)]
    if minutes.previous:
        blocks += [Heading("上次会议议定事项落实情况"), paragraph(minutes.previous)]
    blocks.append(Heading("会议听取的事项"))
    blocks += _heard(minutes.heard)
    blocks += [Heading("会议议定的事项"), *_decided(minutes.decided)]
    if minutes.attendees:
        blocks += [Heading("参加人员"), paragraph(minutes.attendees)]
    return blocks


def _heard(items: tuple[Heard, ...]) -> list[Block]:
    if not items:
        return [paragraph("会议没有需要逐项听取的逾期、预警和新增问题。")]
    blocks: list[Block] = []
    for kind in dict.fromkeys(item.kind for item in items):
        blocks.append(Heading(kind, level=2))
        blocks += [_line(number, item) for number, item in enumerate((one for one in items if one.kind == kind), 1)]
    return blocks


def _line(number: int, item: Heard) -> Paragraph:
    unit = f"（{item.unit}）" if item.unit else ""
    text = f"：{item.text}" if item.text else ""
    return paragraph(f"{number}. {item.title}{unit}{text}".rstrip("。") + "。")


def _decided(items: tuple[Decided, ...]) -> list[Block]:
    columns = (
        Column("序号", "index", 8),
        Column("议定事项", width=46),
        Column("责任单位", width=18),
        Column("完成期限", "date", 14),
        Column("交办文号", width=18),
    )
    rows = tuple(
        row(
            str(number),
            item.text,
            item.unit,
            "按要求" if item.due_on is None else item.due_on.isoformat(),
            item.order or "—",
        )
        for number, item in enumerate(items, 1)
    )
    return [Table(columns, rows, caption="议定事项清单")]

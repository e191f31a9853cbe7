"""Drafts and books as the documents that are stored with a paper, and back."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow
from luodi.across.reports.engine.draft import Draft, DraftBlock, Omission, Untraced
from luodi.base.core.money import RoundMode

Json: TypeAlias = dict[str, object]


def draft_to_json(draft: Draft) -> Json:
    """The draft as a stored document."""
    return {
        "kind": draft.kind,
        "title": draft.title,
        "blocks": [[block.text, block.kind, block.level] for block in draft.blocks],
        "omissions": [[one.place, one.text, one.key, one.why] for one in draft.omissions],
        "untraced": [[one.place, one.text] for one in draft.untraced],
    }


def draft_from_json(stored: Json) -> Draft:
    """The stored draft."""
    return Draft(
        kind=str(stored["kind"]),
        title=str(stored["title"]),
        blocks=tuple(_block(*block) for block in _list(stored["blocks"])),
        omissions=tuple(Omission(*one) for one in _list(stored["omissions"])),
        untraced=tuple(Untraced(*one) for one in _list(stored["untraced"])),
    )


def book_to_json(book: FigureBook) -> Json:
    """The figures as a stored document; raw values as exact decimal text."""
    return {
        "round_mode": book.round_mode,
        "values": {
            key: [
                one.code, one.name, None if one.raw is None else str(one.raw), one.unit, one.text, one.why,
                one.definition, one.calibre, one.period, one.facts, one.source,
            ]
            for key, one in book.items()
        },
    }  # fmt: skip


def book_from_json(stored: Json) -> FigureBook:
    """The stored figures."""
    values = stored["values"]
    mode: RoundMode = "DOWN" if stored["round_mode"] == "DOWN" else "HALF_UP"
    found: dict[str, FigureValue] = {}
    for key, line in values.items() if isinstance(values, dict) else ():
        code, name, raw, *rest = line
        found[key] = FigureValue(code, name, None if raw is None else Decimal(raw), *rest)
    return FigureBook(found, mode)


def _block(text: str, kind: str, level: str | int) -> DraftBlock:
    return DraftBlock(text, "heading" if kind == "heading" else "paragraph", int(level))


def _list(stored: object) -> list[list[str]]:
    return stored if isinstance(stored, list) else []


def lists_to_json(lists: tuple[DispatchList, ...]) -> Json:
    """Dispatch lists as a stored document."""
    return {
        "lists": [
            {"label": one.label, "says": one.says, "rows": [_row_to_json(line) for line in one.rows]} for one in lists
        ]
    }


def lists_from_json(stored: Json) -> tuple[DispatchList, ...]:
    """The stored dispatch lists."""
    entries = stored["lists"]
    return tuple(
        DispatchList(entry["label"], entry["says"], tuple(_row_from_json(line) for line in entry["rows"]))
        for entry in (entries if isinstance(entries, list) else [])
    )


def _row_to_json(line: DispatchRow) -> Json:
    values = {name: getattr(line, name) for name in DispatchRow.__dataclass_fields__}
    return {name: None if value is None else str(value) for name, value in values.items()}


def _row_from_json(line: dict[str, str | None]) -> DispatchRow:
    total, urged = line["total_investment_in_wan"], line["urged_times"]

    def word(name: str) -> str:
        return line[name] or ""

    def day(name: str) -> date | None:
        text = line[name]
        return date.fromisoformat(text) if text else None

    return DispatchRow(
        project=word("project"),
        investor=word("investor"),
        total_investment_in_wan=None if total is None else Decimal(total),
        signed_on=day("signed_on"),
        contract_start_on=day("contract_start_on"),
        bottom_line_on=day("bottom_line_on"),
        stage=word("stage"),
        obstacle=word("obstacle"),
        responsible=word("responsible"),
        leader=word("leader"),
        aim=word("aim"),
        next_milestone=word("next_milestone"),
        colour=word("colour"),
        urged_times=None if urged is None else int(urged),
    )

"""Drafts and books as the documents that are stored with a paper, and back."""

from datetime import date
from decimal import Decimal

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow
from luodi.across.reports.engine.draft import BlockKind, Draft, DraftBlock, Omission, OmissionKind, Untraced
from luodi.across.reports.selectors.stored_exhibits import Json, entries, exhibit_from_json, exhibit_to_json
from luodi.base.core.money import RoundMode

_BLOCKS: dict[str, BlockKind] = {"heading": "heading", "exhibit": "exhibit"}
_KINDS: dict[str, OmissionKind] = {"zero": "zero", "condition": "condition"}


def draft_to_json(draft: Draft) -> Json:
    """The draft as a stored document."""
    return {
        "kind": draft.kind,
        "title": draft.title,
        "blocks": [[block.text, block.kind, block.level] for block in draft.blocks],
        "omissions": [[one.place, one.text, one.key, one.why, one.kind] for one in draft.omissions],
        "untraced": [[one.place, one.text] for one in draft.untraced],
        "exhibits": [exhibit_to_json(one) for one in draft.exhibits],
        "annex": [draft.annex_title, *draft.annexed],
        "remark": draft.remark,
        "is_landscape": draft.is_landscape,
    }


def draft_from_json(stored: Json) -> Draft:
    """The stored draft."""
    return Draft(
        kind=str(stored["kind"]),
        title=str(stored["title"]),
        blocks=tuple(_block(*block) for block in _list(stored["blocks"])),
        omissions=tuple(_omission(*one) for one in _list(stored["omissions"])),
        untraced=tuple(Untraced(*one) for one in _list(stored["untraced"])),
        exhibits=tuple(exhibit_from_json(one) for one in entries(stored.get("exhibits"))),
        annexed=tuple(str(key) for key in _words(stored.get("annex"))[1:]),
        annex_title="".join(_words(stored.get("annex"))[:1]),
        remark=str(stored.get("remark", "")),
        is_landscape=bool(stored.get("is_landscape", False)),
    )


def _words(stored: object) -> list[str]:
    return stored if isinstance(stored, list) else []


def book_to_json(book: FigureBook) -> Json:
    """The figures as a stored document; raw values as exact decimal text."""
    return {
        "round_mode": book.round_mode,
        "values": {
            key: [
                one.code, one.name, None if one.raw is None else str(one.raw), one.unit, one.text, one.why,
                one.definition, one.calibre, one.period, one.facts, one.source, one.owner,
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
    return DraftBlock(text, _BLOCKS.get(kind, "paragraph"), int(level))


def _omission(place: str, text: str, key: str, why: str, kind: str) -> Omission:
    return Omission(place, text, key, why, _KINDS.get(kind, "missing"))


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
    made = {name: _read(one.type, line.get(name)) for name, one in DispatchRow.__dataclass_fields__.items()}
    return DispatchRow(**made)  # type: ignore[arg-type]  # each value is read after the type of its field


def _read(kind: object, text: str | None) -> str | int | Decimal | date | None:
    """A stored value after the type of its field."""
    if kind is str:
        return text or ""
    if not text:
        return None
    if kind == int | None:
        return int(text)
    return Decimal(text) if kind == Decimal | None else date.fromisoformat(text)

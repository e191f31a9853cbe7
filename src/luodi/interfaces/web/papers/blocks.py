"""A paper's content as the page draws it: numbered headings, paragraphs with figures, tables."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from luodi.base.core.documents import Annex, Block, Column, Document, Figure, Heading, Note, Paragraph, Picture, Table
from luodi.base.core.documents.content import CENTRED_KINDS, NUMBER_KINDS
from luodi.base.core.documents.wording import HeadingCounter

_WORDY = 20
"""Columns wider than this hold names and sentences: on a phone they keep room for nine characters."""
Href = Callable[[str], str]
"""The page of a figure by its key; an empty text where it has none."""


@dataclass(frozen=True, slots=True)
class DrawnRun:
    """Words, or a figure with what is behind it and the page that tells it."""

    text: str
    hint: str = ""
    href: str = ""
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell; `css` sets figures to the right, `href` leads to what is behind a figure."""

    text: str
    css: str = ""
    hint: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table with its heads (possibly of several rows)."""

    caption: str
    unit_line: str
    note: str
    heads: tuple[tuple[tuple[str, int, int], ...], ...]
    rows: tuple[tuple[DrawnCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One block: `kind` is heading, paragraph, note, table or picture (`source` is its image, `text` what it says)."""

    kind: str
    level: int = 0
    text: str = ""
    runs: tuple[DrawnRun, ...] = ()
    table: DrawnTable | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class DrawnAnnex:
    """An annex with its blocks."""

    title: str
    blocks: tuple[Drawn, ...]


def body(document: Document, href: Href) -> list[Drawn]:
    """The text; `href` gives the page of each figure."""
    return list(_drawn(document.body, href))


def annexes(found: Iterable[Annex], href: Href) -> list[DrawnAnnex]:
    """Annexes with their blocks."""
    return [DrawnAnnex(annex.title, tuple(_drawn(annex.body, href))) for annex in found]


def _drawn(blocks: Iterable[Block], href: Href) -> Iterator[Drawn]:
    counter = HeadingCounter()
    for block in blocks:
        if isinstance(block, Heading):
            yield Drawn(
                "heading", block.level, (counter.next_mark(block.level) if block.is_numbered else "") + block.text
            )
        elif isinstance(block, Paragraph):
            yield Drawn("paragraph", runs=tuple(_run(run, href) for run in block.runs))
        elif isinstance(block, Note):
            yield Drawn("note", text=block.text)
        elif isinstance(block, Table):
            yield Drawn("table", table=_table(block, href))
        elif isinstance(block, Picture):
            image = b64encode(block.image).decode("ascii")
            yield Drawn("picture", text=block.chart.said, source=f"data:image/png;base64,{image}")


def _run(run: object, href: Href) -> DrawnRun:
    if isinstance(run, Figure):
        return DrawnRun(run.text, run.hint, _leading(run.key, href), True)
    return DrawnRun(getattr(run, "text", ""))


def _leading(key: str, href: Href) -> str:
    return href(key) if key else ""


def _side(column: Column) -> str:
    if column.kind in NUMBER_KINDS and column.alignment != "center":
        return "num"
    if column.kind in CENTRED_KINDS or column.alignment == "center":
        return "nowrap"
    return "is-words" if column.width > _WORDY else ""


def _table(table: Table, href: Href) -> DrawnTable:
    sides = [_side(column) for column in table.columns]
    plain = tuple((column.header, 1, 1) for column in table.columns)
    heads = tuple(tuple((cell.text, cell.span, cell.depth) for cell in line) for line in table.header) or (plain,)
    rows = tuple(
        tuple(
            DrawnCell(cell.text, side, cell.hint, _leading(cell.key, href))
            for cell, side in zip(line.cells, sides, strict=False)
        )
        for line in table.rows
    )
    return DrawnTable(table.caption, table.unit_line, table.note, heads, rows)

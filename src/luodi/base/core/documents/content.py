"""What a paper says, apart from how it looks: frozen blocks that every writer (docx, xlsx, plain text) reads."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from luodi.base.core.documents.charts import Chart

ColumnKind = Literal["text", "index", "integer", "number", "money", "percent", "decimal", "date", "code"]
Alignment = Literal["", "left", "center", "right"]

NUMBER_KINDS: frozenset[ColumnKind] = frozenset({"integer", "number", "money", "percent", "decimal"})
CENTRED_KINDS: frozenset[ColumnKind] = frozenset({"index", "date", "code"})


@dataclass(frozen=True)
class Text:
    """A run of words."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True)
class Figure:
    """A number in the text: `source` names the row of the source table behind it, `hint` is shown on hovering.

    `key` is the figure's name in the paper's book, by which a page leads on to its facts; nothing of it is printed.
    """

    text: str
    source: str = ""
    hint: str = ""
    is_strong: bool = False
    key: str = field(default="", compare=False)


Run = Text | Figure


@dataclass(frozen=True)
class Heading:
    """A heading of level 1–4; its number (一、（一）1.（1）) is generated."""

    text: str
    level: int = 1
    is_numbered: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError("标题级别只能是1至4级")


@dataclass(frozen=True)
class Paragraph:
    """Body text, first line indented by two characters unless `is_flush`."""

    runs: tuple[Run, ...]
    is_flush: bool = False

    @property
    def text(self) -> str:
        """The words and figures without marks."""
        return "".join(run.text for run in self.runs)


def paragraph(*parts: str | Run, is_flush: bool = False) -> Paragraph:
    """A paragraph out of plain strings and runs."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts), is_flush)


@dataclass(frozen=True)
class Note:
    """A small remark below a table or at the end of a part."""

    text: str


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Column:
    """A column of a table. `width` is a weight: the widths share the width of the text block."""

    header: str
    kind: ColumnKind = "text"
    width: float = 20.0
    alignment: Alignment = ""

    @property
    def effective_alignment(self) -> Literal["left", "center", "right"]:
        """Numbers to the right, codes and days in the middle, words to the left, unless said otherwise."""
        if self.alignment:
            return self.alignment
        if self.kind in NUMBER_KINDS:
            return "right"
        return "center" if self.kind in CENTRED_KINDS else "left"


@dataclass(frozen=True)
class HeaderCell:
    """A cell above the columns' own headers: how many columns it spans, how many rows deep it is."""

    text: str
    span: int = 1
    depth: int = 1


@dataclass(frozen=True)
class Cell:
    """What a cell prints (`text`) and, for the workbook, the value behind it. `fill` is its ground as RRGGBB, `key` the
    name of the figure in the paper's book.
    """

    text: str
    raw: Decimal | int | date | None = None
    source: str = ""
    hint: str = ""
    fill: str = ""
    key: str = field(default="", compare=False)


@dataclass(frozen=True)
class Row:
    """A row of a table. `anchor` makes it a place that figures can point to."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    is_strong: bool = False


def row(*values: str | Cell, anchor: str = "", is_strong: bool = False) -> Row:
    """A row out of plain strings and cells."""
    cells = tuple(Cell(value) if isinstance(value, str) else value for value in values)
    return Row(cells, anchor, is_strong)


@dataclass(frozen=True)
class Table:
    """A table whose header is repeated on every page and whose rows are never split.

    `header` holds header rows of several levels, from the top; a column covered by none gets its own header.
    Without `header` the columns' headers make one row. `is_whole` keeps a small table on one page.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    unit_line: str = ""
    note: str = ""
    header: tuple[tuple[HeaderCell, ...], ...] = ()
    size: float = 12.0
    is_wide: bool = False
    is_whole: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("表格至少要有一列")
        for number, line in enumerate(self.rows, 1):
            if len(line.cells) != len(self.columns):
                raise ValueError(f"表格“{self.caption}”第{number}行有{len(line.cells)}格，应为{len(self.columns)}格")

    @property
    def header_rows(self) -> tuple[tuple[HeaderCell, ...], ...]:
        """The header rows as they are written."""
        return self.header or (tuple(HeaderCell(column.header) for column in self.columns),)


@dataclass(frozen=True)
class Picture:
    """A chart with its drawing (PNG out of `drawing.draw_chart`); `width` and `height` in mm."""

    chart: Chart
    image: bytes
    width: float = 156.0
    height: float = 90.0
    note: str = ""


Block = Heading | Paragraph | Table | Picture | Note | PageBreak


@dataclass(frozen=True)
class Annex:
    """附件: begins on its own page with its mark and its title."""

    title: str
    body: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True)
class Imprint:
    """版记: copies, printing office and day of printing at the foot of the last page."""

    copies: str = ""
    office: str = ""
    printed_on: date | None = None


@dataclass(frozen=True)
class Document:
    """One paper. `masthead` is the red 发文机关标志 with `number` and `signer` below; without it the number is under the
    title, above the `subtitle`. `secrecy` and `urgency` stand in the upper left corner.
    """

    title: str
    body: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    signed_on: date | None = None
    recipients: str = ""
    masthead: str = ""
    subtitle: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""
    annexes: tuple[Annex, ...] = field(default=())
    imprint: Imprint | None = None
    is_landscape: bool = False

    @property
    def below_title(self) -> tuple[str, ...]:
        """The lines under the title: the number when there is no red head, and what the paper says of its day."""
        return tuple(line for line in ("" if self.masthead else self.number, self.subtitle) if line)

    def tables(self) -> Iterator[Table]:
        """Every table of body and annexes in reading order."""
        for blocks in (self.body, *(annex.body for annex in self.annexes)):
            yield from (block for block in blocks if isinstance(block, Table))

    def pictures(self) -> Iterator[Picture]:
        """Every chart of body and annexes in reading order."""
        for blocks in (self.body, *(annex.body for annex in self.annexes)):
            yield from (block for block in blocks if isinstance(block, Picture))

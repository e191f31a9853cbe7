"""Sets the figures into the tables and charts of a draft, and notes the source of each number in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.exhibits import ChartExhibit, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.phrases import say
from luodi.across.reports.engine.sources import Sources, hint_of
from luodi.across.reports.engine.tokens import Token, split
from luodi.base.core.documents import Block, Cell, Chart, Column, Picture, Row, Series, Table
from luodi.base.core.documents.content import NUMBER_KINDS
from luodi.base.core.money import UNKNOWN, round_decimal

COLOUR_PHRASE: Final = "颜色"
NOT_SET: Final = "未下达"
_NO_TARGET: Final = "未下达目标任务"
_TONES: Final = {"绿": "C6E8CF", "蓝": "CBDFF5", "黄": "FFF3B8", "橙": "FBD9B0", "红": "F5BFBB", "灰": "E6E8EB"}
"""Light grounds behind the letters of the colours; the letter alone says it in black and white."""
_OWNERS_NAMED: Final = 12
_KEPT_ROWS: Final = 15
_SCORE: Final = "综合得分"


@dataclass(frozen=True)
class SaidCell:
    """A cell as printed, and why a figure in it has no value."""

    cell: Cell
    why: tuple[str, str, str] | None = None


class Tabling:
    """Fills exhibits in the order in which they are printed; tables are numbered, sources noted."""

    def __init__(self, book: FigureBook, pictures: Mapping[str, bytes], sources: Sources, *, is_masked: bool) -> None:
        self._book = book
        self._sources = sources
        self._pictures = pictures
        self._is_masked = is_masked
        self._tables = 0

    def block(self, exhibit: TableExhibit | ChartExhibit) -> Block | None:
        """The table, or the chart with its picture. A masked paper has no charts: they would show the values."""
        if isinstance(exhibit, TableExhibit):
            return self._table(exhibit)
        image = self._pictures.get(exhibit.key)
        if image is None or self._is_masked:
            return None
        return Picture(chart_of(exhibit, self._book), image)

    def _table(self, exhibit: TableExhibit) -> Table:
        self._tables += 1
        place = f"表{self._tables}"
        said = [[self._cell(place, text, column) for text, column in _paired(exhibit, line)] for line in exhibit.rows]
        rows = tuple(
            Row(tuple(one.cell for one in line), is_strong=number in exhibit.strong) for number, line in enumerate(said)
        )
        reasons = _reasons(one.why for line in said for one in line if one.why is not None)
        note = "；".join(part for part in (exhibit.note, reasons) if part)
        return Table(
            tuple(Column(one.header, one.kind, one.width, one.alignment) for one in exhibit.columns),
            rows,
            caption=f"{place}　{exhibit.caption}",
            unit_line=exhibit.unit_line,
            note=f"注：{note}。" if note else "",
            header=exhibit.header,
            size=exhibit.size,
            is_whole=len(rows) <= _KEPT_ROWS,
        )

    def _cell(self, place: str, text: str, column: ExhibitColumn) -> SaidCell:
        pieces = list(split(text))
        fields = [piece for piece in pieces if isinstance(piece, Token)]
        if not fields:
            return SaidCell(Cell(text))
        for token in fields:
            why = self._why(token)
            if why is not None:
                said = NOT_SET if why[2] == _NO_TARGET else UNKNOWN
                return SaidCell(Cell(said, hint=why[2], key=token.key), why)
        words, anchor = "", ""
        for piece in pieces:
            if isinstance(piece, Token):
                said = say(piece, self._book, is_masked=self._is_masked).text
                found = self._sources.of_table(place, piece, said, self._book[piece.key])
                words, anchor = words + said, anchor or found
            else:
                words += piece
        raw = _number(words) if len(pieces) == 1 and column.kind in NUMBER_KINDS | {"index"} else None
        hint = "；".join(dict.fromkeys(hint_of(self._book[one.key], is_masked=self._is_masked) for one in fields))
        tone = _TONES.get(words[:1], "") if fields[0].phrase == COLOUR_PHRASE else ""
        return SaidCell(Cell(words, raw, anchor, hint, tone, key=fields[0].key))

    def _why(self, token: Token) -> tuple[str, str, str] | None:
        """Whose, what, and why it has no value."""
        spoken = say(token, self._book)
        if spoken.is_said:
            return None
        figure = self._book.get(token.key)
        return ("", token.key, spoken.why) if figure is None else (figure.owner, figure.bare_name, spoken.why)


def chart_of(exhibit: ChartExhibit, book: FigureBook) -> Chart:
    """The chart with its values, rounded as they are written."""
    series = tuple(
        Series(one.name, tuple(_rounded(book, key, one.digits) for key in one.keys), one.kind, digits=one.digits)
        for one in exhibit.lines
    )
    return Chart(exhibit.caption, exhibit.categories, series, exhibit.unit)


def _rounded(book: FigureBook, key: str, digits: int) -> Decimal | None:
    figure = book.get(key)
    return None if figure is None or figure.raw is None else round_decimal(figure.raw, digits, book.round_mode)


def _paired(exhibit: TableExhibit, line: tuple[str, ...]) -> Iterator[tuple[str, ExhibitColumn]]:
    return zip(line, exhibit.columns, strict=True)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _reasons(found: Iterator[tuple[str, str, str]]) -> str:
    """Why numbers are missing: 新签约合同额同比：上年同期为零（甲县、乙县）. What has no target is said in the cell."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    every = list(found)
    unscored = {owner for owner, name, _ in every if name == _SCORE}
    for owner, name, why in every:
        # Without a score there is neither place nor grade: one reason says it all.
        if why != _NO_TARGET and (name == _SCORE or owner not in unscored):
            owners[name, why].append(owner)
    told = []
    for (name, why), units in owners.items():
        named = "、".join(dict.fromkeys(unit for unit in units[:_OWNERS_NAMED] if unit))
        more = f"等{len(units)}个单位" if len(units) > _OWNERS_NAMED else ""
        told.append(f"{name}：{why}{f'（{named}{more}）' if named else ''}")
    return f"“{UNKNOWN}”表示没有数值，{'；'.join(told)}" if told else ""

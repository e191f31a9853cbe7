"""How a paper prints each of its figures: one figure may stand rounded in a sentence, with all its digits in a table."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.exhibits import TableExhibit
from luodi.across.reports.engine.phrases import say
from luodi.across.reports.engine.tabling import chart_of
from luodi.across.reports.engine.tokens import tokens
from luodi.base.core.money import round_decimal

_DEFAULT_DIGITS = 1


@dataclass(frozen=True)
class PrintedAs:
    """The words that a paper prints for one figure, letter by letter: in sentences with the unit, in the cells of tables and
    at the bars and points of charts as they stand there.
    """

    in_text: tuple[str, ...] = ()
    in_tables: tuple[str, ...] = ()
    in_charts: tuple[str, ...] = ()

    def said(self, figure: FigureValue) -> str:
        """The figure as the paper says it, for a sentence about it; a figure that stands nowhere as the figures print it."""
        return "、".join(self.in_text) or "、".join(self.in_tables) or with_unit(figure)


def with_unit(figure: FigureValue) -> str:
    """A figure as the figures print it, with its unit; empty without a value."""
    if figure.raw is None:
        return ""
    return f"{figure.text or round_decimal(figure.raw, _DEFAULT_DIGITS)}{figure.unit}"


def printed_in(draft: Draft, book: FigureBook) -> Mapping[str, PrintedAs]:
    """Key → how the paper prints it; keys that stand nowhere in it are left out."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for place, key, words in _places(draft, book):
        found[key][place].setdefault(words)
    return {key: PrintedAs(**{place: tuple(words) for place, words in by.items()}) for key, by in found.items()}


def _places(draft: Draft, book: FigureBook) -> Iterator[tuple[str, str, str]]:
    for block in draft.blocks:
        yield from _said("in_text", "" if block.kind == "exhibit" else block.text, book)
    for exhibit in draft.exhibits:
        if isinstance(exhibit, TableExhibit):
            for cell in (cell for cells in exhibit.rows for cell in cells):
                yield from _said("in_tables", cell, book)
            continue
        for line, series in zip(exhibit.lines, chart_of(exhibit, book).series, strict=True):
            for number, key in enumerate(line.keys):
                if series.label(number):
                    yield "in_charts", key, series.label(number)


def _said(place: str, text: str, book: FigureBook) -> Iterator[tuple[str, str, str]]:
    for token in tokens(text):
        spoken = say(token, book)
        if spoken.is_said:
            yield place, token.key, spoken.text

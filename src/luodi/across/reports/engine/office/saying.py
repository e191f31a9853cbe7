"""How a figure of an office's template is said: the phrases of drafts, and units of money and rounding of its own choice."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.office.marks import Value
from luodi.across.reports.engine.phrases import MASK, Said, say
from luodi.across.reports.engine.tokens import Token, qualified
from luodi.base.core.money import RoundMode, round_decimal

CODE: Final = "code"
"""The word of an item by which its figures are found in the book."""
_YUAN: Final = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_USUAL_DIGITS: Final = 2
_BARE: Final = frozenset({"数值", "表内"})


@dataclass(frozen=True)
class Spoken:
    """A figure as it was said: its field, its words or why there are none."""

    token: Token
    said: Said
    figure: FigureValue | None

    @property
    def is_zero(self) -> bool:
        """Whether the figure is zero."""
        return self.figure is not None and self.figure.raw == 0


def speak(value: Value, item: Item | None, book: FigureBook, *, is_masked: bool) -> Spoken:
    """The words for a figure of the paper, or of the item at hand."""
    key = qualified(value.key, item.words[CODE]) if value.of_item and item is not None else value.key
    token = Token(key, value.digits, value.phrase)
    figure = book.get(key)
    if figure is None or figure.raw is None:
        return Spoken(token, Said(why=book.why_not(key)), figure)
    if value.measure:
        return Spoken(token, _measured(value, figure, figure.raw, is_masked, book.round_mode), figure)
    if value.mode is not None:
        book = FigureBook({key: _rounded(figure, figure.raw, value.mode)}, value.mode)
    return Spoken(token, say(token, book, is_masked=is_masked), figure)


def raw_of(value: Value, item: Item | None, book: FigureBook) -> Decimal | None:
    """The exact figure; None when it cannot be said."""
    key = qualified(value.key, item.words[CODE]) if value.of_item and item is not None else value.key
    figure = book.get(key)
    return None if figure is None else figure.raw


def _measured(value: Value, figure: FigureValue, raw: Decimal, is_masked: bool, mode: RoundMode) -> Said:
    """In the unit of money that the template asks for; without digits two, closing zeros left out."""
    unit = "" if value.phrase in _BARE else value.measure
    if is_masked:
        return Said(MASK + unit)
    amount = raw * _YUAN[figure.unit] / _YUAN[value.measure]
    number = str(round_decimal(amount, _USUAL_DIGITS if value.digits is None else value.digits, value.mode or mode))
    if value.digits is None and value.phrase != "表内":
        number = number.rstrip("0").rstrip(".")
    return Said(number + unit)


def _rounded(figure: FigureValue, raw: Decimal, mode: RoundMode) -> FigureValue:
    """The figure with its printed text cut or rounded as asked, to as many digits as it is printed with."""
    digits = len(figure.text.partition(".")[2])
    return replace(figure, text=str(round_decimal(raw, digits, mode))) if figure.text else figure

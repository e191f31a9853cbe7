"""Values of figures as a paper keeps them."""

from decimal import Decimal, localcontext
from fractions import Fraction

from luodi.across.figures import selectors as figures
from luodi.across.reports.engine.book import FigureValue
from luodi.base.core.money import PRECISION


def value_of(figure: figures.FigureValue, *, name: str = "", owner: str = "") -> FigureValue:
    """The figure for the book; with an `owner` its name begins with whose it is."""
    return FigureValue(
        code=figure.code,
        name=f"{owner}{name or figure.name}",
        raw=None if figure.value is None else as_decimal(figure.exact),
        unit=figure.unit,
        text=figure.value or "",
        why=figure.why,
        definition=figure.definition.partition("。")[0],
        calibre=figure.calibre_text,
        period=f"{figure.window_from}至{figure.window_to}",
        facts=figure.facts,
        owner=owner,
    )


def as_decimal(number: Fraction | None) -> Decimal | None:
    """An exact number as a decimal of fifty digits."""
    if number is None:
        return None
    with localcontext(prec=PRECISION):
        return Decimal(number.numerator) / number.denominator

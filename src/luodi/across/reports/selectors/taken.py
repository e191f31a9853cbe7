"""Values of figures as a paper keeps them."""

from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

from luodi.across.figures import selectors as figures
from luodi.across.reports.engine.book import FigureValue
from luodi.base.core.money import PRECISION
from luodi.domains.targets.rules import aim_label

_TRIPS: Final = "A01"


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


def trips_aim(figure: figures.FigureValue) -> figures.TargetValue | None:
    """The target for trips of leaders (A01) that a completion can be taken of; None without one."""
    return next((one for one in figure.targets if figure.code == _TRIPS and one.completion is not None), None)


def trips_rate(figure: figures.FigureValue) -> FigureValue | None:
    """How far that target is reached, in percent; None without one."""
    aim = trips_aim(figure)
    if aim is None or aim.completion is None:
        return None
    name = f"领导外出招商任务完成率（{aim_label(aim.issuer, aim.tier)}）"
    return replace(value_of(figure), name=name, raw=Decimal(aim.completion), unit="%", text=aim.completion)


def as_decimal(number: Fraction | None) -> Decimal | None:
    """An exact number as a decimal of fifty digits."""
    if number is None:
        return None
    with localcontext(prec=PRECISION):
        return Decimal(number.numerator) / number.denominator

"""Targets beside what was done, for papers over years: one line an issuer, exact enough to be cut off or rounded.

The targets of a period are those of the period itself or of one around it. Where a span of years has none, those of
its years are added up, if every year has one of the same issuer and tier.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.rounding import exact
from luodi.across.reports.engine.book import FigureValue
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.rules.spans import years_of
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.taken import as_decimal
from luodi.base.core.periods import Period
from luodi.domains.targets.rules import aim_label

GOALS: Final = ("A01", "S01", "S04", "S05", "F08", "S02", "C01")
"""The seven lines of seed 004: trips, signings, those over 1亿元 and 10亿元, foreign ones, planned investment, capital."""
_ASKED_AS: Final = {"S01": "S06.n", "S02": "S06.v", "C01": "C02"}
_MANY_DIGITS: Final = 20
"""So that a completion of whole projects can still be cut off at any digit that is printed."""
_YUAN_IN_YI: Final = {"元": 10**8, "万元": 10**4}
_NO_TARGET: Final = "未下达目标任务"


@dataclass(frozen=True)
class Aim:
    """A target of a figure, in the figure's unit, and its completion in percent."""

    issuer: str
    amount: Fraction
    rate: Fraction
    period: str


@dataclass(frozen=True)
class Goals:
    """The lines of each figure as items (`aim`, `key`), and the figures they name: `S01.1.aim`, `S01.1.rate`."""

    items: Mapping[str, tuple[Item, ...]]
    book: Mapping[str, FigureValue]

    def is_issued(self, code: str) -> bool:
        """Whether a target was issued for the figure."""
        return self.book[f"{self.marks(code)[0]}.aim"].raw is not None

    def marks(self, code: str) -> tuple[str, ...]:
        """The keys of the lines of a figure, without their ending."""
        return tuple(item.words["key"] for item in self.items[code])


def goals(asked: Asked) -> Goals:
    """The lines of the seven figures; one without value where nothing was issued."""
    whole = asked.period
    values = _values(asked, whole)
    own, years = _aims(asked, whole), [_aims(asked, year) for year in years_of(whole)]
    items: dict[str, tuple[Item, ...]] = {}
    book: dict[str, FigureValue] = {}
    for code in GOALS:
        value = values[code]
        aims = own.get(code) or _added_up(value, [one.get(code, []) for one in years], whole)
        marks = [(f"{code}.{number}", aim) for number, aim in enumerate(aims, 1)]
        items[code] = tuple(Item({"aim": aim.issuer, "key": mark}) for mark, aim in marks) or (
            Item({"aim": "年度", "key": f"{code}.1"}),
        )
        book |= dict(_lines(value, marks))
        if years and all(one.get(code) for one in years):
            book |= dict(_years_met(value, [one[code] for one in years]))
    return Goals(items, book)


def _values(asked: Asked, period: Period) -> dict[str, figures.FigureValue]:
    sheet = figures.figures(
        asked.viewer, period=period.code, unit=asked.unit.code, codes=GOALS, known_at=asked.known_at
    )
    return {figure.code: figure for figure in sheet.figures}


def _aims(asked: Asked, period: Period) -> dict[str, list[Aim]]:
    """The targets of a period by the figure they belong to."""
    wanted = {_ASKED_AS.get(code, code): code for code in GOALS}
    sheet = figures.figures(
        asked.viewer,
        period=period.code,
        unit=asked.unit.code,
        codes=tuple(wanted),
        known_at=asked.known_at,
        digits=_MANY_DIGITS,
    )
    found: dict[str, list[Aim]] = {code: [] for code in GOALS}
    for figure in sheet.figures:
        for target in figure.targets:
            if target.completion is not None:
                amount = Fraction(target.value) / _YUAN_IN_YI.get(target.unit, 1)
                rate = Fraction(target.completion) if figure.code not in _ASKED_AS.values() else figure.exact
                issuer = aim_label(target.issuer, target.tier)
                found[wanted[figure.code]].append(Aim(issuer, amount, rate or Fraction(0), target.period))
    return found


def _added_up(value: figures.FigureValue, years: Sequence[Sequence[Aim]], whole: Period) -> list[Aim]:
    """The targets of an issuer that every year has, summed up, against the value of the whole."""
    if not years or value.exact is None:
        return []
    found = []
    for issuer in [one.issuer for one in years[0]]:
        amounts = [aim.amount for year in years for aim in year if aim.issuer == issuer]
        if len(amounts) == len(years):
            amount = sum(amounts, Fraction(0))
            found.append(Aim(f"{issuer}各年度合计", amount, value.exact * 100 / amount, whole.code))
    return found


def _lines(value: figures.FigureValue, marks: Sequence[tuple[str, Aim]]) -> Iterator[tuple[str, FigureValue]]:
    if not marks:
        yield f"{value.code}.1.aim", _unset(value, "任务", value.unit)
        yield f"{value.code}.1.rate", _unset(value, "任务完成率", "%")
    for mark, aim in marks:
        source = f"目标任务登记（{aim.issuer}）"
        amount = as_decimal(aim.amount)
        yield (
            f"{mark}.aim",
            FigureValue(
                "",
                f"{value.name}任务（{aim.issuer}）",
                amount,
                value.unit,
                exact(aim.amount),
                period=aim.period,
                source=source,
            ),
        )
        yield (
            f"{mark}.rate",
            FigureValue(
                _ASKED_AS.get(value.code, value.code),
                f"{value.name}任务完成率（{aim.issuer}）",
                as_decimal(aim.rate),
                "%",
                definition=f"{value.name}÷任务数×100%",
                period=f"{value.window_from}至{value.window_to}",
                facts=value.facts,
                source=source,
            ),
        )


def _unset(value: figures.FigureValue, word: str, unit: str) -> FigureValue:
    return FigureValue("", f"{value.name}{word}", None, unit, why=_NO_TARGET)


def _years_met(value: figures.FigureValue, years: Sequence[Sequence[Aim]]) -> Iterator[tuple[str, FigureValue]]:
    """In how many years every target of the figure was reached, and how many years there are."""
    met = sum(all(aim.rate >= 100 for aim in year) for year in years)
    for key, name, number in (("met", "完成年度任务的年数", met), ("years", "年数", len(years))):
        yield (
            f"{value.code}.{key}",
            FigureValue("", f"{value.name}{name}", Decimal(number), "个", str(number), source="各年度目标任务登记"),
        )

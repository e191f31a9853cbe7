"""A published figure as a tile: value with unit, its target and completion against the calendar, or why it cannot be said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from luodi.across.figures.rules.outlook import cut_off_of
from luodi.across.figures.selectors import Progress
from luodi.across.insight import selectors as insight
from luodi.base.core.periods import Period, parse_period, schedule_fraction
from luodi.interfaces.web.ui import formats, outlooks


class TargetLike(Protocol):
    """A target beside a figure."""

    @property
    def issuer(self) -> str:
        """Who issued it."""

    @property
    def tier(self) -> str:
        """Its tier."""

    @property
    def value(self) -> str:
        """What is aimed at."""

    @property
    def unit(self) -> str:
        """Of what."""

    @property
    def completion(self) -> str | None:
        """In percent."""

    @property
    def period(self) -> str:
        """The code of its period."""

    @property
    def progress(self) -> Progress | None:
        """What it asks and what counts towards it, exact."""


class FigureLike(Protocol):
    """A published value as across/figures gives it."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def unit(self) -> str:
        """Of what."""

    @property
    def value(self) -> str | None:
        """The rounded value."""

    @property
    def numerator(self) -> str | None:
        """Of a rate."""

    @property
    def denominator(self) -> str | None:
        """Of a rate."""

    @property
    def targets(self) -> Sequence[TargetLike]:
        """Targets beside it."""

    @property
    def why(self) -> str:
        """Why it cannot be said."""

    @property
    def note(self) -> str:
        """A remark."""


@dataclass(frozen=True, slots=True)
class TileAim:
    """One target beside the figure: its words, the rate of completion in percent (None where there is none), and what is
    missing and where the pace ends, in sentences.
    """

    words: str
    completion: str | None
    outlook: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """What the template draws: the figure, each of its targets with a bar of its own, remarks below."""

    code: str
    name: str
    value: str
    unit: str
    why: str
    aims: tuple[TileAim, ...]
    remarks: tuple[str, ...]
    schedule: Decimal | None
    href: str

    @property
    def completion(self) -> str | None:
        """Of the first target that has one."""
        return next((aim.completion for aim in self.aims if aim.completion is not None), None)


def schedule_of(period: Period) -> Decimal:
    """时序进度 in percent: at the cut-off, or today while the period still runs."""
    part = schedule_fraction(cut_off_of(period, timezone.localdate()))
    return Decimal(part.numerator) * 100 / Decimal(part.denominator)


def figure_href(code: str, unit_code: str, period: Period) -> str:
    """Address of the drill-down of a figure."""
    return f"{reverse('figures:drill', args=[code])}?{urlencode({'unit': unit_code, 'period': period.code})}"


def tile(figure: FigureLike, *, unit_code: str, period: Period) -> Tile:
    """One figure as a tile."""
    aims = tuple(TileAim(_aim(target), target.completion, _outlook(target, period)) for target in figure.targets)
    return Tile(
        figure.code,
        figure.name,
        grouped(figure.value) if figure.value is not None else formats.UNKNOWN,
        figure.unit,
        "" if figure.value is not None else figure.why,
        aims,
        tuple(_remarks(figure)),
        schedule_of(period) if any(aim.completion is not None for aim in aims) else None,
        figure_href(figure.code, unit_code, period),
    )


def tiles(figures: Iterable[FigureLike], *, unit_code: str, period: Period) -> list[Tile]:
    """Many."""
    return [tile(figure, unit_code=unit_code, period=period) for figure in figures]


def grouped(text: str) -> str:
    """A rounded figure with its thousands parted: `1341.50` → `1,341.50`."""
    whole, point, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}{point}{rest}" if digits.isdigit() else text


def _aim(target: TargetLike) -> str:
    who = f"{target.issuer} {target.tier}".strip()
    aim = f"{who} {formats.count(Decimal(target.value))}{target.unit}"
    return f"{aim}，完成 {target.completion}%" if target.completion is not None else aim


def _outlook(target: TargetLike, period: Period) -> tuple[str, ...]:
    if target.progress is None:
        return ()
    span, cut_off = parse_period(target.period).span, cut_off_of(period, timezone.localdate())
    return outlooks.said(insight.outlook_of(target.progress, span, cut_off), target.progress.unit)


def _remarks(figure: FigureLike) -> Iterable[str]:
    if figure.unit == "%" and figure.value is not None and figure.numerator and figure.denominator:
        yield f"{_plain(figure.numerator)} ÷ {_plain(figure.denominator)}"
    if figure.note:
        yield figure.note


def _plain(text: str) -> str:
    return (
        formats.count(Decimal(text))
        if Decimal(text) == Decimal(text).to_integral_value()
        else formats.decimal(Decimal(text))
    )


def yearly_aim(figure: FigureLike) -> Decimal | None:
    """The first target of a figure, for the line that the calendar draws; None when none was issued."""
    return Decimal(figure.targets[0].value) if figure.targets else None


def month_share(day: date) -> Decimal:
    """时序进度 of a day as a share of the year."""
    part = schedule_fraction(day)
    return Decimal(part.numerator) / Decimal(part.denominator)

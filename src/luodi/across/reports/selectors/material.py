"""What a half-year summary is made of: its figures out of across/figures, and the words and groups around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from luodi.across.figures import selectors as figures
from luodi.across.insight.rules import NEGOTIATION_MONTHS
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material
from luodi.across.reports.engine.half_year import Office, half_year_words, target_item, target_qualifier
from luodi.across.reports.engine.tokens import qualified
from luodi.across.reports.selectors.dispatch import large_unstarted_names
from luodi.base.core.periods import Period, schedule_fraction
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import subtree
from luodi.domains.chains.selectors import chains
from luodi.domains.investors.models import Activity
from luodi.domains.investors.selectors import activities
from luodi.domains.projects.models import StageEvent
from luodi.domains.projects.rules import Event
from luodi.domains.targets.models import Target
from luodi.domains.targets.selectors import targets_of

CODES: Final = (
    "S01", "S02", "S04", "S05", "S06", "S09", "S12", "P01", "P03", "P10", "P13", "P14", "P18", "P19", "P20",
    "C01", "C02", "C06", "C07", "C08", "C10", "A01", "A02", "T04",
)  # fmt: skip
_PORTIONS: Final = ("P03", "P14.r", "P13.r")
_ROLLING: Final = "r36"
_COUNT, _AMOUNT = "S01", "S02"


@dataclass(frozen=True)
class Asked:
    """For whom, which period, as known when."""

    viewer: User
    unit: Unit
    period: Period
    known_at: datetime


def half_year_material(asked: Asked) -> Material:
    """The material of RP04."""
    chain_groups = _chain_groups(asked)
    activity_rows = _activities(asked)
    book: dict[str, FigureValue] = {}
    for value in (
        *_catalogue(asked),
        *_rolling(asked),
        *_by_chain(asked),
        *_by_activity(asked, activity_rows),
        *_other_facts(asked, activity_rows),
    ):
        book[value[0]] = value[1]
    half = 1 if asked.period.first.month == 1 else 2
    words = half_year_words(asked.period.last.year, half, office_of(asked.unit))
    words["large_unstarted"] = "、".join(large_unstarted_names(asked.viewer, asked.unit, asked.period))
    return Material(
        FigureBook(book),
        words,
        {
            "count_targets": tuple(_target_items(asked, _COUNT, "")),
            "amount_targets": tuple(_target_items(asked, _AMOUNT, "正式合同额")),
            "chains": chain_groups,
            "activities": tuple(_activity_items(asked, activity_rows)),
        },
    )


def office_of(unit: Unit) -> Office:
    """The level of the area and its bureau's name."""
    last = unit.name.rstrip("（演示）()").strip()[-1:]
    level = last if last in {"区", "县", "市"} else "区"
    return Office(level, f"{unit.name}招商投资局", f"{level}招商投资局")  # type: ignore[arg-type]  # narrowed just above


def _catalogue(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    sheet = _sheet(asked, CODES)
    for figure in sheet.figures:
        yield from _entries(figure, figure.code)


def _rolling(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """Terminations among the signings of the rolling 36 months."""
    for figure in _sheet(asked, ("P14.r",), window=_ROLLING).figures:
        for key, value in _entries(figure, figure.code):
            yield f"{key}.{_ROLLING}", value


def _sheet(
    asked: Asked, codes: Sequence[str], *, window: str | None = None, by: str | None = None
) -> figures.FigureSheet:
    return figures.figures(
        asked.viewer,
        period=asked.period.code,
        unit=asked.unit.code,
        codes=codes,
        window=window,
        known_at=asked.known_at,
        by=by,
    )


def _entries(figure: figures.FigureValue, key: str) -> Iterator[tuple[str, FigureValue]]:
    """A figure under its key, its numerator and denominator, and once per target."""
    yield key, _value(figure)
    if figure.code in _PORTIONS:
        for portion, name, text in (
            ("numerator", "分子", figure.numerator),
            ("denominator", "分母", figure.denominator),
        ):
            raw = None if text is None else Decimal(text)
            yield f"{key}.{portion}", _value(figure, raw=raw, unit="个", name=f"{figure.name}（{name}）")
    for target in figure.targets:
        if figure.code.startswith("S06"):
            raw = figure.exact_completion(target)
            qualifier = target_qualifier(target.issuer, target.tier)
            yield qualified(key, qualifier), _value(figure, raw=raw, unit="%", name=f"{figure.name}（{qualifier}）")


def _value(
    figure: figures.FigureValue, *, raw: Decimal | None = None, unit: str = "", name: str = ""
) -> FigureValue:
    return FigureValue(
        code=figure.code,
        name=name or figure.name,
        raw=raw if name else figure.shown_raw,
        unit=unit or figure.unit,
        text="" if name else figure.value or "",
        why=figure.why,
        definition=figure.definition,
        calibre=figure.calibre_text,
        period=f"{figure.window_from}至{figure.window_to}",
        facts=figure.facts,
    )


def _by_chain(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    names = {chain.pk: chain.name for chain in chains(asked.viewer)}
    for group, values in _sheet(asked, ("T04",), by="chain").groups:
        if group in names:
            for figure in values:
                yield qualified(figure.code, names[int(group)]), _value(figure)

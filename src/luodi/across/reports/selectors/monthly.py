"""The drafts over rankings: RP02 每月通报, RP03 季度晾晒, RP12 五色图 out of figures and standings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from luodi.across.assessment import selectors as assessment
from luodi.across.assessment.rules.boards import SINGLE_BOARDS
from luodi.across.figures import selectors as figures
from luodi.across.reports.engine import bulletin, colours, quarter, scores
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material, compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.exhibits import Exhibit
from luodi.across.reports.engine.half_year import half_year_words
from luodi.across.reports.engine.standing import Standing
from luodi.across.reports.engine.template import Template
from luodi.across.reports.selectors.appealed import appeals_of
from luodi.across.reports.selectors.material import Asked, office_of
from luodi.across.reports.selectors.spread import (
    MONTH,
    TO_DATE,
    area_figures,
    has_facts,
    schedule_value,
    unit_figures,
)
from luodi.across.reports.selectors.standings import Standings, closing_remark, standings
from luodi.across.reports.selectors.taken import value_of
from luodi.base.core.documents import chinese_date
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period
from luodi.base.orgs.selectors import subtree

_FLOWS: Final = ("S01", "S02", "P01", "C01", "A01")
_AREA: Final = (
    *("S01", "S02", "S04", "S05", "S06", "S09", "S12", "P01", "P03", "P10", "P11", "P13", "P14", "P15"),
    *("C01", "C02", "C08", "A01", "A02"),
)
_OWED: Final = ("G06", "G07", "G08", "G09.r", "P24")
_UNIT: Final = ("S01", "S02", "S06", "S09", "C01", "C02", "C08")
_BOARDS: Final = tuple(board.figure for board in SINGLE_BOARDS)
_QUARTERS: Final = ("一", "二", "三", "四")
_SPANS: Final[Mapping[str, str]] = {"half": "{}半年", "year": "全年"}


@dataclass(frozen=True)
class _Paper:
    """A kind of paper: its template, its exhibits, the groups said one by one, the figures asked for."""

    template: Callable[[Sequence[Standing]], Template]
    exhibits: Callable[[Sequence[Standing], FigureBook], tuple[Exhibit, ...]]
    items: Callable[[Sequence[Standing], FigureBook], Mapping[str, tuple[Item, ...]]]
    area_codes: tuple[str, ...] = ()
    area_month: tuple[str, ...] = ()
    unit_month: tuple[str, ...] = ()
    unit_to_date: tuple[str, ...] = ()
    has_records: bool = False
    has_appeals: bool = False
    annexed: Callable[[Sequence[Standing]], tuple[str, ...]] = lambda _groups: ()
    annex_title: str = ""
    is_landscape: bool = False
    adds: Callable[[Sequence[Standing], FigureBook], Mapping[str, FigureValue]] = lambda _groups, _book: {}


_PAPERS: Final = {
    bulletin.KIND: _Paper(
        bulletin.bulletin_template,
        bulletin.bulletin_exhibits,
        bulletin.bulletin_groups,
        _AREA,
        _OWED,
        ("S01", "S02", "C01"),
        _UNIT,
        annexed=bulletin.annexed,
        annex_title=bulletin.ANNEX_TITLE,
    ),
    quarter.KIND: _Paper(
        quarter.quarter_template,
        quarter.quarter_exhibits,
        quarter.quarter_groups,
        ("S02", "C01"),
        unit_to_date=_BOARDS,
        has_records=True,
        annexed=quarter.annexed,
        annex_title=quarter.ANNEX_TITLE,
    ),
    scores.KIND: _Paper(
        scores.scores_template,
        scores.scores_exhibits,
        scores.scores_groups,
        annexed=scores.scores_annexed,
        annex_title=scores.ANNEX_TITLE,
        adds=scores.scores_book,
        has_appeals=True,
    ),
    colours.KIND: _Paper(colours.colours_template, colours.colours_exhibits, colours.colours_groups, is_landscape=True),
}


def standing_draft(kind: str, asked: Asked) -> tuple[Draft, FigureBook]:
    """The draft of one of these papers with its figures.

    Errors: BusinessError `reports.no_facts`, `reports.no_group`, `assessment.no_scheme`; NotPermitted.
    """
    if not has_facts(asked):
        raise BusinessError(
            f"{asked.period.label}还没有一条已认定的事实，写不出这种文稿。请先导入或填报台账并认定，或者换一个时期。",
            code="reports.no_facts",
        )
    office = office_of(asked.unit)
    area = _place(asked)
    found = standings(asked, area=area)
    if not found.groups:
        has_units = subtree(asked.unit).exclude(pk=asked.unit.pk).exists()
        whose = f"{asked.unit.name}的下级单位都" if has_units else asked.unit.name
        raise BusinessError(
            f"{whose}不在考核方案“{found.scheme}”的任何分组里，没有可通报的排名。请先在“单位”页给参加考核的单位选择考核分组，或者换一个单位。",
            code="reports.no_group",
        )
    paper = _PAPERS[kind]
    taken = FigureBook({**dict(_figures(asked, paper, found, area)), **found.book})
    book = FigureBook({**taken, **paper.adds(found.groups, taken)})
    material = Material(
        book,
        {**half_year_words(asked.period.last.year, 1, office), **_words(asked, found, area)},
        paper.items(found.groups, book),
        paper.exhibits(found.groups, book),
    )
    draft = compose(paper.template(found.groups), material)
    return (
        replace(
            draft,
            annexed=paper.annexed(found.groups),
            annex_title=paper.annex_title,
            remark=closing_remark(asked),
            is_landscape=paper.is_landscape,
        ),
        book,
    )


def _figures(asked: Asked, paper: _Paper, found: Standings, area: str) -> Iterator[tuple[str, FigureValue]]:
    yield "schedule", schedule_value(asked)
    if paper.area_codes:
        yield from area_figures(asked, (*_FLOWS, *paper.area_month), MONTH)
        yield from area_figures(asked, paper.area_codes, TO_DATE)
    if paper.unit_month:
        yield from unit_figures(asked, found.units, paper.unit_month, MONTH, area)
    if paper.unit_to_date:
        yield from unit_figures(asked, found.units, paper.unit_to_date, TO_DATE, area)
    if paper.has_records:
        yield from _records(asked)
    if paper.has_appeals:
        yield from appeals_of(asked)


def _records(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """Whether contracts and money are higher than in any year before."""
    sheet = assessment.figures(
        asked.viewer, period=asked.period.code, unit=asked.unit.code, codes=("X06",), known_at=asked.known_at
    )
    for figure in sheet.figures:
        yield figure.code, record_of(figure)


def record_of(figure: figures.FigureValue) -> FigureValue:
    """创历年新高 as a figure: one when it is, zero when it is not."""
    value = value_of(figure)
    return value if figure.value is None else replace(value, raw=Decimal(figure.value == "是"), facts=None)


def _place(asked: Asked) -> str:
    return asked.unit.label.removesuffix("（演示）")


def _words(asked: Asked, found: Standings, area: str) -> dict[str, str]:
    period = asked.period
    month = f"{period.last.month}月"
    return {
        "place": area,
        "year": str(period.last.year),
        "month": month,
        "to_date": "1月" if period.last.month == 1 else f"1—{month}",
        "quarter": _span(period),
        "span": _span(period),
        "scheme": found.scheme,
        "day": chinese_date(period.last),
        **({"area": area} if asked.unit.parent_id is not None else {}),
    }


def _span(period: Period) -> str:
    if period.kind != "quarter":
        return _SPANS.get(period.kind, f"{period.last.month}月").format("上" if period.last.month <= 6 else "下")
    return f"第{_QUARTERS[(period.last.month - 1) // 3]}季度"

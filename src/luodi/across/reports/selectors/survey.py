"""The draft of RP06 调查（调研）报告: totals of a span, landing in three classes, major projects crossed, what blocks landing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from luodi.across.figures import selectors as figures
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.cross_table import cross_table
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.fairs import fair_exhibits
from luodi.across.reports.engine.half_year import half_year_words
from luodi.across.reports.engine.landing import landing_table
from luodi.across.reports.engine.spans import span_words
from luodi.across.reports.engine.standing import Member
from luodi.across.reports.engine.survey import KIND, blocked_table, chain_table, survey_template
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.engine.years import years_exhibits
from luodi.across.reports.rules.spans import years_of
from luodi.across.reports.selectors.crossing import MAJOR_SAYS, blocked, crossed, signed_majors
from luodi.across.reports.selectors.dispatch_standing import standing_on
from luodi.across.reports.selectors.facts import require_facts
from luodi.across.reports.selectors.fairs import editions, fair_items, held
from luodi.across.reports.selectors.material import (
    Asked,
    by_chain,
    chain_items,
    counted_fact,
    office_of,
    outposts,
    sheet_of,
    with_portions,
)
from luodi.across.reports.selectors.obstacles import factor_items, open_issues
from luodi.across.reports.selectors.spread import short_label
from luodi.across.reports.selectors.standings import closing_remark
from luodi.across.reports.selectors.taken import as_decimal, value_of
from luodi.across.reports.selectors.years import yearly
from luodi.base.core.documents import chinese_date
from luodi.domains.chains.selectors import chains
from luodi.domains.investors.models import Activity

CODES: Final = (
    *("S01", "S02", "S04", "S05", "S07", "F08", "P01", "P07.n", "P08.n", "C01", "C04", "A01", "A02", "T02", "T04"),
    *("P10", "P11", "P20"),
)
_OF_SPAN: Final = ("C05",)
_RATES: Final = ("P04", "P02", "G06")
_OF_YEAR: Final = ("S09", "C08")
_OF_YEARS: Final = ("C09",)
_PORTIONS: Final = {"G06": "件"}


def survey_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """The draft and its figures. BusinessError `reports.no_facts` when nothing was recognised in the period."""
    is_long = asked.period.first.year != asked.period.last.year
    rows, issues = held(asked), open_issues(asked)
    shown, at_fairs = editions(asked, rows)
    fairs, sums = fair_items(rows, at_fairs)
    factors, by_factor = factor_items(issues)
    standing = standing_on(asked.viewer, asked.unit, asked.period.last)
    stages, sides, crossing = crossed(signed_majors(asked, standing))
    lacking, blocked_by = blocked(standing, issues)
    members, landed = _landing(asked)
    book = FigureBook(
        {
            **dict(_figures(asked, is_long=is_long)),
            **dict(yearly(asked)),
            **dict(by_chain(asked)),
            **dict(_registers(asked, rows)),
            **landed,
            **crossing,
            **blocked_by,
            **at_fairs,
            **sums,
            **by_factor,
        }
    )
    require_facts(asked, book, KIND)
    signed_chains = tuple(chain_items(asked))
    material = Material(
        book,
        _words(asked),
        {"chains": signed_chains, "fairs": fairs, "factors": factors},
        (
            *years_exhibits([year.first.year for year in years_of(asked.period)]),
            *fair_exhibits(shown),
            *chain_table(_signed_chains(asked, book)),
            *landing_table(members),
            *cross_table(stages, sides, note=MAJOR_SAYS),
            *blocked_table(lacking),
        ),
    )
    return replace(compose(survey_template(is_long=is_long), material), remark=closing_remark(asked)), book


def _signed_chains(asked: Asked, book: FigureBook) -> list[str]:
    """The chains with signings, also those that have ended since, the one with most first: their sum is the whole."""
    counts = {chain.name: book.get(qualified("T04.n", chain.name)) for chain in chains(asked.viewer)}
    signed = {name: value.raw for name, value in counts.items() if value is not None and value.raw}
    return sorted(signed, key=lambda name: (-signed[name], name))


def _figures(asked: Asked, *, is_long: bool) -> Iterator[tuple[str, FigureValue]]:
    for figure in sheet_of(asked, (*CODES, *(_OF_YEARS if is_long else _OF_YEAR))).figures:
        yield figure.code, value_of(figure)
    for figure in sheet_of(asked, _RATES).figures:
        yield from _rate(figure)
    for figure in sheet_of(asked, _OF_SPAN, window="period").figures:
        for key, value in with_portions(figure, figure.code):
            yield f"{key}.period", value


def _rate(figure: figures.FigureValue) -> Iterator[tuple[str, FigureValue]]:
    """A rate and the numbers above and below its line."""
    value = value_of(figure)
    yield figure.code, value
    for portion, word, number in (
        ("numerator", "分子", figure.numerator),
        ("denominator", "分母", figure.denominator),
    ):
        raw = None if number is None else Decimal(number)
        yield (
            f"{figure.code}.{portion}",
            replace(
                value,
                name=f"{figure.name}（{word}）",
                raw=raw,
                unit=_PORTIONS.get(figure.code, "个"),
                text=number or "",
            ),
        )


def _landing(asked: Asked) -> tuple[tuple[Member, ...], dict[str, FigureValue]]:
    """The three classes of the whole and of each unit that signed, with the difference that must be zero."""
    table = figures.partition(
        asked.viewer, period=asked.period.code, unit=asked.unit.code, window="period", known_at=asked.known_at
    )
    area = asked.unit.label.removesuffix("（演示）")
    book: dict[str, FigureValue] = dict(_line(table.total, "", ""))
    members = []
    for line in table.lines:
        if line.is_empty:
            continue
        label = plain_word(line.name.removeprefix(area) or line.name)
        book |= dict(_line(line, str(line.key), label))
        members.append(Member(str(line.key), label, None, False, False, 0, True))
    return tuple(members), book


def _line(line: figures.PartitionLine, code: str, owner: str) -> Iterator[tuple[str, FigureValue]]:
    for figure in (line.rate, *line.parts.values()):
        key = f"{figure.code}.period"
        yield qualified(key, code) if code else key, value_of(figure, owner=owner)
    gap = as_decimal(line.gap) or Decimal(0)
    signed = value_of(line.parts["signed"], owner=owner)
    value = replace(
        signed,
        code="",
        name=f"{owner}签约与三类之和的差",
        raw=gap,
        text=f"{gap:f}",
        definition="签约−（取消＋未落地＋已落地）",
    )
    yield qualified("P05.gap.period", code) if code else "P05.gap.period", value


def _registers(asked: Asked, rows: Sequence[Activity]) -> Iterator[tuple[str, FigureValue]]:
    present = sum(one.attendance.companies_attending or 0 for one in rows)
    forces = sum(1 for chain in chains(asked.viewer) if chain.task_force_id is not None)
    yield "activities.count", counted_fact("招商活动场次", len(rows), "场", "招商活动登记")
    yield "activities.companies", counted_fact("招商活动参会企业", present, "家次", "招商活动登记")
    yield "outposts.count", counted_fact("驻外招商组数", len(outposts(asked)), "个", "单位登记")
    yield "chains.taskforces", counted_fact("产业链招商专班数", forces, "个", "产业链登记")


def _words(asked: Asked) -> dict[str, str]:
    words = {
        **half_year_words(asked.period.last.year, 2, office_of(asked.unit)),
        "place": short_label(asked.unit, "").removesuffix("（演示）"),
        "span": span_words(asked.period),
        "day": chinese_date(asked.period.last),
        "outposts": "、".join(unit.label for unit in outposts(asked)),
    }
    return {name: text for name, text in words.items() if text}

"""The draft of RP05 年度（五年）总结: seven targets, years beside each other, fairs, chains, honours, open problems."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luodi.across.assessment import selectors as assessment
from luodi.across.reports.engine.annual import KIND, annual_exhibits, annual_template
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material, compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.fairs import fair_exhibits
from luodi.across.reports.engine.half_year import half_year_words
from luodi.across.reports.engine.spans import next_words, span_words
from luodi.across.reports.engine.tokens import plain_word
from luodi.across.reports.engine.years import years_exhibits
from luodi.across.reports.rules.spans import years_of
from luodi.across.reports.selectors.facts import require_facts
from luodi.across.reports.selectors.fairs import editions, fair_items, held
from luodi.across.reports.selectors.goals import GOALS, Goals, goals
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
from luodi.across.reports.selectors.monthly import record_of
from luodi.across.reports.selectors.obstacles import factor_items, open_issues
from luodi.across.reports.selectors.standings import closing_remark
from luodi.across.reports.selectors.taken import value_of
from luodi.across.reports.selectors.years import yearly
from luodi.base.approvals.rules import SlipState
from luodi.base.core.documents import chinese_date
from luodi.domains.chains.selectors import chains
from luodi.domains.investors.models import Activity
from luodi.domains.investors.rules import HonourList
from luodi.domains.projects.rules import Event
from luodi.domains.projects.selectors import projects

CODES = (
    *("S01", "S02", "S04", "S05", "S07", "S10", "F08", "P01", "C01", "C06", "C07", "A01", "A02", "T04"),
    *("P10", "P13", "P18", "P20"),
)
_OF_SPAN = ("P03", "P14.r", "C05")
_OF_YEAR = ("S09", "C08")
_OF_YEARS = ("C09",)
_RECORDS = ("X06",)
_MONEY = frozenset({"S02", "C01"})
_SAID = {
    "A01": "外出招商",
    "S01": "签约项目数",
    "S04": "亿元以上签约项目数",
    "S05": "10亿元以上签约项目数",
    "F08": "外资项目数",
    "S02": "计划总投资",
    "C01": "到位资金",
}


def annual_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """The draft and its figures. BusinessError `reports.no_facts` when nothing was recognised in the period."""
    is_long = bool(years_of(asked.period))
    aims, rows = goals(asked), held(asked)
    shown, at_fairs = editions(asked, rows)
    fairs, sums = fair_items(rows, at_fairs)
    factors, open_by_factor = factor_items(open_issues(asked))
    honours, honoured = _honours(asked)
    book = FigureBook(
        {
            **dict(_figures(asked, is_long=is_long)),
            **dict(yearly(asked)),
            **dict(by_chain(asked)),
            **dict(_registers(asked, rows)),
            **aims.book,
            **at_fairs,
            **sums,
            **open_by_factor,
            **honoured,
        }
    )
    require_facts(asked, book, KIND)
    material = Material(
        book,
        _words(asked),
        {
            **{f"goals_{code}": aims.items[code] for code in GOALS},
            "all_goals": tuple(_all_goals(aims)),
            "chains": tuple(chain_items(asked)),
            "fairs": fairs,
            "factors": factors,
            "honours": honours,
        },
        (
            *annual_exhibits(book, [aims.marks(code) for code in GOALS]),
            *years_exhibits([year.first.year for year in years_of(asked.period)]),
            *fair_exhibits(shown),
        ),
    )
    return replace(compose(annual_template(is_long=is_long), material), remark=closing_remark(asked)), book


def _figures(asked: Asked, *, is_long: bool) -> Iterator[tuple[str, FigureValue]]:
    for figure in sheet_of(asked, (*CODES, *(_OF_YEARS if is_long else _OF_YEAR))).figures:
        yield figure.code, value_of(figure)
    for figure in sheet_of(asked, _OF_SPAN, window="period").figures:
        for key, value in with_portions(figure, figure.code):
            yield f"{key}.period", replace(value, name=value.name.replace("近三年", "期间"))
    if not is_long:
        found = assessment.figures(
            asked.viewer, period=asked.period.code, unit=asked.unit.code, codes=_RECORDS, known_at=asked.known_at
        )
        for figure in found.figures:
            yield figure.code, record_of(figure)


def _registers(asked: Asked, rows: Sequence[Activity]) -> Iterator[tuple[str, FigureValue]]:
    present = sum(one.attendance.companies_attending or 0 for one in rows)
    yield "activities.count", counted_fact("招商活动场次", len(rows), "场", "招商活动登记")
    yield "activities.companies", counted_fact("招商活动参会企业", present, "家次", "招商活动登记")
    yield "outposts.count", counted_fact("驻外招商组数", len(outposts(asked)), "个", "单位登记")
    yield "chains.count", counted_fact("产业链条数", len(list(chains(asked.viewer))), "条", "产业链登记")


def _all_goals(aims: Goals) -> Iterator[Item]:
    for code in GOALS:
        for item in aims.items[code] if aims.is_issued(code) else ():
            yield Item({**item.words, "what": _SAID[code], "digits": ":2" if code in _MONEY else ":0"})


def _honours(asked: Asked) -> tuple[tuple[Item, ...], dict[str, FigureValue]]:
    """Investors on lists that signed in the period, list by list."""
    signed = (
        projects(asked.viewer)
        .filter(
            events__event=Event.SIGN,
            events__slip__state=SlipState.RECOGNISED,
            events__reversals=None,
            events__occurred_on__range=(asked.period.first, asked.period.last),
            unit__path__startswith=asked.unit.path,
            investor__honours__isnull=False,
        )
        .prefetch_related("investor__honours")
        .order_by("pk")
    )
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for project in signed.distinct():
        investor = project.investor
        for honour in investor.honours.all() if investor is not None else ():
            names[honour.list_name][plain_word(honour.investor.name)] = None
    lists = [one for one in HonourList if names[one.value]]
    items = tuple(
        Item({"list": str(one.label), "key": f"honour.{one.value}"}, tuple(names[one.value])[:3], len(names[one.value]))
        for one in lists
    )
    book = {
        f"honour.{one.value}": counted_fact(f"{one.label}投资方数", len(names[one.value]), "家", "客商荣誉登记")
        for one in lists
    }
    return items, book


def _words(asked: Asked) -> dict[str, str]:
    words = {
        **half_year_words(asked.period.last.year, 2, office_of(asked.unit)),
        "span": span_words(asked.period),
        "next": next_words(asked.period),
        "day": chinese_date(asked.period.last),
        "outposts": "、".join(unit.label for unit in outposts(asked)),
    }
    return {name: text for name, text in words.items() if text}

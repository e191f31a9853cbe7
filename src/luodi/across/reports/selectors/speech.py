"""The draft of RP07 领导讲话资料包: results, problems, points and demands with their lists, and every figure's definition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from luodi.across.assessment import selectors as assessment
from luodi.across.figures import selectors as figures
from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material, compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.fairs import fair_exhibits
from luodi.across.reports.engine.half_year import half_year_words
from luodi.across.reports.engine.spans import span_words
from luodi.across.reports.engine.speech import (
    DEFINITION_TABLE,
    KIND,
    Unlanded,
    definition_table,
    rank_table,
    speech_template,
    unlanded_table,
)
from luodi.across.reports.engine.standing import Member
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.selectors.crossing import blocked
from luodi.across.reports.selectors.dispatch_standing import Standing, standing_on
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
)
from luodi.across.reports.selectors.monthly import record_of
from luodi.across.reports.selectors.obstacles import factor_items, open_issues
from luodi.across.reports.selectors.spread import schedule_value, short_label
from luodi.across.reports.selectors.standings import closing_remark
from luodi.across.reports.selectors.taken import value_of
from luodi.base.core.codes import SECTIONS
from luodi.base.core.documents import chinese_date
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import subtree
from luodi.domains.projects.rules import Event, SideStatus, Stage
from luodi.domains.supervision.selectors import visible_orders

ANNEX_TITLE: Final = "数据口径"
CODES: Final = (
    *("S01", "S02", "S07", "S08", "S09", "S12", "P01", "P07.n", "P08.n", "P10", "P11", "P15", "P16.n", "P18", "P20"),
    *("P25", "C01", "C08", "T04"),
)
_OF_SPAN: Final = ("P05", "P17", "C05")
_OWED: Final = {"G07": "件", "G08": "项", "P24": "个"}
_NAMED: Final = {
    "idle": ("S12", None),
    "lost": ("P17", "period"),
    "returned": ("P15", None),
    "replaced": ("P16.n", None),
}
_MOST_NAMED: Final = 12
_SHIFTED: Final = 3
_SAID: Final = {"S01": "签约项目数", "S02": "合同额", "C01": "到位资金", "A01": "外出招商"}


def speech_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """The draft and its figures. BusinessError `reports.no_facts` when nothing was recognised in the period."""
    rows, issues = held(asked), open_issues(asked)
    shown, at_fairs = editions(asked, rows)
    fairs, sums = fair_items(rows, at_fairs)
    factors, by_factor = factor_items(issues)
    standing = standing_on(asked.viewer, asked.unit, asked.period.last)
    aims = goals(asked)
    members, ranked = _ranked(asked)
    late, waited = _unlanded(asked, standing)
    sectors, by_sector = _sectors(asked)
    book = FigureBook(
        {
            **dict(_figures(asked)),
            **dict(by_chain(asked)),
            **dict(_orders(asked)),
            **aims.book,
            **at_fairs,
            **sums,
            **by_factor,
            **blocked(standing, issues)[1],
            **ranked,
            **waited,
            **by_sector,
        }
    )
    require_facts(asked, book, KIND)
    groups = {
        "fairs": fairs,
        "factors": factors,
        "sectors": sectors,
        "chains": tuple(chain_items(asked)),
        "shifted": tuple(_shifted(members, book)),
        "aims": tuple(_aims(aims)),
        **_named(asked, book),
    }
    exhibits = (*fair_exhibits(shown), *rank_table(members), *unlanded_table(late))
    draft = compose(speech_template(), Material(book, _words(asked), groups, exhibits))
    definitions = definition_table(draft, book)
    return (
        replace(
            draft,
            exhibits=(*draft.exhibits, definitions),
            annexed=(DEFINITION_TABLE,),
            annex_title=ANNEX_TITLE,
            remark=closing_remark(asked),
        ),
        book,
    )


def _figures(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    yield "schedule", schedule_value(asked)
    yield "outposts.count", counted_fact("驻外招商组数", len(outposts(asked)), "个", "单位登记")
    for figure in sheet_of(asked, CODES).figures:
        yield figure.code, value_of(figure)
    for figure in sheet_of(asked, ("C10",)).figures[:1]:
        yield figure.code, value_of(figure)
    for figure in sheet_of(asked, _OF_SPAN, window="period").figures:
        yield f"{figure.code}.period", value_of(figure)
    for figure in sheet_of(asked, tuple(_OWED)).figures:
        value = value_of(figure)
        yield figure.code, value
        number = Decimal(figure.denominator or 0)
        yield (
            f"{figure.code}.denominator",
            replace(
                value, name=f"{figure.name}（分母）", raw=number, unit=_OWED[figure.code], text=f"{number:f}", why=""
            ),
        )
    found = assessment.figures(
        asked.viewer, period=asked.period.code, unit=asked.unit.code, codes=("X06",), known_at=asked.known_at
    )
    for figure in found.figures:
        yield figure.code, record_of(figure)


def _orders(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """Orders that were open at the period's end, and those of them that were late."""
    day = asked.period.last
    rows = visible_orders(asked.viewer).filter(unit__path__startswith=asked.unit.path, issued_on__lte=day)
    working = [order for order in rows if order.ended_on is None or order.ended_on > day]
    late = [order for order in working if order.due_on is not None and order.due_on < day]
    yield "orders.open", counted_fact("在办三单数", len(working), "份", "三单")
    yield "orders.overdue", counted_fact("逾期三单数", len(late), "份", "三单")


def _ranked(asked: Asked) -> tuple[tuple[Member, ...], dict[str, FigureValue]]:
    """The units right below that signed, by number, with their places by number and by amount."""
    units = {unit.code: unit for unit in subtree(asked.unit).filter(parent=asked.unit)}
    found: dict[str, Mapping[str, FigureValue]] = {}
    area = asked.unit.label.removesuffix("（演示）")
    for group in sheet_of(asked, ("S01", "S02"), by="unit").groups:
        unit = units.get(str(group.key))
        if unit is not None:
            label = _label(unit, area)
            values = {figure.code: value_of(figure, owner=label) for figure in group.figures}
            if values["S01"].raw:
                found[unit.code] = values
    book = {qualified(code, unit): value for unit, values in found.items() for code, value in values.items()}
    counts, amounts = (_places({unit: values[code] for unit, values in found.items()}) for code in ("S01", "S02"))
    for code, told in found.items():
        book |= dict(_ranks(told["S01"], code, counts[code], amounts[code]))
    ordered = sorted(found, key=lambda unit: (counts[unit], amounts[unit], unit))
    return tuple(Member(unit, found[unit]["S01"].owner, None, False, False, 0, True) for unit in ordered), book


def _label(unit: Unit, area: str) -> str:
    return plain_word(short_label(unit, area))


def _places(values: Mapping[str, FigureValue]) -> dict[str, int]:
    """Competition places (1, 2, 2, 4), greatest first; an unknown amount counts as none."""
    numbers = {unit: value.raw or Decimal(0) for unit, value in values.items()}
    return {unit: 1 + sum(other > number for other in numbers.values()) for unit, number in numbers.items()}


def _ranks(value: FigureValue, unit: str, count: int, amount: int) -> Iterator[tuple[str, FigureValue]]:
    for key, word, number, measure in (
        ("rank.count", "签约个数名次", count, "名"),
        ("rank.amount", "合同额名次", amount, "名"),
        ("rank.shift", "名次差", count - amount, "位"),
    ):
        yield (
            qualified(key, unit),
            replace(
                value,
                code="",
                name=f"{value.owner}{word}",
                raw=Decimal(number),
                unit=measure,
                text=str(number),
                definition="直接下级有签约的单位之间比较，数值相同名次相同",
                facts=None,
            ),
        )


def _shifted(members: Sequence[Member], book: FigureBook) -> Iterator[Item]:
    """The units that stand much lower by amount than by number, the widest gap first."""
    gaps = [(book[qualified("rank.shift", one.code)].raw or Decimal(0), one) for one in members]
    low = sorted((pair for pair in gaps if pair[0] < 0), key=lambda pair: pair[0])
    for _, one in low[:_SHIFTED]:
        yield Item({"unit": one.label, "code": one.code})


def _unlanded(asked: Asked, standing: Sequence[Standing]) -> tuple[tuple[Unlanded, ...], dict[str, FigureValue]]:
    """Projects signed in the period that neither landed nor ended, the longest waiting first."""
    area = asked.unit.label.removesuffix("（演示）")
    found, book = [], {}
    for one in standing:
        signed = one.state.days.get(Event.SIGN)
        if signed is None or not asked.period.span.contains(signed) or not _is_waiting(one):
            continue
        key = qualified("waited", one.project.code)
        days, name = (asked.period.last - signed).days, plain_word(one.project.name)
        book[key] = replace(counted_fact(f"{name}已签约天数", days, "天", "签约事件"), owner=name, facts=1)
        found.append(Unlanded(one.project.name, _label(one.project.unit, area), signed.isoformat(), key))
    found.sort(key=lambda row: (row.signed_on, row.project))
    return tuple(found), book


def _is_waiting(one: Standing) -> bool:
    return one.state.stage in {Stage.SIGNED, Stage.PREPARING} and one.state.side_status in {
        SideStatus.NORMAL,
        SideStatus.ON_HOLD,
        SideStatus.TRANSFERRED,
    }


def _sectors(asked: Asked) -> tuple[tuple[Item, ...], dict[str, FigureValue]]:
    """Signings by sector of the economy, the greatest number first."""
    book: dict[str, FigureValue] = {}
    counted: list[tuple[Decimal, str]] = []
    for group in sheet_of(asked, ("S01", "S02"), by="sector").groups:
        letter = str(group.key)
        if letter not in SECTIONS:
            continue
        for figure in group.figures:
            book[qualified(figure.code, f"sector{letter}")] = value_of(figure, owner=SECTIONS[letter])
        counted.append((book[qualified("S01", f"sector{letter}")].raw or Decimal(0), letter))
    counted.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(Item({"sector": SECTIONS[letter], "key": f"sector{letter}"}) for _, letter in counted), book


def _named(asked: Asked, book: FigureBook) -> dict[str, tuple[Item, ...]]:
    """Who is behind the numbers that are told with names, out of the facts behind each."""
    found: dict[str, tuple[Item, ...]] = {}
    for group, (code, window) in _NAMED.items():
        key = f"{code}.period" if window else code
        value = book.get(key)
        if value is None or not value.raw:
            continue
        drill = figures.drill(
            asked.viewer,
            code,
            period=asked.period.code,
            unit=asked.unit.code,
            window=window,
            known_at=asked.known_at,
        )
        names = dict.fromkeys(plain_word(row.name) for row in drill.rows if row.part == "numerator")
        found[group] = tuple(Item({"name": name}) for name in list(names)[:_MOST_NAMED])
    return found


def _aims(aims: Goals) -> Iterator[Item]:
    for code in GOALS:
        if code in _SAID and aims.is_issued(code):
            for item in aims.items[code]:
                yield Item({**item.words, "what": _SAID[code]})


def _words(asked: Asked) -> dict[str, str]:
    words = {
        **half_year_words(asked.period.last.year, 2, office_of(asked.unit)),
        "place": asked.unit.label.removesuffix("（演示）"),
        "span": span_words(asked.period),
        "day": chinese_date(asked.period.last),
        "outposts": "、".join(unit.label for unit in outposts(asked)),
    }
    return {name: text for name, text in words.items() if text}

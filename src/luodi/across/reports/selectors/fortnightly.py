"""The draft of RP01 半月招商动态: figures of the half month and of the year, what moved, what is late, lists and orders."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.fortnight import (
    Coming,
    HalfMonth,
    Late,
    Move,
    fortnight_exhibits,
    fortnight_groups,
    fortnight_template,
)
from luodi.across.reports.engine.half_year import half_year_words
from luodi.across.reports.engine.standing import Member
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.selectors.dispatch_frozen import dispatch_versions, frozen
from luodi.across.reports.selectors.dispatch_standing import Standing, standing_on
from luodi.across.reports.selectors.material import Asked, office_of
from luodi.across.reports.selectors.spread import MONTH, TO_DATE, area_figures, short_label, unit_figures
from luodi.across.reports.selectors.standings import closing_remark
from luodi.base.core.documents import chinese_date
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period, period_at
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import subtree
from luodi.domains.projects.rules import Event
from luodi.domains.supervision.selectors import visible_issues, visible_orders

_FLOWS: Final = ("S01", "S02", "P01", "C01")
_OWED: Final = ("G06", "G07")
_AREA: Final = ("S01", "S02", "S06", "S09", "P01", "C01", "C02", "C08")
_ACTS: Final = {
    Event.SIGN: "新签约",
    Event.LAND: "落地",
    Event.START: "新开工",
    Event.COMPLETE: "竣工",
    Event.PRODUCE: "投产",
}
_LARGE_IN_WAN: Final = Decimal(10_000)
_ORANGE, _RED = "橙", "红"
_EVENTS: Final = "阶段事件（已认定）"


def fortnight_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """The draft and its figures. BusinessError `reports.no_facts` when nothing was recognised this year."""
    to_date = dict(area_figures(asked, _AREA, TO_DATE))
    if not any(figure.facts for figure in to_date.values()):
        raise BusinessError(
            f"到{chinese_date(asked.period.last)}，{asked.unit.name}今年还没有已认定的事实，写不出半月动态。"
            "请先导入或填报台账并认定，或者换一个单位、时期。",
            code="reports.no_facts",
        )
    area = asked.unit.label.removesuffix("（演示）")
    standing = standing_on(asked.viewer, asked.unit, asked.period.last)
    units = _units(asked)
    told = dict(unit_figures(asked, units, _FLOWS, MONTH, area))
    half, own = _half_month(asked, standing, _active(units, told, area), area)
    book = FigureBook({**to_date, **dict(area_figures(asked, (*_FLOWS, *_OWED), MONTH)), **told, **own})
    words = {**half_year_words(asked.period.last.year, 1, office_of(asked.unit)), **_words(asked, area)}
    material = Material(book, words, fortnight_groups(half), fortnight_exhibits(half, book))
    return replace(compose(fortnight_template(), material), remark=closing_remark(asked)), book


def _units(asked: Asked) -> list[Unit]:
    """The units right below that stand at the period's end."""
    last = asked.period.last
    rows = subtree(asked.unit).filter(parent=asked.unit)
    return [unit for unit in rows if unit.active_to is None or unit.active_to > last]


def _active(units: Sequence[Unit], told: dict[str, FigureValue], area: str) -> tuple[Member, ...]:
    """The units to which something happened in the half month."""

    def happened(unit: Unit) -> bool:
        return any(bool(told[qualified(f"{code}.{MONTH}", unit.code)].raw) for code in _FLOWS)

    return tuple(
        Member(unit.code, plain_word(short_label(unit, area)), None, False, False, 0, True)
        for unit in units
        if happened(unit)
    )


def _half_month(
    asked: Asked, standing: Sequence[Standing], members: tuple[Member, ...], area: str
) -> tuple[HalfMonth, dict[str, FigureValue]]:
    moves, amounts = _moves(asked, standing, area)
    late = _late(standing, area)
    following = next_half(asked.period)
    coming = _coming(standing, following, area)
    lists, listed = _lists(asked)
    book = {
        **amounts,
        **listed,
        **dict(_supervised(asked)),
        "leads": _counted(standing, Event.LEAD, asked.period, "新登记招商线索数"),
        "talks": _counted(standing, Event.TALK, asked.period, "新增在谈项目数"),
        "colour.orange": _count("橙色项目数", sum(one.colour == _ORANGE for one in late), "个", "项目时限"),
        "colour.red": _count("红色项目数", sum(one.colour == _RED for one in late), "个", "项目时限"),
        "due.count": _count("下半月到期时限数", len(coming), "项", "项目时限"),
    }
    return HalfMonth(members, moves, late, coming, lists), book


def next_half(period: Period) -> Period:
    """The half month after."""
    return period_at(period.last + timedelta(days=1), "half_month")


def _moves(asked: Asked, standing: Sequence[Standing], area: str) -> tuple[tuple[Move, ...], dict[str, FigureValue]]:
    """Events of large and major projects in the half month by kind and size, with the amounts as figures."""
    found: list[tuple[int, Decimal, Move]] = []
    book: dict[str, FigureValue] = {}
    for one in standing:
        project, amount = one.project, one.facts.total_investment_in_wan
        if not (project.is_major or (amount is not None and amount >= _LARGE_IN_WAN)):
            continue
        for place, (event, act) in enumerate(_ACTS.items()):
            day = one.state.days.get(event)
            if day is not None and asked.period.span.contains(day):
                key = "" if amount is None else qualified("amount", project.code)
                if amount is not None:
                    book[key] = _amount(project.name, project.code, amount)
                move = Move(act, day, project.name, short_label(project.unit, area), key)
                found.append((place, -(amount or Decimal(0)), move))
    found.sort(key=lambda line: (line[0], line[1], line[2].project))
    return tuple(move for _, _, move in found), book


def _late(standing: Sequence[Standing], area: str) -> tuple[Late, ...]:
    found = [
        Late(
            one.project.name,
            short_label(one.project.unit, area),
            one.worst.clock.label,
            one.worst.days,
            one.facts.colour,
        )
        for one in standing
        if one.worst is not None and one.facts.colour in {_ORANGE, _RED}
    ]
    return tuple(sorted(found, key=lambda one: (-one.days, one.project)))


def _coming(standing: Sequence[Standing], following: Period, area: str) -> tuple[Coming, ...]:
    found = [
        Coming(one.project.name, short_label(one.project.unit, area), due.clock.label, due.due_on)
        for one in standing
        for due in one.dues
        if following.span.contains(due.due_on)
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.project)))


def _lists(asked: Asked) -> tuple[tuple[tuple[str, str], ...], dict[str, FigureValue]]:
    """The lists frozen for the half month, newest versions, with what they hold in the viewer's reach."""
    book: dict[str, FigureValue] = {}
    found: list[tuple[str, str]] = []
    rows = dispatch_versions(asked.viewer, period=asked.period.code).filter(unit=asked.unit)
    newest = {version.code: version for version in rows.order_by("pk")}
    for place, version in enumerate(newest.values(), 1):
        shown = frozen(asked.viewer, version)
        source = f"{version.label}调度清单{version.period}第{version.version}版"
        book[f"listed.{place}"] = _count(f"{version.label}清单项目数", len(shown.rows), "个", source)
        book[f"fresh.{place}"] = _count(f"{version.label}清单新列项目数", shown.new, "个", source)
        book[f"left.{place}"] = _count(f"{version.label}清单移出项目数", len(shown.gone), "个", source)
        found.append((version.label, str(place)))
    if found:
        book["lists.count"] = _count("调度清单数", len(found), "张", "调度清单")
    return tuple(found), book


def _supervised(asked: Asked) -> Iterator[tuple[str, FigureValue]]:
    """Problems and orders of the half month and at its end, of the unit and below, as far as the viewer may see them."""
    span, day = asked.period.span, asked.period.last
    issues = list(visible_issues(asked.viewer).filter(unit__path__startswith=asked.unit.path, raised_on__lte=day))
    orders = list(visible_orders(asked.viewer).filter(unit__path__startswith=asked.unit.path, issued_on__lte=day))
    working = [order for order in orders if _is_open(order.ended_on, day)]
    late = [order for order in working if order.due_on is not None and order.due_on < day]
    ended = [order for order in orders if order.ended_on is not None and span.contains(order.ended_on)]
    sent = [order for order in orders if order.issued_on is not None and span.contains(order.issued_on)]
    open_issues = [issue for issue in issues if _is_open(issue.ended_on, day)]
    raised = sum(span.contains(issue.raised_on) for issue in issues)
    yield "issues.raised", _count("新提出问题数", raised, "个", "问题登记")
    yield "issues.open", _count("未销号问题数", len(open_issues), "个", "问题登记")
    yield "orders.sent", _count("下达三单数", len(sent), "份", "三单")
    yield "orders.ended", _count("办结三单数", len(ended), "份", "三单")
    yield "orders.open", _count("在办三单数", len(working), "份", "三单")
    yield "orders.overdue", _count("逾期三单数", len(late), "份", "三单")


def _is_open(ended_on: date | None, day: date) -> bool:
    return ended_on is None or ended_on > day


def _counted(standing: Sequence[Standing], event: Event, period: Period, name: str) -> FigureValue:
    days = (one.state.days.get(event) for one in standing)
    return _count(name, sum(day is not None and period.span.contains(day) for day in days), "个", _EVENTS)


def _count(name: str, number: int, unit: str, source: str) -> FigureValue:
    return FigureValue("", name, Decimal(number), unit, str(number), facts=number, source=source)


def _amount(name: str, code: str, amount: Decimal) -> FigureValue:
    owner = plain_word(name)
    return FigureValue(
        "", f"{owner}总投资", amount, "万元", f"{amount.normalize():f}", facts=1, source="项目台账", owner=owner
    )


def _words(asked: Asked, area: str) -> dict[str, str]:
    period = asked.period
    return {
        "place": area,
        "span": period.label,
        "days": f"{period.first.month}月{period.first.day}日至{period.last.day}日",
        "day": f"{period.last.month}月{period.last.day}日",
        "next": next_half(period).label,
        **({"area": area} if asked.unit.parent_id is not None else {}),
    }

"""The draft of RP21 周统计表 out of the confirmed returns of a week."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from django.utils import timezone

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.half_year import half_year_words
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.engine.weekly_paper import WeekColumn, WeekLine, remarks_table, weekly_table, weekly_template
from luodi.across.reports.rules.weekly import CODES, HEADERS, WeekState, timeliness
from luodi.across.reports.selectors.material import Asked, office_of
from luodi.across.reports.selectors.spread import MONTH, area_figures, short_label
from luodi.across.reports.selectors.weekly import UnitWeek, period_of, unit_weeks, week_call
from luodi.base.core.documents import chinese_date

_YI: Final = "亿元"
_COUNTS: Final = (
    (WeekState.IN_TIME, "in_time", "按时确认单位数"),
    (WeekState.LATE, "late", "迟报单位数"),
    (WeekState.MISSING, "missing", "未报单位数"),
    (WeekState.WAITING, "waiting", "待确认单位数"),
)


def weekly_draft(asked: Asked) -> tuple[Draft, FigureBook]:
    """The draft and its figures. NotVisible `reports.no_week` for a week of which no return is asked for."""
    call = week_call(asked.period.first)
    on = timezone.localdate(asked.known_at)
    weeks = [one for one in unit_weeks(asked.viewer, call, on=on) if one.unit.path.startswith(asked.unit.path)]
    area = asked.unit.label.removesuffix("（演示）")
    book = FigureBook(
        {**dict(area_figures(asked, CODES, MONTH)), **dict(_confirmed(weeks, area)), **dict(_counted(weeks))}
    )
    lines = [
        WeekLine(
            one.unit.code,
            short_label(one.unit, area),
            str(one.state.label),
            "" if one.newest is None else one.newest.remark,
        )
        for one in weeks
    ]
    columns = [WeekColumn(code, header, _YI in header) for code, header in HEADERS.items()]
    material = Material(book, _words(asked, area), exhibits=(weekly_table(lines, columns, book), *remarks_table(lines)))
    named = [
        [line.label for line, one in zip(lines, weeks, strict=True) if one.state is state]
        for state in (WeekState.LATE, WeekState.MISSING)
    ]
    draft = compose(weekly_template(*named), material)
    period = period_of(call)
    remark = f"（{chinese_date(period.first)}至{chinese_date(period.last)}，报送期限{chinese_date(call.due_on)}）"
    return replace(draft, remark=remark, is_landscape=True), book


def _confirmed(weeks: Sequence[UnitWeek], area: str) -> Iterator[tuple[str, FigureValue]]:
    """What each unit confirmed last, under `code.week@unit`."""
    for one in weeks:
        owner = plain_word(short_label(one.unit, area))
        span = period_of(one.call)
        for value in one.values:
            raw = Decimal(value.exact) if value.exact else None
            yield (
                qualified(f"{value.code}.week", one.unit.code),
                FigureValue(
                    value.code,
                    f"{owner}{value.name}",
                    raw,
                    value.measure,
                    value.text,
                    value.why,
                    period=f"{span.first}至{span.last}",
                    facts=value.facts,
                    source="周统计确认时的数字",
                    owner=owner,
                ),
            )


def _counted(weeks: Sequence[UnitWeek]) -> Iterator[tuple[str, FigureValue]]:
    states = [one.state for one in weeks]
    rate = timeliness(states).percent
    yield "week.due", _count("应报单位数", len(states))
    for state, key, name in _COUNTS:
        yield f"week.{key}", _count(name, states.count(state))
    source = "按时确认单位数÷已到期单位数"
    yield "week.rate", FigureValue("", "周统计报送及时率", rate, "%", why="还没有到期的报送", source=source)


def _count(name: str, number: int) -> FigureValue:
    return FigureValue("", name, Decimal(number), "个", str(number), facts=number, source="周统计确认")


def _words(asked: Asked, area: str) -> dict[str, str]:
    first, last = asked.period.first, asked.period.last
    return {
        **half_year_words(last.year, 1, office_of(asked.unit)),
        "place": area,
        "week": f"{first.month}月{first.day}日至{last.month}月{last.day}日",
        **({"area": area} if asked.unit.parent_id is not None else {}),
    }

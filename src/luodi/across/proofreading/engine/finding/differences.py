"""Differences that are stated in their own unit: 由51.8%提高到55%，提高3.2个百分点; 比任务358亿元多54.63亿元; 贸易顺差17亿元."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.bases import pairs_of
from luodi.across.proofreading.engine.finding.levels import NO_BASE
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    clause_span,
    is_change,
    is_of_other,
    is_relative,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import POINTS, RATE, comparable

_APART: Final = re.compile(r"(?:相差|差距|相距|极差)(?:达|为|了|近|约)*$")
_BALANCE: Final = re.compile(r"(?:顺差|逆差)(?:为|达|约|近|扩大至|收窄至|[一-龥])*$")
_CAME_IN_YEARS: Final = re.compile(r"年(?:来|间|累计)?新增[^，。；、]{0,8}$")
_NET: Final = re.compile(r"净增加?(?:了|达|为)*$")
_CAME: Final = re.compile(r"(?:新增|新设|新登记|新升规|新入库|新纳统|新认定|升规|迁入|引进)[^，。；、]{0,8}$")
_WENT: Final = re.compile(r"(?:注销|退库|退出|关闭|关停|吊销|迁出|淘汰|摘牌)[^，。；、]{0,8}$")
_OVER: Final = r"(?P<over>高于|高出|快于|超过|领先于?|好于|高|快|超)"
_UNDER: Final = r"(?:低于|慢于|落后于?|低|慢)"
_SIDE: Final = re.compile(rf"(?:{_OVER}|{_UNDER})[^，。；]*（$")
_THAN: Final = re.compile(
    rf"(?:{_OVER}|{_UNDER})(?P<than>[^，。；（、]{{2,16}}?)(?:平均水平|平均|水平|增速|增幅|均值)*(?:约|近|了)*$"
)
_SCHEDULE: Final = re.compile(
    r"(?P<behind>低于|落后|慢于|滞后)?[^，。；]{0,3}(?:序时|时序)进度[^，。；]{0,3}?(?P<slow>慢|低|落后)?[^，。；]{0,3}$"
)
_BEYOND: Final = re.compile(r"高于|高出|超出?|超过|多于|大于|低于|少于|短于|不及")
_AGAINST: Final = re.compile(r"(?:比|较)$")
_MONTH: Final = re.compile(r"([0-9]{1,2})月(?:份|底|末)?$")


def changes(sentence: Sentence) -> Iterator[Claim]:
    """Every difference of the sentence."""
    for place, stated in sentence.told():
        if stated.unit.dimension == POINTS:
            yield from _above(sentence, place)
        yield from _apart(sentence, place)
        yield from _excess(sentence, place)
        yield from _came_in_years(sentence, place)
        direction = words.GROWTH_LEAD.search(sentence.clause(place))
        if direction is None or is_relative(sentence, place) or not is_change(sentence, place):
            continue
        formula = formulas.shortfall if direction["down"] else formulas.difference
        readings = tuple(
            _reading(sentence, formula, new, old)
            for new, old in pairs_of(sentence, place)
            if _fits(sentence, new, place)
        )
        if readings:
            is_certain = not is_of_other(sentence, place, readings[0].operands)
            yield Claim("difference", clause_span(sentence, place), stated, readings, is_certain)
        elif stated.unit.dimension == POINTS:
            yield _between_times(sentence, place, formula) or Claim(
                "difference", clause_span(sentence, place), stated, note=NO_BASE
            )


def _reading(sentence: Sentence, formula: Formula, new: int, old: int) -> Reading:
    return Reading(formula, (sentence.quantities[new], sentence.quantities[old]))


def _certain(sentence: Sentence, place: int, reading: Reading, first: int | None = None) -> Claim:
    at = clause_span(sentence, place, first)
    return Claim("difference", at, sentence.quantities[place], (reading,), is_certain=True)


def _apart(sentence: Sentence, place: int) -> Iterator[Claim]:
    """最高的96.3%，最低的41.7%，相差54.6个百分点: the distance of the two before."""
    clause = sentence.clause(place)
    if _BALANCE.search(clause):
        yield from _balance(sentence, place)
    if _NET.search(clause):
        yield from _net(sentence, place)
    if not _APART.search(clause):
        return
    pair = [one for one in range(place) if _fits(sentence, one, place)][-2:]
    if len(pair) > 1:
        yield _certain(sentence, place, _reading(sentence, formulas.gap, *pair))


def _excess(sentence: Sentence, place: int) -> Iterator[Claim]:
    """保有量43.27万亩，高于任务43.15万亩1200亩: how far an amount is above or below the one right before."""
    old = place - 1
    if (
        old < 1
        or sentence.lead(place)
        or not comparable(sentence.quantities[old].unit, sentence.quantities[place].unit)
    ):
        return
    alike = amounts_like(sentence, old, range(old))
    if alike and _BEYOND.search(sentence.clause(old)):
        claim = _certain(sentence, place, _reading(sentence, formulas.gap, alike[-1], old), old)
        yield replace(claim, within="near")


def _came_in_years(sentence: Sentence, place: int) -> Iterator[Claim]:
    """…比2018年末的12.4平方公里扩大50%，五年新增6.2平方公里: the difference of the amounts behind the growth; only confirmed."""
    if not place or not is_relative(sentence, place - 1) or not _CAME_IN_YEARS.search(sentence.clause(place)):
        return
    readings = tuple(
        _reading(sentence, formulas.difference, new, old)
        for new, old in pairs_of(sentence, place - 1)
        if _fits(sentence, new, place)
    )
    if readings:
        yield Claim("difference", clause_span(sentence, place), sentence.quantities[place], readings, note=NO_BASE)


def _balance(sentence: Sentence, place: int) -> Iterator[Claim]:
    """出口37.9亿美元，进口20.7亿美元，顺差17.2亿美元."""
    found = {
        way: [one for one in amounts_like(sentence, place, range(place)) if _trades(sentence, one, way)]
        for way in ("出口", "进口")
    }
    if len(found["出口"]) == 1 and len(found["进口"]) == 1:
        yield _certain(sentence, place, _reading(sentence, formulas.gap, found["出口"][0], found["进口"][0]))


def _net(sentence: Sentence, place: int) -> Iterator[Claim]:
    """新增企业142家，注销38家，净增104家: what came less what went."""
    others = [one for one in sentence.alike(place, range(len(sentence.quantities))) if one != place]
    came = [one for one in others if _CAME.search(sentence.clause(one))]
    went = [one for one in others if _WENT.search(sentence.clause(one).lstrip("、"))]
    if len(came) == 1 and len(went) == 1:
        yield _certain(sentence, place, _reading(sentence, formulas.difference, came[0], went[0]))


def _trades(sentence: Sentence, place: int, way: str) -> bool:
    clause = sentence.clause(place)
    return way in clause and "进出口" not in clause


def _above(sentence: Sentence, place: int) -> Iterator[Claim]:
    """…增长18.6%，高于全市平均水平（12.4%）6.2个百分点; …，快于全省1.4个百分点，全省增长6.7%; 比序时进度快4.7个百分点."""
    clause = sentence.clause(place)
    if _SCHEDULE.search(clause):
        yield from _ahead(sentence, place)
        return
    old, new = _named_aside(sentence, place), _rate_before(sentence, place - 1)
    side = _THAN.search(clause)
    if old is not None:
        side, new = _SIDE.search(sentence.lead(old)), _rate_before(sentence, old - 1)
    elif side is not None:
        old = _rate_called(sentence, side["than"], place)
    if side is None or old is None or new is None or new == old:
        return
    formula = formulas.difference if side["over"] else formulas.shortfall
    yield _certain(sentence, place, _reading(sentence, formula, new, old), min(old, place))


def _named_aside(sentence: Sentence, place: int) -> int | None:
    """The rate in brackets right before: 高于全市平均水平（12.4%）6.2个百分点."""
    old = place - 1
    return old if old > 0 and sentence.gap(old, place) == "）" and is_relative(sentence, old) else None


def _rate_before(sentence: Sentence, last: int) -> int | None:
    return next((one for one in range(last, -1, -1) if sentence.quantities[one].unit.dimension == RATE), None)


def _rate_called(sentence: Sentence, than: str, place: int) -> int | None:
    """The one rate of the sentence whose clause begins with what is compared with: 全省增长6.7%."""
    found = [
        one
        for one, quantity in enumerate(sentence.quantities)
        if one != place
        and quantity.unit.dimension == RATE
        and words.GROWTH_LEAD.search(sentence.clause(one))
        and sentence.clause(one).lstrip("、和及").startswith(than)
    ]
    return found[0] if len(found) == 1 else None


def _ahead(sentence: Sentence, place: int) -> Iterator[Claim]:
    """Ahead of the months gone by; how the year's plan is spread nobody says, so this is only confirmed."""
    side, rate = _SCHEDULE.search(sentence.clause(place)), _rate_before(sentence, place - 1)
    months = _months_gone(sentence, place)
    if side is None or rate is None or months is None:
        return
    is_behind = side["behind"] is not None or side["slow"] is not None
    formula = (formulas.behind_time if is_behind else formulas.ahead_of_time)(months)
    reading = Reading(formula, (sentence.quantities[rate],))
    yield Claim("difference", clause_span(sentence, place), sentence.quantities[place], (reading,), note=NO_BASE)


def _months_gone(sentence: Sentence, place: int) -> int | None:
    """How many months of the year the sentence speaks of: 1—10月, 上半年, 截至10月末."""
    when = sentence.when(place)
    found = _MONTH.search(when.text) if when else None
    return when.months or (int(found[1]) if found else None) if when else None


def _between_times(sentence: Sentence, place: int, formula: Formula) -> Claim | None:
    """一季度增长7.5%，…，前三季度增长11.8%，前三季度增速比一季度加快4.3个百分点: the rates of just those times."""
    clause = sentence.clause(place)
    start = sentence.quantities[place].start - len(clause)
    times = [time for time in sentence.times if start <= time.start < sentence.quantities[place].start]
    old_time = next((time for time in times if _AGAINST.search(sentence.text[start : time.start])), None)
    if old_time is None or old_time.is_previous:
        return None
    new_time = next((time for time in times if time.start < old_time.start), None)
    old = _rate_of(sentence, old_time.text, place)
    new = _rate_of(sentence, new_time.text, place) if new_time else _rate_before(sentence, place - 1)
    if old is None or new is None or old == new:
        return None
    return _certain(sentence, place, _reading(sentence, formula, new, old))


def _rate_of(sentence: Sentence, time: str, place: int) -> int | None:
    """The one rate whose clause names the time: before the place, else behind it (…；上半年为5.5%)."""
    for places in (range(place), range(place + 1, len(sentence.quantities))):
        found = [
            one
            for one in places
            if sentence.quantities[one].unit.dimension == RATE
            and time in [named.group() for named in PERIOD.finditer(sentence.clause(one))]
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _fits(sentence: Sentence, level: int, place: int) -> bool:
    """Percentage points are of percentages, other differences of amounts in their own unit."""
    own, of = sentence.quantities[place].unit, sentence.quantities[level].unit
    return of.dimension == RATE if own.dimension == POINTS else comparable(own, of)

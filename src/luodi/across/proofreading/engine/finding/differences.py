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
    is_in_brackets,
    is_of_other,
    is_relative,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.verifying import holds
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import POINTS, RATE, comparable

_APART: Final = re.compile(r"(?:相差|差距|相距|极差)(?:达|为|了|近|约)*$")
_BALANCE: Final = re.compile(r"(?:顺差|逆差)(?:为|达|约|近|扩大至|收窄至|[一-龥])*$")
_CAME_IN_YEARS: Final = re.compile(r"年(?:来|间|累计)?新增[^，。；、]{0,8}$")
_NET: Final = re.compile(r"净增加?(?:了|达|为)*$")
_CAME: Final = re.compile(
    r"(?:新增|新开户|新入规|入规|流入|新设|新登记|新升规|新入库|新纳统|新认定|升规|迁入|引进)[^，。；、]{0,8}$"
)
_WENT: Final = re.compile(r"(?:注销|退库|退规|流出|销户|到期|退出|关闭|关停|吊销|迁出|淘汰|摘牌)[^，。；、]{0,8}$")
_OVER: Final = r"(?P<over>高于|高出|快于|超过|领先于?|好于|高|快|超)"
_UNDER: Final = r"(?:低于|慢于|落后于?|低|慢)"
_SIDE: Final = re.compile(rf"(?:{_OVER}|{_UNDER})[^，。；]*（$")
_THAN: Final = re.compile(
    rf"(?:{_OVER}|{_UNDER})(?P<than>[^，。；（、]{{2,16}}?)(?:平均水平|平均|水平|增速|增幅|均值)*(?:约|近|了)*$"
)
_SCHEDULE: Final = re.compile(
    r"(?P<behind>低于|落后|慢于|滞后)?[^，。；]{0,3}(?:序时|时序)进度[^，。；]{0,3}?(?P<slow>慢|低|落后)?[^，。；]{0,3}$"
)
_NATURAL_NUMBER: Final = re.compile(r"自然(?:增加|减少|净增|净减|增长)(?:人口|人数)?(?:为)?$")
_NATURAL: Final = re.compile(r"自然增长率(?:为|是|达)?$")
_LOOKED_BACK: Final = 28
_VERSUS: Final = re.compile(r"(?:比|较|高于|低于|快于|慢于|高出|超过?|领先|落后于?)[^，。；]*$")
_PASSED: Final = re.compile(
    r"^(?:）|的[一-龥]{2,8}?)(?:高出?|快|低|慢|加快|提高|提升|上升|回升|收窄|扩大|回落|下降|减缓|放缓|缩小|少|多|好)?(?:了|约)?$"
)
_ASIDE: Final = re.compile(r"^（[^（），]{2,14}$")
_MOVES: Final = re.compile(r"(?:加快|收窄|扩大|回落|回升|放缓|减缓)(?:了|约)*$")
_WITH_TIME: Final = re.compile(r"目标|预期|计划")
_IN_POINTS: Final = "两个百分数之差应写作百分点，按增长幅度"
_BEYOND: Final = re.compile(r"高于|高出|超出?|超过|多于|大于|低于|少于|短于|不及")
_AGAINST: Final = re.compile(r"(?:比|较)$")
_MONTH: Final = re.compile(r"([0-9]{1,2})月(?:份|底|末)?$")


def changes(sentence: Sentence) -> Iterator[Claim]:
    """Every difference of the sentence."""
    for place, stated in sentence.told():
        if stated.unit.dimension in {POINTS, RATE} and (compared := list(_compared(sentence, place))):
            yield from compared
            continue
        if stated.unit.dimension == POINTS:
            yield from _above(sentence, place)
        yield from _natural(sentence, place)
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


def _natural(sentence: Sentence, place: int) -> Iterator[Claim]:
    """出生率6.77‰，死亡率7.37‰，自然增长率-0.60‰; 出生人口…，死亡人口…，自然减少人口…: births less deaths."""
    if _NATURAL_NUMBER.search(sentence.clause(place)):
        people = amounts_like(sentence, place, range(place))
        pair = [[one for one in people if name in sentence.clause(one)] for name in ("出生", "死亡")]
        if all(len(one) == 1 for one in pair):
            yield _certain(sentence, place, _reading(sentence, formulas.gap, pair[0][0], pair[1][0]))
        return
    if _NATURAL.search(sentence.clause(place)) is None:
        return
    born, died = (
        [one for one in range(place) if is_rate(sentence, one) and sentence.clause(one).endswith(name)]
        for name in (("出生率", "出生率为"), ("死亡率", "死亡率为"))
    )
    if len(born) == 1 and len(died) == 1:
        yield _certain(sentence, place, _reading(sentence, formulas.difference, born[0], died[0]))


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


def _compared(sentence: Sentence, place: int) -> Iterator[Claim]:
    """…下降0.4%，降幅较1—5月（下降2.1%）收窄1.7个百分点; 高于7.5%的预期目标0.3个百分点; 收窄4.3个百分点（一季度下降13.9%）."""
    stated = sentence.quantities[place]
    old, new = _rival(sentence, place)
    if old is None or new is None or new == old or _WITH_TIME.search(sentence.clause(new)):
        return
    own, other = sentence.quantities[new], sentence.quantities[old]
    is_turned = _direction(sentence, old) not in {"", _direction(sentence, new)}
    formula = formulas.total if is_turned else formulas.gap
    reading = Reading(formula, (own, other))
    if stated.unit.dimension == POINTS:
        yield replace(_certain(sentence, place, reading, min(old, place)), within="near")
    elif holds(Claim("difference", clause_span(sentence, place), stated, (reading,))):
        given = tuple(replace(one, is_given=True) for one in (own, other))
        at = clause_span(sentence, place)
        yield Claim("growth", at, stated, (Reading(formulas.growth, given),), True, _IN_POINTS, within="any")


def _rival(sentence: Sentence, place: int) -> tuple[int | None, int | None]:
    """The rate that is compared with, right before or in brackets right behind, and the one that is compared."""
    before, after = place - 1, place + 1
    if before > 0 and is_rate(sentence, before) and _PASSED.match(sentence.gap(before, place)):
        lead = sentence.text[
            max(sentence.start, sentence.quantities[before].start - _LOOKED_BACK) : sentence.quantities[before].start
        ]
        if _VERSUS.search(lead):
            return before, _rate_outside(sentence, before - 1)
    is_behind = after < len(sentence.quantities) and is_rate(sentence, after)
    if is_behind and _ASIDE.match(sentence.gap(place, after)) and _MOVES.search(sentence.clause(place)):
        return after, _rate_outside(sentence, before)
    return None, None


def is_rate(sentence: Sentence, place: int) -> bool:
    """Whether it is a percentage."""
    return sentence.quantities[place].unit.dimension == RATE


def _direction(sentence: Sentence, place: int) -> str:
    """Whether the rate is one of growth or of decline; "" where it does not say, as in 降幅比上年（0.7%）扩大."""
    lead = words.GROWTH_LEAD.search(sentence.clause(place))
    if lead is None:
        return ""
    return "up" if lead["down"] is None else "down"


def _rate_before(sentence: Sentence, last: int) -> int | None:
    return next((one for one in range(last, -1, -1) if sentence.quantities[one].unit.dimension == RATE), None)


def _rate_outside(sentence: Sentence, last: int) -> int | None:
    """The last rate up to the place that does not stand in brackets of its own."""
    return next(
        (one for one in range(last, -1, -1) if is_rate(sentence, one) and not is_in_brackets(sentence, one)), None
    )


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

"""Means over time: 1—6月累计90亿元，月均15亿元; 全年接待365万人次，日均1万人次; 五年累计385个，年均77个."""

import re
from dataclasses import replace
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import amounts_like, clause_span, head_of, is_reference
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.numbers import HAN, arabic, han

NO_PARTS: Final = "文中没有写明计算平均数的总量和个数，无法核对。"
_YEARS_LONG: Final = re.compile(r"(?P<number>[两二三四五六七八九十])年(?:来|间|累计|共)?")
_FIRST_MONTHS: Final = re.compile(rf"前(?P<number>[0-9]{{1,2}}|[{HAN}]{{1,2}})个?月")
_NOT_LONG: Final = re.compile("[末底初]")
_DIMENSIONS: Final = {"日": "time.day", "天": "time.day", "周": "time.week", "月": "time.month"}


def per_period(sentence: Sentence, place: int, unit: str) -> Claim:
    """The total before ÷ how many days, months, quarters or years it is of; `unit` is the word of the mean (月均)."""
    if "年" in unit:
        return _per_year(sentence, place)
    readings: tuple[Reading, ...] = ()
    for total in _totals(sentence, place):
        readings += _by_time(sentence, total, place, unit)
    at, stated = clause_span(sentence, place), sentence.quantities[place]
    return Claim("average", at, stated, readings, bool(readings), "" if readings else NO_PARTS, within="near")


def _totals(sentence: Sentence, place: int) -> list[int]:
    """The amounts before, the nearest first; a whole before its parts (其中入口204.3万辆次)."""
    found = amounts_like(sentence, place, range(place))[::-1]
    heads = [head for one in found if (head := head_of(sentence, one)) is not None]
    return list(dict.fromkeys([*heads, *found]))


def _by_time(sentence: Sentence, total: int, place: int, unit: str) -> tuple[Reading, ...]:
    told = _told_length(sentence, place, unit)
    if told is not None:
        return (Reading(formulas.average, (sentence.quantities[total], replace(told, is_given=True))),)
    if "周" in unit:
        return ()
    if "日" in unit or "天" in unit:
        numbers = _days(sentence, total)
    else:
        length = 3 if "季" in unit else 1
        months = _months(sentence, total)
        numbers = (months // length,) if months and months >= length else ()
    return tuple(Reading(formulas.divided_by(number), (sentence.quantities[total],)) for number in numbers)


def _told_length(sentence: Sentence, place: int, unit: str) -> Quantity | None:
    """How long it was, where that is a figure of its own: 7天接待12.6万人次，日均1.8万人次."""
    dimension = next((dimension for word, dimension in _DIMENSIONS.items() if word in unit), None)
    after = place + 1
    if after < len(sentence.quantities) and sentence.quantities[after].unit.dimension == dimension:
        # 日均352辆次（按90天计）
        return sentence.quantities[after] if re.match(r"^（[^）]*$", sentence.gap(place, after)) else None
    found = [one for one in sentence.quantities[:place] if one.unit.dimension == dimension]
    return found[0] if len(found) == 1 else None


def _days(sentence: Sentence, place: int) -> tuple[int, ...]:
    """The days of the nearest time before; a month is also counted as thirty."""
    when = sentence.when(place)
    if when is None or _NOT_LONG.match(sentence.text, when.end):
        return ()
    months = when.months
    return (*when.days, months * 30) if months else when.days


def _months(sentence: Sentence, place: int) -> int | None:
    first = _FIRST_MONTHS.search(sentence.text, sentence.start, sentence.quantities[place].start)
    if first is not None:
        number = arabic(first["number"]) if first["number"].isdecimal() else han(first["number"])
        return None if number is None or number.value is None else int(number.value)
    when = sentence.when(place)
    return when.months if when else None


def _per_year(sentence: Sentence, place: int) -> Claim:
    """2016—2020年累计518亿元，年均103.6亿元; 五年累计引进385个，年均77个: ÷ the years of the span."""
    found = [one for one in amounts_like(sentence, place, range(place))[::-1] if not is_reference(sentence, one)]
    years = _years(sentence, found[0]) if found else None
    readings = (Reading(formulas.divided_by(years), (sentence.quantities[found[0]],)),) if years else ()
    is_certain = bool(readings) and len(found) == 1
    note = "" if is_certain else NO_PARTS
    return Claim("average", clause_span(sentence, place), sentence.quantities[place], readings, is_certain, note)


def _years(sentence: Sentence, place: int) -> int | None:
    """How many years the amount is of: the span that is named before it, or 五年."""
    when = sentence.when(place)
    if when is not None and len(when.years) > 1:
        return when.years[-1] - when.years[0] + 1
    told = _YEARS_LONG.search(sentence.text, sentence.start, sentence.quantities[place].start)
    value = han(told["number"]) if told else None
    return int(value.value) if value is not None and value.value else None

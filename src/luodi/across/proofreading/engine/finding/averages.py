"""Means: 平均每个项目1.8亿元, 户均…, 月均…; and lists that say how many they name: A、B、C等3个."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reach, Reading
from luodi.across.proofreading.engine.finding.periodic import NO_PARTS, per_period
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    clause_span,
    is_amount,
    is_change,
    is_reference,
    meets,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.numbers import HAN, SCALES
from luodi.across.proofreading.rules.periods import PREVIOUS
from luodi.across.proofreading.rules.units import UNITS, comparable

BY_UNIT: Final = re.compile(r"[/／](?P<unit>平方公里|平方米|公顷|亩|人次|人|户|家|个|吨)")
_PER_MANY: Final = re.compile(
    r"每(?P<scale>十万|百万|万)(?P<unit>人次|人|名|户|家|亩|平方公里)(?:口)?[^，。；0-9]{0,14}$"
)
_PER_UNIT: Final = re.compile(r"每(?P<each>[一-龥])|(?P<mean>[^平年月日季])均")
_NEXT: Final = re.compile(r"^[^，。；、]{0,6}、[^，。；、]{0,10}$")
_LONGEST_NAME: Final = 16
_SHORT_NAME: Final = 4
_EACH: Final = re.compile(
    r"每(?:个|家|户|亩|人|支|组|镇|村|县)(?P<thing>[一-龥]{0,6}?)(?:平均)?(?:配备|安排|选派|补助|奖励|建设|落实|派驻|组建|配)[一-龥]{0,6}$"
)


def averages(sentence: Sentence) -> Iterator[Claim]:
    """Total ÷ number, or total ÷ months."""
    for place, stated in sentence.told():
        clause = sentence.clause(place)
        if stated.unit.dimension in {"rate", "points"} or words.GROWTH_LEAD.search(clause) or PREVIOUS.search(clause):
            continue
        if place > 1 and words.SUM_LEAD.search(clause) and _EACH.search(sentence.clause(place - 1)):
            yield from _of_each(sentence, place)
        elif per := words.PER_PERIOD.search(clause):
            yield per_period(sentence, place, per["unit"])
        elif by := BY_UNIT.match(sentence.text, stated.end):
            yield from _intensity(sentence, place, by["unit"])
        elif many := _PER_MANY.search(clause):
            yield from _intensity(sentence, place, many["unit"], SCALES.get(many["scale"], 0))
        elif mean := words.AVERAGE.search(clause):
            yield _mean(sentence, place, mean.group())


def _of_each(sentence: Sentence, place: int) -> Iterator[Claim]:
    """24个网格，每个网格配备3名，共计72名: so many to each of so many, where their number is told once."""
    stated, each = sentence.quantities[place], sentence.quantities[place - 1]
    told = [one for one in range(place - 1) if sentence.quantities[one].unit.is_count and is_amount(sentence, one)]
    thing = _EACH.search(sentence.clause(place - 1))
    named = [one for one in told if thing and sentence.tail(one)[-_SHORT_NAME:].endswith(thing["thing"][-2:])]
    if len(named) == 1 and comparable(stated.unit, each.unit):
        readings = (Reading(formulas.multiplied, (each, sentence.quantities[named[0]])),)
        yield Claim("average", clause_span(sentence, place), stated, readings, is_certain=True)


def _mean(sentence: Sentence, place: int, called: str) -> Claim:
    totals = _totals(sentence, place)
    counts = _counts(sentence, place, called)
    pairs = [(one, number) for one in totals for number in counts]
    readings = tuple(Reading(formulas.average, _operands(sentence, pair)) for pair in pairs)
    qualified = words.QUALIFIERS.sub("", sentence.clause(place)) != sentence.clause(place).replace("平均", "")
    beside = [pair for pair in pairs if abs(pair[0] - pair[1]) == 1 and _NEXT.match(sentence.gap(min(pair), max(pair)))]
    if len(beside) == 1:
        readings = tuple(sorted(readings, key=lambda one: one.operands != _operands(sentence, beside[0])))
    readings += tuple(_over_all(sentence, totals, counts))
    # 每家补助10万元 may be a rule and no mean.
    is_mean = any(word in called for word in ("均", "单个", "亩产"))
    named = [one for one in totals if meets(bare(sentence.clause(place)), sentence.name(one))]
    is_alone = len(counts) == 1 and (len(totals) == 1 or len(named) == 1)
    is_certain = is_mean and bool(readings) and not qualified
    note = "" if is_certain else NO_PARTS
    at, stated = clause_span(sentence, place), sentence.quantities[place]
    # Of several totals or counts the nearest are the likeliest; only what is nearly right by them is an error.
    within: Reach = "far" if len(beside) == 1 or is_alone else "near"
    return Claim("average", at, stated, readings, is_certain, note, within)


def _intensity(sentence: Sentence, place: int, unit: str, power: int = 0) -> Iterator[Claim]:
    """投资强度300万元/亩: so much to each unit of what stands behind the stroke; 每万人16.1件 to each ten thousand."""
    by, name = UNITS[unit], sentence.clause(place)
    lower = [one for one in range(place) if _counts_for(sentence.quantities[one].unit.dimension, by.dimension)]
    uppers = [one for one in amounts_like(sentence, place, range(place)) if meets(bare(name), sentence.name(one))]
    uppers = uppers or amounts_like(sentence, place, range(place))
    if len(lower) == 1 and len(uppers) == 1:
        operands = _operands(sentence, (uppers[0], lower[0]))
        reading = Reading(formulas.average_per(by.factor.scaleb(power)), operands)
        at, stated = clause_span(sentence, place), sentence.quantities[place]
        yield Claim("average", at, stated, (reading,), is_certain=True, within="near")


def _over_all(sentence: Sentence, totals: list[int], counts: list[int]) -> Iterator[Reading]:
    """专班12个、驻外小组6个、专职人员108人，平均每个专班（小组）6人: over both counts together."""
    both = [one for one in counts if one in sentence.alike(counts[0], range(len(sentence.quantities)))][:2]
    if len(both) == 2:
        for one in totals:
            yield Reading(formulas.average_of_sum, tuple(sentence.quantities[place] for place in (one, *both)))


def _operands(sentence: Sentence, pair: tuple[int, int]) -> tuple[Quantity, Quantity]:
    return sentence.quantities[pair[0]], sentence.quantities[pair[1]]


def _totals(sentence: Sentence, place: int) -> list[int]:
    """The comparable amounts before; those that share a word with the mean first."""
    found = [one for one in amounts_like(sentence, place, range(place))[::-1] if not is_reference(sentence, one)]
    name = bare(sentence.clause(place))
    named = [one for one in found if meets(name, sentence.name(one))]
    return [*named, *(one for one in found if one not in named)]


def _counts(sentence: Sentence, place: int, called: str) -> list[int]:
    """What it may be divided by: counted things, or mu and people where the word says so."""
    wanted = next((dimension for word, dimension in words.AVERAGE_BY if word.search(called)), None)
    unit = _PER_UNIT.search(called)
    own = UNITS.get((unit["each"] or unit["mean"]) if unit else "")
    behind = _told_in_brackets(sentence, place)
    found = [
        one
        for one in [*behind, *range(place - 1, -1, -1)]
        if not is_change(sentence, one)
        and (wanted or is_amount(sentence, one))
        and (
            _counts_for(sentence.quantities[one].unit.dimension, wanted)
            or (wanted is None and own is not None and own.dimension == sentence.quantities[one].unit.dimension)
            or (wanted is None and own is None and _is_of_noun(sentence, place, one, unit))
        )
    ]
    # 按已供工业用地8420亩计算: what stands in brackets right behind is meant.
    return [one for one in found if one in behind] or found


def _is_of_noun(sentence: Sentence, place: int, count: int, by: re.Match[str] | None) -> bool:
    """园均 is by 幼儿园26.67万所: what is counted bears the sign of the mean, and is not what the mean is of."""
    noun = by["mean"] or by["each"] if by is not None else None
    own = sentence.quantities[count].unit
    is_other = own.is_count and not comparable(own, sentence.quantities[place].unit)
    return bool(noun) and is_other and str(noun) in sentence.name(count)


def _told_in_brackets(sentence: Sentence, place: int) -> list[int]:
    """人均0.86册（常住人口437.2万人）: the figure in the brackets that open right behind the mean."""
    after = place + 1
    is_aside = after < len(sentence.quantities) and re.match(r"^（[^）]*$", sentence.gap(place, after))
    return [after] if is_aside else []


def _counts_for(dimension: str, wanted: str | None) -> bool:
    if wanted == "count.person":
        return dimension in {"count.person", "count.visit"}
    return dimension == wanted if wanted else dimension in {"count.thing", "count.firm"}


# --- lists that say how many they name ---


def counts(sentence: Sentence) -> Iterator[Claim]:
    """A、B、C等3个: as many names as said."""
    for place, stated in sentence.told():
        if not stated.unit.is_count or stated.scale or stated.number is None or stated.is_attribute:
            continue
        found = words.LIST_BEFORE.search(sentence.lead(place))
        if found is None:
            continue
        items = found["items"].split("、")
        yield from _count(sentence, place, items, found["more"] is not None)


def _count(sentence: Sentence, place: int, items: list[str], more: bool) -> Iterator[Claim]:
    """Fewer names than said are examples when 等 stands there; more are always wrong; without 等 both are."""
    stated = sentence.quantities[place]
    joined = 1 if re.search(r"[一-龥]{2}(?:和|及|以及|与)[一-龥]{2}", items[-1]) else 0
    possible = {len(items), len(items) + joined}
    at = clause_span(sentence, place)
    if stated.number in possible:
        yield Claim("count", at, stated, (Reading(_fixed(int(stated.number)), ()),), is_certain=True)
    elif _are_names(items, more) and not _goes_on(sentence, place) and (not more or len(items) > (stated.number or 0)):
        note = f"文中列举了{len(items)}项，"
        yield Claim("count", at, stated, (Reading(_fixed(len(items)), ()),), is_certain=True, note=note)


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Whether another number follows at once: 上海、江苏、浙江、安徽三省一市."""
    return sentence.tail(place)[:1] in set(HAN)


def _are_names(items: list[str], more: bool) -> bool:
    """Whether the members are plainly names: with 等 any of moderate length, without it only a row of short ones."""
    longest = _LONGEST_NAME if more else _SHORT_NAME
    return len(items) > (1 if more else 2) and all(2 <= len(item) <= longest for item in items[1:])


def _fixed(number: int) -> formulas.Formula:
    return formulas.constant(number)

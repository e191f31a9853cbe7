"""Means: 平均每个项目1.8亿元, 户均…, 月均…; and lists that say how many they name: A、B、C等3个."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import amounts_like, bare, clause_span, is_amount, is_change, meets
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.numbers import HAN

_NEXT: Final = re.compile(r"^[^，。；、]{0,6}、[^，。；、]{0,10}$")
_LONGEST_NAME: Final = 16
_SHORT_NAME: Final = 4
_NO_PARTS: Final = "文中没有写明计算平均数的总量和个数，无法核对。"


def averages(sentence: Sentence) -> Iterator[Claim]:
    """Total ÷ number, or total ÷ months."""
    for place, stated in enumerate(sentence.quantities):
        clause = sentence.clause(place)
        if stated.unit.dimension in {"rate", "points"} or words.GROWTH_LEAD.search(clause):
            continue
        if per := words.PER_PERIOD.search(clause):
            yield _per_period(sentence, place, per["unit"])
        elif mean := words.AVERAGE.search(clause):
            yield _mean(sentence, place, mean.group())


def _mean(sentence: Sentence, place: int, called: str) -> Claim:
    totals = _totals(sentence, place)
    counts = _counts(sentence, place, called)
    pairs = [(one, number) for one in totals for number in counts]
    readings = tuple(Reading(formulas.average, _operands(sentence, pair)) for pair in pairs)
    qualified = words.QUALIFIERS.sub("", sentence.clause(place)) != sentence.clause(place).replace("平均", "")
    beside = [pair for pair in pairs if abs(pair[0] - pair[1]) == 1 and _NEXT.match(sentence.gap(min(pair), max(pair)))]
    if len(beside) == 1:
        readings = tuple(sorted(readings, key=lambda one: one.operands != _operands(sentence, beside[0])))
    # 每家补助10万元 may be a rule and no mean.
    is_mean = "均" in called or "单个" in called
    is_certain = is_mean and (len(beside) == 1 or (len(totals) == 1 and len(counts) == 1)) and not qualified
    note = "" if is_certain else _NO_PARTS
    return Claim("average", clause_span(sentence, place), sentence.quantities[place], readings, is_certain, note)


def _operands(sentence: Sentence, pair: tuple[int, int]) -> tuple[Quantity, Quantity]:
    return sentence.quantities[pair[0]], sentence.quantities[pair[1]]


def _totals(sentence: Sentence, place: int) -> list[int]:
    """The comparable amounts before; those that share a word with the mean first."""
    found = amounts_like(sentence, place, range(place))[::-1]
    name = bare(sentence.clause(place))
    named = [one for one in found if meets(name, sentence.name(one))]
    return [*named, *(one for one in found if one not in named)]


def _counts(sentence: Sentence, place: int, called: str) -> list[int]:
    """What it may be divided by: counted things, or mu and people where the word says so."""
    wanted = next((dimension for word, dimension in words.AVERAGE_BY if word.search(called)), None)
    return [
        one
        for one in range(place - 1, -1, -1)
        if not is_change(sentence, one)
        and (wanted or is_amount(sentence, one))
        and _counts_for(sentence.quantities[one].unit.dimension, wanted)
    ]


def _counts_for(dimension: str, wanted: str | None) -> bool:
    return dimension == wanted if wanted else dimension in {"count.thing", "count.firm"}


def _per_period(sentence: Sentence, place: int, unit: str) -> Claim:
    stated, at = sentence.quantities[place], clause_span(sentence, place)
    length = 3 if "季" in unit else 1
    found = amounts_like(sentence, place, range(place))[::-1]
    readings = tuple(
        Reading(formulas.divided_by(months // length), (sentence.quantities[one],))
        for one in found[:1]
        if (months := _months(sentence, one)) and months >= length
    )
    return Claim("average", at, stated, readings, bool(readings), "" if readings else _NO_PARTS)


def _months(sentence: Sentence, place: int) -> int | None:
    when = sentence.when(place)
    return when.months if when else None


# --- lists that say how many they name ---


def counts(sentence: Sentence) -> Iterator[Claim]:
    """A、B、C等3个: as many names as said."""
    for place, stated in enumerate(sentence.quantities):
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

"""Growth: 由120亿元增加到210亿元，增长75%; 比上年的206亿元增长3.2%; 比上年增加12亿元，增长7%; 年均增长15%; 翻一番."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.bases import NEAR, VERSUS, labelled, pairs_of, years_of
from luodi.across.proofreading.engine.finding.grown_lists import grown_list
from luodi.across.proofreading.engine.finding.levels import NO_BASE, Pair, from_to
from luodi.across.proofreading.engine.finding.places import (
    clause_span,
    head_of,
    is_amount,
    is_change,
    is_doubling,
    is_of_other,
    is_real,
    is_reference,
    is_relative,
    says_of_what,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import TIMES, comparable

_AT_PRICES: Final = "增速按可比价格或可比口径计算，不能由文中两个数直接算出。"
_IN_POINTS: Final = "两个百分数之差应写作百分点，按增长幅度"
_NO_YEARS: Final = "文中没有写明起止年份和数值，无法核对。"
_IS_TIMES: Final = re.compile(r"(?:是|为|达|相当于|达到)[^，。]*的$")
_IS_OF_BEFORE: Final = re.compile(r"(?:是|为|达|相当于|达到|占)[^，。]*(?:上年|去年|前年|同期)[^，。]*的$")
_IS_OF: Final = re.compile(r"^(?P<new>[一-龥A-Za-z]{2,10}?)(?:约|大约)?(?:是|为|相当于)(?P<old>[一-龥A-Za-z]{2,10})的$")
_NET: Final = re.compile(r"^[，,](?:比上年|较上年|同比)?(?:净增加?|增加|增收|净减少?|减少)(?:了)?$")
_COMPARES: Final = re.compile("同?比|较|与|环比")
_SHORT: Final = re.compile(r"短收?[^，。；、]{0,6}$")
PREVIOUS_OR_YEAR: Final = re.compile(r"上年|去年|前年|同期|(?:19|20)[0-9]{2}年|原来|初")
_LENGTH: Final = re.compile(r"(?<![0-9])([一二三四五六七八九十]|[0-9]{1,2})年")
_HAN_YEARS: Final = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}


def growths(sentence: Sentence, group: range) -> list[Claim]:
    """The claims of percentages and multiples that say a growth; empty when they say something else."""
    phrase = sentence.clause(group[0])
    direction = words.GROWTH_LEAD.search(phrase)
    if direction is None:
        return _times_of(sentence, group, phrase)
    if words.LEVEL_LEAD.search(phrase) and not re.search(r"(?:幅|率|速)(?:为|达)$", phrase.strip()):
        return []
    is_fall = direction["down"] is not None
    if len(group) > 1:
        return grown_list(sentence, group, is_fall)
    return [_grown(sentence, group[0], phrase, is_fall)]


def _grown(sentence: Sentence, place: int, phrase: str, is_fall: bool) -> Claim:
    stated = sentence.quantities[place]
    if words.YEARLY.search(phrase):
        readings = tuple(_yearly(sentence, place))
        return _judged(sentence, place, readings, _NO_YEARS)
    if stated.unit.dimension == TIMES:
        formula: Formula = formulas.grown_times
    else:
        formula = formulas.fall if is_fall else formulas.growth
    readings = tuple(
        Reading(formula, (sentence.quantities[new], sentence.quantities[old]))
        for new, old in pairs_of(sentence, place)
        if not is_relative(sentence, new)
    )
    readings += tuple(_by_increment(sentence, place))
    of_multiple = tuple(_of_multiple(sentence, place, is_fall=is_fall))
    if of_multiple and not readings:
        return replace(_judged(sentence, place, of_multiple, NO_BASE), within="any")
    rates = [] if readings or stated.unit.dimension == TIMES else _of_rates(sentence, place)
    if rates:
        operands = tuple(replace(sentence.quantities[one], is_given=True) for one in rates)
        return Claim("growth", clause_span(sentence, place), stated, (Reading(formula, operands),), True, _IN_POINTS)
    return _judged(sentence, place, readings, NO_BASE)


def _of_rates(sentence: Sentence, place: int) -> tuple[int, ...]:
    """阅读率84.7%，较上年的83.9%提高0.8%: two shares whose difference is said in percent; it is of points."""
    pair = next((pair for pair in pairs_of(sentence, place) if is_relative(sentence, pair[0])), None)
    if pair is None:
        return ()
    new, old, stated = (sentence.quantities[one] for one in (*pair, place))
    if any(one.number is None or one.unit != stated.unit for one in (new, old)) or stated.number is None:
        return ()
    is_in_points = abs(new.amount.value - old.amount.value) == stated.amount.value
    return pair if is_in_points else ()


def _of_multiple(sentence: Sentence, place: int, *, is_fall: bool) -> Iterator[Reading]:
    """是上年的2.4倍，增长140%: what is told as a multiple right before."""
    before = place - 1
    if before < 0 or is_fall or sentence.quantities[before].unit.dimension != TIMES:
        return
    is_beside = len(sentence.gap(before, place)) <= NEAR and sentence.quantities[place].unit.is_rate
    if is_beside and _IS_TIMES.search(sentence.clause(before)) and not is_doubling(sentence, before):
        yield Reading(formulas.growth_of_times, (sentence.quantities[before],))


def _judged(sentence: Sentence, place: int, readings: tuple[Reading, ...], lacks: str) -> Claim:
    """The claim; sure where there is a base of the same thing, unless the growth is told at constant prices."""
    is_certain = bool(readings) and not is_real(sentence, place, readings)
    is_certain = is_certain and not is_of_other(sentence, place, readings[0].operands)
    note = "" if is_certain else _AT_PRICES if readings else lacks
    return Claim("growth", clause_span(sentence, place), sentence.quantities[place], readings, is_certain, note)


def _by_increment(sentence: Sentence, place: int) -> Iterator[Reading]:
    """…比上年增加12亿元，增长7%: the base is the amount less its increment."""
    step = _increment(sentence, place)
    if step is None or ("环比" in sentence.clause(place) and PERIOD.search(sentence.clause(place))):
        return
    fell = words.GROWTH_LEAD.search(sentence.clause(step))
    is_fall = fell is not None and fell["down"] is not None
    formula = formulas.fallen_by if is_fall else formulas.grown_by
    if sentence.quantities[place].unit.dimension == TIMES:
        formula = formulas.grown_times_by
    for new in _levels_beside(step, place):
        fits = comparable(sentence.quantities[new].unit, sentence.quantities[step].unit) and is_amount(sentence, new)
        if fits and not is_reference(sentence, new) and not VERSUS.search(sentence.clause(new)):
            if _SHORT.search(sentence.clause(new)) or _is_step_of_other(sentence, step, new):
                # 库款余额6318万元，…；暂付性款项余额减少1860万元: of something else than the level before it.
                return
            yield Reading(formula, (sentence.quantities[new], sentence.quantities[step]))
            head = head_of(sentence, new)
            if head is not None:
                # 8600万元，其中省级2400万元，比去年同期增加1200万元: of the whole as well as of its last part.
                yield Reading(formula, (sentence.quantities[head], sentence.quantities[step]))
            return


def _is_step_of_other(sentence: Sentence, step: int, new: int) -> bool:
    """Whether the increment names a thing of its own, that the level before it is not called by."""
    clause = sentence.clause(step).lstrip("、和及")
    return _COMPARES.match(clause) is None and is_of_other(sentence, step, (sentence.quantities[new],))


def _levels_beside(step: int, place: int) -> list[int]:
    """Where the new amount may stand: between the increment and the growth (净增218家，达到3026家，增长…), else before both."""
    return [*range(place - 1, step, -1), *range(min(step, place) - 1, -1, -1)]


def _increment(sentence: Sentence, place: int) -> int | None:
    """The change in the amount's own unit that stands right before the growth, or right behind it (增长7%，净增12亿元)."""
    before, after = place - 1, place + 1
    if before > 0 and not is_relative(sentence, before) and is_change(sentence, before):
        return before if len(sentence.gap(before, place)) <= NEAR else None
    if (net := _net_before(sentence, place)) is not None:
        return net
    if after < len(sentence.quantities) and not is_relative(sentence, after) and _NET.match(sentence.gap(place, after)):
        return after
    return None


def _net_before(sentence: Sentence, place: int) -> int | None:
    """“四上”企业净增218家，…，达到3026家，同比增长7.8%: the one net increase told before the level."""
    found = [
        one
        for one in range(place)
        if re.search(r"净增加?$", sentence.clause(one))
        and not PERIOD.search(sentence.clause(one))
        and is_change(sentence, one)
    ]
    return found[0] if len(found) == 1 and sentence.segment(found[0]) == sentence.segment(place) else None


def _yearly(sentence: Sentence, place: int) -> Iterator[Reading]:
    """Mean yearly growth between two amounts whose years are told; a span of N years may count N or N − 1 steps."""
    pairs = [*islice(from_to(sentence, place), 1), *_ends(sentence, place)]
    pairs = [pair for pair in pairs if says_of_what(sentence, place) or not _is_left_behind(sentence, place, pair)]
    for new, old in pairs[:1]:
        for years in _steps(sentence, new, old, place):
            yield Reading(formulas.yearly(years), (sentence.quantities[new], sentence.quantities[old]))


def _ends(sentence: Sentence, place: int) -> Iterator[Pair]:
    """The first and the last of the amounts with years."""
    dated = [one for one in range(place) if is_amount(sentence, one) and years_of(sentence, one)]
    dated.sort(key=lambda one: years_of(sentence, one)[-1])
    if len(dated) > 1 and comparable(sentence.quantities[dated[0]].unit, sentence.quantities[dated[-1]].unit):
        yield dated[-1], dated[0]


def _steps(sentence: Sentence, new: int, old: int, place: int) -> list[int]:
    own = years_of(sentence, old), years_of(sentence, new)
    if all(own) and own[1][-1] > own[0][-1]:
        return [own[1][-1] - own[0][-1]]
    times = [time for time in sentence.times if time.end <= sentence.quantities[new].start and time.years]
    years = [year for time in times for year in time.years]
    if len(years) > 1 and years[-1] > years[0]:
        return [years[-1] - years[0]]
    told = _LENGTH.search(sentence.text, sentence.start, sentence.quantities[place].start)
    if told is None:
        return []
    number = _HAN_YEARS.get(told[1]) or int(told[1])
    return [steps for steps in (number, number - 1) if steps > 0]


def _of_two_named(sentence: Sentence, place: int, phrase: str) -> Iterator[Pair]:
    """甲园区亩均税收24.6万元，乙园区亩均税收16.4万元，甲园区是乙园区的1.5倍: two things, each told once."""
    names = _IS_OF.match(phrase)
    if names is None:
        return
    told = [[one for one in range(place) if sentence.clause(one).startswith(names[way])] for way in ("new", "old")]
    if len(told[0]) == 1 and len(told[1]) == 1 and comparable(*(sentence.quantities[one[0]].unit for one in told)):
        yield told[0][0], told[1][0]


def _is_left_behind(sentence: Sentence, place: int, pair: Pair) -> bool:
    """Whether another amount is told between the pair and the multiple."""
    return any(is_amount(sentence, one) for one in range(max(pair) + 1, place))


def _times_of(sentence: Sentence, group: range, phrase: str) -> list[Claim]:
    """是上年同期的2.5倍, 相当于去年的90%, where the amount of the time before stands elsewhere in the sentence."""
    stated = sentence.quantities[group[0]]
    is_times = stated.unit.dimension == TIMES
    if len(group) > 1 or not (_IS_TIMES if is_times else _IS_OF_BEFORE).search(phrase.strip()):
        return []
    formula = formulas.multiple if is_times else formulas.share
    pairs = list(_of_two_named(sentence, group[0], phrase))
    if is_times and not pairs and PREVIOUS_OR_YEAR.search(phrase):
        pairs = [
            pair for pair in islice(from_to(sentence, group[0]), 1) if not _is_left_behind(sentence, group[0], pair)
        ]
    pairs = pairs or list(labelled(sentence, group[0], len(sentence.quantities)))
    readings = tuple(Reading(formula, (sentence.quantities[new], sentence.quantities[old])) for new, old in pairs)
    return [
        Claim("ratio", clause_span(sentence, group[0]), stated, readings, bool(readings), "" if readings else NO_BASE)
    ]

"""Growth and differences: 由120亿元增加到210亿元，增长75%; 比上年的206亿元增长3.2%; 比上年增加12亿元，增长7%; 年均增长15%."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Kind, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    clause_span,
    is_amount,
    is_change,
    is_reference,
    is_relative,
    is_whole_of_share,
    meets,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import POINTS, RATE, TIMES, comparable

_NO_BASE: Final = "文中没有写明基数，无法核对。"
_NO_YEARS: Final = "文中没有写明起止年份和数值，无法核对。"
_VERSUS: Final = re.compile(r"(?:比|较|高于|低于|快于|超)[^，。；]*$")
_APART: Final = re.compile(r"(?:相差|差距|相距)(?:达|为|了|近|约)*$")
_LEFT: Final = re.compile(r"(?:还差|尚差|仍差|缺口|差额|尚缺|尚余|还剩|剩余|结余)(?:为|达|了|近|约)*$")
_IS_TIMES: Final = re.compile(r"(?:是|为|达|相当于|达到)[^，。]*的$")
_IS_OF_BEFORE: Final = re.compile(r"(?:是|为|达|相当于|达到|占)[^，。]*(?:上年|去年|前年|同期)[^，。]*的$")
_SIDE: Final = re.compile(r"(?:(?P<over>高于|高出|快于|超过|领先)|低于|慢于|落后)[^，。；]*（$")
_NET: Final = re.compile(r"^[，,](?:净增加?|增加|增收|净减少?|减少)(?:了)?$")
_NEAR: Final = 8
_LENGTH: Final = re.compile(r"([一二三四五六七八九十]|[0-9]{1,2})年")
_HAN_YEARS: Final = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}

Pair = tuple[int, int]
"""New and old."""


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
        return _grown_list(sentence, group, is_fall)
    return [_grown(sentence, group[0], phrase, is_fall)]


def _grown_list(sentence: Sentence, group: range, is_fall: bool) -> list[Claim]:
    """与上年的128个、502.8亿元相比，分别增长14.1%和16%: as many old amounts as shares, and as many new ones before them."""
    olds = [one for one in range(group[0]) if _is_level(sentence, one) and not is_relative(sentence, one)][
        -len(group) :
    ]
    if len(olds) < len(group) or not _is_old_list(sentence, olds):
        return [_unknown(sentence, place) for place in group]
    formula = formulas.fall if is_fall else formulas.growth
    made = []
    for place, old in zip(group, olds, strict=True):
        news = [one for one in sentence.alike(old, range(olds[0])) if _is_level(sentence, one)]
        # Of several amounts of one kind the turn decides, of different kinds the unit.
        turn = len([one for one in olds if one > old and one in sentence.alike(old, range(group[0]))])
        new = news[-1 - turn : len(news) - turn or None][:1]
        readings = tuple(Reading(formula, (sentence.quantities[one], sentence.quantities[old])) for one in new)
        at = clause_span(sentence, place)
        made.append(
            Claim("growth", at, sentence.quantities[place], readings, bool(readings), "" if readings else _NO_BASE)
        )
    return made


def _is_old_list(sentence: Sentence, olds: list[int]) -> bool:
    """Whether the amounts stand in one list that begins with the time before, or is compared with."""
    first = sentence.clause(olds[0])
    joined = all(re.fullmatch(r"[、，]|和|及|与", sentence.gap(one, one + 1)) for one in olds[:-1])
    return joined and re.search(r"上年|去年|同期|前年", first) is not None


def _unknown(sentence: Sentence, place: int) -> Claim:
    return Claim("growth", clause_span(sentence, place), sentence.quantities[place], note=_NO_BASE)


def _grown(sentence: Sentence, place: int, phrase: str, is_fall: bool) -> Claim:
    stated, at = sentence.quantities[place], clause_span(sentence, place)
    if words.YEARLY.search(phrase):
        readings = tuple(_yearly(sentence, place))
        return Claim("growth", at, stated, readings, bool(readings), "" if readings else _NO_YEARS)
    if stated.unit.dimension == TIMES:
        formula: Formula = formulas.grown_times
    else:
        formula = formulas.fall if is_fall else formulas.growth
    readings = tuple(
        Reading(formula, (sentence.quantities[new], sentence.quantities[old]))
        for new, old in _pairs(sentence, place)
        if not is_relative(sentence, new)
    )
    readings += tuple(_by_increment(sentence, place))
    return Claim("growth", at, stated, readings, bool(readings), "" if readings else _NO_BASE)


def _pairs(sentence: Sentence, place: int) -> Iterator[Pair]:
    """New and old amounts that the sentence gives for the growth at `place`, the likeliest first."""
    yield from _compared(sentence, place)
    yield from _from_to(sentence, place)
    yield from _labelled(sentence, place)


def _is_level(sentence: Sentence, place: int) -> bool:
    one = sentence.quantities[place]
    is_plain = not one.is_attribute and one.unit.dimension != POINTS
    return is_plain and not is_change(sentence, place) and not is_whole_of_share(sentence, place)


def _from_to(sentence: Sentence, place: int) -> Iterator[Pair]:
    """由…增加到…: the last such pair before the growth."""
    for new in range(place - 1, 0, -1):
        old = new - 1
        if (
            comparable(sentence.quantities[old].unit, sentence.quantities[new].unit)
            and words.FROM.search(sentence.lead(old))
            and words.LEVEL_LEAD.search(_without_time(sentence.gap(old, new)))
        ):
            yield new, old
            return


def _without_time(text: str) -> str:
    """增加到2022年的 → 增加到; 增加到前三季度的 → 增加到."""
    return re.sub(r"(?:目前|现在|如今)?的?$", "", PERIOD.sub("", text))


def _compared(sentence: Sentence, place: int) -> Iterator[Pair]:
    """…比上年的206亿元增长…: the old amount stands right before the word of growth, or before an increment (…增加6亿元，增长…)."""
    old = place - 1
    if old > 1 and is_change(sentence, old) and len(sentence.gap(old, place)) <= _NEAR:
        old -= 1
    elif old < 1 or "，" in sentence.gap(old, place):
        return
    if not _VERSUS.search(sentence.clause(old)) or not _is_level(sentence, old):
        return
    for new in range(old - 1, -1, -1):
        if comparable(sentence.quantities[new].unit, sentence.quantities[old].unit) and _is_level(sentence, new):
            yield new, old
            return


def _labelled(sentence: Sentence, place: int, end: int | None = None) -> Iterator[Pair]:
    """One amount of the time before and one of now: 上年同期206亿元, or 2021年206亿元，2022年212亿元."""
    levels = [
        one
        for one in range(place if end is None else end)
        if one != place and _is_level(sentence, one) and sentence.segment(one) == sentence.segment(place)
    ]
    for old in reversed(levels):
        if not _is_of_before(sentence, old):
            continue
        news = [
            one
            for one in levels
            if one != old
            and not _is_of_before(sentence, one)
            and comparable(sentence.quantities[one].unit, sentence.quantities[old].unit)
            and _is_of_the_same(sentence, one, old)
        ]
        if news:
            yield min(news, key=lambda one: abs(one - old)), old
            return
    yield from _by_year(sentence, levels)


def _is_of_the_same(sentence: Sentence, one: int, other: int) -> bool:
    """Whether two amounts may be of one thing: their names share a word, or one has none (去年为44个)."""
    clauses = [words.LEVEL_LEAD.sub("", PERIOD.sub("", sentence.clause(place))) for place in (one, other)]
    names = [bare(clause + sentence.tail(place)) for clause, place in zip(clauses, (one, other), strict=True)]
    return min(map(len, names)) < 2 or meets(*names)


def _is_of_before(sentence: Sentence, place: int) -> bool:
    """Whether its own clause names the time before (上年同期为206亿元)."""
    start = sentence.quantities[place].start
    clause = sentence.clause(place)
    return any(
        time.is_previous and start - len(clause) <= time.start < start for time in sentence.times
    ) and not re.search(r"比|较", clause)


def _by_year(sentence: Sentence, levels: list[int]) -> Iterator[Pair]:
    dated = [(years[-1], one) for one in levels if (years := _years_of(sentence, one))]
    for year, new in reversed(dated):
        for other, old in dated:
            fits = comparable(sentence.quantities[new].unit, sentence.quantities[old].unit)
            if other == year - 1 and fits and _is_of_the_same(sentence, new, old):
                yield new, old
                return


def _years_of(sentence: Sentence, place: int) -> tuple[int, ...]:
    """The years that its own clause names."""
    start = sentence.quantities[place].start
    clause = sentence.clause(place)
    inside = [time for time in sentence.times if start - len(clause) <= time.start < start]
    own = inside[-1].years if inside else ()
    return _years_of_list(sentence, place) or own


def _years_of_list(sentence: Sentence, place: int) -> tuple[int, ...]:
    """2021年、2022年、2023年分别…100亿元、115亿元、138亿元: each amount has the year of its turn."""
    first = place
    while first and re.fullmatch(r"[、，]|和|及|与", sentence.gap(first - 1, first)):
        first -= 1
    lead = sentence.lead(first)
    start = sentence.quantities[first].start - len(lead)
    years = [time.years[-1] for time in sentence.times if time.years and start <= time.start < start + len(lead)]
    return (years[place - first],) if "分别" in lead and len(years) > max(place - first, 1) else ()


def _by_increment(sentence: Sentence, place: int) -> Iterator[Reading]:
    """…比上年增加12亿元，增长7%: the base is the amount less its increment."""
    step = _increment(sentence, place)
    if step is None:
        return
    fell = words.GROWTH_LEAD.search(sentence.clause(step))
    formula = formulas.fallen_by if fell is not None and fell["down"] else formulas.grown_by
    for new in range(min(step, place) - 1, -1, -1):
        fits = comparable(sentence.quantities[new].unit, sentence.quantities[step].unit) and is_amount(sentence, new)
        if fits and not is_reference(sentence, new) and not _VERSUS.search(sentence.clause(new)):
            yield Reading(formula, (sentence.quantities[new], sentence.quantities[step]))
            return


def _increment(sentence: Sentence, place: int) -> int | None:
    """The change in the amount's own unit that stands right before the growth, or right behind it (增长7%，净增12亿元)."""
    before, after = place - 1, place + 1
    if before > 0 and not is_relative(sentence, before) and is_change(sentence, before):
        return before if len(sentence.gap(before, place)) <= _NEAR else None
    if after < len(sentence.quantities) and not is_relative(sentence, after) and _NET.match(sentence.gap(place, after)):
        return after
    return None


def _yearly(sentence: Sentence, place: int) -> Iterator[Reading]:
    """Mean yearly growth between two amounts whose years are told; a span of N years may count N or N − 1 steps."""
    pairs = [*_from_to(sentence, place), *_ends(sentence, place)]
    for new, old in pairs[:1]:
        for years in _steps(sentence, new, old, place):
            yield Reading(formulas.yearly(years), (sentence.quantities[new], sentence.quantities[old]))


def _ends(sentence: Sentence, place: int) -> Iterator[Pair]:
    """The first and the last of the amounts with years."""
    dated = [one for one in range(place) if is_amount(sentence, one) and _years_of(sentence, one)]
    dated.sort(key=lambda one: _years_of(sentence, one)[-1])
    if len(dated) > 1 and comparable(sentence.quantities[dated[0]].unit, sentence.quantities[dated[-1]].unit):
        yield dated[-1], dated[0]


def _steps(sentence: Sentence, new: int, old: int, place: int) -> list[int]:
    own = _years_of(sentence, old), _years_of(sentence, new)
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


def _times_of(sentence: Sentence, group: range, phrase: str) -> list[Claim]:
    """是上年同期的2.5倍, 相当于去年的90%, where the amount of the time before stands elsewhere in the sentence."""
    stated = sentence.quantities[group[0]]
    is_times = stated.unit.dimension == TIMES
    if len(group) > 1 or not (_IS_TIMES if is_times else _IS_OF_BEFORE).search(phrase.strip()):
        return []
    formula = formulas.multiple if is_times else formulas.share
    readings = tuple(
        Reading(formula, (sentence.quantities[new], sentence.quantities[old]))
        for new, old in _labelled(sentence, group[0], len(sentence.quantities))
    )
    return [
        Claim("ratio", clause_span(sentence, group[0]), stated, readings, bool(readings), "" if readings else _NO_BASE)
    ]


def changes(sentence: Sentence) -> Iterator[Claim]:
    """Differences that are stated in their own unit: 由51.8%提高到55%，提高3.2个百分点; 比任务358亿元多54.63亿元."""
    for place, stated in enumerate(sentence.quantities):
        yield from _above(sentence, place)
        yield from _apart(sentence, place)
        clause = sentence.clause(place)
        direction = words.GROWTH_LEAD.search(clause)
        if direction is None or is_relative(sentence, place) or not is_change(sentence, place):
            continue
        formula = formulas.shortfall if direction["down"] else formulas.difference
        readings = tuple(
            Reading(formula, (sentence.quantities[new], sentence.quantities[old]))
            for new, old in _pairs(sentence, place)
            if _fits(sentence, new, place)
        )
        kind: Kind = "difference"
        if readings:
            yield Claim(kind, clause_span(sentence, place), stated, readings, is_certain=True)
        elif stated.unit.dimension == POINTS:
            yield Claim(kind, clause_span(sentence, place), stated, note=_NO_BASE)


def _apart(sentence: Sentence, place: int) -> Iterator[Claim]:
    """最高的96.3%，最低的41.7%，相差54.6个百分点: the distance of the two before."""
    if _LEFT.search(sentence.clause(place)):
        yield from _left(sentence, place)
    if not _APART.search(sentence.clause(place)):
        return
    pair = [one for one in range(place) if _fits(sentence, one, place)][-2:]
    if len(pair) > 1:
        reading = Reading(formulas.gap, tuple(sentence.quantities[one] for one in pair))
        yield Claim("difference", clause_span(sentence, place), sentence.quantities[place], (reading,), is_certain=True)


def _left(sentence: Sentence, place: int) -> Iterator[Claim]:
    """需求4200亩，已落实3150亩，缺口1050亩: what is left of the one amount before when the other is taken."""
    alike = amounts_like(sentence, place, range(place))
    pair = [one for one in alike if sentence.segment(one) == sentence.segment(place)]
    if len(pair) == 2:
        reading = Reading(formulas.gap, tuple(sentence.quantities[one] for one in pair))
        yield Claim("difference", clause_span(sentence, place), sentence.quantities[place], (reading,), is_certain=True)


def _above(sentence: Sentence, place: int) -> Iterator[Claim]:
    """…增长18.6%，高于全市平均水平（12.4%）6.2个百分点."""
    stated, old = sentence.quantities[place], place - 1
    if stated.unit.dimension != POINTS or old < 1 or sentence.gap(old, place) != "）" or not is_relative(sentence, old):
        return
    side = _SIDE.search(sentence.lead(old))
    new = next((one for one in range(old - 1, -1, -1) if is_relative(sentence, one)), None)
    if side is not None and new is not None:
        formula = formulas.difference if side["over"] else formulas.shortfall
        reading = Reading(formula, (sentence.quantities[new], sentence.quantities[old]))
        yield Claim("difference", clause_span(sentence, place, old), stated, (reading,), is_certain=True)


def _fits(sentence: Sentence, level: int, place: int) -> bool:
    """Percentage points are of percentages, other differences of amounts in their own unit."""
    own, of = sentence.quantities[place].unit, sentence.quantities[level].unit
    return of.dimension == RATE if own.dimension == POINTS else comparable(own, of)

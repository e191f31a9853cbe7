"""Growth: 由120亿元增加到210亿元，增长75%; 比上年的206亿元增长3.2%; 比上年增加12亿元，增长7%; 年均增长15%; 翻一番."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.grown_lists import grown_list
from luodi.across.proofreading.engine.finding.levels import NO_BASE, Pair, from_to, is_level
from luodi.across.proofreading.engine.finding.places import (
    bare,
    clause_span,
    is_amount,
    is_change,
    is_real,
    is_reference,
    is_relative,
    meets,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.units import TIMES, comparable

_AT_PRICES: Final = "增速按可比价格或可比口径计算，不能由文中两个数直接算出。"
_NO_YEARS: Final = "文中没有写明起止年份和数值，无法核对。"
_VERSUS: Final = re.compile(r"(?:比|较|高于|低于|快于|超)[^，。；]*$")
_NAMED_YEAR: Final = re.compile(
    r"(?:(?P<new>(?:19|20)[0-9]{2})年)?[^，。；]{0,6}(?:比|较)(?P<old>(?:19|20)[0-9]{2})年(?!同期|以来)"
)
_BASE_BEHIND: Final = re.compile(r"^（[^）]{0,4}(?:上年|去年|前年|同期)[^）]{0,10}$")
_OTHER_BASE: Final = re.compile(r"(?:比|较)(?:年初|[一二三四]季度|上半年|前三季度|[0-9]{1,2}月|全[国省市县区]|平均)")
_IS_TIMES: Final = re.compile(r"(?:是|为|达|相当于|达到)[^，。]*的$")
_IS_OF_BEFORE: Final = re.compile(r"(?:是|为|达|相当于|达到|占)[^，。]*(?:上年|去年|前年|同期)[^，。]*的$")
_IS_OF: Final = re.compile(r"^(?P<new>[一-龥A-Za-z]{2,10}?)(?:约|大约)?(?:是|为|相当于)(?P<old>[一-龥A-Za-z]{2,10})的$")
_NET: Final = re.compile(r"^[，,](?:净增加?|增加|增收|净减少?|减少)(?:了)?$")
_NEAR: Final = 8
_LENGTH: Final = re.compile(r"([一二三四五六七八九十]|[0-9]{1,2})年")
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
    return _judged(sentence, place, readings, NO_BASE)


def _judged(sentence: Sentence, place: int, readings: tuple[Reading, ...], lacks: str) -> Claim:
    """The claim; sure where there is a base, unless the growth is told at constant prices."""
    is_certain = bool(readings) and not is_real(sentence, place, readings)
    note = "" if is_certain else _AT_PRICES if readings else lacks
    return Claim("growth", clause_span(sentence, place), sentence.quantities[place], readings, is_certain, note)


def pairs_of(sentence: Sentence, place: int) -> Iterator[Pair]:
    """New and old amounts that the sentence gives for the change at `place`, the likeliest first."""
    phrase = sentence.clause(place)
    if "环比" in phrase and PERIOD.search(phrase):
        # 二季度环比增长 is of that time alone, whatever stands right before.
        yield from _in_turn(sentence, place)
        return
    yield from _compared(sentence, place)
    yield from islice(from_to(sentence, place), 1)
    named_year = _NAMED_YEAR.search(phrase)
    if named_year is not None:
        yield from _of_years(sentence, place, int(named_year["old"]), named_year["new"])
    elif _OTHER_BASE.search(phrase):
        return
    elif "环比" in phrase:
        yield from _in_turn(sentence, place)
    else:
        yield from _labelled(sentence, place)
        yield from _told_behind(sentence, place)


def _of_years(sentence: Sentence, place: int, old_year: int, new_year: str | None) -> Iterator[Pair]:
    """2024年比2022年增长46.8%: the amounts of just these years; without the first the latest that is told."""
    dated = [
        (years[-1], one) for one in range(place) if is_level(sentence, one) and (years := _years_of(sentence, one))
    ]
    latest = max((year for year, _ in dated), default=0)
    wanted = int(new_year) if new_year else latest
    for year, new in dated:
        for other, old in dated:
            fits = comparable(sentence.quantities[new].unit, sentence.quantities[old].unit)
            if (year, other) == (wanted, old_year) and fits and _is_of_the_same(sentence, new, old):
                yield new, old
                return


def _in_turn(sentence: Sentence, place: int) -> Iterator[Pair]:
    """一季度新开工21个，…；二季度新开工18个，环比下降14.3%: the last two amounts of one thing, each of a time of its own."""
    levels = [
        one
        for one in range(place)
        if is_amount(sentence, one)
        and is_level(sentence, one)
        and PERIOD.search(sentence.clause(one))
        and not words.TOTAL_LEAD.search(sentence.clause(one))
    ]
    # 3月份环比增长 tells of which time it is.
    told = PERIOD.search(sentence.clause(place))
    if told is not None:
        own = [one for one in levels if told.group().rstrip("份") in sentence.clause(one)]
        levels = [one for one in levels if own and one <= own[-1]]
    for old in reversed(levels[:-1]):
        new = levels[-1]
        fits = comparable(sentence.quantities[new].unit, sentence.quantities[old].unit)
        if fits and _is_of_the_same(sentence, new, old):
            yield new, old
            return


def _told_behind(sentence: Sentence, place: int) -> Iterator[Pair]:
    """同比增长19.4%（去年同期72家）: the old amount in brackets right behind."""
    old = place + 1
    if old >= len(sentence.quantities) or not _BASE_BEHIND.match(sentence.gap(place, old)):
        return
    for new in range(place - 1, -1, -1):
        fits = comparable(sentence.quantities[new].unit, sentence.quantities[old].unit)
        if fits and is_level(sentence, new) and sentence.segment(new) == sentence.segment(place):
            yield new, old
            return


def _compared(sentence: Sentence, place: int) -> Iterator[Pair]:
    """…比上年的206亿元增长…: the old amount stands right before the word of growth, or before an increment (…增加6亿元，增长…)."""
    old = place - 1
    if old > 1 and is_change(sentence, old) and len(sentence.gap(old, place)) <= _NEAR:
        old -= 1
    elif old < 1 or "，" in sentence.gap(old, place):
        return
    if not _VERSUS.search(sentence.clause(old)) or not is_level(sentence, old):
        return
    for new in range(old - 1, -1, -1):
        if comparable(sentence.quantities[new].unit, sentence.quantities[old].unit) and is_level(sentence, new):
            yield new, old
            return


def _labelled(sentence: Sentence, place: int, end: int | None = None) -> Iterator[Pair]:
    """One amount of the time before and one of now: 上年同期206亿元, or 2021年206亿元，2022年212亿元."""
    levels = [
        one
        for one in range(place if end is None else end)
        if one != place and is_level(sentence, one) and sentence.segment(one) == sentence.segment(place)
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
    named = [time for time in sentence.times if time.years and start <= time.start < start + len(lead)]
    years = [time.years[-1] for time in named]
    if len(named) == 1 and len(named[0].years) > 1:
        # 2021—2023年分别…: each year of the span in its turn.
        years = list(range(named[0].years[0], named[0].years[-1] + 1))
    return (years[place - first],) if "分别" in lead and len(years) > max(place - first, 1) else ()


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
        if fits and not is_reference(sentence, new) and not _VERSUS.search(sentence.clause(new)):
            yield Reading(formula, (sentence.quantities[new], sentence.quantities[step]))
            return


def _levels_beside(step: int, place: int) -> list[int]:
    """Where the new amount may stand: between the increment and the growth (净增218家，达到3026家，增长…), else before both."""
    return [*range(place - 1, step, -1), *range(min(step, place) - 1, -1, -1)]


def _increment(sentence: Sentence, place: int) -> int | None:
    """The change in the amount's own unit that stands right before the growth, or right behind it (增长7%，净增12亿元)."""
    before, after = place - 1, place + 1
    if before > 0 and not is_relative(sentence, before) and is_change(sentence, before):
        return before if len(sentence.gap(before, place)) <= _NEAR else None
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


def _of_two_named(sentence: Sentence, place: int, phrase: str) -> Iterator[Pair]:
    """甲园区亩均税收24.6万元，乙园区亩均税收16.4万元，甲园区是乙园区的1.5倍: two things, each told once."""
    names = _IS_OF.match(phrase)
    if names is None:
        return
    told = [[one for one in range(place) if sentence.clause(one).startswith(names[way])] for way in ("new", "old")]
    if len(told[0]) == 1 and len(told[1]) == 1 and comparable(*(sentence.quantities[one[0]].unit for one in told)):
        yield told[0][0], told[1][0]


def _times_of(sentence: Sentence, group: range, phrase: str) -> list[Claim]:
    """是上年同期的2.5倍, 相当于去年的90%, where the amount of the time before stands elsewhere in the sentence."""
    stated = sentence.quantities[group[0]]
    is_times = stated.unit.dimension == TIMES
    if len(group) > 1 or not (_IS_TIMES if is_times else _IS_OF_BEFORE).search(phrase.strip()):
        return []
    formula = formulas.multiple if is_times else formulas.share
    pairs = list(_of_two_named(sentence, group[0], phrase)) or _labelled(sentence, group[0], len(sentence.quantities))
    readings = tuple(Reading(formula, (sentence.quantities[new], sentence.quantities[old])) for new, old in pairs)
    return [
        Claim("ratio", clause_span(sentence, group[0]), stated, readings, bool(readings), "" if readings else NO_BASE)
    ]

"""What a change is measured from: the two amounts of 比上年的206亿元增长, 去年48个，今年60个, 2022年…2023年…, 年初120个，r"(?P<new>[^，。；、]{0,10}?)(?:比|较)(?P<than>年初增加30个."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from luodi.across.proofreading.engine.finding.levels import Pair, from_to, is_level, without_time
from luodi.across.proofreading.engine.finding.places import bare, is_amount, is_change, is_relative, meets, says_of_what
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.periods import PERIOD, PREVIOUS
from luodi.across.proofreading.rules.units import POINTS, TIMES, comparable

VERSUS: Final = re.compile(r"(?:比|较|高于|低于|快于|超)[^，。；]*$")
NEAR: Final = 8
"""Signs that may stand between an increment and the growth it makes."""
_NAMED_YEAR: Final = re.compile(
    r"(?:(?P<new>(?:19|20)[0-9]{2})年)?[^，。；]{0,6}(?:比|较)(?P<old>(?:19|20)[0-9]{2})年(?!同期|以来)"
)
_BASE_BEHIND: Final = re.compile(r"^(?:（[^）]{0,4}|[，,])(?:上年|去年|前年|同期)[^），]{0,10}$")
_FROM_TO_BEHIND: Final = re.compile(r"^[（，][^（），]{0,6}(?:由|从)[^（），]{0,10}$")
_OTHER_BASE: Final = re.compile(r"(?:比|较)(?:年初|[一二三四]季度|上半年|前三季度|[0-9]{1,2}月|全[国省市县区]|平均)")
_AGAINST: Final = re.compile(
    r"(?P<new>[^，。；、]{0,10}?)(?:比|较)(?P<than>[^，。；、的]{2,8})(?:的)?(?:相比)?(?:净|多|又)?"
)
_TURN: Final = re.compile("其中|第[一二三四五]年")
_IN_TURN: Final = re.compile("环比")
_SINCE: Final = re.compile("以来|起|至今|[—–~～-]")


def pairs_of(sentence: Sentence, place: int) -> Iterator[Pair]:
    """New and old amounts that the sentence gives for the change at `place`, the likeliest first."""
    return (pair for pair in _told_pairs(sentence, place) if not _is_passed(sentence, place, pair))


def _is_passed(sentence: Sentence, place: int, pair: Pair) -> bool:
    """Whether another amount stands between the pair and a change that names nothing: 由48个增加到60个，到位资金30亿元，增长12%."""
    last = max(pair)
    clause = sentence.clause(place)
    if says_of_what(sentence, place) or any(one.search(clause) for one in (_NAMED_YEAR, _OTHER_BASE, _IN_TURN)):
        return False
    others = [one for one in range(last + 1, place) if is_level(sentence, one)]
    own = sentence.quantities[place].unit
    if own.dimension == POINTS:
        return any(is_relative(sentence, one) for one in others)
    amounts = [one for one in others if not is_relative(sentence, one) and not sentence.is_aside(one, place)]
    return any(
        own.is_rate or own.dimension == TIMES or comparable(own, sentence.quantities[one].unit) for one in amounts
    )


def _told_pairs(sentence: Sentence, place: int) -> Iterator[Pair]:
    phrase = sentence.clause(place)
    if "环比" in phrase and PERIOD.search(phrase):
        # 二季度环比增长 is of that time alone, whatever stands right before.
        yield from _in_turn(sentence, place)
        return
    if place + 1 < len(sentence.quantities) and _FROM_TO_BEHIND.match(sentence.gap(place, place + 1)):
        # What stands in brackets right behind is of this change, whatever was told before.
        yield from _told_behind(sentence, place)
    yield from _compared(sentence, place)
    yield from islice(from_to(sentence, place), 1)
    named_year = _NAMED_YEAR.search(phrase)
    if named_year is not None:
        yield from _of_years(sentence, place, int(named_year["old"]), named_year["new"])
    elif _OTHER_BASE.search(phrase):
        yield from _of_named(sentence, place)
    elif "环比" in phrase:
        yield from _in_turn(sentence, place)
    else:
        yield from labelled(sentence, place, len(sentence.quantities) if sentence.told_after else None)
        yield from _told_behind(sentence, place)
        yield from _of_named(sentence, place)


def _of_named(sentence: Sentence, place: int) -> Iterator[Pair]:
    """年初120个，目前150个，较年初增加30个: the one amount that is told of just what is compared with."""
    against = _AGAINST.search(sentence.clause(place))
    if against is None or PREVIOUS.search(against["than"]):
        return
    than = words.GROWTH_LEAD.sub("", against["than"]).rstrip("净")
    levels = [one for one in range(place) if is_level(sentence, one) and not VERSUS.search(sentence.clause(one))]
    olds = [one for one in levels if len(than) > 1 and than in sentence.clause(one)]
    first = words.SCOPES.sub("", PERIOD.sub("", against["new"])).strip()
    news = [one for one in levels if len(olds) == 1 and one != olds[0]]
    news = (
        [one for one in news if first in sentence.clause(one)]
        if len(first) > 1
        else [one for one in news if one > olds[0]]
    )
    for new in reversed(news):
        fits = comparable(sentence.quantities[new].unit, sentence.quantities[olds[0]].unit)
        if fits and _is_of_the_same(sentence, new, olds[0]):
            yield new, olds[0]
            return


def _of_years(sentence: Sentence, place: int, old_year: int, new_year: str | None) -> Iterator[Pair]:
    """2024年比2022年增长46.8%: the amounts of just these years; without the first the latest that is told."""
    dated = [(years[-1], one) for one in range(place) if is_level(sentence, one) and (years := years_of(sentence, one))]
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
    if old + 1 < len(sentence.quantities) and _FROM_TO_BEHIND.match(sentence.gap(place, old)):
        # 下降20%（由去年同期的60万平方米减少到48万平方米）
        if words.LEVEL_LEAD.search(without_time(sentence.gap(old, old + 1))):
            yield old + 1, old
        return
    if old >= len(sentence.quantities) or not _BASE_BEHIND.match(sentence.gap(place, old)):
        return
    for new in range(place - 1, -1, -1):
        fits = comparable(sentence.quantities[new].unit, sentence.quantities[old].unit)
        if sentence.is_aside(new, place):
            continue
        if fits and is_level(sentence, new) and sentence.segment(new) == sentence.segment(place):
            yield new, old
            return


def _compared(sentence: Sentence, place: int) -> Iterator[Pair]:
    """…比上年的206亿元增长…: the old amount stands right before the word of growth, or before an increment (…增加6亿元，增长…)."""
    old = place - 1
    if old > 1 and is_change(sentence, old) and len(sentence.gap(old, place)) <= NEAR:
        old -= 1
    elif old < 1 or re.search("[，。；]", sentence.gap(old, place)):
        return
    if not VERSUS.search(sentence.clause(old)) or not is_level(sentence, old):
        return
    for new in range(old - 1, -1, -1):
        if comparable(sentence.quantities[new].unit, sentence.quantities[old].unit) and is_level(sentence, new):
            yield new, old
            return


def labelled(sentence: Sentence, place: int, end: int | None = None) -> Iterator[Pair]:
    """One amount of the time before and one of now: 上年同期206亿元, or 2021年206亿元，2022年212亿元."""
    levels = [
        one
        for one in range(place if end is None else end)
        if one != place and is_level(sentence, one) and sentence.segment(one) == sentence.segment(place)
    ]
    for old in reversed(levels):
        if not _is_of_before(sentence, old):
            continue
        head = _head_of_aside(sentence, old)
        news = [
            one
            for one in (levels if head is None else [head])
            if one != old
            and not _is_of_before(sentence, one)
            and comparable(sentence.quantities[one].unit, sentence.quantities[old].unit)
            and _is_of_the_same(sentence, one, old)
        ]
        if news:
            yield min(news, key=lambda one: abs(one - old)), old
            return
    yield from _by_year(sentence, levels)
    if sentence.segment(place) or sentence.told_after:
        yield from _across(sentence, place, end)


def _head_of_aside(sentence: Sentence, old: int) -> int | None:
    """（上年完成58.36亿元）: what stands in brackets is of the last amount before them; None outside of brackets."""
    before = sentence.text[sentence.start : sentence.quantities[old].start]
    at = before.rfind("（")
    if at <= before.rfind("）") or at < 0:
        return None
    start = sentence.start + at
    levels = [one for one in range(old) if sentence.quantities[one].end <= start and is_level(sentence, one)]
    alike = [one for one in levels if comparable(sentence.quantities[one].unit, sentence.quantities[old].unit)]
    return alike[-1] if alike else old


def _across(sentence: Sentence, place: int, end: int | None) -> Iterator[Pair]:
    """去年签约48个；今年签约60个，增长25%: over a semicolon or a full stop only where one amount is of the time before."""
    levels = [one for one in range(place if end is None else end) if one != place and is_level(sentence, one)]
    olds = [one for one in levels if _is_of_before(sentence, one) and sentence.segment(one) != sentence.segment(place)]
    own = [one for one in levels if sentence.segment(one) == sentence.segment(place) and one not in olds]
    for new in reversed(own):
        alike = [
            old
            for old in olds
            if comparable(sentence.quantities[new].unit, sentence.quantities[old].unit)
            and _is_of_the_same(sentence, new, old)
        ]
        if len(alike) == 1:
            yield new, alike[0]
            return
    yield from _by_year(sentence, levels)


def _is_of_the_same(sentence: Sentence, one: int, other: int) -> bool:
    """Whether two amounts may be of one thing: their names share a word, or one has none (去年为44个)."""
    clauses = [
        _TURN.sub("", words.LEVEL_LEAD.sub("", PERIOD.sub("", sentence.clause(place)))) for place in (one, other)
    ]
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
    dated = [(years[-1], one) for one in levels if (years := years_of(sentence, one))]
    for year, new in reversed(dated):
        for other, old in dated:
            fits = comparable(sentence.quantities[new].unit, sentence.quantities[old].unit)
            if other == year - 1 and fits and _is_of_the_same(sentence, new, old):
                yield new, old
                return


def years_of(sentence: Sentence, place: int) -> tuple[int, ...]:
    """The years that its own clause names."""
    start = sentence.quantities[place].start
    clause = sentence.clause(place)
    inside = [time for time in sentence.times if start - len(clause) <= time.start < start]
    own = inside[-1].years if inside else ()
    return _years_of_list(sentence, place) or own or _year_at_head(sentence, place)


def _year_at_head(sentence: Sentence, place: int) -> tuple[int, ...]:
    """2022年，全县共签约48个: the year with which the part of the sentence begins, for its first amount."""
    if place and sentence.segment(place - 1) == sentence.segment(place):
        return ()
    lead = sentence.lead(place)
    start = sentence.quantities[place].start - len(lead)
    named = [time for time in sentence.times if time.years and start <= time.start < start + len(lead)]
    is_plain = len(named) == 1 and not _SINCE.match(sentence.text, named[0].end)
    return named[0].years if is_plain else ()


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

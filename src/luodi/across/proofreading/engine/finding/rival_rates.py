"""Rates that are compared with one told before: 结案率97.25%，比全部诉讼案件高0.06个百分点; 民营企业增长10.4%，高于整体7.6个百分点.

Which rate is meant is told by its name (结案率) or by whose growth it is (工业, 全省). Only one rate may answer to it.
"""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.mentions import Mention, told_before
from luodi.across.proofreading.engine.finding.places import clause_span
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.periods import PERIOD, PREVIOUS
from luodi.across.proofreading.rules.units import POINTS, RATE

_OVER: Final = r"(?P<over>高出?|快|多|大|领先|超过?|提高|提升)"
_UNDER: Final = r"(?:低|慢|少|小|落后)"
_COMPARED: Final = re.compile(
    rf"(?:(?P<new>[^，。；、]{{2,14}}?)(?:增速|增幅)?)?(?:分别)?(?:比|较)(?P<than>[^，。；、年月]{{2,16}}?)(?:{_OVER}|{_UNDER})(?:了|约|近)*$"
)
_BESIDE: Final = re.compile(
    r"(?:(?P<over>高于|高出|快于|好于|领先|超过)|(?:低于|慢于|落后于?))(?P<than>[^，。；、年月]{2,16}?)(?:约|近)*$"
)
_PLAIN: Final = re.compile(r"平均(?:水平)?|水平|增速|增幅|均值|全部|整体|总体|同期|的|速度|收入|居民")
_OF_ALL: Final = re.compile(r"^(?:全[国省市县区州]|我[国省市县区])?$")
_NAMED: Final = re.compile(r"([一-龥]{1,3}率)(?:为|达|是|约|仅)*$")
_SENTENCES_BACK: Final = 3
_KEY: Final = 2

Pair = tuple[Mention, Mention]


def rival_rates(sentence: Sentence, known: set[int]) -> Iterator[Claim]:
    """Every difference in points between a rate and one that is told before; `known` is what is understood already."""
    for place, stated in sentence.told():
        if stated.unit.dimension != POINTS or stated.number is None or stated.start in known:
            continue
        told = _COMPARED.search(sentence.clause(place)) or _BESIDE.search(sentence.clause(place))
        if told is None or PREVIOUS.search(told["than"]) or words.TARGET.search(told["than"]):
            continue
        pair, is_certain = _pair(sentence, place, told)
        if pair is not None:
            operands = (pair[0].quantity, pair[1].quantity)
            formula = formulas.difference if told["over"] else formulas.shortfall
            at, reading = clause_span(sentence, place), Reading(formula, operands)
            yield Claim("difference", at, stated, (reading,), is_certain, within="near")


def _pair(sentence: Sentence, place: int, told: re.Match[str]) -> tuple[Pair | None, bool]:
    """The rate that is compared and the one that it is compared with; and whether no other can be meant."""
    rates = [one for one in told_before(sentence, place, sentences=_SENTENCES_BACK, paragraphs=1) if _is_of_now(one)]
    new = next(iter(rates), None) if _is_beside(sentence, place, rates) else None
    name = told.groupdict().get("new")
    if name and (called := _called(rates, _key(name))) is not None:
        new = called
    if new is None:
        return None, False
    kind = _kind(new)
    alike = [one for one in rates if one.place != new.place or one.sentence is not new.sentence]
    alike = [one for one in alike if _kind(one) == kind]
    key = _key(told["than"])
    old = _called(alike, key) if len(key) >= _KEY and not _OF_ALL.match(key) else None
    if old is not None:
        return (new, old), True
    if not alike or (kind == _GROWTH and _OF_ALL.match(key) is None):
        return None, False
    # 比全部诉讼案件高: of a named rate, or of all there is, the one told first.
    return (new, alike[-1]), kind != _GROWTH or len(alike) == 1


_GROWTH: Final = "growth"


def _kind(one: Mention) -> str:
    """What the rate is one of: its name, or growth."""
    if words.GROWTH_LEAD.search(one.clause):
        return _GROWTH
    named = _NAMED.search(one.clause)
    return named[1][-2:] if named is not None else ""


def _is_of_now(one: Mention) -> bool:
    """Whether it is a rate with a kind, of no time before."""
    is_rate = one.quantity.unit.dimension == RATE and one.quantity.number is not None
    return is_rate and _kind(one) != "" and not PREVIOUS.search(one.clause.replace("同比", ""))


def _is_beside(sentence: Sentence, place: int, rates: list[Mention]) -> bool:
    """Whether the nearest rate stands right before."""
    return bool(rates) and rates[0].sentence is sentence and rates[0].place == place - 1


def _called(rates: list[Mention], key: str) -> Mention | None:
    """The one rate that is told of what is called so."""
    found = [one for one in rates if key in _territory(one)]
    return found[0] if len(found) == 1 else None


def _territory(one: Mention) -> str:
    """What is said between the rate before it and the rate: of this it is told."""
    sentence = one.sentence
    earlier = [own for own in sentence.quantities[: one.place] if own.unit.dimension in {RATE, POINTS}]
    start = earlier[-1].end if earlier else sentence.start
    return sentence.text[start : one.quantity.start]


def _key(name: str) -> str:
    return _PLAIN.sub("", PERIOD.sub("", name))[:4]

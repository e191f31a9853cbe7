"""Structures told as ratios (三次产业结构为9.5：42.0：48.5) and shares that together are all (四项合计100%)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Place, Reading
from luodi.across.proofreading.engine.finding.places import clause_span, groups, is_amount
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import rest_of_all, share_of_all, total
from luodi.across.proofreading.rules.units import PERCENT, RATE

_RATIO: Final = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?:\s?[：∶]\s?[0-9]+(?:\.[0-9]+)?){2,}(?![0-9.%])")
_TWO: Final = re.compile(
    r"(?<=[比例构])(?:为|调整为|达到?|约)?(?<![0-9.])[0-9]+(?:\.[0-9]+)?\s?[：∶]\s?[0-9]+(?:\.[0-9]+)?(?![0-9.%：∶])"
)
_NEAR_PAIR: Final = Decimal(3)
_SINGLE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NAME: Final = re.compile(r"结构|产业|比重|构成|比例|占比|之比")
_FROM_BEFORE: Final = re.compile(r"(?:由|从)[^：，。；]{0,16}$")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
_BEFORE: Final = re.compile(r"上年|去年|同期")
_LOOKED_BACK: Final = 40
_ALL: Final = Decimal(100)
_NEAR_ALL: Final = Decimal(10)
_FEWEST: Final = 2
_OTHERS: Final = re.compile(r"(?:其余|其他|其它)[^，。；、]{0,10}$")
_SHARE: Final = re.compile(r"占|比重|比例")
_THREE_SECTORS: Final = re.compile(r"一、二、三(?:次)?产|第一、第?二、第?三(?:次)?产|三次产业")
_SECTORS: Final = (("第一产业", "一产"), ("第二产业", "二产"), ("第三产业", "三产"))
_SENTENCES_BACK: Final = 3
_NOT_ALL: Final = "结构各项之和应为100%，"


def structures(paragraph: int, text: str, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Every ratio of three or more parts in percent of a paragraph; `sentences` are those of the paragraph that hold a quantity."""
    for found in _RATIO.finditer(text):
        lead = re.split(r"[。；]", text[max(0, found.start() - _LOOKED_BACK) : found.start()])[-1]
        parts = _parts(found)
        whole = sum((one.number or Decimal(0) for one in parts), Decimal(0))
        if _NAME.search(lead) is None or abs(whole - _ALL) > _NEAR_ALL:
            continue
        yield _all_of_it(paragraph, found, parts)
        if _FROM_BEFORE.search(lead) is None and _is_of_now(text, found):
            yield from _of_sectors(paragraph, [one for one in sentences if one.start <= found.start()], parts)


def pairs_to_all(paragraph: int, text: str) -> Iterator[Claim]:
    """普职比54:46: two parts in percent, whose sum is nearly 100."""
    for found in _TWO.finditer(text):
        parts = _parts(found)
        whole = sum((one.number or Decimal(0) for one in parts), Decimal(0))
        if len(parts) == _FEWEST and abs(whole - _ALL) <= _NEAR_PAIR:
            yield _all_of_it(paragraph, found, parts)


def _is_of_now(text: str, found: re.Match[str]) -> bool:
    """Whether the ratio is of the time that the amounts before it are of: no other year is named since the ratio before."""
    earlier = list(_RATIO.finditer(text, 0, found.start()))
    since = text[earlier[-1].end() if earlier else 0 : found.start()]
    own = re.split(r"[。；]", since)[-1]
    years = set(_YEAR.findall(own))
    before = text[: earlier[0].start()] if earlier else text[: found.start() - len(own)]
    first_told = not earlier or _FROM_BEFORE.search(
        text[max(0, earlier[-1].start() - _LOOKED_BACK) : earlier[-1].start()]
    )
    return bool(first_told) and not _BEFORE.search(own) and years <= set(_YEAR.findall(before) or years)


def _parts(found: re.Match[str]) -> tuple[Quantity, ...]:
    """The parts as percentages, each where it stands."""
    return tuple(
        Quantity(
            one.group(),
            found.start() + one.start(),
            found.start() + one.end(),
            Decimal(one.group()),
            len(one.group().partition(".")[2]),
            0,
            PERCENT,
        )
        for one in _SINGLE.finditer(found.group())
    )


def _all_of_it(paragraph: int, found: re.Match[str], parts: tuple[Quantity, ...]) -> Claim:
    stated = replace(
        parts[0],
        text=found.group(),
        start=found.start(),
        end=found.end(),
        number=_ALL,
        digits=max(one.digits for one in parts),
    )
    at = Place(paragraph, found.start(), found.end())
    return Claim("sum", at, stated, (Reading(total, parts),), is_certain=True, note=_NOT_ALL)


def _of_sectors(paragraph: int, sentences: Sequence[Sentence], parts: tuple[Quantity, ...]) -> Iterator[Claim]:
    """Each part against the amounts of the three sectors, where they were told shortly before."""
    amounts = _sectors(sentences)
    if len(parts) != len(_SECTORS) or amounts is None:
        return
    for turn, part in enumerate(parts):
        at = Place(paragraph, part.start, part.end)
        yield Claim("share", at, part, (Reading(share_of_all(turn), amounts),), is_certain=True)


def _sectors(sentences: Sequence[Sentence]) -> tuple[Quantity, ...] | None:
    """The amounts of the three sectors, told in one of the last sentences."""
    for own in reversed(sentences[-_SENTENCES_BACK:]):
        found = [_amounts_called(own, names) for names in _SECTORS]
        if all(len(one) == 1 for one in found):
            return tuple(one[0] for one in found)
    return None


def _amounts_called(sentence: Sentence, names: tuple[str, ...]) -> list[Quantity]:
    return [
        one
        for place, one in enumerate(sentence.quantities)
        if any(name in sentence.clause(place) for name in names)
        and is_amount(sentence, place)
        and one.unit.dimension == "money"
        and one.number is not None
    ]


def shares_of_all(sentence: Sentence) -> Iterator[Claim]:
    """…占46.2%，…占38.5%，…，合计100%: the shares of the sentence up to a total of 100."""
    for place, stated in enumerate(sentence.quantities):
        if (
            stated.unit.dimension != RATE
            or stated.number != _ALL
            or not re.search(r"合计|总计|之和", sentence.clause(place))
        ):
            continue
        rates = tuple(
            one
            for turn, one in enumerate(sentence.quantities[:place])
            if one.unit.dimension == RATE and "占" in sentence.clause(turn)
        )
        if len(rates) > 1:
            yield Claim("sum", clause_span(sentence, place), stated, (Reading(total, rates),), is_certain=True)


def shares_to_all(sentence: Sentence) -> Iterator[Claim]:
    """…占40%，…占35%，其他占26%: shares of which the last is of all others are together all, and so are those of 一、二、三产业."""
    for group in groups(sentence):
        clause = sentence.clause(group[0])
        if len(group) == 1 and _OTHERS.search(clause) and _is_share(sentence, group[0]):
            yield from _up_to_all(sentence, [*_shares_before(sentence, group[0]), group[0]])
        elif len(group) > 1 and _is_share(sentence, group[0]) and _names_all(clause, len(group)):
            yield from _up_to_all(sentence, list(group))


def _is_share(sentence: Sentence, place: int) -> bool:
    clause = sentence.clause(place)
    is_rate = sentence.quantities[place].unit.dimension == RATE
    return is_rate and _SHARE.search(clause) is not None and words.GROWTH_LEAD.search(clause) is None


def _shares_before(sentence: Sentence, last: int) -> list[int]:
    return [one for one in range(last) if _is_share(sentence, one) and sentence.quantities[one].number is not None]


def _names_all(clause: str, number: int) -> bool:
    """Whether as many parts are named as there are shares, and they are all there is."""
    if number == len(_SECTORS) and _THREE_SECTORS.search(clause):
        return True
    return any(len(names) == number and all(name in clause for name in names) for names in words.EXHAUSTIVE)


def _up_to_all(sentence: Sentence, shares: list[int]) -> Iterator[Claim]:
    """The last share is what the others leave of 100; where they are far from all, they are shares of several things."""
    own = [sentence.quantities[one] for one in shares]
    if len(own) < _FEWEST or any(one.number is None for one in own):
        return
    if abs(sum(one.amount.value for one in own) - _ALL) <= _NEAR_ALL:
        reading = Reading(rest_of_all, tuple(own[:-1]))
        yield Claim("sum", clause_span(sentence, shares[-1]), own[-1], (reading,), True, _NOT_ALL)

"""Rates that bear a name: 落地率55%, 办结率96%, 亏损面18%: those that did it ÷ all, or all without those that did not."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    clause_span,
    formula_of,
    head_of,
    is_amount,
    meets,
)
from luodi.across.proofreading.engine.finding.wholes import may_hold
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import share_of_all, share_without

_NO_PARTS = "文中没有写明计算这个比率的两个数，无法核对。"
_NEWLY: Final = re.compile(r"新(?:收|受理|接收|接|立)")
"""What came newly is not all there was to do: 新收9679件，审结7739件，结案率70.3% counts the old ones too."""
_OF: Final = re.compile(r"^(?P<kind>[一-龥]{2,10}?)(?:案件|项目|问题)[一-龥]{2,4}率")
_SAYS_NOTHING: Final = re.compile(r"其中|各类|全部|所有|本级|总体|综合|案件|问题|平均|年度|当年|今年|累计")
_SHORT: Final = 2
_NEXT: Final = 2
_BESIDE: Final = 8
_NO: Final = ("未", "尚未", "没有", "不", "非")

Pair = tuple[int, int]
"""Those that did it (or did not) and all."""


def rates(sentence: Sentence, group: range, phrase: str) -> list[Claim]:
    """The claims of named rates; empty when the phrase names none."""
    named = words.RATE_NAMES.findall(phrase) if words.RATE_NAME.search(phrase) else []
    if len(named) == len(group):
        return [_rate(sentence, place, act) for place, act in zip(group, named, strict=True)]
    if len(group) > 1:
        return _each_kind(sentence, group, named, phrase)
    if named:
        return [_rate(sentence, group[0], named[-1])]
    # Any other rate (采纳率) is one only where somebody is said to have done the act.
    other = words.ANY_RATE.search(phrase)
    claim = _rate(sentence, group[0], other["act"]) if other else None
    if other is None or claim is None or claim.readings:
        return [claim] if claim is not None else []
    return _by_sign(sentence, group[0], other["act"])


def _by_sign(sentence: Sentence, place: int, act: str) -> list[Claim]:
    """在用6284台，检验6217台，定检率98.9%: of just two amounts the lesser, which shares a sign with the act; only what is nearly right."""
    near = [one for one in range(place) if sentence.segment(one) == sentence.segment(place)]
    told = [one for one in near if is_amount(sentence, one) and set(act) & set(sentence.name(one))]
    pairs = [(one, whole) for one in told[-1:] for whole in amounts_like(sentence, one, range(one))[-1:]]
    pairs = [pair for pair in pairs if pair[1] in near and pair[0] - pair[1] <= _NEXT]
    pairs = [pair for pair in pairs if may_hold(sentence, pair[1], pair[0])]
    if not pairs or words.QUALIFIERS.search(sentence.clause(place)):
        return []
    reading = Reading(formula_of(sentence, place), _quantities(sentence, pairs[0]))
    at, stated = clause_span(sentence, place), sentence.quantities[place]
    return [Claim("ratio", at, stated, (reading,), is_certain=True, within="near")]


def _rate(sentence: Sentence, place: int, act: str) -> Claim:
    """落地率: those that landed ÷ all; the greatest comparable amount of the same part of the sentence is all."""
    acts = words.ACTS.get(act, (act,))
    amounts = [one for one in range(place) if is_amount(sentence, one)]
    near = [one for one in amounts if sentence.segment(one) == sentence.segment(place)]
    near = near or (amounts if sentence.told_before else [])
    pairs = _pairs(sentence, [one for one in near if _did(sentence, one, acts)][::-1], near)
    undone = [one for one in near if _did_not(sentence, one, acts)][::-1]
    without = [pair for pair in _pairs(sentence, undone, near) if not _did(sentence, pair[1], acts)]
    formula = formula_of(sentence, place)
    readings = tuple(Reading(formula, _quantities(sentence, pair)) for pair in pairs)
    readings += tuple(Reading(share_without, _quantities(sentence, pair)) for pair in without)
    readings += tuple(_of_both(sentence, acts, near, undone))
    if act.startswith(_NO):
        # 逮捕1835人，不捕946人，不捕率34.0%: all are those that are and those that are not.
        readings += tuple(Reading(share_of_all(0), _quantities(sentence, pair)) for pair in pairs)
    told = pairs or without
    differs = (
        not told
        or _is_of_size(sentence, told[0], acts)
        or _differs(sentence, place, told[0])
        or not _is_told(sentence, act, told, near)
    )
    at, stated = clause_span(sentence, place), sentence.quantities[place]
    if differs and told and not _differs(sentence, place, told[0]) and _is_of_all(sentence, told[0][1]):
        done = told[0][0]
        every = tuple(
            Reading(formula, _quantities(sentence, (done, one))) for one in amounts_like(sentence, done, range(done))
        )
        return Claim("ratio", at, stated, (*readings, *every), is_certain=True, within="near")
    return Claim("ratio", at, stated, readings, not differs, _NO_PARTS if differs else "")


def _is_of_size(sentence: Sentence, pair: Pair, acts: tuple[str, ...]) -> bool:
    """开工46个，其中亿元以上开工29个，开工率64.4%: of those of the size, not of all that were started."""
    done, whole = (sentence.name(one) for one in pair)
    return "以上" in done and "以上" not in whole and any(act in whole for act in acts)


def _is_of_all(sentence: Sentence, whole: int) -> bool:
    """全市共签约486个，…开工329个；投产178个；终止41个，终止率8.4%: the total with which the sentence begins."""
    return words.TOTAL_LEAD.search(sentence.clause(whole)) is not None


def _of_both(sentence: Sentence, acts: tuple[str, ...], near: list[int], undone: list[int]) -> Iterator[Reading]:
    """评审通过项目46个，未通过8个，通过率85.2%: all are those that did and those that did not."""
    for one in undone:
        for done in sentence.alike(one, range(len(sentence.quantities))):
            if done in near and _did(sentence, done, acts):
                yield Reading(share_of_all(0), _quantities(sentence, (done, one)))


def _each_kind(sentence: Sentence, group: range, named: list[str], phrase: str) -> list[Claim]:
    """86处、42.6万平方米，已盘活53处、27.3万平方米，盘活率分别为61.6%和64.1%: one rate by each kind of amount."""
    other = words.ANY_RATE.search(phrase)
    act = named[0] if len(named) == 1 else other["act"] if other else None
    if act is None:
        return []
    acts = words.ACTS.get(act, (act,))
    done = next((one for one in range(group[0] - 1, -1, -1) if _did(sentence, one, acts)), None)
    if (
        done is None
        or done + len(group) > group[0]
        or any(sentence.gap(one, one + 1) != "、" for one in range(done, done + len(group) - 1))
    ):
        return []
    near = list(range(group[0]))
    formula = formula_of(sentence, group[0])
    return [
        Claim(
            "ratio",
            clause_span(sentence, place),
            sentence.quantities[place],
            tuple(Reading(formula, _quantities(sentence, (part, whole))) for whole in wholes),
            len(wholes) == 1,
            "" if len(wholes) == 1 else _NO_PARTS,
        )
        for part, place in zip(range(done, done + len(group)), group, strict=True)
        if (wholes := _greater(sentence, part, near))
    ]


def _quantities(sentence: Sentence, pair: Pair) -> tuple[Quantity, Quantity]:
    return sentence.quantities[pair[0]], sentence.quantities[pair[1]]


def _pairs(sentence: Sentence, done: list[int], near: list[int]) -> list[Pair]:
    return [(one, whole) for one in done for whole in _greater(sentence, one, near)]


def _is_told(sentence: Sentence, act: str, pairs: list[Pair], near: list[int]) -> bool:
    """Whether the text leaves one whole only: a head, or a single greater amount, beside the done ones unless the act is usual."""
    done, whole = pairs[0]
    wholes = [one for part, one in pairs if part == done]
    if head_of(sentence, done) == whole:
        return True
    is_close = whole in near or whole > done or act in words.ACTS or sentence.told_before > 0
    return len(wholes) == 1 and is_close


def _did(sentence: Sentence, place: int, acts: tuple[str, ...]) -> bool:
    name = sentence.name(place)
    if words.NOT_YET.search(name) or any(f"{no}{act}" in name for act in acts for no in _NO):
        return False
    return any(act in name or _is_shortened(act, name) for act in acts)


def _is_shortened(act: str, name: str) -> bool:
    """Whether the act is a short word for what is told: 调撤 of 调解撤诉, 结案 of 审结各类案件."""
    return len(act) == _SHORT and re.search(rf"{act[0]}[一-龥]{{1,4}}{act[1]}", name) is not None


def _did_not(sentence: Sentence, place: int, acts: tuple[str, ...]) -> bool:
    name = sentence.name(place)
    return any(f"{no}{act}" in name for act in acts for no in _NO)


def _greater(sentence: Sentence, done: int, near: list[int]) -> list[int]:
    """The comparable amounts that are not less, the greatest first; one that stands in the relation N个中M个 before all."""
    own = sentence.quantities[done]
    alike = [one for one in sentence.alike(done, range(done)) if one in near and not _has_rate(sentence, one)]
    if not any(one in near for one in alike):
        alike = _first_of_all(sentence, done)
    known = [
        one
        for one in alike
        if sentence.quantities[one].number is None
        or own.number is None
        or sentence.quantities[one].amount.value >= own.amount.value
    ]
    ordered = sorted(known, key=lambda one: -(sentence.quantities[one].number or 0))
    head = head_of(sentence, done)
    if not ordered:
        return _told_later(sentence, done)
    return ordered if head is None else [head, *(one for one in ordered if one != head)]


def _has_rate(sentence: Sentence, place: int) -> bool:
    """已履约431个，履约率88.7%: what has a rate of its own is a part and not what others are parts of."""
    after = place + 1
    has = after < len(sentence.quantities) and sentence.quantities[after].unit.is_rate
    return has and "率" in sentence.gap(place, after) and len(sentence.gap(place, after)) <= _BESIDE


def _first_of_all(sentence: Sentence, done: int) -> list[int]:
    """Across semicolons the amount with which the sentence begins, if nothing says that the done ones are of others."""
    alike = [one for one in amounts_like(sentence, done, range(done)) if not _has_rate(sentence, one)]
    totals = [one for one in alike if words.TOTAL_LEAD.search(sentence.clause(one))]
    first = totals if len(totals) == 1 else [one for one in alike[:1] if not sentence.segment(one)]
    return first if not words.QUALIFIERS.search(sentence.clause(done)) else []


def _differs(sentence: Sentence, place: int, pair: tuple[int, int]) -> bool:
    """Whether the rate is qualified (近三年…开工率) in a way that the amounts are not, so that it may be of others."""
    done, whole = (sentence.name(one) for one in pair)
    if _NEWLY.search(whole) and not _NEWLY.search(done):
        return True
    called = set(words.QUALIFIERS.findall(sentence.clause(place)))
    around = "".join(sentence.lead(one) + sentence.tail(one) for one in pair)
    of = _OF.match(sentence.clause(place))
    kind = _SAYS_NOTHING.sub("", bare(of["kind"])) if of is not None else ""
    if len(kind) > 1 and not meets(kind, around):
        # 受理10008件，结案9127件，审判案件结案率92.32%: of some of the cases only.
        return True
    return any(word not in around for word in called - {"综合", "其中"})


def _is_of_one_act(name: str, other: str) -> bool:
    """Whether both were done the same: 累计新开工61个 is no whole of 开工46个."""
    return any(word in name and word in other for acts in words.ACTS.values() for word in acts)


def _told_later(sentence: Sentence, done: int) -> list[int]:
    """共解决问题326个，问题解决率84.9%，共收集问题384个: all are told behind."""
    own = sentence.quantities[done]
    return [
        one
        for one in amounts_like(sentence, done, range(done + 1, len(sentence.quantities)))
        if words.TOTAL_LEAD.search(sentence.clause(one))
        and not _is_of_one_act(sentence.name(one), sentence.name(done))
        and (number := sentence.quantities[one].number) is not None
        and own.number is not None
        and sentence.quantities[one].amount.value >= own.amount.value
        and number
    ]

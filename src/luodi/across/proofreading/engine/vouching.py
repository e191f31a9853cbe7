"""Before a figure is called wrong: does the text give it in another way, and do the figures speak of one thing and one time?

Every finder reads by its own words. These are the measures that all of them answer to: plain pairs and unbroken runs of
amounts near by are tried, for figures of three digits and more, which no chance makes; what was a year ago is not of now;
a rate with a long name of its own is not of amounts that share nothing of it.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import permutations
from typing import Final

from luodi.across.proofreading.engine.claims import Relation
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula, compute
from luodi.across.proofreading.rules.numbers import Approx
from luodi.across.proofreading.rules.periods import PERIOD
from luodi.across.proofreading.rules.rounding import Verdict, judge
from luodi.across.proofreading.rules.units import MONEY, POINTS, RATE, TIMES, comparable

_FINE: Final = 3
"""Digits from which on a likeness is no chance."""
_BESIDE: Final = 8
_MOST: Final = 24
_BACK: Final = 2
_SHORT: Final = 2
_OF_MONEY: Final = re.compile(r"(?:投资|金|总|协议)额|资金")
_LONG_NAME: Final = 6
_LEAST_SHARED: Final = Decimal("0.25")
_BEFORE: Final = re.compile(r"上年|去年|前年|上期|上月|上季")
_RELATING: Final = re.compile(r"率|完成|达到?|比重|比例|分别|其中|约|为|近|超过?|的|了")
Told = tuple[Sentence, int]
"""A sentence and the place of a figure in it."""

OTHERWISE: Final = "文中另有数字可以算出这个数，不作差错。"
OF_OTHER: Final = "不能断定这几个数说的是同一件事、同一时期，不作差错。"


class Vouching:
    """Asks of every figure that was called wrong whether the text gives it otherwise, or whether it speaks of something else."""

    def __init__(self, sentences: Mapping[int, Sequence[Sentence]]) -> None:
        """`sentences` are those of each paragraph, in order."""
        self._sentences = sentences

    def sure(self, relations: Iterable[Relation]) -> Iterator[Relation]:
        """The relations; what is called wrong and may be right is only unknown."""
        for one in relations:
            doubt = self._doubt(one) if one.verdict is Verdict.INCONSISTENT else ""
            yield replace(one, recomputed=None, verdict=Verdict.UNVERIFIABLE, note=doubt) if doubt else one

    def _doubt(self, relation: Relation) -> str:
        own = self._sentences[relation.at.paragraph]
        places = [told for one in relation.operands if (told := self._told[id(one)]) is not None]
        stated = self._told[id(relation.stated)]
        if not _is_named(relation, stated, places) and is_vouched_for(relation, _near(relation, own)):
            return OTHERWISE
        return OF_OTHER if stated is not None and is_of_other(relation, stated, places) else ""

    @cached_property
    def _told(self) -> defaultdict[int, Told | None]:
        """Where every figure is told, by its identity; what was counted or changed is nowhere."""
        found: defaultdict[int, Told | None] = defaultdict(lambda: None)
        for sentences in self._sentences.values():
            for sentence in sentences:
                found.update({id(one): (sentence, place) for place, one in enumerate(sentence.quantities)})
        return found


def _is_named(relation: Relation, stated: Told | None, places: Sequence[Told]) -> bool:
    """Whether the text names what it speaks of, and the figures it was checked with are just that: no others can be meant."""
    if stated is None or not places:
        return False
    if _OF_MONEY.search(stated[0].clause(stated[1])) and relation.operands[0].unit.dimension == MONEY:
        return True
    if relation.kind != "share":
        return False
    called = words.SCOPES.sub("", PERIOD.sub("", stated[0].clause(stated[1]).partition("占")[2]))
    whole, place = places[-1]
    return len(called) > _SHORT and called[:_SHORT] in whole.name(place)


def is_of_other(relation: Relation, stated: Told, places: Sequence[Told]) -> bool:
    """Whether the figures that were related are of two times, or the stated one bears a long name that none of the others shares."""
    if relation.kind in {"growth", "difference", "sum", "average"} or not places:
        return False
    sentence, place = stated
    if (sentence, place - 1) in places and "，" not in sentence.gap(place - 1, place):
        # 是上年1500万元的3.4倍: the figure right before is plainly meant.
        return False
    clause = sentence.clause(place)
    befores = {_BEFORE.search(own.clause(one)) is not None for own, one in places}
    if len(befores) > 1 and not _BEFORE.search(clause):
        return True
    if relation.kind not in {"ratio", "share"}:
        return False
    name = _RELATING.sub("", words.SCOPES.sub("", PERIOD.sub("", clause.partition("占")[0])))
    around = "".join(own.lead(one) + own.tail(one) for own, one in places)
    shared = sum(name[at : at + 2] in around for at in range(len(name) - 1))
    return len(name) >= _LONG_NAME and shared < (len(name) - 1) * _LEAST_SHARED


def _near(relation: Relation, sentences: Sequence[Sentence]) -> list[Quantity]:
    """The figures of the sentence, of the two before and of the one behind."""
    start = relation.stated.start
    own = max(bisect_right(sentences, start, key=lambda one: one.start) - 1, 0)
    around = sentences[max(own - _BACK, 0) : own + _BACK]
    return [one for sentence in around for one in sentence.quantities]


def is_vouched_for(relation: Relation, near: Sequence[Quantity]) -> bool:
    """Whether amounts near the stated figure, other than those it was checked with, give it exactly."""
    stated = relation.stated
    if stated.number is None or stated.approx is not Approx.EXACT or _digits(stated) < _FINE:
        return False
    others = [one for one in near if _may_give(one) and one is not stated]
    others = sorted(sorted(others, key=lambda one: abs(one.start - stated.start))[:_MOST], key=lambda one: one.start)
    if relation.kind in {"sum", "partition"}:
        return any(_adds_up(stated, run) for run in _runs(relation, others))
    used = {(one.start, one.text) for one in relation.operands}
    return any(
        _gives(stated, formula, pair)
        for pair in permutations(others, 2)
        if _fits(relation, pair) and _is_other_reading(relation, pair, used)
        for formula in _formulas(relation)
    )


def _is_other_reading(relation: Relation, pair: Sequence[Quantity], used: set[tuple[int, str]]) -> bool:
    """Whether the pair shares one of the two figures, or is of another unit; two others of the same unit agree by chance."""
    common = used & {(one.start, one.text) for one in pair}
    if common:
        part = relation.operands[0]
        is_same_part = relation.kind not in {"ratio", "share"} or (part.start, part.text) in common
        # 听力筛查6351人，筛查率99.39%: of the amount right before, whatever is told of others.
        return len(common) < len(used) and (is_same_part or relation.stated.start - part.end > _BESIDE)
    return not any(comparable(pair[0].unit, one.unit) for one in relation.operands)


def _formulas(relation: Relation) -> tuple[Formula, ...]:
    """How figures of the kind are computed."""
    is_times = relation.stated.unit.dimension == TIMES
    if relation.kind in {"ratio", "share"}:
        return (formulas.multiple,) if is_times else (formulas.share,)
    if relation.kind == "growth":
        if is_times:
            return (formulas.grown_times,)
        lead = words.GROWTH_LEAD.search(relation.quote[: relation.quote.rfind(relation.stated.text)])
        is_fall = lead is not None and lead["down"] is not None
        return (formulas.fall, formulas.fallen_by) if is_fall else (formulas.growth, formulas.grown_by)
    return {"difference": (formulas.difference,), "average": (formulas.average,)}.get(relation.kind, ())


def _digits(one: Quantity) -> int:
    """How many digits it is told with, noughts at either end aside."""
    return 0 if one.number is None else len(str(one.number).replace(".", "").replace("-", "").strip("0"))


def _may_give(one: Quantity) -> bool:
    return one.number is not None and one.number != 0 and not one.is_attribute


def _fits(relation: Relation, pair: tuple[Quantity, Quantity]) -> bool:
    """Whether the two can be related as the kind asks: amounts of one unit, or, for a mean, a total and what it is spread over."""
    one, other = pair
    if relation.kind == "average":
        return comparable(one.unit, relation.stated.unit) and not other.unit.is_rate
    if relation.kind == "difference":
        wanted = RATE if relation.stated.unit.dimension == POINTS else relation.stated.unit.dimension
        return one.unit.dimension == other.unit.dimension == wanted
    return comparable(one.unit, other.unit) and one.unit.dimension not in {RATE, POINTS, TIMES}


def _gives(stated: Quantity, formula: Formula, operands: Sequence[Quantity]) -> bool:
    computed = compute(formula, [one.amount for one in operands])
    return computed is not None and judge(stated.amount, computed) is Verdict.CONSISTENT


def _runs(relation: Relation, others: Sequence[Quantity]) -> Iterator[Sequence[Quantity]]:
    """Unbroken runs of amounts of the kind that hold some of those that were added up, but not just those."""
    alike = [one for one in others if comparable(one.unit, relation.stated.unit)]
    used = {(one.start, one.text) for one in relation.operands}
    for first in range(len(alike)):
        for last in range(first + 2, len(alike) + 1):
            run = alike[first:last]
            if used & {(one.start, one.text) for one in run}:
                yield run


def _adds_up(stated: Quantity, run: Iterable[Quantity]) -> bool:
    return sum((one.amount.value for one in run), Decimal(0)) == stated.amount.value

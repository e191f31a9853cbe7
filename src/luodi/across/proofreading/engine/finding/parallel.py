"""Lists told one behind another, member for member: 计划投资分别为20亿元、30亿元、25亿元，完成18亿元、24亿元、20亿元，完成率分别为90%、80%、80%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Kind, Reading
from luodi.across.proofreading.engine.finding.named import has_other_subject
from luodi.across.proofreading.engine.finding.places import clause_span, is_relative
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas, words
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.units import POINTS, TIMES, comparable

_NEXT: Final = re.compile(r"^[^，。；：0-9]{0,8}(?:、|和|及|与|以及)[^，。；：0-9]{0,12}$")
_BEFORE: Final = re.compile(r"上年|去年|前年|同期|上期|原来|此前")
_RATED: Final = re.compile(r"率|占|完成|比重|比例|进度")
_IS_TIMES: Final = re.compile(r"(?:是|为|达|相当于)[^，。；]*的$")
_EACH: Final = re.compile(r"分别|依次|各")

Run = list[int]


def parallel(sentence: Sentence, group: range) -> list[Claim]:
    """The claims of a list of percentages behind two lists of amounts that are as long; empty where there are not just two."""
    clause = sentence.clause(group[0])
    if len(group) < 2 or _EACH.search(clause) is None:
        return []
    runs = [run for run in _runs(sentence, group[0]) if len(run) == len(group)]
    if len(runs) != 2 or not _meet(sentence, *runs):
        return []
    kind, formula, first, second = _related(sentence, clause, *runs)
    if formula is None or has_other_subject(sentence, clause, [*first, *second]):
        return []
    return [
        Claim(
            kind,
            clause_span(sentence, place),
            sentence.quantities[place],
            (Reading(formula, (sentence.quantities[one], sentence.quantities[other])),),
            is_certain=True,
            within="near",
        )
        for place, one, other in zip(group, first, second, strict=True)
    ]


def _runs(sentence: Sentence, end: int) -> Iterator[Run]:
    """The lists of amounts before the place."""
    run: Run = []
    for place in range(end):
        one = sentence.quantities[place]
        if is_relative(sentence, place) or one.unit.dimension == POINTS or one.is_attribute:
            continue
        if run and run[-1] == place - 1 and _NEXT.match(sentence.gap(place - 1, place)):
            run.append(place)
        else:
            if len(run) > 1:
                yield run
            run = [place]
    if len(run) > 1:
        yield run


def _meet(sentence: Sentence, one: Run, other: Run) -> bool:
    return all(
        comparable(sentence.quantities[first].unit, sentence.quantities[second].unit)
        for first, second in zip(one, other, strict=True)
    )


def _related(sentence: Sentence, clause: str, earlier: Run, later: Run) -> tuple[Kind, Formula | None, Run, Run]:
    """How the list of percentages comes of the two lists: kind, formula, and in which order they stand in it."""
    direction = words.GROWTH_LEAD.search(clause)
    if direction is not None:
        formula = formulas.fall if direction["down"] else formulas.growth
        if _is_of_before(sentence, later):
            return "growth", formula, earlier, later
        return "growth", formula if _is_of_before(sentence, earlier) else None, later, earlier
    if sentence.quantities[later[-1] + 1].unit.dimension == TIMES and _IS_TIMES.search(clause):
        return "ratio", formulas.multiple, later, earlier
    if _RATED.search(clause) is None:
        return "ratio", None, [], []
    part, whole = (later, earlier) if _sum(sentence, earlier) >= _sum(sentence, later) else (earlier, later)
    if words.TARGET.search(sentence.clause(part[0])):
        part, whole = whole, part
    return "share" if "占" in clause else "ratio", formulas.share, part, whole


def _is_of_before(sentence: Sentence, run: Run) -> bool:
    return _BEFORE.search(sentence.clause(run[0])) is not None


def _sum(sentence: Sentence, run: Run) -> Decimal:
    """The sum in the numbers as stated: enough to tell which list is the greater."""
    known = (sentence.quantities[one] for one in run)
    return sum((one.amount.value for one in known if one.number is not None), Decimal(0))

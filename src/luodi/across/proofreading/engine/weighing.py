"""Several finders may meet the same figure: what is said of it is what is known best, and never more than is sure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Kind, Relation
from luodi.across.proofreading.rules.rounding import Verdict

_FAMILIES: Final[dict[Kind, str]] = {
    "ratio": "part",
    "share": "part",
    "growth": "change",
    "difference": "change",
    "sum": "sum",
    "partition": "sum",
}
"""Kinds that are readings of one figure: of two finders that call it a share one may have the wrong whole."""
_HOLDS: Final = frozenset({Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.ROUNDING})

_Key = tuple[int, int, str]


def weighed(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Without what a better finding of the same figure answers: a figure that holds is not wrong, one that was judged not unknown.

    Only findings that share an operand answer each other: a whole may be divided in two ways, and one of them may be wrong.
    """
    found = list({_said(one): one for one in reversed(list(relations))}.values())[::-1]
    by_figure: defaultdict[_Key, list[Relation]] = defaultdict(list)
    for one in found:
        by_figure[_key(one)].append(one)
    for one in found:
        rivals = by_figure[_key(one)]
        if not any(_answers(other, one) for other in rivals) and not _is_said_before(one, rivals):
            yield one


def _is_said_before(one: Relation, rivals: list[Relation]) -> bool:
    """Whether that it cannot be checked was said of the figure already."""
    unknown = [other for other in rivals if other.verdict is Verdict.UNVERIFIABLE and other.kind == one.kind]
    return one.kind != "partition" and one in unknown[1:]


def _answers(other: Relation, one: Relation) -> bool:
    if one.verdict is Verdict.UNVERIFIABLE:
        return other.verdict is not Verdict.UNVERIFIABLE
    if one.verdict is not Verdict.INCONSISTENT or other.verdict not in _HOLDS:
        return False
    return bool({operand.start for operand in one.operands} & {operand.start for operand in other.operands})


def _said(one: Relation) -> tuple[object, ...]:
    """What makes two findings one: the same is said of the same figures."""
    operands = tuple((operand.start, operand.text) for operand in one.operands)
    return one.kind, one.at.paragraph, one.stated.start, one.verdict, operands


def _key(one: Relation) -> _Key:
    return one.at.paragraph, one.stated.start, _FAMILIES.get(one.kind, one.kind)

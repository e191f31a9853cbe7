"""What the rows of a table show by themselves: a column that in nearly all rows is computed from two others is so in every row.

No name is needed for it: where four rows of five agree to the last digit, the fifth is a slip. Where the head says that it
is a rate or a growth, fewer rows are enough.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Final

from luodi.across.proofreading.engine.claims import Kind
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.formulas import Formula, compute
from luodi.across.proofreading.rules.rounding import Verdict, judge
from luodi.across.proofreading.rules.units import PERCENT

Row = Sequence[Quantity | None]
Rule = tuple[Kind, Formula, tuple[int, ...]]
Way = tuple[Kind, Formula]

_FEWEST: Final = 3
_FEWEST_NAMED: Final = 2
_MOST: Final = Decimal("0.8")
_MOST_NAMED: Final = Decimal("0.5")
_MOST_COLUMNS: Final = 12
_LOOKED_AT: Final = 40
"""Rows that are looked at to find the rule; it holds for all."""
_SOUND: Final = frozenset({Verdict.CONSISTENT, Verdict.TRUNCATED})
_GROWTH: Final = re.compile(r"增长|增幅|增速|同比|升降|增减|比上年")
_RATE: Final = re.compile(r"率|占|比重|比例|完成.{0,4}[%％]|进度|[%％]")
_MEAN: Final = re.compile(r"均|单产|每")
_OF_GROWTH: Final[tuple[Way, ...]] = (("growth", formulas.growth),)
_OF_RATES: Final[tuple[Way, ...]] = (("ratio", formulas.share),)
_OF_MEANS: Final[tuple[Way, ...]] = (("average", formulas.average),)
_OF_AMOUNTS: Final[tuple[Way, ...]] = (("difference", formulas.difference), ("sum", formulas.total))


def rule_of(rows: Sequence[Row], column: int, head: str) -> Rule | None:
    """How the column comes of two others in all rows but few; None where no way, or more than one, shows itself."""
    told = [row for row in rows if row[column] is not None][:_LOOKED_AT]
    width = max(map(len, rows), default=0)
    if len(told) < _FEWEST_NAMED or width > _MOST_COLUMNS:
        return None
    ways, is_named = _ways(told, column, head)
    in_row = _sum_of_left(told, column)
    if in_row is not None:
        return in_row
    shown = [rule for rule in _rules(column, width, ways) if _is_shown(told, column, rule, is_named=is_named)]
    return shown[0] if len(shown) == 1 else None


def _sum_of_left(rows: Sequence[Row], column: int) -> Rule | None:
    """A column that is the sum of all columns with figures to its left, three or more, in nearly all rows."""
    left = tuple(at for at in range(column) if any(row[at] is not None for row in rows))
    for first in range(len(left) - _FEWEST + 1):
        rule: Rule = ("sum", formulas.total, left[first:])
        if _is_shown(rows, column, rule, is_named=False):
            return rule
    return None


def _ways(rows: Sequence[Row], column: int, head: str) -> tuple[tuple[Way, ...], bool]:
    """How a column under the head may be computed, and whether the head says so."""
    is_rate = any(row[column] is not None and row[column].unit is PERCENT for row in rows)  # type: ignore[union-attr]  # tested just before
    if _GROWTH.search(head) and not _is_step(rows, column):
        return _OF_GROWTH, True
    if _RATE.search(head):
        return _OF_RATES, True
    if _MEAN.search(head):
        return _OF_MEANS, False
    return ((*_OF_RATES, *_OF_GROWTH), False) if is_rate else (_OF_AMOUNTS, False)


def _is_step(rows: Sequence[Row], column: int) -> bool:
    """Whether the column holds amounts in a unit of their own: by how much, not by what part."""
    return any((one := row[column]) is not None and one.unit is not PERCENT and one.unit.name != "" for row in rows)


def _rules(column: int, width: int, ways: tuple[Way, ...]) -> Iterator[Rule]:
    """Every way to compute the column from two others; of sums each pair once."""
    for first, second in permutations([at for at in range(width) if at != column], 2):
        for kind, formula in ways:
            if formula is not formulas.total or first < second:
                yield kind, formula, (first, second)


def _is_shown(rows: Sequence[Row], column: int, rule: Rule, *, is_named: bool) -> bool:
    """Whether most rows that hold all three figures agree to the last digit."""
    _, formula, places = rule
    judged, agreeing = 0, 0
    for row in rows:
        stated, operands = row[column], [one for place in places if (one := row[place]) is not None and one.number]
        if stated is None or len(operands) < len(places) or operands[0].unit.dimension == PERCENT.dimension:
            continue
        computed = compute(formula, [one.amount for one in operands])
        judged += 1
        agreeing += computed is not None and judge(stated.amount, computed) in _SOUND
    fewest, part = (_FEWEST_NAMED, _MOST_NAMED) if is_named else (_FEWEST, _MOST)
    return agreeing >= fewest and agreeing >= part * judged

"""What lies behind a figure in two issues of a paper, side by side: what entered, what left, what changed, what was
corrected after the close. The differences of a part sum to the difference of its totals, exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

Subject = tuple[str, int]
CORRECTIONS = ("补计", "冲减")
"""The marks of facts that correct a closed period."""
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it counted in an issue: `subject` is what it is about (a project, a trip …), `counted` its contribution
    in the unit of the part, `mark` 补计 or 冲减 where it corrected a closed period already in that issue.
    """

    part: str
    subject: Subject
    number: tuple[str, int]
    code: str
    name: str
    day: date | None
    counted: Fraction
    mark: str = ""


class Way(StrEnum):
    """What became of a subject between two issues."""

    ENTERED = "新计入"
    LEFT = "不再计入"
    CHANGED = "数值变化"


@dataclass(frozen=True, slots=True)
class Border:
    """What tells a correction from the run of time.

    `then_last` is the last day of the earlier issue's window, `now_first` the first of the later one's; `is_flow`: facts
    count by their day; `is_same`: both issues speak of the same days, so that every difference is a correction.
    """

    then_last: date
    now_first: date
    is_flow: bool
    is_same: bool


@dataclass(frozen=True)
class Shift:
    """A subject in both issues. `corrected` is the part of the difference that came of facts learnt or withdrawn late."""

    subject: Subject
    code: str
    name: str
    way: Way
    then: Fraction
    now: Fraction
    corrected: Fraction = _ZERO

    @property
    def difference(self) -> Fraction:
        """Now less then."""
        return self.now - self.then

    @property
    def correction(self) -> str:
        """补计 or 冲减; empty when nothing was corrected."""
        return "" if not self.corrected else "补计" if self.corrected > 0 else "冲减"


@dataclass(frozen=True)
class PartShift:
    """A part of a figure: both totals, the subjects that moved (largest first), and how many stayed as they were."""

    part: str
    then: Fraction
    now: Fraction
    moved: tuple[Shift, ...]
    same: int

    @property
    def difference(self) -> Fraction:
        """Now less then: the sum of the differences of what moved."""
        return self.now - self.then

    def of(self, way: Way) -> tuple[Shift, ...]:
        """The subjects that entered, left or changed."""
        return tuple(one for one in self.moved if one.way == way)


@dataclass
class _Sides:
    """The facts of a subject in both issues."""

    then: list[Fact] = field(default_factory=list)
    now: list[Fact] = field(default_factory=list)


def part_shifts(then: Iterable[Fact], now: Iterable[Fact], border: Border) -> tuple[PartShift, ...]:
    """The parts of a figure, in the order in which they appear."""
    by_part: dict[str, dict[Subject, _Sides]] = defaultdict(lambda: defaultdict(_Sides))
    for fact in now:
        by_part[fact.part][fact.subject].now.append(fact)
    for fact in then:
        by_part[fact.part][fact.subject].then.append(fact)
    return tuple(_part(part, subjects, border) for part, subjects in by_part.items())


def _part(part: str, subjects: dict[Subject, _Sides], border: Border) -> PartShift:
    every = [_shift(subject, sides, border) for subject, sides in subjects.items()]
    moved = sorted((one for one in every if one is not None), key=lambda one: (-abs(one.difference), one.name))
    return PartShift(
        part,
        sum((_sum(sides.then) for sides in subjects.values()), _ZERO),
        sum((_sum(sides.now) for sides in subjects.values()), _ZERO),
        tuple(moved),
        len(every) - len(moved),
    )


def _shift(subject: Subject, sides: _Sides, border: Border) -> Shift | None:
    """The subject, or nothing when it counts as before."""
    then, now = _sum(sides.then), _sum(sides.now)
    if sides.then and sides.now and then == now:
        return None
    way = Way.CHANGED if sides.then and sides.now else Way.ENTERED if sides.now else Way.LEFT
    told = (sides.now or sides.then)[0]
    return Shift(subject, told.code, told.name, way, then, now, _corrected(sides, border))


def _corrected(sides: _Sides, border: Border) -> Fraction:
    """What of the difference is no run of time: all of it over the same days; else what was marked so, and facts of the
    earlier days that only one of the issues knew.
    """
    if border.is_same:
        return _sum(sides.now) - _sum(sides.then)
    marked = sum((fact.counted for fact in sides.now if fact.mark), _ZERO)
    if not border.is_flow:
        return marked
    then = {fact.number: fact for fact in sides.then if not fact.mark}
    now = {fact.number: fact for fact in sides.now if not fact.mark}
    learnt = _sum([fact for key, fact in now.items() if key not in then and _lies(fact, None, border.then_last)])
    gone = _sum([fact for key, fact in then.items() if key not in now and _lies(fact, border.now_first, None)])
    amended = sum((now[key].counted - then[key].counted for key in now.keys() & then.keys()), _ZERO)
    return marked + learnt - gone + amended


def _lies(fact: Fact, first: date | None, last: date | None) -> bool:
    return fact.day is not None and (first is None or fact.day >= first) and (last is None or fact.day <= last)


def _sum(facts: Sequence[Fact]) -> Fraction:
    return sum((fact.counted for fact in facts), _ZERO)


@dataclass(frozen=True)
class Seen:
    """A part as a viewer may read it: the subjects in reach by name, all others as one sum."""

    part: PartShift
    rows: tuple[Shift, ...]
    others: int
    others_then: Fraction
    others_now: Fraction

    @property
    def others_difference(self) -> Fraction:
        """What the others add to the difference."""
        return self.others_now - self.others_then


def seen(part: PartShift, in_reach: frozenset[Subject] | None) -> Seen:
    """The part with the subjects in reach (None: all of them) named."""
    rows = tuple(one for one in part.moved if in_reach is None or one.subject in in_reach)
    shown = set(rows)
    hidden = [one for one in part.moved if one not in shown]
    return Seen(
        part,
        rows,
        len(hidden),
        sum((one.then for one in hidden), _ZERO),
        sum((one.now for one in hidden), _ZERO),
    )

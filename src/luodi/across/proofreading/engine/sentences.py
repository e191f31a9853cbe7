"""A paragraph cut into sentences, each with its quantities and times; and how to look around in one.

All places are places in the paragraph's text in canonical signs, so that a relation can be marked where it stands.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from luodi.across.proofreading.engine.tokens import Quantity, quantities_in
from luodi.across.proofreading.rules.periods import When, times_in
from luodi.across.proofreading.rules.units import comparable

_ENDS: Final = re.compile(r"[。！？!?\n]+")
_CLAUSE: Final = re.compile(r"[，,：:；;（(）)。！？!?\n]")
_STRONG: Final = re.compile(r"[；;。！？!?\n]")
_ASIDE: Final = re.compile(r"（[^（）]{1,12}）\s*$")
_CLOSES: Final = re.compile(r"[一-龥]{1,8}）")
_LONGEST_LEAD: Final = 200
_MOST_FIGURES: Final = 60
_MOST_BESIDE: Final = 30
_TAIL: Final = re.compile(r"(?![和及与])[一-龥A-Za-z“”]{0,10}")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a paragraph; `number` counts paragraphs from 1."""

    paragraph: int
    text: str
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    times: tuple[When, ...]
    before: "Sentence | None" = field(default=None, repr=False)
    told_before: int = 0
    """How many of the quantities were told by sentences before, that are read together with this one."""
    asked: frozenset[int] | None = None
    """Where the quantities begin that are still to be understood; None for all."""
    told_after: int = 0
    """How many are told by the sentence behind."""

    @property
    def own(self) -> range:
        """The places of the quantities that the sentence itself tells."""
        return range(self.told_before, len(self.quantities) - self.told_after)

    def told(self) -> Iterator[tuple[int, Quantity]]:
        """The quantities that the sentence itself tells and that are asked for, with their places."""
        return ((place, self.quantities[place]) for place in self.own if self.is_asked(place))

    def is_asked(self, place: int) -> bool:
        """Whether the quantity is still to be understood."""
        return self.asked is None or self.quantities[place].start in self.asked

    @cached_property
    def known(self) -> dict[tuple[str, int], bool]:
        """What finders asked of a quantity before, so that it is answered once."""
        return {}

    def lead(self, place: int) -> str:
        """What stands between the quantity before (or the sentence's start) and this one."""
        end = self.quantities[place].start
        start = self.quantities[place - 1].end if place else self.start
        return self.text[max(start, end - _LONGEST_LEAD) : end]

    def gap(self, first: int, second: int) -> str:
        """What stands between two quantities."""
        return self.text[self.quantities[first].end : self.quantities[second].start]

    def clause(self, place: int) -> str:
        """The lead from its last comma, colon or bracket on; a bracket that closes right before it is passed over."""
        return self._clauses[place]

    @cached_property
    def _clauses(self) -> tuple[str, ...]:
        """The clause of every quantity: every finder asks for them, so they are cut once."""
        found: list[str] = []
        for place in range(len(self.quantities)):
            lead = self.lead(place)
            # 问题103起158人: what stands at once behind another quantity is of the same.
            if found and _CLOSES.fullmatch(lead):
                lead = self._before_bracket(place)
            found.append(found[-1] if found and not lead else _CLAUSE.split(_ASIDE.sub("", lead))[-1])
        return tuple(found)

    def _before_bracket(self, place: int) -> str:
        """人均使用量（按386.4万人计算）172.6件: what stands before the bracket that closes right before the quantity."""
        before = self.text[self.start : self.quantities[place].start].rpartition("（")[0]
        return before[-_LONGEST_LEAD:]

    def tail(self, place: int) -> str:
        """The noun behind the quantity: 83个项目 → 项目…"""
        found = _TAIL.match(self.text, self.quantities[place].end)
        return found.group() if found else ""

    def name(self, place: int) -> str:
        """The words that say what the quantity is of: its clause and its noun."""
        aside = _ASIDE.search(self.lead(place))
        return self.clause(place) + (aside.group() if aside else "") + self.tail(place)

    def is_aside(self, place: int, other: int) -> bool:
        """Whether the quantity stands in brackets that close before the other one."""
        own = self.quantities[place]
        before = self.text[self.start : own.start]
        is_inside = before.rfind("（") > before.rfind("）")
        return is_inside and "）" in self.text[own.end : self.quantities[other].start]

    def segment(self, place: int) -> int:
        """The number of the part between semicolons (or full stops) in which the quantity stands."""
        return self._segments[place]

    @cached_property
    def _segments(self) -> tuple[int, ...]:
        borders = [found.start() for found in _STRONG.finditer(self.text, self.start, self.end)]
        return tuple(bisect_left(borders, one.start) for one in self.quantities)

    def alike(self, place: int, places: range) -> list[int]:
        """Those of the places whose quantity is comparable with that at `place` and an amount, not a size of things."""
        unit = self.quantities[place].unit
        return [
            other
            for other in places
            if comparable(self.quantities[other].unit, unit) and not self.quantities[other].is_attribute
        ]

    def when(self, place: int) -> When | None:
        """The nearest time named before the quantity within the sentence."""
        at = self.quantities[place].start
        return next((time for time in reversed(self.times) if time.end <= at), None)


def with_before(sentence: Sentence) -> Sentence | None:
    """The sentence read together with the one before it in its paragraph; None where there is none. A full stop parts like a semicolon."""
    before = sentence.before
    if before is None or before.paragraph != sentence.paragraph or len(before.quantities) > _MOST_BESIDE:
        return None
    return replace(
        sentence,
        start=before.start,
        quantities=before.quantities + sentence.quantities,
        times=before.times + sentence.times,
        before=before.before,
        told_before=sentence.told_before + len(before.quantities),
    )


def with_after(sentence: Sentence, after: Sentence | None) -> Sentence | None:
    """The sentence read together with the one behind it in its paragraph."""
    if after is None or after.paragraph != sentence.paragraph or len(after.quantities) > _MOST_BESIDE:
        return None
    return replace(
        sentence,
        end=after.end,
        quantities=sentence.quantities + after.quantities,
        times=sentence.times + after.times,
        told_after=len(after.quantities),
    )


def sentences_of(number: int, text: str, before: Sentence | None = None) -> Iterator[Sentence]:
    """The sentences of a paragraph that hold a quantity, in order; each knows the one before, `before` is before the first."""
    found, times = quantities_in(text), times_in(text)
    if not found:
        return
    start, at = 0, 0
    for end in _borders(text, found):
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        if at > first:
            inside = tuple(time for time in times if start <= time.start < end)
            before = Sentence(number, text, start, end, found[first:at], inside, before)
            yield before
        start = end


def _borders(text: str, found: Sequence[Quantity]) -> Iterator[int]:
    """Where sentences end; one that never ends (a text without full stops) is cut where it has too many figures."""
    place = 0
    for end in [*(match.end() for match in _ENDS.finditer(text)), len(text)]:
        first = place
        while place < len(found) and found[place].start < end:
            place += 1
            if (place - first) % _MOST_FIGURES == 0:
                yield found[place - 1].end
        yield end

"""What was left out of a draft, for the drafter: which passage, which fact was missing, where it is filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import name_of
from luodi.across.reports.engine.draft import Omission
from luodi.across.reports.rules.sources import Source, source_of

_RATHER = Source("", "")


@dataclass(frozen=True)
class LeftOut:
    """A passage that was not written. `source` says where its facts are filed; empty when none are missing."""

    place: str
    passage: str
    missing: str
    why: str
    source: Source

    @property
    def is_missing(self) -> bool:
        """Whether facts are missing; otherwise they are there and give nothing to write (zero, goal reached)."""
        return bool(self.source.advice)


def left_out(omissions: Sequence[Omission], book: FigureBook, word_names: Mapping[str, str]) -> tuple[LeftOut, ...]:
    """The passages with what to do, those that lack facts first; equal ones once."""
    found = dict.fromkeys(_left_out(one, book, word_names) for one in omissions)
    return tuple(sorted(found, key=lambda one: not one.is_missing))


def _left_out(one: Omission, book: FigureBook, word_names: Mapping[str, str]) -> LeftOut:
    name = name_of(one.key, book, word_names)
    source = source_of(one.key) if one.kind == "missing" else _RATHER
    return LeftOut(one.place, one.text, name or "系统中没有的资料", one.why, source)

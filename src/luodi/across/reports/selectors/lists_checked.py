"""Lists and places of papers out of templates against the ledger as it was known when they were made.

What recognised facts decide is compared: who stands in a list of stages and statuses, the stage and the days of every
project, places and scores. Names, investors and leaders are kept as they were printed: the ledger keeps them only as they are now.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Material
from luodi.across.reports.engine.exhibits import TableExhibit
from luodi.across.reports.engine.office.inserting import PROJECTS
from luodi.across.reports.engine.office.judging import Needs
from luodi.across.reports.engine.places import RANK, SCORE
from luodi.across.reports.models import TemplatePaper
from luodi.across.reports.rules.dispatch import FilterSet
from luodi.across.reports.rules.dispatch_sets import Conditions
from luodi.across.reports.rules.templates import PROJECT_WORDS
from luodi.across.reports.selectors.dispatch import row_of
from luodi.across.reports.selectors.dispatch_sets import filter_set, newest_revision
from luodi.across.reports.selectors.dispatch_standing import Standing
from luodi.across.reports.selectors.office_material import PROJECT, SETS, said_word
from luodi.across.reports.selectors.standings import Standings

_NAME: Final = "项目"
_OF_FACTS: Final = ("签约日", "开工日", "停建日", "投产日", "阶段")
"""The columns that follow from recognised events alone."""


@dataclass(frozen=True)
class KeptList:
    """A list as a paper keeps it: its set, down to which row it was written, its rows by the names of their columns."""

    choice: str
    limit: int | None
    rows: tuple[Mapping[str, str], ...]

    @property
    def is_whole(self) -> bool:
        """Whether no project was left out for want of room."""
        return self.limit is None or len(self.rows) < self.limit


def has_lists(needs: Needs) -> bool:
    """Whether a template names single projects."""
    return any(one.name == PROJECTS for one in needs.tables.values()) or any(
        each.name == PROJECT for each, _ in needs.lists.values()
    )


def kept_lists(material: Material, needs: Needs) -> Iterator[KeptList]:
    """The lists of a paper: those that its passages repeat over, and those that stand as tables."""
    for each, _ in needs.lists.values():
        if each.name == PROJECT:
            yield KeptList(each.choice, None, tuple(item.words for item in material.groups.get(each.key, ())))
    tables = {one.key: one for one in material.exhibits if isinstance(one, TableExhibit)}
    for show in needs.tables.values():
        if show.name == PROJECTS:
            table = tables.get(show.key)
            heads = () if table is None else tuple(column.header for column in table.columns)
            rows = () if table is None else tuple(dict(zip(heads, row, strict=True)) for row in table.rows)
            yield KeptList(show.choice, show.limit, rows)


def list_differences(
    paper: TemplatePaper, kept: KeptList, standing: Sequence[Standing]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What recognised facts say otherwise, and what could not be compared, a sentence each. `standing` are the projects as
    they were known when the paper was made.
    """
    code = SETS[kept.choice]
    if kept.rows and _NAME not in kept.rows[0]:
        return (), (f"名单“{kept.choice}”没有“项目”一列，没有核对",)
    chosen = filter_set(code) if not _was_revised(code, paper.known_at) else None
    inside = [one for one in standing if one.project.unit.path.startswith(paper.unit.path)]
    check = _Check(kept, chosen, inside, paper.known_at)
    return tuple(check.faults()), tuple(check.remarks())


def _was_revised(code: str, known_at: datetime) -> bool:
    """Whether the office has changed since then what the set asks."""
    newest = newest_revision(code)
    return newest is not None and newest.recorded_at > known_at


class _Check:
    """One list beside the projects as they stood."""

    def __init__(
        self, kept: KeptList, chosen: FilterSet | None, inside: Sequence[Standing], known_at: datetime
    ) -> None:
        self._kept = kept
        self._chosen = chosen if chosen is not None and _is_of_facts(chosen) else None
        self._known_at = known_at
        pool: defaultdict[str, list[Standing]] = defaultdict(list)
        for one in inside:
            pool[said_word(one.project.name)].append(one)
        self._pairs = [(row, pool[row[_NAME]].pop(0) if pool[row[_NAME]] else None) for row in kept.rows]
        self._left = [one for rest in pool.values() for one in rest]

    def faults(self) -> Iterator[str]:
        """What the facts say otherwise."""
        for row, found in self._pairs:
            if found is not None:
                yield from self._of_row(row, found)
        if self._chosen is None or not self._kept.is_whole or self._strange:
            return
        for one in self._left:
            if self._chosen.belongs(one.facts) and one.project.created_at <= self._known_at:
                yield f"名单“{self._kept.choice}”缺{one.project.name}，按当时认定的事实应在其中"

    def remarks(self) -> Iterator[str]:
        """What could not be compared."""
        if self._strange:
            yield f"名单“{self._kept.choice}”有{self._strange}个项目此后改名、移交或合并，没有核对"

    @property
    def _strange(self) -> int:
        return sum(found is None for _, found in self._pairs)

    def _of_row(self, row: Mapping[str, str], found: Standing) -> Iterator[str]:
        name = row[_NAME]
        if self._chosen is not None and not self._chosen.belongs(found.facts):
            yield f"名单“{self._kept.choice}”列有{name}，按当时认定的事实不在其中"
        fresh = row_of(found)
        for word in _OF_FACTS:
            now = said_word(getattr(fresh, PROJECT_WORDS[word]))
            if word in row and row[word] != now:
                yield f"名单“{self._kept.choice}”中{name}的{word}：留存{row[word]}，重算{now}"


def _is_of_facts(chosen: FilterSet) -> bool:
    """Whether a set asks for stages and statuses alone: amounts, chains and clocks are known only as they are now."""
    asked = chosen.conditions
    return replace(asked, stages=frozenset(), sides=frozenset()) == Conditions()


def place_differences(book: FigureBook, fresh: Standings | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Places and scores that the ledger gives otherwise, and what could not be compared, a sentence each."""
    if fresh is None:
        return (), ("名次没有核对：没有在用的考核方案",)
    faults, revised = [], set[str]()
    for key, kept in book.items():
        now = fresh.book.get(key)
        if now is None:
            if key.startswith((f"{RANK}@", f"{SCORE}@")):
                faults.append(f"{kept.name}：留存{kept.text or kept.why}，重算没有这个单位")
        elif kept.source != now.source:
            revised.add(kept.source)
        elif (kept.raw, kept.text) != (now.raw, now.text):
            faults.append(f"{kept.name}：留存{kept.text or kept.why}，重算{now.text or now.why}")
    return tuple(faults), tuple(f"{source}此后修订，名次没有核对" for source in sorted(revised))

"""Two issues of one paper side by side: their frozen figures, the places in them, and the projects behind each difference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luodi.across.assessment.rules.rights import Permission as Assessment
from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.across.reports.engine.changes import Border, Seen, part_shifts, seen
from luodi.across.reports.engine.pairs import Pair, names_of, pairs
from luodi.across.reports.engine.places import Place, PlaceChange, place_change, places_of
from luodi.across.reports.engine.tokens import parse_reference
from luodi.across.reports.models import TemplatePaper
from luodi.across.reports.selectors.figure_facts import Behind, behind, facts_of, in_reach
from luodi.across.reports.selectors.issues import (
    AnyPaper,
    Issue,
    issue_of,
    other_issues,
    require_alike,
    sort_name,
    two_issues,
    usual_other,
)
from luodi.base.core.errors import NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach

_NEVER = -9_999
__all__ = [
    "AnyPaper",
    "Difference",
    "FigureChange",
    "Issue",
    "difference",
    "figure_change",
    "figure_changes",
    "other_issues",
    "rests_on_facts",
    "sort_name",
    "two_issues",
    "usual_other",
]


@dataclass(frozen=True)
class Difference:
    """Two issues of one kind and unit, the earlier one first, as a viewer may read them.

    `area` are the printed figures of the paper's unit, `places` the units that have one, `own` and `change` the figures and
    the place of one of them, `items` those of the other units and chains that a template repeats over; `why_no_places`
    says why nothing can be said of places.
    """

    then: Issue
    now: Issue
    area: tuple[Pair, ...]
    places: tuple[Place, ...]
    own: tuple[Pair, ...]
    items: tuple[Pair, ...]
    change: PlaceChange | None
    why_no_places: str

    @cached_property
    def _names(self) -> dict[str, str]:
        return names_of((*self.area, *self.own, *self.items))

    def name_of(self, pair: Pair) -> str:
        """What a figure is called among the others: with its days where several have one name."""
        return self._names.get(pair.key, pair.told.name)

    @property
    def is_same_period(self) -> bool:
        """Whether both speak of the same days: every difference is then something that was learnt or corrected."""
        return self.then.paper.period == self.now.paper.period


@dataclass(frozen=True)
class FigureChange:
    """What lies behind the difference of one figure; `why` nothing can be listed. Each part sums to its difference."""

    pair: Pair
    unit: str
    then: Behind | None
    now: Behind | None
    parts: tuple[Seen, ...]
    why: str = ""


def difference(viewer: User, one: AnyPaper, other: AnyPaper, *, of: str = "") -> Difference:
    """Two papers in the viewer's reach compared; `of` is the code of the unit whose place is explained.

    Errors: BusinessError `reports.same_paper`, `reports.not_alike`, `reports.no_figures`, `reports.masked`,
    `reports.template_lost`; NotVisible for a unit that stands in neither.
    """
    then, now = _ordered(one, other)
    places = _places(then, now)
    if of and of not in {one.code for one in places}:
        raise NotVisible("这两份文稿里没有该单位的名次。", code="reports.unit_unknown")
    books = then.taken.book, now.taken.book
    mine = next((one for one in places if one.code == of), None) or _most_fallen(viewer, places)
    own = _own_keys(then, now, mine.code) if mine is not None else []
    items = (key for key in dict.fromkeys([*now.items, *then.items]) if key not in own)
    return Difference(
        then,
        now,
        pairs(*books, dict.fromkeys([*now.area, *then.area])),
        places,
        pairs(*books, own),
        pairs(*books, items),
        None if mine is None else place_change(*books, places, mine, _open_codes(viewer, places)),
        "" if mine is not None else _why_no_places(now.paper),
    )


def figure_change(viewer: User, compared: Difference, key: str) -> FigureChange:
    """The projects behind the difference of a figure: entered, left, changed, corrected; those out of reach as one sum."""
    found = pairs(compared.then.taken.book, compared.now.taken.book, [key])
    if not found:
        raise NotVisible("这两份文稿都没有这个数。", code="reports.figure_unknown")
    sides = [behind(issue.taken, key) if key in issue.taken.book else None for issue in (compared.then, compared.now)]
    then, now = sides
    known = [one for one in sides if one is not None]
    unit = found[0].told.owner or known[-1].unit.label
    if then is None or now is None:
        return FigureChange(found[0], unit, then, now, (), "只有一份文稿有这项，不能比较。")
    why = then.why or now.why
    if why:
        return FigureChange(found[0], unit, then, now, (), why)
    parts = part_shifts(facts_of(then), facts_of(now), _border(then, now))
    scope = in_reach(viewer, now.unit, (*then.rows, *now.rows))
    return FigureChange(found[0], unit, then, now, tuple(seen(part, scope) for part in parts))


def figure_changes(viewer: User, compared: Difference) -> Iterator[FigureChange]:
    """The same for every figure that moved and rests on projects: of the area, then of the chosen unit."""
    for pair in (*compared.area, *compared.own):
        if pair.has_moved and rests_on_facts(pair):
            yield figure_change(viewer, compared, pair.key)


def rests_on_facts(pair: Pair) -> bool:
    """Whether a figure is one of the catalogue, so that its facts can be asked for."""
    return pair.told.code in BY_CODE and pair.told.facts is not None


def _ordered(one: AnyPaper, other: AnyPaper) -> tuple[Issue, Issue]:
    require_alike(one, other)
    first, second = sorted((one, other), key=lambda row: (parse_period(row.period).last, row.known_at, row.pk))
    return issue_of(first), issue_of(second)


def _places(then: Issue, now: Issue) -> tuple[Place, ...]:
    """The units with places, when the papers print places or scores at all."""
    if not (then.has_places or now.has_places):
        return ()
    return places_of(then.taken.book, now.taken.book)


def _open_codes(viewer: User, places: Sequence[Place]) -> frozenset[str] | None:
    """The units whose score lines the viewer may see; None for all of them."""
    found = reach(viewer, Assessment.VIEW)
    if found.everything or found.summary:
        return None
    own = found.unit_ids | found.chain_unit_ids
    return frozenset(
        Unit.objects.filter(code__in=[one.code for one in places], pk__in=own).order_by().values_list("code", flat=True)
    )


def _most_fallen(viewer: User, places: Sequence[Place]) -> Place | None:
    """The viewer's own unit, else the one that lost most places."""
    own = next((one for one in places if viewer.unit is not None and viewer.unit.code == one.code), None)
    return own or max(places, key=_lost, default=None)


def _lost(place: Place) -> int:
    """How many places a unit lost; less than anything for one that had none or has none."""
    return _NEVER if place.rank_then is None or place.rank_now is None else place.rank_now - place.rank_then


def _own_keys(then: Issue, now: Issue, code: str) -> list[str]:
    """The figures of a unit that come out of the catalogue: its places and points are told apart."""
    books = (now.taken.book, then.taken.book)
    found = (
        key
        for book in books
        for key, figure in book.items()
        if figure.owner and figure.code in BY_CODE and not key.startswith("L")
    )
    return [key for key in dict.fromkeys(found) if parse_reference(key).qualifier == code]


def _why_no_places(paper: AnyPaper) -> str:
    if isinstance(paper, TemplatePaper):
        return f"“{sort_name(paper)}”没有印名次，没有名次可比。要看名次为什么升降，请在模板里放“表 名次”，或比较两份每月通报。"
    return f"{sort_name(paper)}不印名次，没有名次可比。要看名次为什么升降，请比较两份每月通报、季度晾晒或考核得分表。"


def _border(then: Behind, now: Behind) -> Border:
    """The windows of a figure in both issues."""
    (then_first, then_last), (now_first, now_last) = _days(then), _days(now)
    is_same = (then_first, then_last) == (now_first, now_last)
    return Border(then_last, now_first, now.is_flow, is_same)


def _days(found: Behind) -> tuple[date, date]:
    first, _, last = found.figure.period.partition("至")
    return date.fromisoformat(first), date.fromisoformat(last)

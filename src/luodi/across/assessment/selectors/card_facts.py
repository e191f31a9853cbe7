"""The facts behind leaders' task cards: lines of the published figures that fall into a leader's time in charge.

What is signed, landed, started, and which trips count, is what the drill-down of the figures says (S01, S02, P05, P01,
P07.n, P08.n, A02.n) for the whole area. Nothing of it is defined again here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from django.db.models import Q

from luodi.across.assessment.rules.cards import COUNTS, LATE, TAKEN_BACK, CardDay
from luodi.across.figures.selectors import DrillRow, FigureDrill, drill
from luodi.base.orgs.selectors import operator
from luodi.domains.investors.models import Trip, TripContact
from luodi.domains.projects.models.responsibility import Visit
from luodi.domains.projects.rules.responsibility import DutyRole
from luodi.domains.projects.selectors.assigned import Term, terms_of
from luodi.domains.targets.rules import CardMeasure, Task

_WAN_IN_YI: Final = 10_000
_LANDED: Final = "P05"
_MOVES: Final = ("P01", "P07.n", "P08.n")
_EVER: Final = "1990"
"""Every signing that the ledger can hold."""


@dataclass(frozen=True, slots=True)
class CardFact:
    """One fact of a task. `counted` is what it adds: 1, 0 where another fact of the project counts, −1 when taken back.

    `amount` is the contract amount in 亿元 where it is known; `mark` 补计 or 冲减.
    """

    kind: str
    event: str
    day: date
    code: str
    name: str
    counted: int
    project_id: int | None = None
    trip_id: int | None = None
    amount: Fraction | None = None
    mark: str = ""

    @property
    def amount_in_wan(self) -> Decimal | None:
        """The contract amount in 万元."""
        if self.amount is None:
            return None
        return Decimal(self.amount.numerator * _WAN_IN_YI) / self.amount.denominator


class CardFacts:
    """The facts of some leaders up to a day; every figure is asked at most once, and only if a task needs it."""

    def __init__(self, day: CardDay, people: Collection[int]) -> None:
        self._day = day
        self._people = people
        self._viewer = operator()
        self._terms: dict[int, list[Term]] = {}
        for term in terms_of(people, DutyRole.LEADER, known_at=self._signed.known_at):
            self._terms.setdefault(term.project_id, []).append(term)

    def of(self, person_id: int, task: Task) -> tuple[CardFact, ...]:
        """What counts for a task of a person, by day."""
        measure = CardMeasure(task.measure)
        if measure is CardMeasure.TRIPS:
            found = self._trips.get(person_id, [])
        elif measure is CardMeasure.COMPANIES:
            found = list(self._companies(person_id))
        elif measure is CardMeasure.VISITS:
            found = list(self._visits(person_id))
        elif measure is CardMeasure.MOVED:
            found = _once_each(self._charged(person_id, (*self._landed, *self._moves)))
        else:
            found = self._of_size(self._charged(person_id, self._lines(measure)), task.size_in_yi)
        return tuple(sorted(found, key=lambda fact: (fact.day, fact.code)))

    def _lines(self, measure: CardMeasure) -> Iterable[DrillRow]:
        if measure is CardMeasure.SIGNED:
            return _counted(self._signed)
        return self._landed if measure is CardMeasure.LANDED else _counted(self._drill("P01"))

    def _charged(self, person_id: int, rows: Iterable[DrillRow]) -> list[CardFact]:
        """The lines that fall into the person's time in charge of their project."""
        return [
            _fact(row, row.day)
            for row in rows
            if row.day is not None
            and any(
                term.person_id == person_id and term.covers(row.day)
                for term in self._terms.get(row.project_id or 0, ())
            )
        ]

    def _of_size(self, facts: Iterable[CardFact], size_in_yi: int) -> list[CardFact]:
        """With their contract amounts; those of the size alone, where one is asked for."""
        sized = [replace(fact, amount=self._amounts.get(fact.project_id)) for fact in facts]
        return [fact for fact in sized if not size_in_yi or (fact.amount is not None and fact.amount >= size_in_yi)]

    @cached_property
    def _amounts(self) -> Mapping[int | None, Fraction | None]:
        """Contract amounts as S02 sums them: of all signings that stand, and of those that were taken back this year."""
        ever = self._drill("S02", period=f"{_EVER}..{self._day.cut_off}")
        rows = (*_counted(self._drill("S02")), *_counted(ever))
        return {row.project_id: row.amount for row in rows}

    @cached_property
    def _signed(self) -> FigureDrill:
        return self._drill("S01")

    @cached_property
    def _moves(self) -> list[DrillRow]:
        return [row for code in _MOVES for row in _counted(self._drill(code))]

    @cached_property
    def _landed(self) -> list[DrillRow]:
        """What had landed by the day and not by the eve of the year, each as it was known to the figures of that day.

        So a landing of a closed year that was recognised later counts now (补计), and one that was revoked is taken back.
        """
        now, eve = self._landed_by(str(self._day.cut_off)), self._landed_by(f"{self._day.year - 1}-12-31")
        added = [replace(row, mark=self._late(row)) for key, row in now.items() if key not in eve]
        gone = [
            replace(row, contribution=-row.contribution, mark=TAKEN_BACK) for key, row in eve.items() if key not in now
        ]
        return [*added, *gone]

    def _landed_by(self, last: str) -> dict[int | None, DrillRow]:
        span = f"{_EVER}..{last}"
        return {row.project_id: row for row in _counted(self._drill(_LANDED, period=span, window=span))}

    def _late(self, row: DrillRow) -> str:
        return LATE if row.day is not None and row.day < self._day.first else ""

    @cached_property
    def _trips(self) -> dict[int, list[CardFact]]:
        """Led trips by who led them."""
        rows = list(_counted(self._drill("A02.n")))
        led = Trip.objects.filter(pk__in=[row.fact_id for row in rows], leader__in=self._people)
        leaders = dict(led.values_list("pk", "leader"))
        found: dict[int, list[CardFact]] = {}
        for row in rows:
            leader = leaders.get(row.fact_id)
            if leader is not None and row.day is not None:
                found.setdefault(leader, []).append(replace(_fact(row, row.day), trip_id=row.fact_id))
        return found

    def _companies(self, person_id: int) -> Iterator[CardFact]:
        """Companies met on the trips of the year, each once, on the first day; corrections of closed years add none."""
        days = {fact.trip_id: fact.day for fact in self._trips.get(person_id, ()) if not fact.mark}
        met = TripContact.objects.filter(trip__in=days, recorded_at__lte=self._signed.known_at)
        seen: set[int] = set()
        rows = met.select_related("investor").order_by("trip__left_on", "pk")
        for row in rows:
            if row.investor_id not in seen:
                seen.add(row.investor_id)
                day, name = days[row.trip_id], row.investor.name
                yield CardFact("investor", "", day, "", name, counted=1, trip_id=row.trip_id)

    def _visits(self, person_id: int) -> Iterator[CardFact]:
        """Visits that count, as known at the moment of the figures."""
        known = {"recorded_at__lte": self._signed.known_at}
        rows = Visit.objects.filter(visitor=person_id, reverses=None, **known)
        rows = rows.filter(visited_on__range=(self._day.first, self._day.cut_off))
        taken_back = Q(reversal__recorded_at__lte=self._signed.known_at)
        for row in rows.exclude(taken_back).select_related("project"):
            project = row.project
            yield CardFact("visit", "", row.visited_on, project.code, project.name, counted=1, project_id=project.pk)

    def _drill(self, code: str, *, period: str = "", window: str | None = None) -> FigureDrill:
        """The facts of a figure for the whole area; in the office's name, because whoever reads a card reads the same."""
        asked = period or f"{self._day.first}..{self._day.cut_off}"
        return drill(self._viewer, code, period=asked, window=window)

    @property
    def known_at(self) -> datetime:
        """The moment as known at which the figures answered."""
        return self._signed.known_at


def _counted(found: FigureDrill) -> Iterator[DrillRow]:
    return (row for row in found.rows if row.part == COUNTS)


def _fact(row: DrillRow, day: date) -> CardFact:
    counted = 1 if row.contribution > 0 else -1
    return CardFact(
        row.kind, row.event, day, row.code, row.name, counted, row.project_id, amount=row.amount, mark=row.mark
    )


def _once_each(facts: Iterable[CardFact]) -> list[CardFact]:
    """Every project once, however many steps it took: the first of its facts counts, the others stand beside it."""
    by_project: dict[int | None, list[CardFact]] = {}
    for fact in sorted(facts, key=lambda one: one.day):
        by_project.setdefault(fact.project_id, []).append(fact)
    found = []
    for several in by_project.values():
        total = sum(fact.counted for fact in several)
        sign = (total > 0) - (total < 0)
        found += [replace(fact, counted=0 if place else sign) for place, fact in enumerate(several)]
    return found

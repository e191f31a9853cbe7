"""`luodi drill`: the facts behind one figure; their exact sum is the figure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Final

from django.core.cache import cache

from luodi.across.figures.engine.drill import Drill, DrillRow
from luodi.across.figures.engine.drill import drill as drill_down
from luodi.across.figures.engine.published import FigureValue
from luodi.across.figures.engine.terms import Query
from luodi.across.figures.rules.duties import Duty
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.rounding import exact
from luodi.across.figures.selectors.asking import Ask, Asked, require_detail, understand
from luodi.across.figures.selectors.due_names import due_names
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import RoundMode
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.domains.investors.models import Investor, Trip
from luodi.domains.offers.models import PlannedVersion
from luodi.domains.projects.rules import ShareRole

PAGE_SIZE: Final = 50
_KEPT_SECONDS: Final = 600
_KEPT_ROWS: Final = 20_000


@dataclass(frozen=True)
class FactPage:
    """Some facts of a part, how many there are in all, and the places before and after them ("" = none)."""

    rows: tuple[DrillRow, ...]
    count: int
    before: str
    after: str


def place_of(row: DrillRow) -> str:
    """A fact's place in an address: one fact counts at most once for a project."""
    return f"{row.kind}-{row.fact_id}-{row.project_id or 0}"


@dataclass(frozen=True)
class FigureDrill:
    """A figure, its facts, and the sums of its parts."""

    unit: Unit
    period: Period
    known_at: datetime
    figure: FigureValue
    values: tuple[FigureValue, ...]
    rows: tuple[DrillRow, ...]

    def total(self, part: str = "numerator") -> Fraction:
        """The sum of the contributions of a part."""
        return sum((row.contribution for row in self.rows if row.part == part), Fraction(0))

    def page(self, part: str, *, after: str = "", before: str = "", size: int = PAGE_SIZE) -> "FactPage":
        """The facts of a part that come after (or before) the named one; a fact that is no longer there gives the first page."""
        rows = [row for row in self.rows if row.part == part]
        places = {place_of(row): number for number, row in enumerate(rows)}
        start = places[after] + 1 if after in places else 0
        if before in places:
            start = max(places[before] - size, 0)
        shown = rows[start : start + size]
        return FactPage(
            tuple(shown),
            len(rows),
            place_of(shown[0]) if shown and start else "",
            place_of(shown[-1]) if shown and start + size < len(rows) else "",
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that have rows, numerator first."""
        return tuple(dict.fromkeys(row.part for row in self.rows))

    def to_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "code": self.figure.code,
            "name": self.figure.name,
            "period": self.period.code,
            "unit": self.unit.code,
            "known_at": self.known_at.isoformat(),
            "value": self.figure.value,
            "unit_of_value": self.figure.unit,
            "raw": self.figure.raw,
            "numerator": self.figure.numerator,
            "denominator": self.figure.denominator,
            "definition": self.figure.definition,
            "calibre_text": self.figure.calibre_text,
            "sums": {part: exact(self.total(part)) for part in self.parts},
            "facts": [row.to_json() for row in self.rows],
        }


def drill(
    viewer: User,
    code: str,
    *,
    period: str,
    unit: str | None = None,
    calibre: str = "A",
    window: str | None = None,
    known_at: datetime | None = None,
    round_mode: RoundMode = "HALF_UP",
    digits: int | None = None,
    role: str = ShareRole.PROMOTE,
) -> FigureDrill:
    """The facts behind a figure for a unit that the viewer sees in detail. A code with several entries needs its suffix.

    Errors: BusinessError `periods.*`, `figures.*`; NotPermitted (also for a summary reach), NotVisible.
    """
    asked = understand(viewer, Ask(period, unit, (code,), calibre, window, known_at, round_mode, digits, role))
    require_detail(viewer, asked.unit)
    query = replace(asked.query, figures=(_one(asked.figures, code),))
    found = _kept(asked, query)
    return FigureDrill(asked.unit, asked.period, asked.moment, found.values[0], found.values, _named(found.rows))


def _kept(asked: Asked, query: Query) -> Drill:
    """The facts, kept while one turns the pages of a list; the mart's state is part of their name."""
    parts = (asked.source.manifest.digest, query, asked.unit.pk, asked.known_at, asked.display)
    key = "drill:" + hashlib.sha256(repr(parts).encode()).hexdigest()
    found: Drill | None = cache.get(key)
    if found is None:
        found = drill_down(asked.source, query, asked.unit.pk, known_at=asked.known_at, display=asked.display)
        if len(found.rows) <= _KEPT_ROWS:
            cache.set(key, found, _KEPT_SECONDS)
    return found


def _one(figures: Sequence[Figure], code: str) -> Figure:
    exactly = [figure for figure in figures if figure.code == code] or list(figures)
    if len(exactly) != 1:
        names = "、".join(f"{figure.code}（{figure.name}）" for figure in figures)
        raise BusinessError(f"“{code}”有几个指标，请写全代码：{names}。", code="figures.ambiguous_code")
    return exactly[0]


def _named(rows: Sequence[DrillRow]) -> tuple[DrillRow, ...]:
    """Trips, companies, planned projects and what was due get their names; projects and units have theirs from the mart."""
    wanted = {kind: [row.fact_id for row in rows if row.kind == kind] for kind in ("trip", "investor", "planned")}
    trips = Trip.objects.filter(pk__in=wanted["trip"]).select_related("unit")
    names = {("trip", trip.pk): ("", f"{trip.unit.name}赴{trip.place}") for trip in trips}
    names |= {("investor", row.pk): ("", row.name) for row in Investor.objects.filter(pk__in=wanted["investor"])}
    names |= {("planned", pk): told for pk, told in _planned(wanted["planned"]).items()}
    for duty in Duty:
        owed = {row.fact_id for row in rows if row.kind == duty.value.lower()}
        names |= {(duty.value.lower(), pk): told for pk, told in due_names(duty, owed).items()} if owed else {}
    told = ((row, names.get((row.kind, row.fact_id), (row.code, row.name))) for row in rows)
    return tuple(replace(row, code=code, name=name) for row, (code, name) in told)


def _planned(numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Code and present name of planned projects."""
    rows = PlannedVersion.objects.filter(planned__in=numbers).select_related("planned").order_by("revision")
    return {row.planned_id: (row.planned.code, row.title) for row in rows}

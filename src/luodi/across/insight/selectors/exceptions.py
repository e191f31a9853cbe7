"""What is red at the cut-off of a period: counts out of the figures, and who owes the overdue starts."""

from dataclasses import dataclass
from datetime import date

from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.figures.selectors import DrillRow, FigureValue
from luodi.across.insight.rules import WORSE_FIRST
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import bottom_line

SHOWN = 10
_OVERDUE = "P11"


@dataclass(frozen=True)
class Overdue:
    """A signed project that had not started by its bottom line: since when, by how many days, and who answers for it."""

    project: Project
    due_on: date
    days: int

    @property
    def answers(self) -> str:
        """The unit, the leader in charge and the person responsible, as far as they are known."""
        people = [name for name in (self.project.leader, self.project.owner) if name]
        return "　".join([self.project.unit.label, *dict.fromkeys(people)])


@dataclass(frozen=True)
class Exceptions:
    """Counts at the cut-off (those above zero), and the overdue starts, longest overdue first."""

    as_at: date
    counts: tuple[FigureValue, ...]
    overdue: list[Overdue]
    overdue_count: int


def exceptions(viewer: User, *, unit: Unit | None, period: Period) -> Exceptions:
    """Exceptions of a unit at the end of a period. Names are for those who see the unit in detail."""
    code = None if unit is None else unit.code
    sheet = figures.figures(viewer, period=period.code, unit=code, codes=WORSE_FIRST)
    counts = tuple(figure for figure in sheet.figures if figure.exact)
    rows: tuple[DrillRow, ...] = ()
    if sheet.value(_OVERDUE) in counts and reach(viewer, Figures.VIEW).covers(sheet.unit.pk):
        rows = figures.drill(viewer, _OVERDUE, period=period.code, unit=sheet.unit.code).rows
    late = sorted((row for row in rows if row.day is not None), key=lambda row: (row.day, row.project_id))
    return Exceptions(period.last, counts, _named(late[:SHOWN], period.last), len(late))


def _named(rows: list[DrillRow], on: date) -> list[Overdue]:
    """The projects of the rows; P11 counts from 31 March of the year after the signing, so that is the day named here."""
    wanted = [row.project_id for row in rows if row.project_id is not None]
    found = {project.pk: project for project in Project.objects.filter(pk__in=wanted).select_related("unit")}
    late = []
    for row in rows:
        project = found.get(row.project_id or 0)
        if project is not None and row.day is not None:
            due = bottom_line(row.day)
            late.append(Overdue(project, due, (on - due).days))
    return late

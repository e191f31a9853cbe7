"""What a board on the wall tells beside the figures: what is late, stopped or returned, and what was recognised last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.rights import Permission as Figures
from luodi.across.figures.selectors import FigureValue
from luodi.across.insight.rules import SINCE
from luodi.base.approvals.rules import SlipState
from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, subtree
from luodi.domains.projects.models import Project, StageEvent
from luodi.domains.projects.rules import Event, bottom_line
from luodi.domains.projects.selectors import projects

KINDS: Final = {"P11": "超期未开工", "P13.n": "停建", "P15": "退回"}
"""Figures of what went wrong, those that owe a start first, with their short words."""
SHOWN_EACH: Final = 3
SHOWN_NEWS: Final = 4


@dataclass(frozen=True)
class Trouble:
    """A project in trouble: whose it is and for how many days at the cut-off. `name` is empty for who may not see it."""

    name: str
    owner: str
    since: date
    days: int


@dataclass(frozen=True)
class TroubleKind:
    """One kind: its word, its figure as every board shows it, and the projects that are longest in it."""

    word: str
    figure: FigureValue
    longest: tuple[Trouble, ...]

    @property
    def counted_from(self) -> str:
        """The day from which the days of its projects are counted, in words."""
        return SINCE[self.figure.code]


@dataclass(frozen=True)
class News:
    """A recognised event. `name` is empty for who may not see the project."""

    name: str
    owner: str
    event: str
    on: date


@dataclass(frozen=True)
class Headlines:
    """Troubles and news at the cut-off. Without `is_detailed` the viewer has totals only: no single project is told."""

    as_at: date
    is_detailed: bool
    troubles: tuple[TroubleKind, ...]
    news: tuple[News, ...]


def headlines(viewer: User, *, unit: str | None, period: Period) -> Headlines:
    """Of a unit and all below it at the end of a period. Errors: NotPermitted, NotVisible."""
    sheet = figures.figures(viewer, period=period.code, unit=unit, codes=tuple(KINDS))
    found = reach(viewer, Figures.VIEW)
    is_detailed = found.covers(sheet.unit.pk) or sheet.unit.pk in found.chain_unit_ids
    troubles = tuple(
        TroubleKind(
            KINDS[figure.code],
            figure,
            _longest(viewer, figure.code, sheet.unit, period) if is_detailed and figure.exact else (),
        )
        for figure in sheet.figures
    )
    news = _news(viewer, sheet.unit, period, sheet.known_at) if is_detailed else ()
    return Headlines(period.last, is_detailed, troubles, news)


def since_when(code: str, day: date) -> date:
    """The day from which a project in trouble is late: for P11 the bottom line after the signing, else the event itself."""
    return bottom_line(day) if code == "P11" else day


def owners(projects_of: Iterable[int | None]) -> dict[int, str]:
    """The units that answer for the projects behind a figure, by project; for whoever was shown the projects."""
    rows = Project.objects.filter(pk__in={pk for pk in projects_of if pk is not None}).select_related("unit")
    return {project.pk: project.unit.label for project in rows}


def _longest(viewer: User, code: str, unit: Unit, period: Period) -> tuple[Trouble, ...]:
    rows = figures.drill(viewer, code, period=period.code, unit=unit.code).rows
    since = {
        row.project_id: since_when(code, row.day) for row in rows if row.project_id is not None and row.day is not None
    }
    oldest = sorted(since.items(), key=lambda pair: (pair[1], pair[0]))[:SHOWN_EACH]
    units, names = _known([pk for pk, _ in oldest], viewer)
    return tuple(Trouble(names.get(pk, ""), units[pk], day, (period.last - day).days) for pk, day in oldest)


def _news(viewer: User, unit: Unit, period: Period, known_at: datetime) -> tuple[News, ...]:
    """The events recognised last, as known at the board's moment; what was taken out is no news."""
    belongs = Q(project__unit__in=subtree(unit)) | Q(project__chain__task_force=unit)
    recognised = Q(slip__state=SlipState.RECOGNISED, slip__recognised_at__lte=known_at)
    taken_out = StageEvent.objects.filter(recognised, reverses__isnull=False).values("reverses_id")
    rows = StageEvent.objects.filter(
        belongs, recognised, project__is_withdrawn=False, occurred_on__lte=period.last, reverses__isnull=True
    )
    rows = rows.exclude(pk__in=taken_out).order_by("-slip__recognised_at", "-occurred_on", "-pk")
    latest = list(rows.values_list("project_id", "event", "occurred_on")[:SHOWN_NEWS])
    units, names = _known([pk for pk, _, _ in latest], viewer)
    return tuple(News(names.get(pk, ""), units[pk], str(Event(event).label), day) for pk, event, day in latest)


def _known(wanted: list[int], viewer: User) -> tuple[dict[int, str], dict[int, str]]:
    """The units that answer for projects, and the names of those that the viewer may see."""
    names = dict(projects(viewer).filter(pk__in=wanted).order_by().values_list("pk", "name"))
    return owners(wanted), names

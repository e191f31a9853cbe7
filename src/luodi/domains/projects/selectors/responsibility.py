"""Who answers for a project, what its set asks for and lacks, and which visits are due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.orgs.models import Person, Unit, User
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import ancestors, leaders, reach, visible_units
from luodi.domains.projects.models import Project
from luodi.domains.projects.models.responsibility import (
    Assignment,
    DutyChoice,
    DutyPaperFile,
    DutySet,
    DutySetLine,
    Visit,
)
from luodi.domains.projects.rules.responsibility import (
    Applies,
    DutyRole,
    SetLine,
    lines_due,
    needs_duties,
    visit_due_on,
)
from luodi.domains.projects.rules.words import Permission
from luodi.domains.projects.selectors.assigned import assignments_in_force
from luodi.domains.projects.selectors.projects import ProjectFilter, projects


@dataclass(frozen=True)
class SetInForce:
    """A set with its lines, as it holds on a day."""

    row: DutySet
    lines: tuple[SetLine, ...]

    @property
    def code(self) -> str:
        """Its word."""
        return self.row.code

    @property
    def name(self) -> str:
        """What people call it."""
        return self.row.name


def sets_in_force(on: date) -> dict[str, SetInForce]:
    """The version of each set that holds on the day, by code."""
    found: dict[str, DutySet] = {}
    for row in DutySet.objects.filter(valid_from__lte=on).order_by("code", "revision"):
        found[row.code] = row
    lines: defaultdict[int, list[SetLine]] = defaultdict(list)
    for line in DutySetLine.objects.filter(duty_set__in=found.values()).order_by("pk"):
        lines[line.duty_set_id].append(as_line(line))
    return {code: SetInForce(row, tuple(lines[row.pk])) for code, row in found.items()}


def as_line(line: DutySetLine) -> SetLine:
    """The row as the rules read it."""
    return SetLine(line.label, line.role, line.paper, line.from_stage, line.visit_every_days)


def duty_set_versions() -> QuerySet[DutySet]:
    """Every version of every set, latest first."""
    return DutySet.objects.select_related("recorded_by__person").prefetch_related("lines").order_by("code", "-revision")


def set_of(is_major: bool, choice: str, sets: Mapping[str, SetInForce]) -> SetInForce | None:
    """The set that a project follows: the chosen one, else that for major projects, else that for all."""
    if choice in sets:
        return sets[choice]
    wanted = (Applies.MAJOR, Applies.ALL) if is_major else (Applies.ALL,)
    for applies in wanted:
        for one in sets.values():
            if one.row.applies == applies:
                return one
    return None


def assignments(project: Project) -> QuerySet[Assignment]:
    """Everybody who answers or answered for the project, the latest first in each role."""
    rows = Assignment.objects.filter(project=project)
    related = ("person__unit", "unit", "ending", "recorded_by__person")
    return rows.select_related(*related).order_by("role", "-starts_on", "-pk")


def visits(project: Project) -> QuerySet[Visit]:
    """Visits that count, latest first: neither corrections nor what was corrected."""
    rows = Visit.objects.filter(project=project, reverses=None, reversal=None)
    return rows.select_related("visitor__unit", "recorded_by__person").order_by("-visited_on", "-pk")


def duty_papers(project: Project) -> QuerySet[DutyPaperFile]:
    """The papers of responsibility, latest first."""
    rows = DutyPaperFile.objects.filter(project=project)
    return rows.select_related("attachment", "recorded_by__person").order_by("-pk")


@dataclass(frozen=True)
class DutyLine:
    """A line of the set as one project fills it."""

    line: SetLine
    holders: tuple[str, ...]
    is_due: bool

    @property
    def is_missing(self) -> bool:
        """Whether it should be there and is not."""
        return self.is_due and not self.holders


@dataclass(frozen=True)
class DutyState:
    """One project: the set it follows, and how each line is filled."""

    project: Project
    followed: SetInForce | None
    lines: tuple[DutyLine, ...]

    @property
    def missing(self) -> tuple[SetLine, ...]:
        """What is lacking."""
        return tuple(one.line for one in self.lines if one.is_missing)


def duty_state(project: Project, on: date) -> DutyState:
    """What the project's set asks for and who fills it on the day."""
    return duty_states([project], on)[0]


def duty_states(rows: Iterable[Project], on: date) -> list[DutyState]:
    """The same for many, in a handful of questions."""
    many = list(rows)
    ids = [project.pk for project in many]
    sets, chosen = sets_in_force(on), _choices(ids)
    holders: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for row in assignments_in_force(on).filter(project_id__in=ids).select_related("person", "unit").order_by("pk"):
        holders[row.project_id, row.role].append(row.holder)
    for pk, paper in DutyPaperFile.objects.filter(project_id__in=ids).values_list("project_id", "paper").distinct():
        holders[pk, paper].append("已交")
    return [_state(project, set_of(project.is_major, chosen.get(project.pk, ""), sets), holders) for project in many]


def _state(project: Project, followed: SetInForce | None, holders: Mapping[tuple[int, str], list[str]]) -> DutyState:
    lines = () if followed is None else followed.lines
    needed = needs_duties(project.stage, project.side_status)
    due = set(lines_due(lines, project.stage)) if needed else set()
    found = tuple(
        DutyLine(line, tuple(holders.get((project.pk, line.role or line.paper), ())), line in due) for line in lines
    )
    return DutyState(project, followed, found)


def _choices(ids: Collection[int]) -> dict[int, str]:
    rows = DutyChoice.objects.filter(project_id__in=ids).order_by("pk")
    return dict(rows.values_list("project_id", "set_code"))


def chosen_set(project: Project) -> str:
    """The code of the set that was chosen for the project; empty for the usual rule."""
    return _choices([project.pk]).get(project.pk, "")


_LISTED: Final = (
    *("code", "name", "stage", "side_status", "is_major", "leader", "owner"),
    *("unit__name", "unit__short_name", "unit__path"),
)


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """What the list of gaps asks for."""

    unit: Unit | None = None
    set_code: str = ""
    lacking: str = ""
    only_gaps: bool = True


def duty_list(viewer: User, wanted: DutyFilter, on: date) -> list[DutyState]:
    """Projects in reach that somebody must answer for, by unit and number; usually those that lack something."""
    rows = projects(viewer, ProjectFilter(unit=wanted.unit)).select_related(None).select_related("unit")
    rows = rows.only(*_LISTED).order_by("unit__path", "code")
    needed = [project for project in rows if needs_duties(project.stage, project.side_status)]
    return [state for state in duty_states(needed, on) if _is_wanted(state, wanted)]


def _is_wanted(state: DutyState, wanted: DutyFilter) -> bool:
    if wanted.set_code and (state.followed is None or state.followed.code != wanted.set_code):
        return False
    lacking = {line.role or line.paper for line in state.missing}
    if wanted.lacking and wanted.lacking not in lacking:
        return False
    return bool(lacking) or not wanted.only_gaps


@dataclass(frozen=True)
class VisitDuty:
    """A visit that a person owes: how often, the last one, and by when the next."""

    assignment: Assignment
    every_days: int
    last_on: date | None
    due_on: date

    def days_over(self, on: date) -> int:
        """Days past the due day; negative while there is time."""
        return (on - self.due_on).days


def visit_duties(viewer: User, on: date, *, unit: Unit | None = None) -> list[VisitDuty]:
    """What is owed over the projects in the viewer's reach, the longest overdue first."""
    return _visit_duties(projects(viewer, ProjectFilter(unit=unit)), on)


def all_visit_duties(on: date) -> list[VisitDuty]:
    """The same over all projects: for the sweep, not for a person."""
    return _visit_duties(Project.objects.filter(is_withdrawn=False), on)


def _visit_duties(over: QuerySet[Project], on: date) -> list[VisitDuty]:
    held = assignments_in_force(on).filter(project__in=over.order_by().values("pk"), person__isnull=False)
    rows = list(held.select_related("project__unit", "person__unit").order_by("pk"))
    last: dict[tuple[int, int], date] = {}
    counted = Visit.objects.filter(project_id__in=[row.project_id for row in rows], reverses=None, reversal=None)
    for project_id, person_id, day in counted.order_by("visited_on").values_list(
        "project_id", "visitor_id", "visited_on"
    ):
        last[project_id, person_id] = day
    sets, chosen = sets_in_force(on), _choices([row.project_id for row in rows])
    found = []
    for row in rows:
        every = _frequency(row, set_of(row.project.is_major, chosen.get(row.project_id, ""), sets))
        if every is not None:
            before = last.get((row.project_id, row.person_id or 0))
            found.append(VisitDuty(row, every, before, visit_due_on(row.starts_on, before, every)))
    return sorted(found, key=lambda duty: (duty.due_on, duty.assignment.pk))


def _frequency(row: Assignment, followed: SetInForce | None) -> int | None:
    project = row.project
    if followed is None or not needs_duties(project.stage, project.side_status):
        return None
    return next(
        (line.visit_every_days for line in lines_due(followed.lines, project.stage) if line.role == row.role), None
    )


SERVING: Final = (UnitKind.DEPARTMENT, UnitKind.TASK_FORCE, UnitKind.OUTSTATION)
"""Kinds of units that serve the places beside them: a county's project may be answered for by the city's department."""


def assignable_people(viewer: User) -> QuerySet[Person]:
    """People whom the viewer may make answer for a project: of the units in reach, and the leaders of those above them."""
    found = reach(viewer, Permission.ASSIGN)
    people = Person.objects.select_related("unit").order_by("unit__path", "pk")
    if found.everything:
        return people
    leading = leaders(viewer, Permission.ASSIGN).order_by().values("pk")
    return people.filter(Q(unit_id__in=found.unit_ids) | Q(pk__in=leading))


def visitors(viewer: User, project: Project, on: date) -> QuerySet[Person]:
    """Whose visits the viewer may log: of all who answer for the project, or only the own ones."""
    held = assignments_in_force(on).filter(project=project, person__isnull=False).values("person")
    people = Person.objects.filter(pk__in=held).select_related("unit").order_by("pk")
    covers = reach(viewer, Permission.LOG_VISIT).covers(project.unit_id)
    return people if covers else people.filter(user=viewer)


def assignable_units(viewer: User) -> QuerySet[Unit]:
    """Units that may answer for a project: those in reach, and what serves beyond its own place (`SERVING`)."""
    units, found = Unit.objects.filter(active_to=None).order_by("path"), reach(viewer, Permission.ASSIGN)
    if found.everything:
        return units
    serving = Q(kind__in=SERVING, parent_id__in=ancestors(found.unit_ids))
    return units.filter(Q(pk__in=found.unit_ids) | serving)


@dataclass(frozen=True)
class Burden:
    """A person with the number of projects answered for."""

    person: Person
    projects: int


def burdened_people(viewer: User, on: date) -> list[Burden]:
    """People who answer for projects in the viewer's reach, by unit: who could leave something to hand over."""
    held = assignments_in_force(on).filter(project_id__in=projects(viewer).values("pk"), person__isnull=False)
    counts: defaultdict[int, set[int]] = defaultdict(set)
    for person_id, project_id in held.values_list("person_id", "project_id"):
        if person_id is not None:
            counts[person_id].add(project_id)
    people = Person.objects.filter(pk__in=counts).select_related("unit").order_by("unit__path", "pk")
    return [Burden(person, len(counts[person.pk])) for person in people]


def burdened_person(viewer: User, pk: int, on: date) -> Person:
    """One of them; NotVisible otherwise."""
    found = next((burden.person for burden in burdened_people(viewer, on) if burden.person.pk == pk), None)
    if found is None:
        raise NotVisible("没有找到该人员，或其负责的项目不在您的管理范围内。", code="duties.person")
    return found


def burdened_named(viewer: User, words: str, on: date) -> Person:
    """The one of them who bears the name (`姓名` or `姓名@单位代码`); BusinessError when there is none or more than one."""
    name, _, unit = words.partition("@")
    found = [
        burden.person
        for burden in burdened_people(viewer, on)
        if burden.person.name == name and unit in {"", burden.person.unit.code}
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BusinessError(f"没有负责项目的“{words}”。请在“责任体系—工作交接”中查看名单。", code="duties.person")
    places = "、".join(f"{name}@{person.unit.code}" for person in found)
    raise BusinessError(f"有 {len(found)} 位“{name}”，请写明单位：{places}。", code="duties.person")


def held_by(viewer: User, person: Person, on: date) -> list[Assignment]:
    """What the person answers for among the projects in the viewer's reach, by project."""
    rows = assignments_in_force(on).filter(person=person, project_id__in=projects(viewer).values("pk"))
    return list(rows.select_related("project__unit", "project__investor").order_by("project__code", "role"))


def roles() -> list[tuple[str, str]]:
    """The roles as choices."""
    return [(str(role.value), str(role.label)) for role in DutyRole]


def units_in_view(viewer: User) -> QuerySet[Unit]:
    """Units to which the lists can be narrowed."""
    return visible_units(viewer, Permission.VIEW)

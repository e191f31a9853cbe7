"""What waits for a person: slips to judge with their age, own filings and what came of them, fields still empty."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from luodi.across.lifecycle.selectors import gates
from luodi.across.lifecycle.selectors.queue import offered_slips
from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.approvals.selectors import filed_slips
from luodi.base.core.fieldspec import FieldSpec
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import Permission, SideStatus

SHOWN = 8
_GOING = (SideStatus.NORMAL, SideStatus.ON_HOLD, SideStatus.SUSPENDED)

DueFields: TypeAlias = dict[tuple[str, str], tuple[str, ...]]
"""Stage and kind of project → the fields that the next step asks for."""


@dataclass(frozen=True)
class Waiting:
    """A slip and the full days it has waited."""

    slip: Slip
    days: int


@dataclass(frozen=True)
class Work:
    """Slips on which the person may take the next step: how many to verify and to recognise, the oldest ones, the oldest age."""

    to_verify: int
    to_recognise: int
    oldest: list[Waiting]

    @property
    def count(self) -> int:
        """All together."""
        return self.to_verify + self.to_recognise

    @property
    def longest_days(self) -> int:
        """Days the oldest has waited; 0 when nothing waits."""
        return self.oldest[0].days if self.oldest else 0


def work(viewer: User, *, on: date) -> Work:
    """What waits for the viewer's judgement on a day, oldest first."""
    waiting = offered_slips(viewer)
    counts = dict(waiting.order_by().values_list("state").annotate(count=Count("pk")))
    oldest = [Waiting(slip, waited(slip, on)) for slip in waiting.order_by("filed_at", "pk")[:SHOWN]]
    return Work(counts.get(SlipState.FILED, 0), counts.get(SlipState.VERIFIED, 0), oldest)


def waited(slip: Slip, on: date) -> int:
    """Full days since the slip was filed."""
    return max((on - timezone.localdate(slip.filed_at)).days, 0)


@dataclass(frozen=True)
class Incomplete:
    """A project and the fields that its next step asks for and that are empty."""

    project: Project
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True)
class Filings:
    """What a person filed and what is left to fill in: returned slips, counts by state, projects with empty fields."""

    returned: list[Slip]
    returned_count: int
    filed: int
    verified: int
    incomplete: list[Incomplete]
    incomplete_count: int

    @property
    def is_clear(self) -> bool:
        """True when nothing has to be done."""
        return not (self.returned_count or self.incomplete_count)


def filings(viewer: User, *, undone: Collection[str] = ()) -> Filings:
    """The viewer's own filings, and the projects of the viewer's units that lack something.

    `undone`: the batches of the viewer that were taken back as a whole; what came back with them is not to be mended.
    """
    own = filed_slips(viewer)
    returned = _mendable(own.filter(state=SlipState.RETURNED), undone)
    counts = dict(own.order_by().values_list("state").annotate(count=Count("pk")))
    due = _due(timezone.localdate())
    lacking = _incomplete(viewer, due)
    return Filings(
        returned=list(returned[:SHOWN]),
        returned_count=returned.count(),
        filed=counts.get(SlipState.FILED, 0),
        verified=counts.get(SlipState.VERIFIED, 0),
        incomplete=[Incomplete(project, _missing(project, due)) for project in lacking[:SHOWN]],
        incomplete_count=lacking.count(),
    )


def _mendable(returned: QuerySet[Slip], undone: Collection[str]) -> QuerySet[Slip]:
    """Returned slips that did not go with a whole batch."""
    if not undone:
        return returned
    events = StageEvent.objects.filter(slip=OuterRef("pk"), batch__in=undone)
    money = CapitalRecord.objects.filter(slip=OuterRef("pk"), batch__in=undone)
    return returned.exclude(Exists(events)).exclude(Exists(money))


def _missing(project: Project, due: DueFields) -> tuple[FieldSpec, ...]:
    """Fields that the next step of the project asks for and that are empty."""
    names = due.get((project.stage, project.kind), ())
    return tuple(PROJECT_FIELDS[name] for name in names if getattr(project, name) in (None, ""))


def _due(on: date) -> DueFields:
    """The fields of the project's own row that its gates ask for next, by stage and kind."""
    columns = {field.name for field in Project._meta.get_fields()}
    return {at: tuple(name for name in names if name in columns) for at, names in gates.due_fields(on).items()}


def _incomplete(viewer: User, due: DueFields) -> QuerySet[Project]:
    """Projects that go on, of the viewer's own unit or of the units in reach, with an empty field that is due."""
    found = reach(viewer, Permission.EDIT)
    own = frozenset() if viewer.unit_id is None else frozenset({viewer.unit_id})
    units = own if found.everything else found.unit_ids
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (stage, kind), names in due.items():
        alike[stage, names].append(kind)
    lacks = Q(pk__in=[])
    for (stage, names), kinds in alike.items():
        lacks |= Q(stage=stage, kind__in=kinds) & _any_empty(names)
    rows = Project.objects.filter(lacks, unit_id__in=units, is_withdrawn=False, side_status__in=_GOING)
    return rows.select_related("unit", "investor").order_by("-pk")


def _any_empty(names: Iterable[str]) -> Q:
    empty = Q(pk__in=[])
    for name in names:
        column = Project._meta.get_field(name)
        is_text = column.empty_strings_allowed and not column.null
        empty |= Q(**{name: ""}) if is_text else Q(**{name: None})
    return empty

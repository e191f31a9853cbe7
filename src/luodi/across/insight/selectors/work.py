"""What waits for a person: slips to judge with their age, own filings and what came of them, fields still empty."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from luodi.base.approvals.models import Slip
from luodi.base.approvals.rules import SlipState
from luodi.base.approvals.selectors import filed_slips, waiting_slips
from luodi.base.core.fieldspec import FieldSpec
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.models import Project
from luodi.domains.projects.rules import Permission, SideStatus, Stage

SHOWN = 8
_SKIPPED = frozenset({Stage.FRAMEWORK, Stage.PREPARING})
"""Stages that a project may pass over."""
_GOING = (SideStatus.NORMAL, SideStatus.ON_HOLD, SideStatus.SUSPENDED)


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
    waiting = waiting_slips(viewer)
    counts = dict(waiting.order_by().values_list("state").annotate(count=Count("pk")))
    oldest = [Waiting(slip, waited(slip, on)) for slip in waiting.order_by("filed_at", "pk")[:SHOWN]]
    return Work(counts.get(SlipState.FILED, 0), counts.get(SlipState.VERIFIED, 0), oldest)


def waited(slip: Slip, on: date) -> int:
    """Full days since the slip was filed."""
    return max((on - timezone.localdate(slip.filed_at)).days, 0)


@dataclass(frozen=True)
class Incomplete:
    """A project and the fields that its next stage needs and that are empty."""

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


def filings(viewer: User) -> Filings:
    """The viewer's own filings, and the projects of the viewer's units that lack something."""
    own = filed_slips(viewer)
    counts = dict(own.order_by().values_list("state").annotate(count=Count("pk")))
    lacking = _incomplete(viewer)
    return Filings(
        returned=list(own.filter(state=SlipState.RETURNED)[:SHOWN]),
        returned_count=counts.get(SlipState.RETURNED, 0),
        filed=counts.get(SlipState.FILED, 0),
        verified=counts.get(SlipState.VERIFIED, 0),
        incomplete=[Incomplete(project, missing_fields(project)) for project in lacking[:SHOWN]],
        incomplete_count=lacking.count(),
    )


def missing_fields(project: Project) -> tuple[FieldSpec, ...]:
    """Fields that must be filled for the stage after the one reached and are not."""
    return tuple(spec for spec in _due(project.stage) if getattr(project, spec.name) in (None, ""))


def _due(stage: str) -> tuple[FieldSpec, ...]:
    later = [one for one in Stage if one.value > stage and one not in _SKIPPED]
    return PROJECT_FIELDS.required_at(later[0].value, [one.value for one in Stage]) if later else ()


def _incomplete(viewer: User) -> QuerySet[Project]:
    """Projects that go on, of the viewer's own unit or of the units in reach, with an empty field that is due."""
    found = reach(viewer, Permission.EDIT)
    own = frozenset() if viewer.unit_id is None else frozenset({viewer.unit_id})
    units = own if found.everything else found.unit_ids
    lacks = Q(pk__in=[])
    for stage in Stage:
        empty = Q(pk__in=[])
        for spec in _due(stage.value):
            column = Project._meta.get_field(spec.name)
            empty |= (
                Q(**{spec.name: ""}) if column.empty_strings_allowed and not column.null else Q(**{spec.name: None})
            )
        lacks |= Q(stage=stage) & empty
    rows = Project.objects.filter(lacks, unit_id__in=units, is_withdrawn=False, side_status__in=_GOING)
    return rows.select_related("unit").order_by("-pk")

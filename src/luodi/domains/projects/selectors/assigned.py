"""Who answers for which project on a day: below the lists, because what one answers for one may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from luodi.domains.projects.models.responsibility import Assignment, AssignmentEnd


def assignments_in_force(on: date) -> QuerySet[Assignment]:
    """Who answers on the day, for all projects."""
    return Assignment.objects.filter(Q(ending=None) | Q(ending__ends_on__gt=on), starts_on__lte=on)


def assigned_to(person_id: int | None, on: date) -> Exists:
    """Condition over projects: the person answers for it on the day."""
    held = assignments_in_force(on)
    rows = held.none() if person_id is None else held.filter(person_id=person_id)
    return Exists(rows.filter(project=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Term:
    """A person in charge of a project from the first day to before the other one (None: until now)."""

    person_id: int
    project_id: int
    first: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether the person was in charge on the day."""
        return self.first <= day and (self.until is None or day < self.until)


def terms_of(people: Collection[int], role: str, *, known_at: datetime) -> list[Term]:
    """Every time that the people held the role of a project, as known at the moment."""
    ended = AssignmentEnd.objects.filter(assignment=OuterRef("pk"), recorded_at__lte=known_at)
    rows = Assignment.objects.filter(person__in=people, role=role, recorded_at__lte=known_at)
    rows = rows.annotate(until=Subquery(ended.values("ends_on")[:1])).order_by("starts_on", "pk")
    return [Term(*row) for row in rows.values_list("person_id", "project_id", "starts_on", "until")]

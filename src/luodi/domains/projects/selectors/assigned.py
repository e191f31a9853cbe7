"""Who answers for which project on a day: below the lists, because what one answers for one may see."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from luodi.domains.projects.models.responsibility import Assignment


def assignments_in_force(on: date) -> QuerySet[Assignment]:
    """Who answers on the day, for all projects."""
    return Assignment.objects.filter(Q(ending=None) | Q(ending__ends_on__gt=on), starts_on__lte=on)


def assigned_to(person_id: int | None, on: date) -> Exists:
    """Condition over projects: the person answers for it on the day."""
    held = assignments_in_force(on)
    rows = held.none() if person_id is None else held.filter(person_id=person_id)
    return Exists(rows.filter(project=OuterRef("pk")))

"""From a filled form to the verbs of inspections, documents stored first, in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luodi.domains.supervision import services
from luodi.domains.supervision.services import Photo, VisitValues
from luodi.interfaces.web.inspections.forms import FindingActForm, PlanActForm, VisitForm
from luodi.interfaces.web.ui.uploads import stored


@transaction.atomic
def record_visit(plan: Any, form: VisitForm, *, actor: Any, at: datetime) -> Any:  # noqa: ANN401 - pages know no models
    """The visit with its photos."""
    data = dict(form.cleaned_data)
    uploads, clock = data.pop("photos"), data.pop("taken_at")
    latitude, longitude = data.pop("latitude"), data.pop("longitude")
    taken_at = at if clock is None else timezone.make_aware(datetime.combine(data["held_on"], clock))
    photos = [
        Photo(attachment, taken_at, data["place"], latitude, longitude)
        for attachment in stored(uploads, unit_code=plan.unit.code, actor=actor, at=at)
    ]
    return services.record_visit(plan, VisitValues(photos=photos, **data), actor=actor, at=at)


@transaction.atomic
def take_finding_step(finding: Any, form: FindingActForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401
    """The step that was pressed."""
    data = form.cleaned_data
    evidence = stored(data["evidence"], unit_code=finding.unit.code, actor=actor, at=at)
    services.take_finding_step(finding, data["act"], actor=actor, at=at, note=data["note"], evidence=evidence)


def take_plan_step(plan: Any, act: str, form: PlanActForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401
    """The step that was pressed."""
    data = form.cleaned_data
    into = next((one for one in form.targets if str(one.pk) == data.get("into")), None)
    services.take_plan_step(
        plan, act, actor=actor, at=at, note=data["note"], basis_no=data.get("basis_no") or "", into=into
    )

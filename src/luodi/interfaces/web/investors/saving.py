"""From a filled form to the verbs: companies and documents first, then the trip, all in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from luodi.domains.investors import services
from luodi.interfaces.web.investors.forms import TripCorrectionForm, TripForm
from luodi.interfaces.web.ui.uploads import stored


@transaction.atomic
def file_trip(form: TripForm, *, actor: Any, at: datetime) -> Any:  # noqa: ANN401 - pages know no models
    """The trip with the companies met and its documents."""
    values = dict(form.cleaned_data)
    unit = values.pop("unit")
    evidence = stored(values.pop("evidence", []), unit_code=unit.code, actor=actor, at=at)
    met = [services.register_investor(name, actor=actor, at=at) for name in values.pop("met")]
    leader = values.pop("leader")
    return services.file_trip(
        unit, met=met, leader=leader, is_led=leader is not None, evidence=evidence, actor=actor, at=at, **values
    )


@transaction.atomic
def correct_trip(trip: Any, form: TripCorrectionForm, *, actor: Any, at: datetime) -> Any:  # noqa: ANN401 - pages know no models
    """The old trip taken back, the new one in its place with the old one's documents."""
    reason = form.cleaned_data.pop("reason")
    services.withdraw_trip(trip, actor=actor, at=at, reason=f"更正：{reason}")
    made = file_trip(form, actor=actor, at=at)
    kept = [row.attachment for row in trip.evidence_rows.all()]
    if kept:
        services.add_trip_evidence(made, evidence=kept, actor=actor, at=at)
    return made


@transaction.atomic
def add_evidence(trip: Any, uploads: list[Any], *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """More documents for a trip."""
    evidence = stored(uploads, unit_code=trip.unit.code, actor=actor, at=at)
    services.add_trip_evidence(trip, evidence=evidence, actor=actor, at=at)


def present(trip: Any) -> dict[str, Any]:  # noqa: ANN401 - pages know no models
    """What the form of a known trip shows."""
    shown = {name: getattr(trip, name) for name in ("left_on", "returned_on", "place", "purpose", "notes")}
    met = "\n".join(item.investor.name for item in trip.contacts.all())
    return shown | {"unit": trip.unit.code, "leader": trip.leader_id, "met": met}

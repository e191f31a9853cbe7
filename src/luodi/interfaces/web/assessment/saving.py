"""From a filled form to the verbs: the documents first, then the adjustment or appeal, all in one transaction."""

from datetime import datetime
from typing import Any

from django.db import transaction

from luodi.across.assessment import services
from luodi.interfaces.web.assessment.forms import AdjustmentForm, ReverseForm
from luodi.interfaces.web.assessment.round_forms import AppealForm
from luodi.interfaces.web.ui.uploads import stored


@transaction.atomic
def file_adjustment(form: AdjustmentForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """An adjustment with its documents."""
    unit, period = form.cleaned_data["unit"], form.cleaned_data["period"]
    evidence = stored(form.cleaned_data["evidence"], unit_code=unit.code, actor=actor, at=at)
    services.file_adjustment(unit, period=period, values=form.values(evidence), actor=actor, at=at)


@transaction.atomic
def reverse_adjustment(row: Any, form: ReverseForm, *, actor: Any, at: datetime) -> None:  # noqa: ANN401 - pages know no models
    """The row that takes an adjustment back, with its documents."""
    values = dict(form.cleaned_data)
    evidence = stored(values.pop("evidence"), unit_code=row.unit.code, actor=actor, at=at)
    services.reverse_adjustment(row, evidence=evidence, actor=actor, at=at, **values)


@transaction.atomic
def file_appeal(of: Any, about: Any, form: AppealForm, *, actor: Any, at: datetime) -> Any:  # noqa: ANN401 - pages know no models
    """An appeal with its documents."""
    values = dict(form.cleaned_data)
    unit = values.pop("unit")
    evidence = stored(values.pop("evidence"), unit_code=unit.code, actor=actor, at=at)
    return services.file_appeal(of, unit, about=about, evidence=evidence, actor=actor, at=at, **values)

"""From a filled form to the verb: uploads first, then the nomination."""

from datetime import datetime
from typing import Any

from django.db import transaction

from luodi.domains.incentives.services.nominating import NominationValues
from luodi.domains.incentives.services.nominating import nominate as put_forward
from luodi.interfaces.web.heroes.forms import NominateForm
from luodi.interfaces.web.ui import uploads


@transaction.atomic
def nominate(of: Any, form: NominateForm, *, is_proposed: bool, actor: Any, at: datetime) -> Any:  # noqa: ANN401 - pages know no models
    """Keep the uploads and put forward; nothing is kept when the verb refuses."""
    data = form.cleaned_data
    evidence = uploads.stored(data["evidence"], unit_code=data["unit"].code, actor=actor, at=at)
    values = NominationValues(data["unit"], data["deeds"], data["person"], evidence, is_proposed=is_proposed)
    return put_forward(of, values, actor=actor, at=at)

"""Opening a ranking to the members of its group, and closing it again."""

from datetime import datetime

from django.db import transaction

from luodi.across.assessment.models import Publication
from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.selectors.adjustments import is_public
from luodi.across.assessment.selectors.schemes import in_force
from luodi.base.audit import services as audit
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require


@transaction.atomic
def publish_ranking(scheme_code: str, *, group: str, period: str, is_open: bool, actor: User, at: datetime) -> bool:
    """Let all members of a group see its ranking of a period, or stop it; returns whether anything changed."""
    whole = parse_period(period)
    scheme = in_force(whole.last, code=scheme_code, group=group)[0]
    require(actor, Permission.PUBLISH, unit=scheme.unit)
    audit.stand_in_line()
    if is_public(scheme.code, group, whole.code) == is_open:
        return False
    made = Publication.objects.create(
        scheme_code=scheme.code, group=group, period=whole.code, is_public=is_open, recorded_by=actor, recorded_at=at
    )
    changes = {"is_public": (not is_open, is_open)}
    audit.record(
        audit.Act("assessment.published", made, unit_code=scheme.unit.code, changes=changes), actor=actor, at=at
    )
    return True

"""Taking an activity out again, which only goes while no signing stands on it."""

from datetime import datetime

from django.db import transaction

from luodi.base.approvals.rules import SlipState
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.models import User
from luodi.domains.investors import services as investors
from luodi.domains.investors.models import Activity
from luodi.domains.projects.models import StageEvent


@transaction.atomic
def withdraw_occasion(activity: Activity, *, actor: User, at: datetime, reason: str) -> Activity:
    """The activity's withdrawal; BusinessError `activities.signings` while events name it as their occasion."""
    taken = investors.withdraw_activity(activity, actor=actor, at=at, reason=reason)
    signings = StageEvent.objects.filter(occasion=activity).exclude(slip__state=SlipState.RETURNED)
    standing = signings.exclude(reversals__slip__state=SlipState.RECOGNISED).count()
    if standing:
        raise BusinessError(
            f"该活动名下还有 {standing} 项签约，不能撤回。请先撤销这些签约，或保留活动。", code="activities.signings"
        )
    return taken

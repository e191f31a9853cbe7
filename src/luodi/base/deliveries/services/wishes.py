"""What a person wants to get outside the system, and when not to be disturbed."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.deliveries import selectors
from luodi.base.deliveries.models import QuietHours, Subscription
from luodi.base.deliveries.rules.timing import Quiet
from luodi.base.deliveries.rules.words import ChannelKind
from luodi.base.notices import rules as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Permission
from luodi.base.orgs.selectors import require


@transaction.atomic
def choose(wanted: Collection[tuple[int, str]], *, actor: User, at: datetime) -> int:
    """Exactly these (channel, subject) pairs from now on; returns how many. What is under way still goes out.

    Errors: BusinessError `deliveries.not_offered`, `deliveries.no_address`.
    """
    require(actor, Permission.OWN_ACCOUNT)
    audit.stand_in_line()
    offered = {channel.pk: channel for channel in selectors.offered_channels(actor)}
    pairs = set(wanted)
    if {key for key, _ in pairs} - set(offered) or {group for _, group in pairs} - set(notices.group_names()):
        raise BusinessError("所选渠道已停用或不属于您的单位，请刷新页面后再选。", code="deliveries.not_offered")
    if not actor.email and any(offered[key].kind == ChannelKind.EMAIL for key, _ in pairs):
        raise BusinessError("要用电子邮件接收，请先填写邮箱。", code="deliveries.no_address")
    held = Subscription.objects.filter(user=actor)
    before = set(held.values_list("channel_id", "group"))
    for key, group in before - pairs:
        held.filter(channel_id=key, group=group).delete()
    Subscription.objects.bulk_create(
        [Subscription(user=actor, channel_id=key, group=group) for key, group in sorted(pairs - before)]
    )
    changes = {"subscriptions": (len(before), len(pairs))}
    audit.record(audit.Act("deliveries.subscribed", actor, changes=changes), actor=actor, at=at)
    return len(pairs)


@transaction.atomic
def set_quiet_hours(quiet: Quiet, *, actor: User, at: datetime) -> None:
    """The person's own quiet hours from the next message on."""
    require(actor, Permission.OWN_ACCOUNT)
    audit.stand_in_line()
    QuietHours.objects.update_or_create(
        user=actor, defaults={"starts": quiet.starts, "ends": quiet.ends, "on_days_off": quiet.on_days_off}
    )
    changes = {"quiet_hours": ("", f"{quiet.starts:%H:%M}—{quiet.ends:%H:%M}")}
    audit.record(audit.Act("deliveries.quiet_hours_set", actor, changes=changes), actor=actor, at=at)

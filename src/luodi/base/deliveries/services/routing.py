"""Deciding on which channels a notice goes out. The notice itself stands in the system already and stays, whatever comes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luodi.base.core.workdays import WorkCalendar
from luodi.base.deliveries import selectors
from luodi.base.deliveries.models import Channel, Delivery, QuietHours, Subscription
from luodi.base.deliveries.rules.timing import Quiet, open_at
from luodi.base.notices import rules as notices
from luodi.base.notices import services as notice_services
from luodi.base.notices.models import Notice
from luodi.base.notices.selectors import unrouted
from luodi.base.orgs.selectors import work_calendar

_MOST = 500
Ways = Mapping[tuple[int, str], list[Channel]]


def route(*, at: datetime) -> int:
    """Give every notice that has none yet its deliveries; returns how many were made. Safe to run as often as one likes.

    A notice and its deliveries are settled in one transaction, and of one notice there is one delivery a channel.
    """
    made = 0
    # Most rounds find nothing: they take no lock.
    while unrouted(1):
        seen, rows = _route_some(at)
        made += rows
        if seen < _MOST:
            break
    return made


@transaction.atomic
def _route_some(at: datetime) -> tuple[int, int]:
    found = list(unrouted(_MOST).select_for_update(skip_locked=True))
    if not found:
        return 0, 0
    people = {notice.recipient_id for notice in found}
    ways, quiet, calendar = _ways(people), _quiet(people), work_calendar()
    rows = [
        _delivery(notice, channel, quiet.get(notice.recipient_id), calendar, at)
        for notice in found
        for channel in ways.get((notice.recipient_id, notices.group_of(notice.code)), ())
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    notice_services.mark_routed([notice.pk for notice in found], at=at)
    return len(found), len(rows)


def _ways(people: Iterable[int]) -> Ways:
    """Which channels each person wants for each subject; none for people whose account is switched off."""
    found: defaultdict[tuple[int, str], list[Channel]] = defaultdict(list)
    rows = Subscription.objects.filter(user_id__in=people, user__is_active=True, channel__is_active=True)
    for row in rows.select_related("channel").order_by("channel_id"):
        found[row.user_id, row.group].append(row.channel)
    return found


def _quiet(people: Iterable[int]) -> dict[int, Quiet]:
    return {
        row.user_id: Quiet(row.starts, row.ends, row.on_days_off)
        for row in QuietHours.objects.filter(user_id__in=people)
    }


def _delivery(notice: Notice, channel: Channel, own: Quiet | None, calendar: WorkCalendar, at: datetime) -> Delivery:
    is_urgent = notices.is_urgent(notice.code)
    quiet = own or selectors.usual_quiet()
    due_at = at if is_urgent else open_at(timezone.localtime(at), quiet, calendar)
    return Delivery(
        notice=notice,
        channel=channel,
        recipient_id=notice.recipient_id,
        is_urgent=is_urgent,
        made_at=at,
        due_at=due_at,
    )

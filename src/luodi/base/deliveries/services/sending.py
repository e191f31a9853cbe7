"""Sending what is due: take a parcel under a lease, hand it over, write down what became of it.

The three steps are three transactions. A worker that dies between the second and the third leaves a lease that runs out,
and the parcel goes out again with the same key: at least once, never lost. Nothing else can make a message go out twice,
for a parcel is taken by one worker only and closed only by the one that still holds its lease.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from luodi.base.deliveries import selectors
from luodi.base.deliveries.engine.wording import Item, Letter, letter
from luodi.base.deliveries.models import Channel, Delivery
from luodi.base.deliveries.rules.timing import HOUR, LEASE, open_at, pace, wait_after
from luodi.base.deliveries.rules.words import OPEN, DeliveryState
from luodi.base.deliveries.services.carriers import Refused, carry
from luodi.base.notices import rules as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import work_calendar

_MOST_IN_DIGEST = 500
_MOST_A_TURN = 200
_LONGEST_TURN = 20


@dataclass(frozen=True)
class Parcel:
    """What one worker holds: the rows that go out together, and its lease."""

    lease: str
    channel: Channel
    recipient: User
    rows: tuple[Delivery, ...]
    key: str


def deliver_all(*, at: datetime) -> tuple[int, int]:
    """Send what is due; how many parcels went and how many did not.

    Other jobs want their turn too: it ends after two hundred parcels or twenty seconds, and a channel that did not take
    one is left alone until the next round, so a dead server holds up nobody else.
    """
    sent = failed = 0
    tired: set[int] = set()
    ends = monotonic() + _LONGEST_TURN
    while sent + failed < _MOST_A_TURN and monotonic() < ends:
        parcel = take(at=at, without=tired)
        if parcel is None:
            break
        refused = _deliver(parcel, at=at)
        sent, failed = sent + (refused is None), failed + (refused is not None)
        if refused is not None and not refused.is_final:
            tired.add(parcel.channel.pk)
    return sent, failed


def deliver_next(*, at: datetime) -> bool | None:
    """Send one parcel: True when it was taken, False when not, None when nothing is due."""
    parcel = take(at=at)
    return None if parcel is None else _deliver(parcel, at=at) is None


def _deliver(parcel: Parcel, *, at: datetime) -> Refused | None:
    """Hand the parcel over and write down what became of it; gives the refusal, if it was one."""
    try:
        if not parcel.recipient.is_active:
            raise Refused("收件人的账号已停用", is_final=True)
        carry(parcel.channel, _letter(parcel), to=parcel.recipient.email, at=at)
    except Refused as error:
        _failed(parcel, str(error), is_final=error.is_final, at=at)
        return error
    _sent(parcel, at=at)
    return None


def take(*, at: datetime, without: Collection[int] = ()) -> Parcel | None:
    """A parcel of due rows with a fresh lease, of any channel but those; None when nothing is due."""
    # Most rounds find nothing: they take no lock.
    while _due(at).filter(channel__is_active=True).exclude(channel_id__in=without).exists():
        with transaction.atomic():
            channel = _channel_with_work(at, without)
            if channel is None:
                return None
            first = _due(at).filter(channel=channel).order_by("due_at", "pk").first()
            rows = [] if first is None else _together(first, at)
            if first is not None and rows:
                return _leased(first, rows, channel, at)
    return None


def _due(at: datetime) -> QuerySet[Delivery]:
    free = Q(lease_until=None) | Q(lease_until__lt=at)
    return Delivery.objects.filter(free, state__in=OPEN, due_at__lte=at)


def _channel_with_work(at: datetime, without: Collection[int]) -> Channel | None:
    """A channel on which something is due; its row is locked, so that one worker at a time makes up its parcels."""
    work = Exists(_due(at).filter(channel=OuterRef("pk")))
    free = Channel.objects.select_for_update(skip_locked=True).filter(work, is_active=True)
    return free.exclude(pk__in=without).order_by("pk").first()


def _together(first: Delivery, at: datetime) -> list[Delivery]:
    """The rows that go out with the first one; none when the person has had enough for this hour, and they wait."""
    if first.parcel:
        return list(Delivery.objects.filter(parcel=first.parcel, state__in=OPEN).order_by("pk"))
    if first.is_urgent:
        return [first]
    same = _due(at).filter(channel_id=first.channel_id, recipient_id=first.recipient_id, parcel="", is_urgent=False)
    waiting = list(same.order_by("pk")[:_MOST_IN_DIGEST])
    judged = pace(len(waiting), _recent(first, at), above=settings.LUODI_DIGEST_ABOVE)
    if judged.hold_until is not None:
        same.update(due_at=judged.hold_until)
        return []
    return waiting if judged.is_digest else [first]


def _recent(first: Delivery, at: datetime) -> list[datetime]:
    """When the person's parcels of the last hour on this channel went out, in order of time."""
    rows = Delivery.objects.filter(
        recipient_id=first.recipient_id, channel_id=first.channel_id, tried_at__gt=at - HOUR, is_urgent=False
    )
    tried: dict[str, datetime] = {}
    for parcel, moment in rows.exclude(parcel="").order_by("tried_at").values_list("parcel", "tried_at"):
        if moment is not None:
            tried.setdefault(parcel, moment)
    return list(tried.values())


def _leased(first: Delivery, rows: list[Delivery], channel: Channel, at: datetime) -> Parcel:
    key, lease = first.parcel or f"L{first.pk}", secrets.token_hex(12)
    for row in rows:
        row.attempts += 1
        row.parcel, row.lease, row.lease_until, row.tried_at = key, lease, at + LEASE, at
    Delivery.objects.bulk_update(rows, ["attempts", "parcel", "lease", "lease_until", "tried_at"])
    recipient = User.objects.select_related("person").get(pk=first.recipient_id)
    return Parcel(lease, channel, recipient, tuple(rows), key)


def _letter(parcel: Parcel) -> Letter:
    found = Delivery.objects.filter(pk__in=[row.pk for row in parcel.rows]).select_related("notice").order_by("pk")
    items = [
        Item(
            notices.CODES.get(row.notice.code, notices.OTHER),
            notices.group_of(row.notice.code),
            row.notice.title,
            row.notice.link,
            row.is_urgent,
        )
        for row in found
    ]
    return letter(
        items,
        person=parcel.recipient.display_name,
        key=parcel.key,
        has_titles=parcel.channel.has_titles,
        address=settings.LUODI_PUBLIC_ADDRESS,
    )


def _held(parcel: Parcel) -> QuerySet[Delivery]:
    """The parcel's rows, as long as the lease is still this worker's."""
    return Delivery.objects.filter(pk__in=[row.pk for row in parcel.rows], lease=parcel.lease)


@transaction.atomic
def _sent(parcel: Parcel, *, at: datetime) -> None:
    _held(parcel).update(state=DeliveryState.SENT, sent_at=at, lease="", lease_until=None, failure="")


@transaction.atomic
def _failed(parcel: Parcel, reason: str, *, is_final: bool, at: datetime) -> None:
    """Try again later, outside the person's quiet hours; or give up. The notice in the system stays in any case."""
    wait = None if is_final else wait_after(parcel.rows[0].attempts)
    freed = {"lease": "", "lease_until": None, "failure": reason}
    if wait is None:
        _held(parcel).update(state=DeliveryState.GIVEN_UP, **freed)
        return
    later = timezone.localtime(at + wait)
    quiet = selectors.quiet_hours(parcel.recipient)
    due_at = later if parcel.rows[0].is_urgent else open_at(later, quiet, work_calendar())
    _held(parcel).update(state=DeliveryState.FAILED, due_at=due_at, **freed)

"""Reading channels, subscriptions and deliveries."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from luodi.base.core.errors import NotVisible
from luodi.base.deliveries.models import Channel, Delivery, QuietHours, Subscription
from luodi.base.deliveries.rules.rights import Permission
from luodi.base.deliveries.rules.timing import Quiet
from luodi.base.deliveries.rules.words import OPEN, ChannelKind, DeliveryState
from luodi.base.notices import rules as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import ancestors, require_over_all

_OVERDUE = timedelta(minutes=15)


def channels(viewer: User) -> QuerySet[Channel]:
    """Every channel, for those who keep them."""
    require_over_all(viewer, Permission.MANAGE_CHANNELS)
    return Channel.objects.select_related("unit").order_by("pk")


def channel_names(viewer: User) -> list[tuple[int, str]]:
    """Key and name of every channel, for those who look at deliveries."""
    require_over_all(viewer, Permission.VIEW)
    return list(Channel.objects.order_by("pk").values_list("pk", "name"))


def channel(viewer: User, pk: int) -> Channel:
    """One channel; NotVisible otherwise."""
    found = channels(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到该渠道，请从“消息渠道”列表进入。", code="deliveries.channel")
    return found


def offered_channels(viewer: User) -> QuerySet[Channel]:
    """Channels that the person may choose: e-mail, and the robots of the own unit and of those above it."""
    above = ancestors([viewer.unit_id]) if viewer.unit_id else frozenset[int]()
    return Channel.objects.filter(Q(unit=None) | Q(unit_id__in=above), is_active=True).order_by("pk")


@dataclass(frozen=True, slots=True)
class Wish:
    """A subject of messages and whether the person wants it on a channel."""

    group: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wants on one channel."""

    channel: Channel
    wishes: tuple[Wish, ...]

    @property
    def is_mail(self) -> bool:
        """Whether it needs the person's own address."""
        return self.channel.kind == ChannelKind.EMAIL


def subscriptions(viewer: User) -> list[Wishes]:
    """Every channel on offer with every subject."""
    held = set(Subscription.objects.filter(user=viewer).values_list("channel_id", "group"))
    return [
        Wishes(one, tuple(Wish(name, (one.pk, name) in held) for name in notices.group_names()))
        for one in offered_channels(viewer)
    ]


def quiet_hours(viewer: User) -> Quiet:
    """The person's own quiet hours, or the usual ones of the instance."""
    own = QuietHours.objects.filter(user=viewer).first()
    return usual_quiet() if own is None else Quiet(own.starts, own.ends, own.on_days_off)


def usual_quiet() -> Quiet:
    """22:00 to 7:30 and whole days off, unless the settings say otherwise."""
    return Quiet(
        time.fromisoformat(settings.LUODI_QUIET_FROM), time.fromisoformat(settings.LUODI_QUIET_TO), on_days_off=True
    )


def own_deliveries(viewer: User) -> QuerySet[Delivery]:
    """What became of the person's own messages outside the system, latest first."""
    return Delivery.objects.filter(recipient=viewer).select_related("notice", "channel").order_by("-pk")


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """What the list asks for; empty fields ask for everything."""

    state: str = ""
    channel_id: int | None = None
    since: datetime | None = None


def deliveries(viewer: User, wanted: DeliveryFilter) -> QuerySet[Delivery]:
    """All deliveries for those who keep the instance running, latest first; pages show their kind, not their title."""
    require_over_all(viewer, Permission.VIEW)
    exact = {"state": wanted.state, "channel_id": wanted.channel_id, "made_at__gte": wanted.since}
    rows = Delivery.objects.filter(**{name: value for name, value in exact.items() if value})
    return rows.select_related("notice", "channel", "recipient__person", "recipient__unit").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many deliveries stand in which state; `late`: open ones whose moment passed a quarter of an hour ago."""

    waiting: int
    failed: int
    sent: int
    given_up: int
    late: int


def tally(at: datetime) -> Tally:
    """The state of all deliveries at the moment."""
    counts = dict(Delivery.objects.order_by().values_list("state").annotate(rows=Count("pk")))
    late = Delivery.objects.filter(state__in=OPEN, due_at__lt=at - _OVERDUE, channel__is_active=True).count()
    return Tally(
        waiting=counts.get(DeliveryState.WAITING, 0),
        failed=counts.get(DeliveryState.FAILED, 0),
        sent=counts.get(DeliveryState.SENT, 0),
        given_up=counts.get(DeliveryState.GIVEN_UP, 0),
        late=late,
    )

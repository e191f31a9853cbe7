"""One verb for each audit code of message channels; each gives the actor whom its row must name."""

from collections.abc import Callable
from datetime import time
from typing import Final

from django.test import override_settings

from luodi.base.deliveries import services
from luodi.base.deliveries.models import Channel
from luodi.base.deliveries.rules.timing import Quiet
from luodi.base.deliveries.services import ChannelValues
from luodi.base.orgs.models import User
from luodi.base.orgs.services import set_own_address
from tests.factories import AT, clerk, district, officer

Act = Callable[[], User | None]
NIGHT: Final = Quiet(time(22), time(7), on_days_off=True)


def mailbox() -> Channel:
    """The channel of e-mail, added by the system officer, who has an address."""
    district()
    set_own_address("sys@example.cn", actor=officer("sysadmin"), at=AT)
    return services.add_channel(ChannelValues(kind="EMAIL", name="政务邮箱"), actor=officer("sysadmin"), at=AT)


def changed() -> None:
    """Another name."""
    values = ChannelValues(kind="EMAIL", name="办公邮箱")
    services.change_channel(mailbox(), values, actor=officer("sysadmin"), at=AT)


def switched() -> None:
    """Off."""
    services.switch_channel(mailbox(), is_active=False, actor=officer("sysadmin"), at=AT)


def tried() -> None:
    """A trial."""
    services.try_channel(mailbox(), actor=officer("sysadmin"), at=AT)


def by_officer(act: Callable[[], object]) -> Act:
    """What the system officer does while there is a server for outgoing mail."""

    def run() -> User:
        with override_settings(EMAIL_HOST="mail.example.cn", DEFAULT_FROM_EMAIL="落地 <luodi@example.cn>"):
            act()
        return officer("sysadmin")

    return run


def subscribed() -> User:
    """Nothing at all, which is a choice too."""
    services.choose((), actor=clerk(), at=AT)
    return clerk()


def quiet_hours_set() -> User:
    """At night and on days off."""
    services.set_quiet_hours(NIGHT, actor=clerk(), at=AT)
    return clerk()


VERBS: Final[dict[str, Act]] = {
    "deliveries.channel_added": by_officer(mailbox),
    "deliveries.channel_changed": by_officer(changed),
    "deliveries.channel_switched": by_officer(switched),
    "deliveries.channel_tried": by_officer(tried),
    "deliveries.quiet_hours_set": quiet_hours_set,
    "deliveries.subscribed": subscribed,
    "orgs.address_set": by_officer(mailbox),
}

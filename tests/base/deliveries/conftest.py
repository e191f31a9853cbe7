"""A stand-in server, and people who want to be told outside the system."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from tests.base.deliveries.standin import SECRET, StandIn, start

if TYPE_CHECKING:
    from luodi.base.deliveries.models import Channel
    from luodi.base.orgs.models import User


@pytest.fixture
def robots(settings: Settings) -> Iterator[StandIn]:
    """The server of all three robots, allowed by its origin."""
    stand_in = StandIn()
    server = start(stand_in)
    settings.LUODI_WEBHOOK_ORIGINS = frozenset({stand_in.origin})
    yield stand_in
    server.shutdown()
    server.server_close()


@pytest.fixture
def opened(robots: StandIn) -> "Callable[..., Channel]":
    """`opened("DINGTALK")`: a channel of that kind to the stand-in."""

    def make(kind: str = "DINGTALK", *, name: str = "", has_titles: bool = True, secret: str = SECRET) -> "Channel":
        from luodi.base.deliveries import services
        from tests import factories

        values = services.ChannelValues(
            kind=kind,
            name=name or f"{kind}群",
            address=robots.addresses.get(kind, ""),
            secret=secret,
            has_titles=has_titles,
        )
        return services.add_channel(values, actor=factories.officer("sysadmin"), at=factories.AT)

    return make


@pytest.fixture
def wanting() -> "Callable[..., User]":
    """`wanting(user, channel)`: the person wants every subject on the channel."""

    def make(person: "User", *channels: "Channel") -> "User":
        from luodi.base.deliveries import services
        from luodi.base.notices import rules as notices
        from tests import factories

        pairs = [(channel.pk, group) for channel in channels for group in notices.group_names()]
        services.choose(pairs, actor=person, at=factories.AT)
        return person

    return make

"""Verbs of deliveries: keeping channels, choosing what one wants, deciding where a notice goes, sending it."""

from luodi.base.deliveries.services.channels import (
    ChannelValues,
    add_channel,
    change_channel,
    switch_channel,
    try_channel,
)
from luodi.base.deliveries.services.routing import route
from luodi.base.deliveries.services.sending import deliver_all, deliver_next
from luodi.base.deliveries.services.wishes import choose, set_quiet_hours

__all__ = [
    "ChannelValues",
    "add_channel",
    "change_channel",
    "choose",
    "deliver_all",
    "deliver_next",
    "route",
    "set_quiet_hours",
    "switch_channel",
    "try_channel",
]

"""Clocks as marks: where a reading leads, its state as a badge, and the line that stands in a project's head."""

from django.urls import reverse

from luodi.across.lifecycle.rules.clocks import State
from luodi.across.lifecycle.selectors.clocks import Reading
from luodi.interfaces.web.ui.badges import Badge

TONES = {
    State.SOON: "warn",
    State.OVERDUE: "bad",
    State.PAUSED: "plain",
    State.CLAIMED: "info",
    State.KEPT: "good",
    State.MISSED: "alert",
}


def href(reading: Reading) -> str:
    """The clocks of the project, or the slip in the queue."""
    if reading.project is not None:
        return reverse("projects:clocks", args=[reading.project.pk])
    return reverse("approvals:slip", args=[reading.slip.pk]) if reading.slip is not None else ""


def state(reading: Reading) -> Badge:
    """How the clock stands."""
    return Badge(str(reading.state.label), TONES.get(reading.state, "brand"), reading.clock.overdue)


def headline(readings: list[Reading]) -> Reading | None:
    """The clock that a project's head shows: of those that run the one that is due first."""
    running = [one for one in readings if one.is_open]
    return min(running, key=lambda one: one.due_on, default=None)

"""Small marks: stage and side status of a project, state of a slip, the five colours. Each is readable without its colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luodi.base.approvals.rules import SlipState
from luodi.base.deliveries.rules.words import DeliveryState
from luodi.domains.projects.rules import SideStatus, Stage

TONES = ("plain", "brand", "good", "info", "warn", "alert", "bad")


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a ground; the tone only repeats what the word says."""

    text: str
    tone: str = "plain"
    title: str = ""


STAGE_TONES = {
    Stage.SIGNED: "info",
    Stage.PREPARING: "info",
    Stage.LANDED: "brand",
    Stage.STARTED: "brand",
    Stage.COMPLETED: "good",
    Stage.PRODUCING: "good",
    Stage.FULL: "good",
}
SIDE_TONES = {
    SideStatus.ON_HOLD: "warn",
    SideStatus.SUSPENDED: "alert",
    SideStatus.TERMINATED: "bad",
    SideStatus.RETURNED: "bad",
}
SLIP_TONES = {
    SlipState.FILED: "warn",
    SlipState.VERIFIED: "info",
    SlipState.RECOGNISED: "good",
    SlipState.RETURNED: "bad",
}
DELIVERY_TONES = {
    DeliveryState.WAITING: "info",
    DeliveryState.SENT: "good",
    DeliveryState.FAILED: "warn",
    DeliveryState.GIVEN_UP: "bad",
}
COLOURS = {"绿": "green", "蓝": "blue", "黄": "yellow", "橙": "orange", "红": "red", "灰": "grey"}


def stage(code: str) -> Badge:
    """The stage a project has reached."""
    known = Stage(code)
    return Badge(str(known.label), STAGE_TONES.get(known, "plain"), f"阶段 {code}")


def side_status(code: str) -> Badge | None:
    """The side status; None while the project goes its normal way."""
    known = SideStatus(code)
    return None if known == SideStatus.NORMAL else Badge(str(known.label), SIDE_TONES.get(known, "plain"))


def slip_state(code: str) -> Badge:
    """How far a filed fact has come."""
    known = SlipState(code)
    return Badge(str(known.label), SLIP_TONES.get(known, "plain"))


def delivery_state(code: str) -> Badge:
    """What became of a message outside the system."""
    known = DeliveryState(code)
    return Badge(str(known.label), DELIVERY_TONES[known])


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One station on the stage track: done, current or ahead; with its day when it was reached."""

    code: str
    label: str
    state: str
    on: date | None = None


def stage_track(current: str, reached_on: Mapping[str, date]) -> tuple[TrackStep, ...]:
    """All stages in order; a stage that was passed without an event of its own counts as passed, without a day."""
    codes = [str(value) for value in Stage.values]
    place = codes.index(current) if current in codes else -1

    def state(position: int) -> str:
        if position == place:
            return "current"
        return "done" if position < place else "ahead"

    return tuple(
        TrackStep(code, str(Stage(code).label), state(position), reached_on.get(code))
        for position, code in enumerate(codes)
    )

"""Graded notices 分级通报 after the close of a quarter (domain/07 §4.10, seed 002): 提醒函 → 通报 → 约谈 → 问责建议.

What is proposed follows from closed quarters alone. People decide; of the four only 问责建议 becomes a draft of an order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.assessment.rules.colours import Colour
from luodi.base.core.choices import TextChoices

LOOK_BACK: Final = 4
"""Closed quarters that are looked at: this one and the three before it; an older one is forgiven."""


class Notice(TextChoices):
    """The grades from the mildest to the gravest."""

    REMINDER = "REMINDER", "提醒函"
    CIRCULAR = "CIRCULAR", "通报"
    TALK = "TALK", "约谈"
    ACCOUNT = "ACCOUNT", "问责建议"


@dataclass(frozen=True, slots=True)
class QuarterResult:
    """How a unit stood in a closed quarter."""

    colour: Colour
    is_low: bool

    @property
    def is_grave(self) -> bool:
        """Red, or in the low zone 靠后."""
        return self.is_low or self.colour is Colour.RED


def notice(quarters: Sequence[QuarterResult | None]) -> Notice | None:
    """What a unit's closed quarters call for; the latest first, None for a quarter in which it was not judged.

    Low in this quarter and the one before: 问责建议. Red or low: 通报, and 约谈 where it was so in the three quarters
    before. Orange: 提醒函, and 通报 where it was orange in them. Worked example: low, not low, low → 约谈, for the two
    low quarters do not follow each other.
    """
    now, *before = (*quarters[:LOOK_BACK],) if quarters else (None,)
    if now is None:
        return None
    known = [one for one in before if one is not None]
    last = before[0] if before else None
    if now.is_low and last is not None and last.is_low:
        return Notice.ACCOUNT
    if now.is_grave:
        return Notice.TALK if any(one.is_grave for one in known) else Notice.CIRCULAR
    if now.colour is Colour.ORANGE:
        return Notice.CIRCULAR if any(one.colour is Colour.ORANGE for one in known) else Notice.REMINDER
    return None


def low_run(quarters: Sequence[QuarterResult | None]) -> int:
    """How many quarters in a row, up to the latest, the unit stood in the low zone."""
    for length, one in enumerate(quarters):
        if one is None or not one.is_low:
            return length
    return len(quarters)


def order_key(period: str, unit: str) -> str:
    """The key under which the draft of a quarter and a unit is made once."""
    return f"ranking:{period}:{unit}"

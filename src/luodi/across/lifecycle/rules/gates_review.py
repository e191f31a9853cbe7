"""Who recognises what, and the monthly re-check of what was recognised (domain/12 O30, Q14)."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Final

from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import plain

CITY_FROM_IN_WAN: Final = Decimal(10_000)
"""一亿元: from here on the city recognises (O30, default)."""
SAMPLE_PERCENT: Final = Decimal(5)
"""At least so much of what a month recognised is looked at again (Q14, default)."""


class ReviewOutcome(TextChoices):
    """What the re-check found."""

    TRUE = "TRUE", "属实"
    ERROR = "ERROR", "有误"
    FALSE = "FALSE", "虚假"


@dataclass(frozen=True, slots=True)
class Competence:
    """From which amount (万元) the city recognises, and how much (percent) is drawn for the re-check."""

    city_from_in_wan: Decimal = CITY_FROM_IN_WAN
    sample_percent: Decimal = SAMPLE_PERCENT


def belongs_to_city(amount_in_wan: Decimal | None, competence: Competence) -> bool:
    """Whether a project of that amount is recognised by the city; one whose amount nobody can say is."""
    return amount_in_wan is None or amount_in_wan >= competence.city_from_in_wan


def require_competent(amount_in_wan: Decimal | None, competence: Competence, *, is_city: bool) -> None:
    """Refuse a county's recognition of what belongs to the city: BusinessError `lifecycle.competence`."""
    if not is_city and belongs_to_city(amount_in_wan, competence):
        said = "金额不明" if amount_in_wan is None else f"{plain(amount_in_wan)} 万元"
        raise BusinessError(
            f"该项目{said}，{plain(competence.city_from_in_wan)} 万元及以上由市级招商局认定，请等待市级办理。",
            code="lifecycle.competence",
        )


def require_sound_competence(competence: Competence, valid_from: date, *, today: date) -> None:
    """Refuse a threshold that is no amount, a sample below the duty of 5 %, or one that reaches back."""
    if competence.city_from_in_wan < 0:
        raise BusinessError("市级认定起点不能为负数。", code="lifecycle.threshold")
    if not SAMPLE_PERCENT <= competence.sample_percent <= 100:
        raise BusinessError(f"抽查比例应在 {SAMPLE_PERCENT}% 至 100% 之间。", code="lifecycle.sample")
    if valid_from < today:
        raise BusinessError("新的规定只能自今天或以后的日子起生效，不溯及以前。", code="lifecycle.retroactive")


def drawn(keys: Sequence[str], *, seed: str, percent: Decimal) -> list[str]:
    """The sample: the keys with the lowest hashes under the seed, at least `percent` of them and at least one.

    The same keys and seed give the same sample on any machine, so a draw can be repeated before witnesses.
    """
    if not keys:
        return []
    count = int((Decimal(len(keys)) * percent / 100).to_integral_value(ROUND_CEILING))
    order = sorted(keys, key=lambda key: hashlib.sha256(f"{seed}|{key}".encode()).hexdigest())
    return order[: max(count, 1)]


def error_percent(outcomes: Collection[str]) -> Decimal | None:
    """Share of re-checked facts that were wrong or false, in percent; None while nothing has been re-checked."""
    if not outcomes:
        return None
    wrong = sum(1 for outcome in outcomes if outcome != ReviewOutcome.TRUE)
    return Decimal(100) * wrong / len(outcomes)

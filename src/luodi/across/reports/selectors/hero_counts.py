"""What the half-year summary tells of the hero list and of challenges: counts out of decided lists and recorded steps."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.utils import timezone

from luodi.base.core.periods import Period
from luodi.base.orgs.models import Unit
from luodi.domains.incentives.rules.heroes import HeroKind
from luodi.domains.incentives.selectors.challenges import challenge_counts
from luodi.domains.incentives.selectors.heroes import Standing, decided_list, standing_places

_HEROES: Final = "英雄榜"
_CHALLENGES: Final = "揭榜挂帅"


def last_heroes(unit: Unit, period: Period, *, known_at: datetime) -> Standing | None:
    """The list of the year before that was decided by the end of the period, as known at the paper's moment."""
    found = decided_list(unit, period.last.year - 1, known_at=known_at)
    if found is None or found.decision is None:
        return None
    return found if timezone.localdate(found.decision.recorded_at) <= period.last else None


def hero_counts(unit: Unit, period: Period, *, known_at: datetime) -> Iterator[tuple[str, str, int, str, str]]:
    """Key, name, number, unit and register of each count. Nothing of a list that was not decided yet."""
    found = last_heroes(unit, period, known_at=known_at)
    if found is not None:
        kinds = [row.nomination.kind for row in standing_places(found, known_at=known_at)]
        yield "heroes.units", "英雄榜上榜单位数", kinds.count(HeroKind.UNIT), "个", _HEROES
        yield "heroes.people", "英雄榜上榜个人数", kinds.count(HeroKind.PERSON), "个", _HEROES
    counts = challenge_counts(unit, date(period.last.year, 1, 1), period.last, known_at=known_at)
    if counts.posted or counts.units or counts.people:
        yield "heroes.unit_claims", "揭榜单位数", counts.units, "个", _CHALLENGES
        yield "heroes.person_claims", "揭榜个人数", counts.people, "名", _CHALLENGES

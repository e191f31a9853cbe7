"""A round of the five counties, brought to any of its stations."""

from datetime import datetime, timedelta
from typing import Final

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import Round, RoundScore, SampleItem
from luodi.across.assessment.services import FindingValues
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator
from tests.across.assessment.city import aim, counties, signed
from tests.factories import AT, statistics_office, user
from tests.worlds import remembered

PERIOD: Final = "2023Q2"
CHECKED_AT: Final = AT + timedelta(days=1)
"""Tuesday 2023-07-04; the self-check was opened on Monday and runs to 2023-07-10."""
DRAWN_AT: Final = AT + timedelta(days=8)
"""Tuesday 2023-07-11."""
PUBLIC_AT: Final = AT + timedelta(days=9)
"""Wednesday 2023-07-12; the publicity runs to 2023-07-19."""
FINAL_AT: Final = AT + timedelta(days=17)
"""Thursday 2023-07-20."""


@remembered
def city() -> None:
    """Ten contracts due in the year; signed by June: 6, 5, 4, 1 and none."""
    for county in counties():
        aim(county, "10")
    for code, number in (("QJ-A1", 6), ("QJ-A2", 5), ("QJ-A3", 4), ("QJ-A4", 1)):
        signed(code, number)


@remembered
def trial(at: datetime = AT) -> Round:
    """A round that has just been computed."""
    city()
    return services.start_round("STD", period=PERIOD, actor=user("r07"), at=at)


@remembered
def in_self_check() -> Round:
    """A round that the units check."""
    made = trial()
    services.open_self_check(made, actor=user("r07"), at=AT)
    return made


@remembered
def in_verification(made: Round | None = None) -> Round:
    """A round whose sample is drawn."""
    made = made or in_self_check()
    services.draw_sample(made, actor=user("r07"), at=DRAWN_AT)
    return made


def verified(made: Round) -> None:
    """Every drawn line found true by the statistics office."""
    for item in SampleItem.objects.filter(draw__round=made, found=None):
        services.record_finding(item, values=FindingValues("TRUE"), actor=statistics_office(), at=DRAWN_AT)


def closed() -> None:
    """The quarter closed."""
    services.close_at_once(parse_period(PERIOD), actor=user("r03"), at=DRAWN_AT, forced_reason="其余事项下期补计")


@remembered
def in_publicity(made: Round | None = None) -> Round:
    """A round whose results are publicised."""
    made = in_verification(made)
    verified(made)
    closed()
    services.publicise(made, actor=user("r07"), at=PUBLIC_AT)
    return made


@remembered
def final() -> Round:
    """A round whose results are final."""
    made = in_publicity()
    services.finalise_round(made, actor=user("r03"), at=FINAL_AT)
    return made


def leader_of(code: str) -> User:
    """Who confirms and appeals for a county."""
    return user("r11", code)


def state(made: Round) -> str:
    """Where the round stands."""
    return selectors.round_of(operator(), made.pk).state.value


def score_of(made: Round, code: str) -> RoundScore:
    """A county's latest result."""
    return RoundScore.objects.get(version=selectors.latest(made), unit__code=code)

"""Tables of incentives: the hero list with its steps, challenges with those who took them up. All are facts."""

from luodi.domains.incentives.models.challenges import Challenge, ChallengeStep, Take, TakeStep
from luodi.domains.incentives.models.heroes import HeroCriterion, HeroList, HeroPublicity, HeroStep
from luodi.domains.incentives.models.nominations import (
    HeroMark,
    HeroPlace,
    Nomination,
    NominationEvidence,
    NominationWithdrawal,
    Objection,
    ObjectionAnswer,
    PlaceRevocation,
)

__all__ = [
    "Challenge",
    "ChallengeStep",
    "HeroCriterion",
    "HeroList",
    "HeroMark",
    "HeroPlace",
    "HeroPublicity",
    "HeroStep",
    "Nomination",
    "NominationEvidence",
    "NominationWithdrawal",
    "Objection",
    "ObjectionAnswer",
    "PlaceRevocation",
    "Take",
    "TakeStep",
]

"""Vocabulary and judgement of projects: stages and events, the replay of the log, limits on money, rights."""

from luodi.domains.projects.rules.events import (
    EVENT_OF_STAGE,
    ORDERED_EVENTS,
    SIDE_OF_EVENT,
    STAGE_OF_EVENT,
    Event,
    Precision,
    SideStatus,
    Stage,
)
from luodi.domains.projects.rules.limits import (
    CEILING,
    require_capital_allowed,
    require_event_in_order,
    require_sound_amounts,
)
from luodi.domains.projects.rules.replay import EventFact, LifeState, replay
from luodi.domains.projects.rules.words import (
    LABELS,
    CapitalForm,
    CapitalOrigin,
    ChainAction,
    NegotiationClass,
    Permission,
    ProjectKind,
    ShareRole,
)

__all__ = [
    "CEILING",
    "EVENT_OF_STAGE",
    "LABELS",
    "ORDERED_EVENTS",
    "SIDE_OF_EVENT",
    "STAGE_OF_EVENT",
    "CapitalForm",
    "CapitalOrigin",
    "ChainAction",
    "Event",
    "EventFact",
    "LifeState",
    "NegotiationClass",
    "Permission",
    "Precision",
    "ProjectKind",
    "ShareRole",
    "SideStatus",
    "Stage",
    "replay",
    "require_capital_allowed",
    "require_event_in_order",
    "require_sound_amounts",
]

"""Writing projects and their ledger."""

from luodi.domains.projects.services.cache import refresh_projects
from luodi.domains.projects.services.capital import file_capital, reverse_capital
from luodi.domains.projects.services.decide import decide, decide_many
from luodi.domains.projects.services.events import file_event, reverse_event
from luodi.domains.projects.services.evidence import add_capital_evidence, add_event_evidence
from luodi.domains.projects.services.occasions import withdraw_occasion
from luodi.domains.projects.services.rates import enter_exchange_rate
from luodi.domains.projects.services.records import ProjectValues, change_project, open_project, reveal_contact
from luodi.domains.projects.services.shares import propose_shares, set_shares
from luodi.domains.projects.services.takeover import (
    CapitalSeed,
    EventSeed,
    ProjectSeed,
    TakenOver,
    take_over,
)
from luodi.domains.projects.services.undo import undo_batch

__all__ = [
    "CapitalSeed",
    "EventSeed",
    "ProjectSeed",
    "ProjectValues",
    "TakenOver",
    "add_capital_evidence",
    "add_event_evidence",
    "change_project",
    "decide",
    "decide_many",
    "enter_exchange_rate",
    "file_capital",
    "file_event",
    "open_project",
    "propose_shares",
    "refresh_projects",
    "reveal_contact",
    "reverse_capital",
    "reverse_event",
    "set_shares",
    "take_over",
    "undo_batch",
    "withdraw_occasion",
]

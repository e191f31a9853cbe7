"""Writing projects and their ledger."""

from luodi.domains.projects.services.cache import refresh_projects
from luodi.domains.projects.services.capital import file_capital, reverse_capital
from luodi.domains.projects.services.cutting import recognise_in_part
from luodi.domains.projects.services.decide import decide, decide_many
from luodi.domains.projects.services.documents import DocumentValues, file_document, withdraw_document
from luodi.domains.projects.services.events import file_event, reverse_event
from luodi.domains.projects.services.evidence import add_capital_evidence, add_event_evidence
from luodi.domains.projects.services.merging import file_merge, undo_merge
from luodi.domains.projects.services.occasions import withdraw_occasion
from luodi.domains.projects.services.rates import enter_exchange_rate
from luodi.domains.projects.services.records import ProjectValues, change_project, open_project, reveal_contact
from luodi.domains.projects.services.replacing import file_replacement
from luodi.domains.projects.services.shares import propose_shares, set_shares
from luodi.domains.projects.services.sides import SideDetails, approve_side_event, file_side_event, reopen_lead
from luodi.domains.projects.services.site import Told, file_photos, record_check
from luodi.domains.projects.services.takeover import (
    CapitalSeed,
    EventSeed,
    ProjectSeed,
    TakenOver,
    take_over,
)
from luodi.domains.projects.services.transferring import file_transfer
from luodi.domains.projects.services.undo import undo_batch, withdraw_batch

__all__ = [
    "CapitalSeed",
    "DocumentValues",
    "EventSeed",
    "ProjectSeed",
    "ProjectValues",
    "SideDetails",
    "TakenOver",
    "Told",
    "add_capital_evidence",
    "add_event_evidence",
    "approve_side_event",
    "change_project",
    "decide",
    "decide_many",
    "enter_exchange_rate",
    "file_capital",
    "file_document",
    "file_event",
    "file_merge",
    "file_photos",
    "file_replacement",
    "file_side_event",
    "file_transfer",
    "open_project",
    "propose_shares",
    "recognise_in_part",
    "record_check",
    "refresh_projects",
    "reopen_lead",
    "reveal_contact",
    "reverse_capital",
    "reverse_event",
    "set_shares",
    "take_over",
    "undo_batch",
    "undo_merge",
    "withdraw_batch",
    "withdraw_document",
    "withdraw_occasion",
]

"""Reading import batches and what they are compared with."""

from luodi.across.intake.selectors.batches import (
    batch,
    batches,
    findings,
    leftovers,
    may_withdraw,
    progress,
    undoers,
    undone_codes,
    unfinished,
    waiting_facts,
)
from luodi.across.intake.selectors.known import KnownProject, KnownProjects, Match

__all__ = [
    "KnownProject",
    "KnownProjects",
    "Match",
    "batch",
    "batches",
    "findings",
    "leftovers",
    "may_withdraw",
    "progress",
    "undoers",
    "undone_codes",
    "unfinished",
    "waiting_facts",
]

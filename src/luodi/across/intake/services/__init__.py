"""Bringing ledgers in: upload, preview, commit, drop, undo; loading a unit list; remembering mappings."""

from luodi.across.intake.services.batches import (
    ImportOptions,
    commit,
    commit_next,
    import_file,
    preview,
    queue,
    receive,
    upload,
)
from luodi.across.intake.services.endings import drop, undo, withdraw
from luodi.across.intake.services.mappings import remember_mapping
from luodi.across.intake.services.units import import_units, load_units

__all__ = [
    "ImportOptions",
    "commit",
    "commit_next",
    "drop",
    "import_file",
    "import_units",
    "load_units",
    "preview",
    "queue",
    "receive",
    "remember_mapping",
    "undo",
    "upload",
    "withdraw",
]

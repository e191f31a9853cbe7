"""Bringing ledgers in: upload, preview, commit, undo; loading a unit list; remembering mappings."""

from luodi.across.intake.services.batches import (
    ImportOptions,
    commit,
    commit_next,
    import_file,
    preview,
    queue,
    remember_mapping,
    undo,
    upload,
)
from luodi.across.intake.services.units import load_units

__all__ = [
    "ImportOptions",
    "commit",
    "commit_next",
    "import_file",
    "load_units",
    "preview",
    "queue",
    "remember_mapping",
    "undo",
    "upload",
]

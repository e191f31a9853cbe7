"""A file opened safely: what it really is (by content, not by name), whether it may be read, and its sheets as they lie there."""

from luodi.across.intake.engine.reading.files import read_file

__all__ = ["read_file"]

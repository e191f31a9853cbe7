"""Planned projects: the library, one with its record, its steps and links."""

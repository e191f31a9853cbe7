"""Composition root: settings, addresses and role presets. Knows everything; nothing below imports it."""

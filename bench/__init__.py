"""Measurements: each is a ratio against the bare work by hand, both sides in turn in one run. `make bench`."""

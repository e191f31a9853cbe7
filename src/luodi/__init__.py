"""Luodi 落地: the ledger and working tool of a 招商引资 bureau, from the first lead to full production."""

__version__ = "0.1.0"

"""Closing periods: what waits, the close, what was published, what was learnt since."""

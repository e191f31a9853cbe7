"""Targets: what was issued, to whom, and issuing one."""

"""Saved views: keeping the address of a list under a name, and dropping it."""

"""Responsibility over all projects: what is lacking, which visits are owed, the sets, and handing over."""

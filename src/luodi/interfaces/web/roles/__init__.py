"""Roles and grants: who holds which role for which unit, granting and ending."""

"""Accounts: opening, switching on and off, new passwords, and what each may do."""

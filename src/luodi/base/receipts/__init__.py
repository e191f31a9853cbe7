"""Receipts: what a person sent under a key of their own has been taken, exactly once. Owns Receipt and knows no subject's content."""

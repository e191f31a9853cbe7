"""Investors, trips and activities: lists, forms, and what stands behind each."""

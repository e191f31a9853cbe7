"""Investors, trips and activities: lists to look things up."""

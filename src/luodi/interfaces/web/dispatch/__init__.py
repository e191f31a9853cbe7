"""Dispatch lists: frozen versions with their differences, what the lists ask, and the weekly returns of the units."""

"""Boards, search and to-do lists: what a person sees first, put together from several domains."""

"""Saved views: a person's own ways of looking at a list, kept as an address and, when wanted, shared with the unit.

Words: saved view 常用视图, area 页面.
"""

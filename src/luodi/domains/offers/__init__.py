"""Planned projects: opportunities that a unit works out, publishes, and for which it finds an investor.

Words: planned project 策划（谋划）项目, library 谋划项目库, offering 推介, link 关联.
It stands above projects, because a link names the project into which an opportunity turned.
"""

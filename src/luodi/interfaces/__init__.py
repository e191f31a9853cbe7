"""Faces: they translate, they never decide. web, cli and jobs do not know one another."""

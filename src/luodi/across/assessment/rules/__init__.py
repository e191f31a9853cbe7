"""Vocabulary and judgement of the assessment: methods of scoring, sheets, ranks, colours, the preset of domain/06."""

from luodi.base.orgs.rules import Group

__all__ = ["Group"]

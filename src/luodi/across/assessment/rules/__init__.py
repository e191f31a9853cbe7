"""Vocabulary and judgement of the assessment: methods of scoring, sheets, ranks, colours, the preset of domain/06."""

from luodi.base.orgs.rules import Group, group_label, level_of

__all__ = ["Group", "group_label", "level_of"]

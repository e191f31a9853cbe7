"""Enumerations for rules: the one door through which modules that know no Django get its choices."""

from django.db.models import IntegerChoices, TextChoices

__all__ = ["IntegerChoices", "TextChoices"]

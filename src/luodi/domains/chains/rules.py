"""Rights over chains."""

from enum import StrEnum


class Permission(StrEnum):
    """Rights over chains (domain/10, module CHN)."""

    VIEW = "chains.view"
    EDIT = "chains.edit"


LABELS = {Permission.VIEW: "查看产业链", Permission.EDIT: "维护产业链"}

"""Rights over figures."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Seeing figures; how far goes with the scope of the grant."""

    VIEW = "figures.view"


LABELS: Final = {Permission.VIEW: "查看指标"}

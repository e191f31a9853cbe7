"""What figures say of planned projects: which of them count, and when one has found its investor (domain/05: P23, T05 to T07)."""

from enum import StrEnum
from typing import Final

from luodi.domains.offers.rules import SIGNED_RANK, PlannedAct
from luodi.domains.projects.rules import ChainAction


class Planning(StrEnum):
    """Which planned projects a figure counts."""

    STORED = "STORED"
    """In the library at the cut-off: stored, and not taken out."""
    RESOURCE = "RESOURCE"
    """Of these, those built on an idle resource."""
    EXTENDING = "EXTENDING"
    """Of these, those that extend or fill a chain."""
    ATTRACTED = "ATTRACTED"
    """Published first in the period; those linked to a project with a formal contract found their investor."""


INSIDE: Final = (PlannedAct.STORE.value, PlannedAct.OFFER.value, PlannedAct.ATTRACT.value)
"""The last step of what stands in the library."""
EXTENSIONS: Final = (ChainAction.EXTEND.value, ChainAction.FILL.value)
"""延链 and 补链."""
ATTRACTED_FROM: Final = SIGNED_RANK
"""ST40, the formal contract."""
UNATTRACTED: Final = "未招引成功"
"""How a published one without an investor is marked in the list behind the rate."""

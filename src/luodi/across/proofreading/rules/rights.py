"""The right to have the figures of a paper proofread (domain/10, module RPT)."""

from enum import StrEnum
from typing import Final


class Permission(StrEnum):
    """Proofreading papers; comparing them with the ledger also asks for the right to see figures."""

    CHECK = "proofreading.check"


LABELS: Final = {Permission.CHECK: "核对文稿中的数"}

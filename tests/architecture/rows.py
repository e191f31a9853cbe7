"""A row of the table of addresses, and the people who ask: role, unit, scope (officers by their account)."""

from collections.abc import Callable
from dataclasses import dataclass, field

Holder = tuple[str, str, str]
CLERK: Holder = ("r09", "QJ-E", "")
OTHER_CLERK: Holder = ("r09", "QJ-W", "")
CHECKER: Holder = ("r10", "QJ-E", "")
OTHER_CHECKER: Holder = ("r10", "QJ-W", "")
STATISTICS: Holder = ("r04", "QJ", "")
OTHER_STATISTICS: Holder = ("r04", "QJ-W", "S2")
SYSTEM, SECURITY, AUDITOR = ("sysadmin", "", ""), ("secadmin", "", ""), ("auditadmin", "", "")
NOBODY: Holder = ("r17", "QJ-E", "")
ASSESSOR: Holder = ("r07", "QJ", "")
OTHER_ASSESSOR: Holder = ("r07", "QJ-W", "S2")
CHIEF: Holder = ("r03", "QJ", "")


@dataclass(frozen=True)
class Row:
    """An address: its permissions, who may open it, who has the right elsewhere, how it is asked, from what its parts come."""

    name: str
    permissions: tuple[str, ...]
    holder: Holder
    elsewhere: Holder | None = None
    post: dict[str, object] | None = None
    parts: Callable[[], dict[str, object]] = field(default=dict)

"""A weekly return as values, and the hash over what a unit confirmed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class WeekValue:
    """A figure of a unit's week. `exact` is the unrounded decimal as text; without one `why` says what is missing."""

    code: str
    name: str
    exact: str = ""
    text: str = ""
    measure: str = ""
    why: str = ""
    facts: int | None = None

    @property
    def shown(self) -> str:
        """38个, 0.35亿元; a dash when it cannot be said."""
        return f"{self.text}{self.measure}" if self.exact else "—"


def seal(unit: str, week: str, revision: int, remark: str, values: Sequence[WeekValue]) -> str:
    """SHA-256 over what was confirmed."""
    content = [unit, week, revision, remark, [astuple(value) for value in values]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

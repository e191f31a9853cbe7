"""A frozen list as values: what changed since the version before, and the hash that proves that nothing was touched."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.dispatch import DispatchRow
from luodi.across.reports.fields import DISPATCH_COLUMNS
from luodi.base.core.money import UNKNOWN

NAMES: Final = tuple(one.name for one in fields(DispatchRow))
_MOVING: Final = frozenset({"number", "overdue_days", "listed_times"})
"""What is another number in every list, so no change worth naming."""


@dataclass(frozen=True)
class Head:
    """What a frozen list says of itself."""

    code: str
    label: str
    says: str
    unit: str
    period: str
    version: int
    issued_on: date


def changes(before: DispatchRow, now: DispatchRow) -> tuple[str, ...]:
    """Each column that reads otherwise: 当前阶段：正式签约→准备落地."""
    return tuple(
        f"{column.label.partition('（')[0]}：{_shown(getattr(before, column.name))}→{_shown(getattr(now, column.name))}"
        for column in DISPATCH_COLUMNS
        if column.name not in _MOVING and _plain(getattr(before, column.name)) != _plain(getattr(now, column.name))
    )


def seal(head: Head, rows: Sequence[tuple[str, DispatchRow]], gone: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over the list, its rows (project code and values as shown) and who has left (project code, reason)."""
    content = [
        [_plain(getattr(head, one.name)) for one in fields(Head)],
        [[code, *(_plain(getattr(row, name)) for name in NAMES)] for code, row in rows],
        [list(one) for one in gone],
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _plain(value: object) -> str | None:
    """The value as every database gives it back."""
    if value is None:
        return None
    return f"{value:.4f}" if isinstance(value, Decimal) else str(value)


def _shown(value: object) -> str:
    if value is None or value == "":
        return UNKNOWN
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)

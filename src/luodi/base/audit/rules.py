"""How an audit entry is sealed: one canonical text, one hash over the hash before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

GENESIS = "0" * 64
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
Scalar: TypeAlias = str | int | bool | None
Changes: TypeAlias = Mapping[str, tuple[Scalar, Scalar]]


class Permission(StrEnum):
    """Rights over the log (domain/10 r30)."""

    VIEW = "audit.view"
    EXPORT = "audit.export"


LABELS = {Permission.VIEW: "查看审计日志", Permission.EXPORT: "导出审计日志"}


def sealed_parts(
    number: int,
    at: datetime,
    actor: int | None,
    action: str,
    subject_type: str,
    subject_id: str,
    subject_label: str,
    unit: str,
    channel: str,
    changes: Mapping[str, object],
    reason: str,
) -> dict[str, object]:
    """What the hash of an entry covers; `at` in UTC."""
    return {
        "number": number,
        "at": at.isoformat(),
        "actor": actor,
        "action": action,
        "subject": [subject_type, subject_id, subject_label],
        "unit": unit,
        "channel": channel,
        "changes": changes,
        "reason": reason,
    }


def canonical(parts: Mapping[str, object]) -> str:
    """The text that is hashed: keys sorted, no blanks, Chinese as it stands."""
    return _CANONICAL.encode(parts)


def seal(previous: str, parts: Mapping[str, object]) -> str:
    """SHA-256 over the previous entry's hash and the canonical text of this one (hex, 64 characters)."""
    return hashlib.sha256(f"{previous}\n{canonical(parts)}".encode()).hexdigest()

"""How an audit entry is sealed: one canonical text, one hash over the hash before it."""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

GENESIS = "0" * 64
Scalar: TypeAlias = str | int | bool | None
Changes: TypeAlias = Mapping[str, tuple[Scalar, Scalar]]


class Permission(StrEnum):
    """Rights over the log (domain/10 r30)."""

    VIEW = "audit.view"
    EXPORT = "audit.export"


LABELS = {Permission.VIEW: "查看审计日志", Permission.EXPORT: "导出审计日志"}


def canonical(parts: Mapping[str, object]) -> str:
    """The text that is hashed: keys sorted, no blanks, Chinese as it stands."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(previous: str, parts: Mapping[str, object]) -> str:
    """SHA-256 over the previous entry's hash and the canonical text of this one (hex, 64 characters)."""
    return hashlib.sha256(f"{previous}\n{canonical(parts)}".encode()).hexdigest()

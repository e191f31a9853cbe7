"""What a key looks like, and that one key stands for one thing."""

import re
from typing import Final

from luodi.base.core.errors import BusinessError

KEY_LENGTH: Final = 64
SUBJECT_LENGTH: Final = 60
SAID_LENGTH: Final = 200
_KEY: Final = re.compile(r"[0-9A-Za-z-]{16,64}")


def require_key(key: str) -> str:
    """The key as it is kept: 16 to 64 letters, digits and hyphens, made by chance where the thing was written."""
    clean = key.strip()
    if _KEY.fullmatch(clean) is None:
        raise BusinessError("这次提交没有带上编号，无法防止重复。请刷新页面后重新填写。", code="receipts.key")
    return clean


def require_same(known: str, subject: str) -> None:
    """Refuse a key that was used for something else."""
    if known != subject:
        raise BusinessError("这个提交编号已经用于另一件事。请刷新页面后重新填写。", code="receipts.other")

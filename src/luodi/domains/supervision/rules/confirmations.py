"""The word of the one who raised a problem: who gives it, how long a link lives, when silence allows closing without it."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Final

from luodi.base.core.errors import BusinessError
from luodi.base.core.workdays import WorkCalendar

TOKEN_BYTES: Final = 32
LINK_DAYS: Final = 15
"""How long a link may be answered."""
SILENCE_WORKDAYS: Final = 5
"""Working days after which the issuer may close without the confirmation, with a reason. Silence is never agreement."""


def new_token() -> str:
    """A word for a link: 256 random bits, safe in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of the word: its SHA-256 (hex, 64 characters); the word itself is shown once."""
    return hashlib.sha256(token.encode()).hexdigest()


def expires_at(asked_at: datetime) -> datetime:
    """When the link stops being answered."""
    return asked_at + timedelta(days=LINK_DAYS)


def require_other_asker(solved_by: int | None, asker: int) -> None:
    """Who reported a matter as solved does not get the link by which its raiser would say so (domain/10 hard rule 1)."""
    if solved_by == asker:
        raise BusinessError(
            "报办结的人不能自己取得企业的确认链接，请由核查人员或登记人中未经办此事的人员发给企业。",
            code="confirmations.same_person",
        )


def require_silence(asked_on: date | None, today: date, calendar: WorkCalendar) -> None:
    """Refuse to close without confirmation before the raiser was asked and had time to answer."""
    if asked_on is None:
        raise BusinessError("还没有请提出人确认。请先请求确认。", code="confirmations.not_asked")
    earliest = calendar.add_workdays(asked_on, SILENCE_WORKDAYS)
    if today < earliest:
        raise BusinessError(
            f"请求确认是 {asked_on} 发出的，提出人可在 {earliest} 前答复；到期仍未答复的，才能写明理由按“未确认”销号。",
            code="confirmations.too_early",
        )

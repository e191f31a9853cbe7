"""Which days an entry may name: none before the product's field of work began, none that lies ahead when it has happened."""

from datetime import date
from typing import Final

from luodi.base.core.errors import BusinessError

EARLIEST: Final = date(1978, 12, 18)
"""The opening of the reform (十一届三中全会): no investment promotion is older, an earlier day is a slip of the hand."""
LATEST: Final = date(2100, 12, 31)
"""No plan, contract or rate of this work reaches further."""


def require_sensible_day(day: date, *, label: str, today: date | None = None, code: str = "day.out_of_range") -> None:
    """Refuse a day before 1978-12-18 or after 2100; with `today`, also one that lies ahead (`day.future`)."""
    if not EARLIEST <= day <= LATEST:
        raise BusinessError(f"{label} {day} 不合常理（应在 {EARLIEST} 至 {LATEST} 之间），请核对年份。", code=code)
    if today is not None and day > today:
        raise BusinessError(f"{label} {day} 在将来，请填写实际发生的日子。", code="day.future")

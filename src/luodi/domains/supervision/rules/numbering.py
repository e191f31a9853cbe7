"""How orders, problems, meetings and plans are numbered, each series by year."""

from typing import Final

ORDER_WORDS: Final = {"ASSIGN": "招交", "SUPERVISE": "招督", "ACCOUNT": "招问"}


def order_number(kind: str, year: int, serial: int) -> str:
    """`招交〔2026〕12号` (domain/07 §4.10)."""
    return f"{ORDER_WORDS[kind]}〔{year}〕{serial}号"


def issue_number(year: int, serial: int) -> str:
    """`问2026-0012`."""
    return f"问{year}-{serial:04d}"


def minutes_number(year: int, serial: int) -> str:
    """`招调纪〔2026〕3号`."""
    return f"招调纪〔{year}〕{serial}号"


def plan_number(year: int, serial: int) -> str:
    """`督查2026-003`."""
    return f"督查{year}-{serial:03d}"

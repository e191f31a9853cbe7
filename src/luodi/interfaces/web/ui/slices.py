"""Pages of lists that are computed and not read from one table: the place in the address is how many rows lie before.

Lists out of tables use keyset paging (`paging`); here every row has been made anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict

RowT = TypeVar("RowT")

SIZE = 50


@dataclass(frozen=True, slots=True)
class Slice(Generic[RowT]):
    """Rows of one page and the places of its neighbours ("" = none)."""

    rows: Sequence[RowT]
    before: str = ""
    after: str = ""


def slice_of(rows: Sequence[RowT], query: QueryDict, *, size: int = SIZE) -> Slice[RowT]:
    """The page the address asks for; a place that cannot be read or lies beyond the end gives the first page."""
    start = _number(query.get("after", "")) or max(_number(query.get("before", "")) - size, 0)
    start = start if start < len(rows) else 0
    before = str(start) if start > 0 else ""
    return Slice(rows[start : start + size], before, str(start + size) if start + size < len(rows) else "")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0

"""Keyset paging: a page begins after a row, never at a number, so that the thousandth page costs what the first costs.

Rows are ordered by one column (empty values last) and the key; the place in the address is that pair, signed against tampering.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

RowT = TypeVar("RowT", bound=Model)

PAGE_SIZE = 50
SALT = "luodi.web.paging"
Key = tuple[str | None, int]


@dataclass(frozen=True, slots=True)
class Order:
    """By which column (a model field or annotation) and in which direction."""

    field: str
    is_descending: bool = False

    @property
    def by_key_only(self) -> bool:
        """Whether the key itself is the order."""
        return self.field in {"pk", "id"}


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Rows of one page and the signed places of its neighbours ("" = none)."""

    rows: list[RowT]
    before: str = ""
    after: str = ""


def page_of(rows: QuerySet[RowT], *, order: Order, query: QueryDict, size: int = PAGE_SIZE) -> Page[RowT]:
    """The page the address asks for; a place that cannot be read gives the first page."""
    backward = _read(query.get("before", ""), order)
    forward = None if backward else _read(query.get("after", ""), order)
    is_back = backward is not None
    place = backward or forward
    in_order = _ordered(rows, order, is_back)
    if place is not None:
        in_order = in_order.filter(_beyond(order, place, is_back))
    found = list(in_order[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if is_back:
        found.reverse()
    has_before = has_more if is_back else place is not None
    has_after = True if is_back else has_more
    return Page(
        found,
        before=_write(found[0], order) if found and has_before else "",
        after=_write(found[-1], order) if found and has_after else "",
    )


def ordered(rows: QuerySet[RowT], order: Order) -> QuerySet[RowT]:
    """All rows in the order of the list, for exports."""
    return _ordered(rows, order, is_back=False)


def _ordered(rows: QuerySet[RowT], order: Order, is_back: bool) -> QuerySet[RowT]:
    descending = order.is_descending != is_back
    key = "-pk" if descending else "pk"
    if order.by_key_only:
        return rows.order_by(key)
    column = F(order.field)
    if descending:
        first = column.desc(nulls_first=True) if is_back else column.desc(nulls_last=True)
    else:
        first = column.asc(nulls_first=True) if is_back else column.asc(nulls_last=True)
    return rows.order_by(first, key)


def _beyond(order: Order, place: Key, is_back: bool) -> Q:
    """Rows that come after the place in the direction we go; empty values stand at the end of the list either way."""
    text, key = place
    step = "lt" if order.is_descending != is_back else "gt"
    beyond_key = Q(**{f"pk__{step}": key})
    if order.by_key_only:
        return beyond_key
    is_empty = Q(**{f"{order.field}__isnull": True})
    if text is None:
        return (is_empty & beyond_key) | ~is_empty if is_back else is_empty & beyond_key
    further = Q(**{f"{order.field}__{step}": text}) | (Q(**{order.field: text}) & beyond_key)
    return further if is_back else further | is_empty


def _write(row: Model, order: Order) -> str:
    value = None if order.by_key_only else _attribute(row, order.field)
    return signing.dumps([_plain(value), row.pk], salt=_salt(order))


def _salt(order: Order) -> str:
    """A place is good for the order it was made in only."""
    return f"{SALT}.{order.field}"


def _read(place: str, order: Order) -> Key | None:
    if not place:
        return None
    try:
        text, key = signing.loads(place, salt=_salt(order))
    except (signing.BadSignature, ValueError, InvalidOperation):
        return None
    return text, int(key)


def _attribute(row: Model, path: str) -> Any:  # noqa: ANN401 - whatever the column holds
    value: Any = row
    for part in path.split("__"):
        value = getattr(value, part) if value is not None else None
    return value


def _plain(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, date | datetime):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)

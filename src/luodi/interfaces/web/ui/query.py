"""The address as the state of a list: filters, sort, columns and place are query words, so that a list can be sent as a link."""

from collections.abc import Mapping
from functools import cache
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

PLACE = ("after", "before")
"""Words that say where in the list we are; they fall away when anything else changes."""
_ANY_KEY: Final = 9_876_543_210


def changed(query: QueryDict, changes: Mapping[str, str | None]) -> str:
    """The query with some words set (None takes a word out), the place forgotten; begins with `?`."""
    words = {name: values for name, values in query.lists() if name not in PLACE and name not in changes}
    words |= {name: [value] for name, value in changes.items() if value is not None}
    pairs = [(name, value) for name, values in words.items() if any(values) for value in values]
    return f"?{urlencode(pairs)}"


def of_row(name: str, pk: int) -> str:
    """Address of a row's page, as `reverse` gives it; a list has fifty of them, so the pattern is looked up once."""
    before, after = _around_key(name)
    return f"{before}{pk}{after}"


@cache
def _around_key(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_ANY_KEY]).partition(str(_ANY_KEY))
    return before, after


def hidden_pairs(query: QueryDict, *, without: tuple[str, ...]) -> list[tuple[str, str]]:
    """What a GET form must carry along so that its own fields do not lose the rest of the address."""
    left_out = {*PLACE, *without}
    return [(name, value) for name, values in query.lists() if name not in left_out for value in values if value]


def with_usual(query: Mapping[str, object], usual: Mapping[str, str]) -> QueryDict:
    """The query with the usual values where a word is missing or empty."""
    words = QueryDict(mutable=True)
    for name, value in {**usual, **{name: str(value) for name, value in query.items() if value}}.items():
        words[name] = value
    return words

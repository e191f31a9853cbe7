"""The address as the state of a list: filters, sort, columns and place are query words, so that a list can be sent as a link."""

from collections.abc import Mapping

from django.http import QueryDict

PLACE = ("after", "before")
"""Words that say where in the list we are; they fall away when anything else changes."""


def changed(query: QueryDict, changes: Mapping[str, str | None]) -> str:
    """The query with some words set (None takes a word out), the place forgotten; begins with `?`."""
    words = query.copy()
    for name in PLACE:
        words.pop(name, None)
    for name, value in changes.items():
        words.pop(name, None)
        if value is not None:
            words[name] = value
    for name in [name for name, values in words.lists() if not any(values)]:
        words.pop(name)
    return f"?{words.urlencode()}"


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

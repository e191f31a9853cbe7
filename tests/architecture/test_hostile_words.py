"""No word in an address or a form, however wrong, makes a page fail: the answer is a page, a refusal, never a 500."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pytest
from django.test import Client

from luodi.base.orgs.models import User
from tests import factories
from tests.architecture.addresses import Address, addresses, asked, browser
from tests.architecture.test_url_permissions import TABLE

# PostgreSQL is the stricter one: it refuses words that SQLite takes.
pytestmark = [pytest.mark.django_db, pytest.mark.database("postgresql")]
NAMES = (
    "q", "unit", "period", "stage", "side_status", "chain", "signed_from", "signed_to", "batch", "sort", "after", "before",
    "columns", "year", "event", "first", "last", "currency", "is_led", "is_fair", "calibre", "window", "known_at", "codes",
    "by", "role", "step", "kind", "state", "actor", "action", "since", "until", "parent", "name", "page", "group", "scheme",
)  # fmt: skip
VALUES = (
    "a%00b", "%ed%a0%80", "%ff%fe", quote("长" * 3000), "-1", "99999999999999999999999999", "NaN",
    "0001-01-01", "9999-12-31", "%F0%9F%92%A9",
)  # fmt: skip
SINGLE = ("%00", "%ed%a0%80", "-1", "99999999999999999999999999", "0001-01-01")
POSTED = ("a\x00b", "长" * 5000, "-1", "9" * 40, "NaN", "0001-01-01", "\u202e")
A_FEW = 3
"""So many of the words at each address; the long version (make chaos) asks all of them everywhere."""
PAGES = [row for row in TABLE if row.post is None]
OPENERS: tuple[Callable[[], User], ...] = (
    factories.statistics_office,
    factories.clerk,
    partial(factories.user, "r03"),
    *(partial(factories.officer, name) for name in ("sysadmin", "secadmin", "auditadmin")),
    *(partial(factories.user, role) for role in ("r05", "r07", "r10", "r26")),
)
"""People who together open every page."""


def opener(address: Address) -> Client:
    """The first of those who together open every page for whom this one opens: a refused word is never read."""
    for who in OPENERS:
        client = browser(who())
        if asked(client, address).status_code != 403:
            return client
    raise AssertionError(f"nobody opens {address.path}")


def some(words: Sequence[str], turn: int, count: int) -> list[str]:
    """`count` of the words, others at each turn: over the table every word is asked, not every word at every address."""
    return [words[(turn * count + step) % len(words)] for step in range(count)]


@pytest.mark.parametrize("count", [A_FEW, pytest.param(len(VALUES), marks=pytest.mark.chaos)])
def test_no_query_word_makes_a_page_fail(count: int) -> None:
    factories.district()
    failed = []

    for turn, address in enumerate(addresses(PAGES)):
        client = opener(address)
        for value in some(VALUES, turn, count):
            query = "?" + "&".join(f"{name}={value}" for name in NAMES)
            failed += [(address.path, value)] if asked(client, address, query).status_code >= 500 else []

    assert failed == []


def test_no_few_query_words_make_a_page_fail() -> None:
    factories.district()
    failed = []

    for turn, address in enumerate(addresses(PAGES)):
        client = opener(address)
        for first in range(0, len(NAMES), 4):
            value = SINGLE[(turn + first // 4) % len(SINGLE)]
            query = "?" + "&".join(f"{name}={value}" for name in NAMES[first : first + 4])
            failed += [(address.path, query)] if asked(client, address, query).status_code >= 500 else []

    assert failed == []


@pytest.mark.parametrize("count", [A_FEW, pytest.param(len(POSTED), marks=pytest.mark.chaos)])
def test_no_posted_word_makes_a_form_fail(count: int) -> None:
    factories.district()
    failed = []

    for turn, address in enumerate(addresses(TABLE)):
        client = opener(address)
        names = [*fields_of(client, address), "act", "slips", "next"]
        for value in some(POSTED, turn, count):
            wrong = Address(replace(address.row, post=dict.fromkeys(names, value)), address.path)
            failed += [(address.path, value)] if asked(client, wrong).status_code >= 500 else []

    assert failed == []


def fields_of(client: Client, address: Address) -> list[str]:
    """The names of the fields of the form on the page, if it has one."""
    page = client.get(address.path)
    form = (page.context or {}).get("form") if page.status_code == 200 else None
    return list(form.fields) if hasattr(form, "fields") else []

"""No number or word in the path of an address makes a page fail, on either database: SQLite refuses what PostgreSQL may take."""

from urllib.parse import quote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests import factories
from tests.architecture.addresses import browser

pytestmark = pytest.mark.django_db


def test_no_number_in_an_address_is_too_large() -> None:
    factories.district()
    client, failed = browser(factories.statistics_office()), []

    for path in numbered(get_resolver()):
        status = client.get(path).status_code
        failed += [path] if status >= 500 else []

    assert failed == []


def numbered(resolver: URLResolver, before: str = "/") -> list[str]:
    """Every address with a number or word in it, with one that no row bears."""
    found: list[str] = []
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += numbered(entry, path)
        elif isinstance(entry, URLPattern) and "<" in path:
            for number, word in (("9" * 19, "%00"), ("9" * 40, "%ed%a0%80"), ("0", quote("长" * 500))):
                found.append(fill(path, number, word))
    return found


def fill(path: str, number: str, word: str) -> str:
    """The route with its places filled."""
    while "<" in path:
        begin, end = path.index("<"), path.index(">")
        value = number if path[begin + 1 :].startswith("int:") else word
        path = f"{path[:begin]}{value}{path[end + 1 :]}"
    return path

"""Every address of the web with the row of the permission table, made for a county, and asked as one person after another."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from luodi.base.orgs.models import User
from tests.architecture.test_url_permissions import Row

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Address:
    """A row of the table with its address over rows of the eastern county."""

    row: Row
    path: str


def addresses(rows: Iterable[Row]) -> Iterator[Address]:
    """The address of each row of the table, over ledger rows made for it, which are gone again afterwards.

    Addresses over the same things follow each other and share them: what a question changes is taken back (`asked`).
    """
    alike: defaultdict[Callable[[], dict[str, object]], list[Row]] = defaultdict(list)
    for row in rows:
        alike[row.parts].append(row)
    for parts, together in alike.items():
        with _undone():
            made = parts()
            for row in together:
                yield Address(row, reverse(row.name, kwargs=made))


@contextmanager
def _undone() -> Iterator[None]:
    """Whatever the block writes is taken back."""
    try:
        with transaction.atomic():
            yield
            raise _Undone
    except _Undone:
        return


def browser(who: User, *, part: bool = False) -> Client:
    """A signed-in browser that shows errors as pages, as people see them."""
    client = Client(headers={"HX-Request": "true"} if part else {}, raise_request_exception=False)
    client.force_login(who, backend=BACKEND)
    return client


def asked(client: Client, address: Address, query: str = "") -> HttpResponseBase:
    """The answer; whatever it changed is taken back, so that every address finds the same rows."""
    with _undone():
        path = f"{address.path}{query}"
        answer: HttpResponseBase = client.get(path) if address.row.post is None else client.post(path, address.row.post)
        _ = answer.getvalue() if answer.streaming else None
    return answer


class _Undone(Exception):
    """Ends a transaction without a trace."""


def texts(answer: HttpResponseBase) -> Iterator[str]:
    """Everything that can be read in an answer: the page, its headers, the parts of an Office file."""
    yield str(answer.headers)
    content = b"" if answer.streaming else getattr(answer, "content", b"")
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name).decode("utf-8", "replace")
    else:
        yield content.decode("utf-8", "replace")

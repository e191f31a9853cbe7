"""Every address of the web with the row of the permission table, made for a county, and asked as one person after another."""

import io
import zipfile
from collections.abc import Iterator
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


@contextmanager
def standing(row: Row) -> Iterator[Address]:
    """The address over rows made for it alone: they are gone again after the block, whatever was done with them."""
    try:
        with transaction.atomic():
            yield Address(row, reverse(row.name, kwargs=row.parts()))
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
    try:
        with transaction.atomic():
            path = f"{address.path}{query}"
            answer: HttpResponseBase = (
                client.get(path) if address.row.post is None else client.post(path, address.row.post)
            )
            _ = answer.getvalue() if answer.streaming else None
            raise _Undone
    except _Undone:
        return answer


class _Undone(Exception):
    """Ends the transaction of one question."""


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

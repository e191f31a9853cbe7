"""A refusal that is also shown to have changed nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from luodi.base.core.errors import BusinessError
from tests.worlds import row_counts

Contents = dict[str, list[tuple[object, ...]]]


def contents() -> Contents:
    """Every row of every table of the product, as the database gives it."""
    filled, quote = row_counts(), connection.ops.quote_name
    models = [model for model in apps.get_models() if model.__module__.startswith("luodi.")]
    found: Contents = {}
    with connection.cursor() as cursor:
        for meta in (model._meta for model in models if model._meta.db_table in filled):
            # Read past the ORM: turning each value into its Python form takes ten times as long as the reading.
            cursor.execute(f"SELECT * FROM {quote(meta.db_table)} ORDER BY {quote(meta.pk.column)}")
            found[meta.label] = cursor.fetchall()
    return found


@contextmanager
def refused(code: str, kind: type[BusinessError] = BusinessError) -> Iterator[pytest.ExceptionInfo[BusinessError]]:
    """The block raises this very kind of error with this code, and every table is as it was."""
    before = contents()
    with pytest.raises(kind) as caught:
        yield caught
    assert (type(caught.value), caught.value.code) == (kind, code)
    after = contents()
    assert after == before

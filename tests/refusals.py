"""A refusal that is also shown to have changed nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from luodi.base.core.errors import BusinessError

Contents = dict[str, list[tuple[object, ...]]]


def contents() -> Contents:
    """Every row of every table of the product."""
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model.__module__.startswith("luodi.")]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in models
        if model._meta.db_table in tables
    }


@contextmanager
def refused(code: str, kind: type[BusinessError] = BusinessError) -> Iterator[pytest.ExceptionInfo[BusinessError]]:
    """The block raises this very kind of error with this code, and every table is as it was."""
    before = contents()
    with pytest.raises(kind) as caught:
        yield caught
    assert (type(caught.value), caught.value.code) == (kind, code)
    after = contents()
    assert after == before

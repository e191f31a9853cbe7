"""Rows by the ten thousand, for take-overs: no model instance and no compiled statement per row.

Django's bulk_create spends about a hundred microseconds per row on compiling what is the same for every row. Here each
column is converted once per different value, and all rows go down in one prepared statement (SQLite) or one COPY
(PostgreSQL), inside the caller's transaction. Rows are only appended; constraints and triggers judge them as ever.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final, TypeVar

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

ModelT = TypeVar("ModelT", bound=models.Model)
Rows = Sequence[tuple[object, ...]]

_TEXT: Final[frozenset[type]] = frozenset({str, type(None)})
_NUMBER: Final[frozenset[type]] = frozenset({int, type(None)})
_NEVER: Final[frozenset[type]] = frozenset()
_TAKEN_AS_THEY_ARE: Final[dict[str, frozenset[type]]] = {
    "CharField": _TEXT,
    "TextField": _TEXT,
    "BigAutoField": _NUMBER,
    "BigIntegerField": _NUMBER,
    "PositiveIntegerField": _NUMBER,
    "ForeignKey": _NUMBER,
}
"""Columns whose plain values both drivers take without Django's conversion."""


def append_rows(model: type[models.Model], names: Sequence[str], rows: Rows, **same: object) -> list[int]:
    """Insert rows given as tuples of the columns `names` (foreign keys by `…_id`); `same` holds for every row.

    Columns that are not named take the field's default. Returns the keys, in the order of the rows.
    """
    if not rows:
        return []
    using = router.db_for_write(model)
    connection = connections[using]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    key = model._meta.pk
    with transaction.atomic(using=using):
        keys = _next_keys(connection, model, len(rows))
        columns: dict[str, Iterable[object]] = {key.attname: keys}
        columns |= dict(zip(names, zip(*rows, strict=True), strict=True))
        columns |= {name: [value] * len(rows) for name, value in same.items()}
        for name, field in fields.items():
            if name not in columns:
                columns[name] = [field.get_default()] * len(rows)
        ready = [_prepared(fields[name], values, connection) for name, values in columns.items()]
        _write(
            connection, model._meta.db_table, [str(fields[name].column) for name in columns], zip(*ready, strict=True)
        )
    return keys


def append_models(made: Sequence[ModelT]) -> Sequence[ModelT]:
    """Insert new instances, which get their keys; for tables whose rows are needed as objects afterwards."""
    if not made:
        return made
    meta = made[0]._meta
    names = [field.attname for field in meta.concrete_fields if not field.primary_key]
    keys = append_rows(type(made[0]), names, list(map(attrgetter(*names), made)))
    for instance, key in zip(made, keys, strict=True):
        instance.pk = key
        instance._state.adding = False
        instance._state.db = router.db_for_write(type(instance))
    return made


def _prepared(
    field: "models.Field[object, object]", values: Iterable[object], connection: BaseDatabaseWrapper
) -> list[object]:
    """The values as the database takes them; each different one is converted once, text and keys not at all."""
    given = list(values)
    if set(map(type, given)) <= _TAKEN_AS_THEY_ARE.get(field.get_internal_type(), _NEVER):
        return given
    try:
        known = {value: _plain(field.get_db_prep_save(value, connection)) for value in set(given)}
    except TypeError:  # Lists and mappings (JSON) cannot be keys.
        return [field.get_db_prep_save(value, connection) for value in given]
    return [known[value] for value in given]


def _plain(value: object) -> object:
    """A choice's member as the text that is stored; the drivers look at exact types."""
    return str.__str__(value) if isinstance(value, str) else value


def _next_keys(connection: BaseDatabaseWrapper, model: type[models.Model], count: int) -> list[int]:
    """Free keys in rising order. On SQLite the write lock, on PostgreSQL the sequence keeps others from taking them."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return list(range(first, first + count))


def _write(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> None:
    quote = connection.ops.quote_name
    target = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {target} VALUES ({marks})"  # noqa: S608 - quoted names of our own tables, marks for values
        cursor.executemany(statement, rows)  # type: ignore[arg-type]  # values as the fields have prepared them

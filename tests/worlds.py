"""Worlds that many tests begin with: built once by the verbs, then laid down again row by row as they were written.

A builder marked `@remembered` is called like any other function. In an empty database its first call in a process runs;
what it wrote is kept: the rows, the files, its answer. Later calls in an empty database lay the same rows down under
the same keys and ask no verb (a city with a closed quarter: some milliseconds instead of four seconds). In a database
that holds anything the builder simply runs, so that nothing is ever laid over what a test has made.

No test sees the rows of another: what is kept is a copy, laid into the test's own transaction and gone with it.
"""

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.db import connection, models, transaction

from luodi.base.audit.models import AuditEntry
from luodi.base.audit.services import channel
from luodi.base.orgs.models import Unit, User

P = ParamSpec("P")
R = TypeVar("R")
OF_EVERY_TEST: Final = {"LUODI_HOME", "LUODI_FILES", "LUODI_MART"}
SIDE_TABLES: Final = {
    "sqlite": {"projects_search": ("rowid", "grams")},
    "postgresql": {"projects_search": ("rowid", "grams", "places")},
}
"""Tables without a model, with the columns that are written."""
OF_DJANGO: Final = {"django_migrations"}


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """The builder, which works once for each kind of call; what it is given and answers can be pickled."""
    kept: dict[bytes, _World] = {}

    @wraps(build)
    def world(*args: P.args, **kwargs: P.kwargs) -> R:
        if not is_empty():
            return build(*args, **kwargs)
        # What is set otherwise than usual may make another world.
        key = pickle.dumps((args, kwargs, unusual_settings(), channel.get()))
        if key in kept:
            known: R = kept[key].lay_down()
            return known
        before = row_counts()
        answer = build(*args, **kwargs)
        kept[key] = _World.taken(before, answer)
        return answer

    return world


def is_empty() -> bool:
    """Nothing has been done yet: every verb leaves its line in the audit log, and all else needs a unit or a person."""
    return not (Unit.objects.exists() or User.objects.exists() or AuditEntry.objects.exists())


def unusual_settings() -> list[tuple[str, str]]:
    """What the test has set otherwise, but for the folders that every test has of its own."""
    found: dict[str, str] = {}
    layer: Any = settings._wrapped
    while isinstance(layer, UserSettingsHolder):
        found = {name: repr(value) for name, value in vars(layer).items() if name.isupper()} | found
        layer = layer.default_settings
    return sorted((name, value) for name, value in found.items() if name not in OF_EVERY_TEST)


@dataclass(frozen=True)
class _Rows:
    """The rows of one table, as the database gives them: tuples (SQLite) or the text of a COPY (PostgreSQL)."""

    table: str
    content: Any

    @classmethod
    def read(cls, table: str) -> "_Rows":
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {_target(table)} TO STDOUT") as copy:
                    return cls(table, _shared(table, b"".join(bytes(part) for part in copy)))
            # The sign keeps the driver from turning what it reads into Python's dates: it goes back as it lay there.
            raw = ", ".join(f"+{connection.ops.quote_name(column)}" for column in written_columns()[table])
            cursor.execute(f"SELECT {raw} FROM {connection.ops.quote_name(table)}")
            return cls(table, _shared(table, tuple(cursor.fetchall())))

    def write(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {_target(self.table)} FROM STDIN") as copy:
                    copy.write(self.content)
                return
            marks = ", ".join(["%s"] * len(written_columns()[self.table]))
            cursor.executemany(f"INSERT INTO {_target(self.table)} VALUES ({marks})", self.content)


@dataclass(frozen=True)
class _World:
    """What a builder has put into an empty database and into empty folders, and what it answered."""

    rows: tuple[_Rows, ...]
    files: Mapping[str, Mapping[str, bytes]]
    answer: bytes

    @classmethod
    def taken(cls, before: Mapping[str, int], answer: object) -> "_World":
        """The world as it stands; the tables that had rows before are Django's own, which no builder may change."""
        after = row_counts()
        assert {table: after.get(table) for table in before} == before, "a builder has changed a table of Django's own"
        rows = tuple(_Rows.read(table) for table in after if table not in before)
        return cls(rows, {name: _contents(path) for name, path in folders().items()}, pickle.dumps(answer))

    def lay_down(self) -> Any:
        """Writes it all into the database and the folders of this test; gives the builder's answer."""
        with transaction.atomic():
            for rows in self.rows:
                rows.write()
        for name, folder in folders().items():
            for path, content in self.files[name].items():
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        return pickle.loads(self.answer)


def folders() -> dict[str, Path]:
    """Where verbs put files: attachments, the mart, ledgers that were uploaded."""
    return {
        "files": Path(settings.LUODI_FILES),
        "mart": Path(settings.LUODI_MART),
        "imports": Path(settings.LUODI_HOME) / "imports",
    }


@cache
def written_columns() -> dict[str, tuple[str, ...]]:
    """The columns that are written, of every table of the instance; a table that nothing here knows is a fault."""
    found = dict(SIDE_TABLES[connection.vendor])
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.GeneratedField)]
        found[model._meta.db_table] = tuple(str(field.column) for field in fields)
    # A search index keeps tables of its own under its name.
    shadows = tuple(f"{table}_" for table in SIDE_TABLES[connection.vendor])
    there = {table for table in connection.introspection.table_names() if not table.startswith(shadows)}
    assert there - OF_DJANGO <= found.keys(), (
        f"tests/worlds.py does not know {sorted(there - OF_DJANGO - found.keys())}"
    )
    return {table: columns for table, columns in found.items() if table in there}


def row_counts() -> dict[str, int]:
    """How many rows there are in each table that holds any."""
    quote = connection.ops.quote_name
    counting = " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {quote(table)}" for table in written_columns())
    with connection.cursor() as cursor:
        cursor.execute(counting)
        return {table: count for table, count in cursor.fetchall() if count}


@cache
def _shared(table: str, content: Any) -> Any:
    """The content, kept once however many worlds hold it; most of them begin with the same district."""
    return content


def _target(table: str) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(map(quote, written_columns()[table]))})"


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""Chinese full-text search in the database: overlapping bigrams in FTS5 (SQLite) or in a tsvector with GIN (PostgreSQL).

One side table per searched table, keyed by the row it speaks of, written by the services in the same transaction as the
row. The bigrams are made here, by one function for both databases; the databases only look them up as phrases.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db import connection
from django.db.models.expressions import RawSQL

from luodi.base.core.statements import TableStatements
from luodi.base.core.text import bigrams

_CHUNK: Final = 500
_PAIR: Final = 2


def fulltext_operations(table: str) -> list[TableStatements]:
    """Migration operations that make the side table; the database's kind is looked at when they run."""
    return [TableStatements(table, _made, _dropped)]


def _made(table: str, vendor: str) -> tuple[str, ...]:
    if vendor == "sqlite":
        return (f"CREATE VIRTUAL TABLE {table} USING fts5(grams, tokenize='unicode61 remove_diacritics 0')",)
    return (
        f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, grams text NOT NULL, places tsvector NOT NULL)",
        f"CREATE INDEX {table}_places ON {table} USING gin (places)",
    )


def _dropped(table: str, vendor: str) -> tuple[str, ...]:
    return (f"DROP TABLE {table}",)


def put_texts(table: str, texts: Mapping[int, str]) -> None:
    """Index the texts of rows by their keys, in place of what stood there; called by services, in their transaction."""
    rows = [(key, bigrams(text)) for key, text in texts.items()]
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(key,) for key, _ in rows])  # noqa: S608 - our own name
        if connection.vendor == "postgresql":
            copying = f"COPY {table} (rowid, grams, places) FROM STDIN"
            with connection.wrap_database_errors, cursor.copy(copying) as copy:
                for key, grams in rows:
                    copy.write_row((key, grams, _places(grams)))
            return
        cursor.executemany(f"INSERT INTO {table} (rowid, grams) VALUES (%s, %s)", rows)  # noqa: S608 - our own name


def _places(grams: str) -> str:
    """The bigrams as PostgreSQL writes a tsvector: 'word':place; they are letters and digits, so nothing is escaped."""
    return " ".join(f"'{word}':{place}" for place, word in enumerate(grams.split(), start=1))


def matching(table: str, word: str) -> RawSQL | None:
    """The keys of rows that may hold the word, as a subquery; None when the word has no two characters in a row.

    Every row that holds it is among them. One in a million holds its parts in a row without holding it, so the caller
    compares the text itself as well.
    """
    runs = [pairs for run in _runs(word) if (pairs := [pair for pair in run if len(pair) == _PAIR])]
    if not runs:
        return None
    if connection.vendor == "postgresql":
        query = " & ".join("(" + " <-> ".join(f"'{pair}'" for pair in run) + ")" for run in runs)
        return RawSQL(f"SELECT rowid FROM {table} WHERE places @@ %s::tsquery", [query])  # noqa: S608 - our own name
    phrases = " AND ".join('"' + " ".join(run) + '"' for run in runs)
    return RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [phrases])  # noqa: S608 - our own name


def _runs(word: str) -> Iterable[list[str]]:
    """The bigrams of each unbroken run of the word: a new run begins where a pair does not go on with the one before."""
    run: list[str] = []
    for pair in bigrams(word).split():
        if run and (len(pair) < _PAIR or len(run[-1]) < _PAIR or run[-1][-1] != pair[0]):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def indexed_texts(table: str, keys: Iterable[int]) -> dict[int, str]:
    """The bigrams that stand in the index, by key; for checks."""
    wanted, found = list(keys), {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f"SELECT rowid, grams FROM {table} WHERE rowid IN ({marks})", part)  # noqa: S608 - our own name
            found.update(cursor.fetchall())
    return found

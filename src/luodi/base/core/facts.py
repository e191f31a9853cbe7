"""Facts: rows that are appended and never changed. A mistake is reversed by a new fact that names the old one.

The model and its manager refuse a second save, a delete and an update; triggers refuse them in the database too.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, NoReturn, Self, TypeVar

from django.conf import settings
from django.db import NotSupportedError, models
from django.db.models.base import ModelBase

from luodi.base.core.errors import BusinessError
from luodi.base.core.statements import TableStatements

M_co = TypeVar("M_co", bound=models.Model, covariant=True)

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION luodi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'facts.append_only: ' || TG_TABLE_NAME;
END
$$
""".strip()


class AppendOnlyQuerySet(models.QuerySet[M_co]):
    """Reads and inserts; every change of existing rows raises BusinessError `facts.append_only`."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refused."""
        raise _refusal()

    def delete(self) -> NoReturn:
        """Refused."""
        raise _refusal()

    def bulk_update(self, objs: Iterable[M_co], fields: Iterable[str], batch_size: int | None = None) -> NoReturn:
        """Refused."""
        raise _refusal()

    def update_or_create(self, *args: object, **kwargs: object) -> NoReturn:
        """Refused."""
        raise _refusal()

    def bulk_create(
        self,
        objs: Iterable[M_co],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[M_co]:
        """Inserts many facts; refused only when it would update those that exist."""
        if update_conflicts:
            raise _refusal()
        return super().bulk_create(objs, batch_size=batch_size, ignore_conflicts=ignore_conflicts)


class AppendOnlyManager(models.Manager[M_co]):
    """The manager of facts; see AppendOnlyQuerySet."""

    def get_queryset(self) -> AppendOnlyQuerySet[M_co]:
        """Every fact, in a queryset that refuses changes."""
        return AppendOnlyQuerySet(self.model, using=self._db)


class AppendOnlyModel(models.Model):
    """A row that is inserted once and never changed or deleted.

    Each concrete model's migration also runs `append_only_operations` for its table.
    """

    objects: ClassVar[AppendOnlyManager[Self]] = AppendOnlyManager()

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Inserts the row; BusinessError `facts.append_only` when it already stands in the ledger."""
        if force_update or update_fields is not None or not self._state.adding:
            raise _refusal()
        super().save(force_insert=True, using=using)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        """Refused: BusinessError `facts.append_only`."""
        raise _refusal()


class Fact(AppendOnlyModel):
    """What happened, as recorded once: by whom and at which moment. Subclasses add when it happened in the world."""

    recorded_at = models.DateTimeField("记录时间")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="记录人"
    )

    class Meta:
        abstract = True


def append_only_operations(table: str) -> list[TableStatements]:
    """Migration operations by which the database itself refuses UPDATE and DELETE (on PostgreSQL TRUNCATE too).

    The database's kind is looked at when the migration runs; the operations can be reversed and repeated. SQLite loses
    triggers whenever Django rebuilds a table, so every later migration that alters the table ends with them again; and
    it runs DELETE triggers under INSERT OR REPLACE only with `PRAGMA recursive_triggers=ON`.
    """
    return [TableStatements(table, guard_statements, release_statements)]


def guard_statements(table: str, vendor: str) -> Sequence[str]:
    """The SQL that puts the table under guard. NotSupportedError for a database other than SQLite and PostgreSQL."""
    name = _quoted(table)
    if vendor == "sqlite":
        return [
            *release_statements(table, vendor),
            *(
                f"CREATE TRIGGER {_quoted(f'{table}_no_{verb}')} BEFORE {verb.upper()} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, 'facts.append_only: {_literal(table)}'); END"
                for verb in ("update", "delete")
            ),
        ]
    return [
        *release_statements(table, vendor),
        _POSTGRES_FUNCTION,
        f"CREATE TRIGGER luodi_no_change BEFORE UPDATE OR DELETE ON {name} "
        "FOR EACH ROW EXECUTE FUNCTION luodi_append_only()",
        f"CREATE TRIGGER luodi_no_truncate BEFORE TRUNCATE ON {name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION luodi_append_only()",
    ]


def release_statements(table: str, vendor: str) -> Sequence[str]:
    """The SQL that takes the guard off: for reversed migrations, and for tests that empty tables."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {_quoted(f'{table}_no_{verb}')}" for verb in ("update", "delete")]
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {trigger} ON {_quoted(table)}"
            for trigger in ("luodi_no_change", "luodi_no_truncate")
        ]
    raise NotSupportedError(f"no append-only triggers for {vendor}")


def _refusal() -> BusinessError:
    return BusinessError(
        "台账事实只能追加，不能修改或删除；如有差错，请用冲减或更正方式补记一条并说明原因", code="facts.append_only"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return text.replace("'", "''")

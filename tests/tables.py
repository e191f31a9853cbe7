"""The tables of the tests: made straight from the models, which takes two seconds; all migrations take fifteen.

What only migrations say in SQL (guards of facts, the search index) is run here as they say it. That the tables are those
that the migrations make is looked at where a process makes an instance (tests/interfaces/cli/test_processes.py).
"""

import json
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from luodi.base.core.statements import TableStatements

Tables = dict[str, Any]
OF_DJANGO = "auth_"
"""Whose migrations leave other kinds of numbers in some columns than its models; nothing of ours lies in them."""


def finish() -> None:
    """After the models' tables: the SQL of the migrations, in their order, and all of them are noted as applied."""
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with connection.schema_editor() as editor:
        for migration, _ in plan:
            for operation in migration.operations:
                if isinstance(operation, TableStatements):
                    operation.database_forwards(migration.app_label, editor, None, None)
    for migration, _ in plan:
        executor.recorder.record_applied(migration.app_label, migration.name)


def described() -> Tables:
    """Every table with its columns, what constrains and indexes them, and what the database runs by itself; plain, as JSON has it."""
    found: Tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(OF_DJANGO):
                continue
            columns = connection.introspection.get_table_description(cursor, table)
            found[table] = {
                "columns": sorted((one.name, str(one.type_code), one.null_ok, one.default) for one in columns),
                "rules": _rules(connection.introspection.get_constraints(cursor, table)),
            }
        found["triggers"] = _triggers(cursor)
    plain: Tables = json.loads(json.dumps(found, default=str))
    return plain


def _rules(constraints: dict[str, dict[str, Any]]) -> list[str]:
    """The constraints and indexes; names are left out where the database invents them."""
    kept = ("columns", "primary_key", "unique", "foreign_key", "check", "index", "orders", "type")
    return sorted(str({name: one.get(name) for name in kept}) for one in constraints.values())


def _triggers(cursor: Any) -> list[tuple[str, ...]]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute(
            "SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid)"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
    return sorted(cursor.fetchall())

"""A migration operation that runs SQL of its own for the database at hand and leaves the models as they are."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

Statements = Callable[[str, str], Sequence[str]]
"""(table, vendor) → the SQL."""


class TableStatements(Operation):
    """What is run for a table, forwards and backwards.

    `RunPython` would have all models of the history rendered anew for each table, which nothing here looks at.
    """

    reversible = True

    def __init__(self, table: str, forwards: Statements, backwards: Statements) -> None:
        self.table, self.forwards, self.backwards = table, forwards, backwards

    def state_forwards(self, app_label: str, state: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Nothing: models stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,  # noqa: ANN401 - Django's own signature
        to_state: Any,  # noqa: ANN401 - as above
    ) -> None:
        """Run the SQL of this database."""
        self._run(self.forwards, schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,  # noqa: ANN401 - Django's own signature
        to_state: Any,  # noqa: ANN401 - as above
    ) -> None:
        """Take it back."""
        self._run(self.backwards, schema_editor)

    def _run(self, statements: Statements, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement, None)

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"SQL of {self.table}"

"""The mart read by a Spark cluster: the same tables as `MartFiles` gives, as frames whose work is done on the cluster.

The folder must be readable under the same path on every machine of the cluster. No Python is needed there: the plan
is made of Spark's own expressions.
"""

from collections import Counter
from pathlib import Path
from typing import Any, TypeAlias

import narwhals as nw

from luodi.across.figures.engine.backend import Frame
from luodi.across.figures.engine.schema import DEFAULTS, MOMENT, TABLES, day_columns
from luodi.across.figures.engine.store import MartStore

Session: TypeAlias = Any
"""A SparkSession. Its types are known only where the extra `spark` is installed."""

_NAMES = {"Int64": "bigint", "String": "string", "Date": "date", "Boolean": "boolean", str(MOMENT): "timestamp"}


class SparkFiles:
    """One state of the mart on disk, as its manifest named it when this was made, read by the session's cluster."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.scans: Counter[str] = Counter()
        self.manifest = MartStore(folder).manifest()
        self._session = session
        self._folder = folder.resolve()

    def scan(self, table: str) -> Frame:
        """One pass over the table's parts."""
        self.scans[table] += 1
        schema = ", ".join(f"`{name}` {_NAMES[str(kind)]}" for name, kind in TABLES[table].items())
        parts = [(self._folder / part.file).as_uri() for part in self.manifest.tables.get(table, ())]
        # A column that the files lack comes as nulls of its type.
        rows = self._session.read.schema(schema).parquet(*parts) if parts else self._session.createDataFrame([], schema)
        rows = rows.fillna(
            {name: value for name, value in DEFAULTS.items() if name in TABLES[table] and value is not None}
        )
        days = (f"unix_date(`{name}`) AS `{day}`" for name, day in day_columns(table).items())
        frame: Frame = nw.from_native(rows.selectExpr("*", *days))
        return frame

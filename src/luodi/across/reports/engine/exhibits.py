"""Tables and charts of a draft: their cells and series name figures of the book, so that no number stands in them alone."""

from dataclasses import dataclass

from luodi.base.core.documents import HeaderCell
from luodi.base.core.documents.charts import SeriesKind
from luodi.base.core.documents.content import Alignment, ColumnKind


@dataclass(frozen=True)
class ExhibitColumn:
    """A column: its header, the kind of its values and the weight of its width."""

    header: str
    kind: ColumnKind = "text"
    width: float = 12.0
    alignment: Alignment = ""


@dataclass(frozen=True)
class TableExhibit:
    """A table of words and fields. `strong` are the numbers of rows set in bold, `header` rows above the columns' own.

    `is_internal`: it tells of single projects and companies what is not for the public.
    """

    key: str
    caption: str
    columns: tuple[ExhibitColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    header: tuple[tuple[HeaderCell, ...], ...] = ()
    unit_line: str = ""
    note: str = ""
    size: float = 10.5
    strong: tuple[int, ...] = ()
    is_internal: bool = False


@dataclass(frozen=True)
class ChartLine:
    """A row of a chart: the keys of its figures, one a category."""

    name: str
    keys: tuple[str, ...]
    kind: SeriesKind = "bar"
    digits: int = 0


@dataclass(frozen=True)
class ChartExhibit:
    """A chart of figures."""

    key: str
    caption: str
    categories: tuple[str, ...]
    lines: tuple[ChartLine, ...]
    unit: str = ""


Exhibit = TableExhibit | ChartExhibit

"""Tables and charts of drafts as the documents that are stored with a paper, and back."""

from dataclasses import asdict
from typing import Any, TypeAlias

from luodi.across.reports.engine.exhibits import ChartExhibit, ChartLine, Exhibit, ExhibitColumn, TableExhibit
from luodi.base.core.documents import HeaderCell

Json: TypeAlias = dict[str, object]


def exhibit_to_json(exhibit: Exhibit) -> Json:
    """A table or chart as a stored document."""
    return {"is_chart": isinstance(exhibit, ChartExhibit), **asdict(exhibit)}


def exhibit_from_json(stored: dict[str, Any]) -> Exhibit:
    """The stored table or chart."""
    values = dict(stored)
    if values.pop("is_chart"):
        lines = tuple(ChartLine(**{**line, "keys": tuple(line["keys"])}) for line in values.pop("lines"))
        return ChartExhibit(**{**values, "categories": tuple(values["categories"])}, lines=lines)
    columns = tuple(ExhibitColumn(**column) for column in values.pop("columns"))
    rows = tuple(tuple(line) for line in values.pop("rows"))
    header = tuple(tuple(HeaderCell(**cell) for cell in line) for line in values.pop("header"))
    strong = tuple(values.pop("strong"))
    return TableExhibit(**values, columns=columns, rows=rows, header=header, strong=strong)


def entries(stored: object) -> list[dict[str, Any]]:
    """A stored list of documents; empty when a paper of earlier days has none."""
    return stored if isinstance(stored, list) else []

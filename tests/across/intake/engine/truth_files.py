"""The shared ledgers and their truth files, where they lie beside the repository, in one shape."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = dict[str, object] | list[object] | str | int | float | bool | None
Row: TypeAlias = dict[str, Json]

_HERE = Path(__file__).resolve().parents[4]


def folder() -> Path | None:
    """Where the shared ledgers lie, or None."""
    named = os.environ.get("LUODI_SHARED_DATA")
    place = (Path(named) if named else _HERE.parent / "shared" / "data") / "ledgers"
    return place if (place / "truth").is_dir() else None


def truths() -> list[Path]:
    """Every truth file."""
    place = folder()
    return sorted((place / "truth").glob("*.json")) if place else []


def load(path: Path) -> Row:
    """A truth file."""
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def rows_of(sheet: Row) -> Iterator[Row]:
    """A sheet's rows up to its last one, unpacked where the file packs them."""
    names = sheet.get("row_columns")
    for row in sheet["rows"]:
        plain = _unpacked(row, names) if isinstance(row, list) else row
        if plain["row"] <= sheet["last_row"]:
            yield plain


def _unpacked(row: list[Json], names: Json) -> Row:
    said = {name: value for name, value in zip(names, row, strict=True) if value is not None}
    says = {str(name).removeprefix("says."): value for name, value in said.items() if str(name).startswith("says.")}
    plain = {str(name): value for name, value in said.items() if not str(name).startswith("says.")}
    return plain | ({"says": says} if says else {})

"""The stored answer of an import as the pages show it."""

from dataclasses import dataclass
from typing import Any

from luodi.across.intake.rules.meanings import meaning
from luodi.interfaces.web.intake import words
from luodi.interfaces.web.ui.badges import Badge

REMARKS_SHOWN, ROWS_SHOWN = 30, 6


@dataclass(frozen=True, slots=True)
class ColumnSaid:
    """One column: where, its header, what it means, how that was found, samples."""

    letter: str
    header: str
    meaning: str
    unit: str
    how: Badge
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetSaid:
    """One sheet of the file."""

    name: str
    kind: str
    state: str
    is_imported: bool
    header_rows: str
    money_unit: str
    columns: tuple[ColumnSaid, ...]
    counts: dict[str, int]

    @property
    def unknown(self) -> int:
        """Columns that nobody understood."""
        return sum(1 for column in self.columns if column.how.text == words.HOW["none"])


@dataclass(frozen=True, slots=True)
class Counted:
    """A row count over all sheets."""

    name: str
    label: str
    value: int


def sheets(answer: dict[str, Any]) -> list[SheetSaid]:
    """Every sheet, imported ones first."""
    found = [_sheet(entry) for entry in answer.get("sheets", [])]
    return sorted(found, key=lambda sheet: not sheet.is_imported)


def totals(answer: dict[str, Any]) -> list[Counted]:
    """Row counts over all sheets; 读到 is the sum of the others."""
    rows = [entry["rows"] for entry in answer.get("sheets", []) if entry.get("imported", True)]
    return [Counted(name, label, sum(row.get(name, 0) for row in rows)) for name, label in words.COUNTS]


def facts(answer: dict[str, Any]) -> dict[str, int]:
    """How many events, records and targets come of it."""
    return {str(name): int(value) for name, value in answer.get("facts", {}).items()}


def taken_before(batch: Any) -> int:  # noqa: ANN401 - pages know no models
    """Of what a batch had written, the facts that had been returned or taken out already when it was undone."""
    return max(sum(facts(batch.answer).values()) - int(batch.undone_facts), 0)


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence that was said of several rows."""

    kind: str
    message: str
    count: int
    place: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """The sentences that are shown, and how many kinds more there are."""

    shown: tuple[Remark, ...]
    more: int


def remarks(answer: dict[str, Any]) -> Remarks:
    """What was said of the rows, equal sentences about one column together: rejections first, then the most frequent."""
    found: dict[tuple[str, str, str, str], list[int]] = {}
    for kind, key in (("rejected", "rejected"), ("warning", "warnings")):
        for entry in answer.get(key, []):
            said = (kind, entry["message"], entry["sheet"], entry["column"])
            found.setdefault(said, []).append(entry["row"])
    ranked = sorted(found.items(), key=lambda item: (item[0][0] != "rejected", -len(item[1])))
    shown = tuple(
        Remark(kind, message, len(rows), _place(sheet, column, rows))
        for (kind, message, sheet, column), rows in ranked[:REMARKS_SHOWN]
    )
    return Remarks(shown, len(ranked) - len(shown))


def findings_count(answer: dict[str, Any]) -> dict[str, int]:
    """How many places were refused, remarked on, and met twice."""
    names = {"rejected": "rejected", "warning": "warnings", "duplicate": "duplicates"}
    return {name: len(answer.get(key, [])) for name, key in names.items()}


def _place(sheet: str, column: str, rows: list[int]) -> str:
    """“台账”第 3、5 行，“签约时间”列; empty for what concerns the whole file."""
    lines = _rows(rows)
    where = f"“{sheet}”{lines}" if sheet else lines
    return f"{where}，“{column}”列" if column else where


def _rows(rows: list[int]) -> str:
    numbers = sorted({row for row in rows if row})
    if not numbers:
        return ""
    more = "…" if len(numbers) > ROWS_SHOWN else ""
    return f"第 {'、'.join(str(row) for row in numbers[:ROWS_SHOWN])}{more} 行"


def sheet_of(answer: dict[str, Any], name: str) -> dict[str, Any]:
    """The raw entry of a sheet; empty for an unknown one."""
    return next((dict(entry) for entry in answer.get("sheets", []) if entry["name"] == name), {})


def _sheet(entry: dict[str, Any]) -> SheetSaid:
    rows = entry.get("header_rows", [])
    return SheetSaid(
        entry["name"],
        words.SHEETS.get(entry.get("kind", ""), entry.get("kind", "")),
        words.STATES.get(entry.get("state", ""), ""),
        bool(entry.get("imported", True)),
        "—".join(str(row) for row in sorted({rows[0], rows[-1]})) if rows else "",
        entry.get("unit_of_money", ""),
        tuple(_column(entry.get("kind", ""), column) for column in entry.get("columns", [])),
        entry.get("rows", {}),
    )


def _column(kind: str, column: dict[str, Any]) -> ColumnSaid:
    how = column.get("how", "none")
    return ColumnSaid(
        column.get("letter", ""),
        column["header"],
        meaning(kind, column.get("field")),
        column.get("unit") or "",
        Badge(words.HOW.get(how, how), words.HOW_TONES.get(how, "plain")),
        tuple(str(sample) for sample in column.get("samples", [])),
    )

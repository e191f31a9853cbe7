"""What a fast reader of xlsx does not tell: how far a sheet really reaches, hidden rows and columns, formulas without result, fills.

The sheet's XML is scanned as bytes in pieces, never built into a tree, so that a hundred thousand rows take a moment and a sheet
that only claims to be huge takes none.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_PIECE: Final = 4 * 1024 * 1024
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_ROW: Final = re.compile(rb'<(?:\w+:)?row\b(?: r="(\d+)")?([^>]*)>')
_HIDDEN_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FAR: Final = re.compile(rb"r\s*=\s*[\"']([A-Z]{3}(?=\d{1,7}[\"'])|[A-Z]{1,2}(?=\d{6,7}[\"']))(\d+)")
"""References that reach far to the right or down, whatever the order of attributes and the kind of quotes."""
_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>'
)
_EMPTY_STYLED: Final = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)" s="(\d+)"\s*/>')
_MOST_UNCACHED: Final = 2_000
_MOST_FILLED: Final = 50_000


@dataclass(slots=True)
class SheetFacts:
    """What was seen in a sheet's XML; numbers from 1."""

    last_row: int = 0
    last_column: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncached: list[tuple[int, int]] = field(default_factory=list)
    filled: set[tuple[int, int]] = field(default_factory=set)


def sheet_facts(path: Path) -> dict[str, SheetFacts]:
    """Facts of every worksheet by its name. Parts that are not where they should be are left out; the reader will complain."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        coloured = _coloured_styles(archive, names)
        return {name: _scan(archive, part, coloured) for name, part in _parts(archive, names).items() if part in names}


def _parts(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """Sheet name → its part in the archive."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets: dict[bytes, bytes] = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        targets[_attribute(relation, b"Id")] = _attribute(relation, b"Target")
    parts: dict[str, str] = {}
    for sheet in _SHEET.findall(archive.read("xl/workbook.xml")):
        target = targets.get(_attribute(sheet, rb"\w+:id"), b"").decode("utf-8", "replace")
        if target:
            parts[_unescaped(_attribute(sheet, b"name"))] = (
                target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            )
    return parts


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\s" + name + rb'="([^"]*)"', tag)
    return found[1] if found else b""


def _unescaped(text: bytes) -> str:
    plain = text.decode("utf-8", "replace")
    for mark, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        plain = plain.replace(mark, char)
    return plain


def _scan(archive: zipfile.ZipFile, part: str, coloured: frozenset[int]) -> SheetFacts:
    facts = SheetFacts()
    row = 0
    for piece, is_first in _pieces(archive, part):
        if is_first:
            _read_columns(piece, facts)
        row = _read_rows(piece, row, facts)
        _read_cells(piece, facts, coloured)
    return facts


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bool]]:
    """The XML in pieces that never cut a row's beginning: each ends before its last row."""
    rest, is_first = b"", True
    with archive.open(part) as stream:
        while chunk := stream.read(_PIECE):
            whole = rest + chunk
            cut = max(whole.rfind(b"<row"), whole.rfind(b":row"))
            cut = cut if cut > 0 else len(whole)
            yield whole[:cut], is_first
            rest, is_first = whole[cut:], False
    yield rest, is_first


def _read_columns(piece: bytes, facts: SheetFacts) -> None:
    for tag in _HIDDEN_COLUMN.findall(piece[: piece.find(b"sheetData") if b"sheetData" in piece else len(piece)]):
        if _attribute(tag, b"hidden") in (b"1", b"true"):
            first, last = int(_attribute(tag, b"min") or 0), int(_attribute(tag, b"max") or 0)
            facts.hidden_columns.update(range(first, min(last, first + _MOST_UNCACHED) + 1))


def _read_rows(piece: bytes, before: int, facts: SheetFacts) -> int:
    """Row numbers, hidden ones, and the last row that has content. Rows without a number follow each other."""
    number = before
    content = max(piece.rfind(b"</c>"), piece.rfind(b":c>"))
    if b"hidden" not in piece and (last := piece.rfind(b"<row r=", 0, max(content, 0))) >= 0:
        facts.last_row = max(facts.last_row, _number_at(piece, last))
        return _number_at(piece, piece.rfind(b"<row r="))
    for found in _ROW.finditer(piece):
        own, tag = found.groups()
        own = own or _attribute(tag, b"r")
        number = int(own) if own else number + 1
        if b"hidden" in tag and _attribute(tag, b"hidden") in (b"1", b"true"):
            facts.hidden_rows.add(number)
        if found.start() < content and number > facts.last_row:
            facts.last_row = number
    return number


def _number_at(piece: bytes, place: int) -> int:
    found = _ROW.match(piece, place)
    return int(found[1]) if found and found[1] else 0


def _read_cells(piece: bytes, facts: SheetFacts, coloured: frozenset[int]) -> None:
    for far in _FAR.finditer(piece):
        end = piece.find(b">", far.end())
        if end < 0 or piece[end - 1 : end] != b"/":  # an empty cell that only carries a format takes no room
            facts.last_column = max(facts.last_column, column_number(far[1]))
            facts.last_row = max(facts.last_row, int(far[2]))
    if b"<f" in piece and len(facts.uncached) < _MOST_UNCACHED:
        facts.uncached += [(int(row), column_number(letters)) for letters, row in _FORMULA.findall(piece)][
            :_MOST_UNCACHED
        ]
    if coloured and len(facts.filled) < _MOST_FILLED:
        facts.filled.update(
            (int(row), column_number(letters))
            for letters, row, style in _EMPTY_STYLED.findall(piece)
            if int(style) in coloured
        )


def column_number(letters: bytes) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _coloured_styles(archive: zipfile.ZipFile, names: set[str]) -> frozenset[int]:
    """Numbers of cell styles with a background colour other than white."""
    if "xl/styles.xml" not in names:
        return frozenset()
    styles = archive.read("xl/styles.xml")
    fills = re.findall(rb"<(?:\w+:)?fill>(.*?)</(?:\w+:)?fill>", styles, re.DOTALL)
    bright = {
        number
        for number, fill in enumerate(fills)
        if b'patternType="solid"' in fill and not re.search(rb'fgColor[^>]*rgb="(?:FF|00)?FFFFFF"', fill)
    }
    formats = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    if not formats or not bright:
        return frozenset()
    used = [int(_attribute(tag, b"fillId") or 0) for tag in re.findall(rb"<(?:\w+:)?xf\b[^>]*>", formats[0])]
    return frozenset(number for number, fill in enumerate(used) if fill in bright)

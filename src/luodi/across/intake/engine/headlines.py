"""Whom the lines above the tables name: the place in a title, or the unit that reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from luodi.across.intake.engine.cells import text_of, tidy
from luodi.across.intake.engine.context import office_place, read_surroundings
from luodi.across.intake.engine.model import ParsedSheet, ParsedWorkbook, RawSheet, RawWorkbook


@dataclass(frozen=True, slots=True)
class Headline:
    """A line that names a place or a unit. `row` 0 is the file's own name."""

    sheet: str
    row: int
    text: str
    place: str


def headlines(raw: RawWorkbook, parsed: ParsedWorkbook) -> list[Headline]:
    """The naming lines of the sheets that are read; the file's name speaks where no line does.

    A line “填报单位：…” is the most exact statement of its table, so the titles beside it are not asked.
    """
    sheets = {sheet.name: sheet for sheet in raw.sheets}
    found = [
        line
        for sheet in parsed.sheets
        if not sheet.is_skipped and sheet.rows and sheet.name in sheets
        for line in _lines_of(sheets[sheet.name], sheet)
    ]
    if found:
        return found
    stem = raw.file.rpartition(".")[0]
    place = read_surroundings([stem], "").place
    return [Headline("", 0, raw.file, office_place(place))] if place else []


def _lines_of(raw: RawSheet, sheet: ParsedSheet) -> Iterator[Headline]:
    for block in sheet.blocks:
        lines = {row: _line(raw, row) for row in block.title_rows}
        reporting = {row: read_surroundings([text], "").reporting_unit for row, text in lines.items()}
        named = {row: unit for row, unit in reporting.items() if unit}
        named = named or {row: read_surroundings([text], "").place for row, text in lines.items()}
        for row, place in named.items():
            if place:
                yield Headline(sheet.name, row, lines[row], office_place(place))


def _line(raw: RawSheet, row: int) -> str:
    return "  ".join(tidy(text_of(cell)) for cell in raw.rows[row - 1] if cell not in ("", None))

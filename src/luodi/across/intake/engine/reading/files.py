"""`read_file`: the guards, then the fast reader, then what it does not tell."""

import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from luodi.across.intake.engine.model import DEFAULT_LIMITS, Limits, MergedRange, RawSheet, RawWorkbook, SheetState
from luodi.across.intake.engine.reading.guards import check_shape, kind_of, refuse
from luodi.across.intake.engine.reading.text_tables import csv_rows, decoded, html_rows
from luodi.across.intake.engine.reading.xlsx_parts import SheetFacts, sheet_facts
from luodi.base.core.errors import BusinessError

_STATES: Final[tuple[tuple[SheetVisibleEnum, SheetState], ...]] = (
    (SheetVisibleEnum.Hidden, "hidden"),
    (SheetVisibleEnum.VeryHidden, "very_hidden"),
)

_FILE_NUMBER: Final = re.compile(r"^[A-Za-z]?\d{1,3}[_\-. ]+(?=.)")
"""Numbering in front of a file's name (“A3_…”, “03-…”) is no part of the table's name."""


def read_file(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> RawWorkbook:
    """The file as it lies there. BusinessError with its name and a sentence when it is no workbook, damaged, encrypted, too large or empty."""
    try:
        return _read(path, limits)
    except BusinessError as error:
        raise BusinessError(f"“{path.name}”没有导入：{error.message}。", code=error.code) from error


def _read(path: Path, limits: Limits) -> RawWorkbook:
    kind = kind_of(path, limits)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    name = _FILE_NUMBER.sub("", path.stem)
    if kind == "csv":
        text, encoding = decoded(path.read_bytes())
        rows, delimiter = csv_rows(text, name, limits)
        raw = RawWorkbook(path.name, "csv", digest, (RawSheet(name, "visible", rows),), encoding, delimiter)
    elif kind == "html":
        rows, merged, encoding = html_rows(path.read_bytes(), name, limits)
        raw = RawWorkbook(path.name, "html", digest, (RawSheet(name, "visible", rows, merged),), encoding)
    else:
        raw = RawWorkbook(path.name, kind, digest, _sheets(path, kind, limits))
    if not any(_has_content(sheet) for sheet in raw.sheets):
        refuse("文件里没有内容，请检查是否选错了文件", "intake.empty_sheets")
    return raw


def _has_content(sheet: RawSheet) -> bool:
    return any(cell not in ("", None) for row in sheet.rows for cell in row)


def _sheets(path: Path, kind: str, limits: Limits) -> tuple[RawSheet, ...]:
    facts = _facts(path) if kind == "xlsx" else {}
    for name, seen in facts.items():
        check_shape(seen.last_row, seen.last_column, name, limits)
    try:
        workbook = _opened(path, kind)
        return tuple(
            _sheet(workbook.get_sheet_by_name(known.name), known, facts.get(known.name, SheetFacts()), limits)
            for known in workbook.sheets_metadata
            if known.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError:
        refuse("工作簿设有打开密码，请在Excel中取消密码后重新导入", "intake.encrypted")
    except (CalamineError, OSError, ValueError):
        refuse("文件已损坏或不是完整的工作簿，请用Excel打开并另存为.xlsx后再导入", "intake.damaged")


def _opened(path: Path, kind: str) -> CalamineWorkbook:
    """By its path where the name tells the truth (that is the fast way), else by its content."""
    if path.suffix.lower() == f".{kind}":
        return CalamineWorkbook.from_path(str(path))
    return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))


def _facts(path: Path) -> dict[str, SheetFacts]:
    try:
        return sheet_facts(path)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        refuse("文件已损坏，打不开，请从原处重新拷贝或用Excel修复后再导入", "intake.damaged")


def _sheet(sheet: CalamineSheet, known: SheetMetadata, facts: SheetFacts, limits: Limits) -> RawSheet:
    check_shape(sheet.total_height, sheet.total_width, known.name, limits)
    rows = sheet.to_python(skip_empty_area=False)
    ranges = sheet.merged_cell_ranges or []
    return RawSheet(
        name=known.name,
        state=next((state for visible, state in _STATES if visible == known.visible), "visible"),
        rows=rows,
        merged=tuple(MergedRange(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in ranges),
        hidden_rows=frozenset(facts.hidden_rows),
        hidden_columns=frozenset(facts.hidden_columns),
        uncached_formulas=tuple(facts.uncached),
        filled_cells=frozenset(facts.filled),
    )

"""A sheet as a grid with merged ranges: what stands in a row, which cell a covered cell belongs to, how far ranges run down."""

from collections.abc import Iterator, Sequence
from typing import Final

from luodi.across.intake.engine.cells import compact, is_blank, text_of
from luodi.across.intake.engine.model import Cell, MergedRange, RawSheet

_LARGEST_RANGE: Final = 50_000


class Grid:
    """Rows and columns from 1, as Excel counts them."""

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.last_row = self._last_filled_row()
        self.width = max((len(row) for row in self.rows[:1]), default=0)
        self.merged = tuple(area for area in sheet.merged if _size(area) <= _LARGEST_RANGE)
        self._columns: list[tuple[Cell, ...]] | None = None
        self._owner: dict[tuple[int, int], MergedRange] = {}
        for area in self.merged:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    self._owner[row, column] = area

    def cell(self, row: int, column: int) -> Cell:
        """The cell as it is stored ("" outside)."""
        if not 1 <= row <= len(self.rows):
            return ""
        cells = self.rows[row - 1]
        return cells[column - 1] if column <= len(cells) else ""

    def column(self, index: int, rows: Sequence[int]) -> list[Cell]:
        """The column's own cells in these rows (ascending), cut out of the transposed sheet when the rows follow each other."""
        if self._columns is None:
            self._columns = list(zip(*self.rows, strict=True)) if self.rows else []
        if not 1 <= index <= len(self._columns) or not rows:
            return [""] * len(rows)
        cells = self._columns[index - 1]
        if rows[-1] - rows[0] + 1 == len(rows):
            return list(cells[rows[0] - 1 : rows[-1]])
        return [cells[row - 1] for row in rows]

    def area(self, row: int, column: int) -> MergedRange | None:
        """The merged range over a cell."""
        return self._owner.get((row, column))

    def shown(self, row: int, column: int) -> Cell:
        """The cell as people see it: a covered cell shows its range's first."""
        area = self._owner.get((row, column))
        return self.cell(area.top, area.left) if area else self.cell(row, column)

    def text(self, row: int, column: int) -> str:
        """The shown text in compact form."""
        return compact(text_of(self.shown(row, column)))

    def filled(self, row: int) -> list[tuple[int, Cell]]:
        """(column, cell) of the row's own cells that are not blank."""
        if not 1 <= row <= len(self.rows):
            return []
        return [(column, cell) for column, cell in enumerate(self.rows[row - 1], 1) if not is_blank(cell)]

    def texts(self, row: int) -> list[tuple[int, str]]:
        """(column, compact text) of the row's own cells that are not blank."""
        return [(column, compact(text_of(cell))) for column, cell in self.filled(row)]

    def line(self, row: int) -> str:
        """All texts of the row, two blanks between them, as written."""
        return "  ".join(text_of(cell) for _, cell in self.filled(row))

    def runs_down(self, row: int) -> bool:
        """Does a merged range join this row with the one below?"""
        return any(area.top <= row < area.bottom for area in self.areas_of(row))

    def areas_of(self, row: int) -> Iterator[MergedRange]:
        """The merged ranges that touch a row."""
        seen: set[MergedRange] = set()
        for column in range(1, self.width + 1):
            area = self._owner.get((row, column))
            if area and area not in seen:
                seen.add(area)
                yield area

    def _last_filled_row(self) -> int:
        for number in range(len(self.rows), 0, -1):
            if any(not is_blank(cell) for cell in self.rows[number - 1]):
                return number
        return 0


def _size(area: MergedRange) -> int:
    return (area.bottom - area.top + 1) * (area.right - area.left + 1)

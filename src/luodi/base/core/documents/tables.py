"""Tables in a paper: header rows of several levels, repeated on every page; rows that are never split."""

from itertools import pairwise

from luodi.base.core.documents import layout
from luodi.base.core.documents.content import Cell, HeaderCell, Row, Table
from luodi.base.core.documents.markup import linked_xml, paragraph_xml, run_xml
from luodi.base.core.documents.styles import exact_line
from luodi.base.core.documents.wording import balance_title, width_in_characters

_ROW_HEIGHT = 1.8
# Small print belongs to tables with many columns: half a millimetre beside the text instead of one.
_SMALL_PRINT = 10.0
_TIGHT, _LOOSE = 28, 57


class BookmarkNames:
    """Gives anchors of rows names and numbers that Word accepts, the same for the same order."""

    def __init__(self, anchors: list[str]) -> None:
        self._numbers = {anchor: number for number, anchor in enumerate(dict.fromkeys(anchors), 1)}

    def name(self, anchor: str) -> str:
        """The bookmark's name, empty when nothing in the paper carries this anchor."""
        number = self._numbers.get(anchor)
        return f"source_{number}" if number else ""

    def around(self, anchor: str, content: str) -> str:
        """The content between the marks of its bookmark."""
        name = self.name(anchor)
        if not name:
            return content
        number = self._numbers[anchor]
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def table_xml(table: Table, text_width: int, bookmarks: BookmarkNames) -> list[str]:
    """Caption, unit line, the table and its note as elements; `text_width` in twips."""
    widths = column_widths(table, text_width)
    parts = []
    if table.caption:
        parts.append(
            paragraph_xml("Caption", run_xml(table.caption, "Caption"), properties=_line_of(layout.SIZE_4, before=120))
        )
    if table.unit_line:
        parts.append(_remark(table, "TableUnit", table.unit_line))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    last = len(table.rows) - (0 if table.note else 1)
    rows = "".join(_header_rows(table, widths)) + "".join(
        _body_row(table, line, widths, bookmarks, is_kept=table.is_whole and number < last)
        for number, line in enumerate(table.rows)
    )
    parts.append(
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{_padding(table)}'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    if table.note:
        parts.append(_remark(table, "TableNote", table.note))
    return parts


def _remark(table: Table, style_id: str, text: str) -> str:
    size = min(layout.SIZE_SMALL_4, table.size + 1.5)
    return paragraph_xml(style_id, run_xml(text, style_id, size=size), properties=_line_of(size))


def column_widths(table: Table, text_width: int) -> list[int]:
    """The text width shared out by the columns' weights, to the twip."""
    total = sum(column.width for column in table.columns)
    edges = [0]
    so_far = 0.0
    for column in table.columns:
        so_far += column.width
        edges.append(round(text_width * so_far / total))
    return [right - left for left, right in pairwise(edges)]


def _padding(table: Table) -> str:
    beside = _TIGHT if table.size < _SMALL_PRINT else _LOOSE
    sides = (("top", _TIGHT), ("left", beside), ("bottom", _TIGHT), ("right", beside))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


def _line_of(size: float, *, before: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="0" w:line="{exact_line(size)}" w:lineRule="exact"/>'


def place_header(table: Table) -> list[list[tuple[int, HeaderCell]]]:
    """For each header row its cells with their first column; columns left open below a deep cell are skipped."""
    depth = len(table.header_rows)
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, HeaderCell]]] = []
    for level, cells in enumerate(table.header_rows):
        line: list[tuple[int, HeaderCell]] = []
        at = 0
        for cell in cells:
            while (level, at) in taken:
                at += 1
            covered = {(level + down, at + across) for down in range(cell.depth) for across in range(cell.span)}
            if covered & taken or at + cell.span > len(table.columns) or level + cell.depth > depth:
                raise ValueError(f"表头“{cell.text}”与其他表头重叠或超出表格")
            taken |= covered
            line.append((at, cell))
            at += cell.span
        placed.append(line)
    if len(taken) != depth * len(table.columns):
        raise ValueError(f"表格“{table.caption}”的表头没有盖满所有列")
    return placed


def _header_rows(table: Table, widths: list[int]) -> list[str]:
    continued: dict[tuple[int, int], int] = {}
    rows = []
    for level, line in enumerate(place_header(table)):
        cells = {at: _header_cell(table, cell, sum(widths[at : at + cell.span])) for at, cell in line}
        for at, cell in line:
            continued.update({(level + down, at): cell.span for down in range(1, cell.depth)})
        for (below, at), span in continued.items():
            if below == level:
                empty = paragraph_xml("TableHead", properties=_line_of(table.size))
                cells[at] = _cell_xml(
                    sum(widths[at : at + span]), empty, span=span, merge='<w:vMerge w:val="continue"/>'
                )
        body = "".join(cells[at] for at in sorted(cells))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{_row_height(table)}<w:tblHeader/></w:trPr>{body}</w:tr>")
    return rows


def _header_cell(table: Table, cell: HeaderCell, width: int) -> str:
    padding = 2 * (_TIGHT if table.size < _SMALL_PRINT else _LOOSE)
    room = (width - padding) / (table.size * layout.TWIPS_PER_POINT)
    text = "\n".join(header_lines(cell.text, int(room))) if room >= 1 else cell.text
    content = paragraph_xml("TableHead", run_xml(text, "TableHead", size=table.size), properties=_line_of(table.size))
    merge = '<w:vMerge w:val="restart"/>' if cell.depth > 1 else ""
    return _cell_xml(width, content, span=cell.span, merge=merge)


def header_lines(text: str, room: int) -> tuple[str, ...]:
    """The lines of a header: a unit in brackets stays whole on a line of its own where the name takes the other."""
    head, opening, tail = text.partition("（")
    unit = f"{opening}{tail}"
    if head and opening and width_in_characters(text) > room >= max(map(width_in_characters, (head, unit))):
        return (head, unit)
    return balance_title(text, room)


def _body_row(table: Table, line: Row, widths: list[int], bookmarks: BookmarkNames, *, is_kept: bool) -> str:
    kept = "<w:keepNext/>" if is_kept else ""
    cells = []
    for number, (column, cell, width) in enumerate(zip(table.columns, line.cells, widths, strict=True)):
        content = _cell_run(cell, line, table.size, bookmarks)
        if number == 0 and line.anchor:
            content = bookmarks.around(line.anchor, content)
        properties = kept + _line_of(table.size) + f'<w:jc w:val="{column.effective_alignment}"/>'
        cells.append(_cell_xml(width, paragraph_xml("TableText", content, properties=properties), fill=cell.fill))
    return f"<w:tr><w:trPr><w:cantSplit/>{_row_height(table)}</w:trPr>{''.join(cells)}</w:tr>"


def _row_height(table: Table) -> str:
    return f'<w:trHeight w:val="{round(table.size * _ROW_HEIGHT * layout.TWIPS_PER_POINT)}" w:hRule="atLeast"/>'


def _cell_run(cell: Cell, line: Row, size: float, bookmarks: BookmarkNames) -> str:
    run = run_xml(cell.text, "TableText", is_strong=line.is_strong, size=size)
    anchor = bookmarks.name(cell.source) if cell.source else ""
    return linked_xml(run, anchor=anchor, hint=cell.hint) if anchor else run


def _cell_xml(width: int, content: str, *, span: int = 1, merge: str = "", fill: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merge}{shaded}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

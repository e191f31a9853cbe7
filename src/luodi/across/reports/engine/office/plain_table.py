"""A table of the product in the manner of the office's own paper: its font and size, plain rules, header rows repeated."""

from copy import deepcopy
from typing import Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.across.reports.engine.office.runs import said_run
from luodi.base.core.documents.content import Table
from luodi.base.core.documents.tables import column_widths, place_header

_RULES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def plain_table(table: Table, width: int, properties: BaseOxmlElement | None) -> list[BaseOxmlElement]:
    """Caption, table and note as elements; `width` in twips, `properties` are those of the run of the placeholder."""
    widths = column_widths(table, width)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    made = _element(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_RULES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>'
    )
    for row in _header(table, widths, properties):
        made.append(row)
    for line in table.rows:
        row = _element(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr></w:tr>")
        for cell, column, one in zip(line.cells, table.columns, widths, strict=True):
            row.append(_cell(cell.text, one, column.effective_alignment, properties))
        made.append(row)
    around = [_line(table.caption, "center", properties)] if table.caption else []
    after = [_line(table.note, "left", properties)] if table.note else []
    return [*around, made, *after]


def _header(table: Table, widths: list[int], properties: BaseOxmlElement | None) -> list[BaseOxmlElement]:
    rows = []
    placed = place_header(table)
    open_below: dict[int, tuple[int, int]] = {}
    for line in placed:
        row = _element(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr></w:tr>")
        own = dict(line)
        at = 0
        while at < len(table.columns):
            if at in own:
                cell = own[at]
                made = _cell(
                    cell.text,
                    sum(widths[at : at + cell.span]),
                    "center",
                    properties,
                    span=cell.span,
                    merge="restart" if cell.depth > 1 else "",
                )
                if cell.depth > 1:
                    open_below[at] = (cell.span, cell.depth - 1)
                row.append(made)
                at += cell.span
                continue
            span, left = open_below[at]
            row.append(_cell("", sum(widths[at : at + span]), "center", properties, span=span, merge="continue"))
            open_below[at] = (span, left - 1)
            at += span
        rows.append(row)
    return rows


def _cell(
    text: str, width: int, alignment: str, properties: BaseOxmlElement | None, *, span: int = 1, merge: str = ""
) -> BaseOxmlElement:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    cell = _element(
        f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}<w:vAlign w:val="center"/></w:tcPr></w:tc>'
    )
    cell.append(_line(text, alignment, properties))
    return cell


def _line(text: str, alignment: str, properties: BaseOxmlElement | None) -> BaseOxmlElement:
    line = _element(
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0" w:firstLineChars="0"/>'
        f'<w:jc w:val="{alignment}"/></w:pPr></w:p>'
    )
    line.append(said_run(text, properties))
    return line


def _element(xml: str) -> BaseOxmlElement:
    return parse_xml(xml)


def body_width(section: BaseOxmlElement | None) -> int:
    """The width of the text of a page in twips, after its section; that of an A4 page when nothing is said."""
    size = None if section is None else section.find(qn("w:pgSz"))
    margins = None if section is None else section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return _USUAL_WIDTH
    wide = int(size.get(qn("w:w")) or _USUAL_PAGE)
    sides = sum(int(float(margins.get(qn(f"w:{side}")) or 0)) for side in ("left", "right"))
    return max(wide - sides, _USUAL_WIDTH // 3)


_USUAL_PAGE: Final = 11906
_USUAL_WIDTH: Final = 8844


def empty_paragraph(like: BaseOxmlElement | None) -> BaseOxmlElement:
    """A paragraph without words, in the manner of another: a cell must hold one."""
    made = _element(f"<w:p {nsdecls('w')}/>")
    properties = None if like is None else like.find(qn("w:pPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    return made

"""A made paper as the page shows it: its words, tables and charts, without its format."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.across.reports.engine.office.pictures import MARK
from luodi.across.reports.engine.office.runs import below, children, text_of

_PARAGRAPH = qn("w:p")
_TABLE = qn("w:tbl")
_DRAWN = qn("wp:docPr")
_SHOWN = qn("a:blip")


@dataclass(frozen=True)
class SeenBlock:
    """A paragraph, a table, or a chart (`picture` as base64, `text` what it says) of a filled paper."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""


def seen(document: WordDocument) -> Iterator[SeenBlock]:
    """What a reader of the paper sees. Of pictures only charts of ours: the office's seals stay in the file."""
    for child in children(document.element.body):
        if child.tag == _PARAGRAPH:
            text = text_of(child)
            if text.strip():
                yield SeenBlock(text)
            yield from _charts(document, child)
        elif child.tag == _TABLE:
            rows = (tuple(_cell_text(cell) for cell in below(row, qn("w:tc"))) for row in below(child, qn("w:tr")))
            yield SeenBlock(rows=tuple(rows))


def _charts(document: WordDocument, paragraph: BaseOxmlElement) -> Iterator[SeenBlock]:
    drawn = [one for one in paragraph.iter(_DRAWN) if one.get("name") == MARK]
    for properties, blip in zip(drawn, paragraph.iter(_SHOWN), strict=False):
        part = document.part.related_parts[str(blip.get(qn("r:embed")))]
        yield SeenBlock(str(properties.get("descr") or ""), picture=b64encode(part.blob).decode("ascii"))


def _cell_text(cell: BaseOxmlElement) -> str:
    return "\n".join(text_of(one) for one in below(cell, _PARAGRAPH)).strip()

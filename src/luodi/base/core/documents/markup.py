"""Small pieces of WordprocessingML: fragments with their namespaces, runs with their Chinese font, plain paragraphs."""

import re
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.base.core.documents import layout
from luodi.base.core.documents.styles import FONT_OF, run_fonts
from luodi.base.core.documents.wording import clean

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_FIRST_TAG = re.compile(r"<[\w:]+")
_DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def element(xml: str) -> BaseOxmlElement:
    """The element of a fragment that uses the prefixes above without declaring them."""
    return parse_xml(_FIRST_TAG.sub(lambda found: f"{found.group()} {_DECLARATIONS}", xml, count=1))


def run_xml(text: str, style_id: str, *, is_strong: bool = False, size: float = 0.0) -> str:
    """A run in the font of its style; line ends become line breaks."""
    strong = "<w:b/><w:bCs/>" if is_strong else ""
    half = layout.half_points(size)
    sized = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size else ""
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(text).split("\n"))
    return f"<w:r><w:rPr>{run_fonts(FONT_OF[style_id])}{strong}{sized}</w:rPr>{words}</w:r>"


def linked_xml(run: str, *, anchor: str, hint: str) -> str:
    """A run that leads to a bookmark and shows a hint on hovering, without looking like a link."""
    tooltip = f" w:tooltip={quoteattr(clean(hint)[:250])}" if hint else ""
    return f'<w:hyperlink w:anchor={quoteattr(anchor)}{tooltip} w:history="0">{run}</w:hyperlink>'


def paragraph_xml(style_id: str, content: str = "", *, properties: str = "") -> str:
    """A paragraph of a style. `properties` are further paragraph properties in the order of the schema."""
    mark = f"<w:rPr>{run_fonts(FONT_OF[style_id])}</w:rPr>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}{mark}</w:pPr>{content}</w:p>'

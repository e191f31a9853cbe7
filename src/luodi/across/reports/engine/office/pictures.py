"""Charts in a filled template: a picture a paragraph, named the same way in every paper that is printed from one file."""

import html
import io
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.image import ImagePart

from luodi.base.core.documents.wording import clean

_EMU_PER_TWIP: Final = 635
_HEIGHT: Final = 0.577
"""Height of a chart beside its width."""
_FIRST_NUMBER: Final = 9_000
MARK: Final = "luodi-chart"
"""The name by which a page knows a chart of ours among the office's own pictures."""


class Pictures:
    """The charts of one paper. What was taken into the file for it is taken out again once the file is written."""

    def __init__(self, document: WordDocument, width: int) -> None:
        self._part = document.part
        self._width = width * _EMU_PER_TWIP
        self._taken: dict[str, ImagePart] = {}
        self._number = _FIRST_NUMBER

    def paragraph(self, image: bytes, said: str) -> BaseOxmlElement:
        """A centred paragraph with the picture; `said` tells it to those who cannot see it."""
        part = self._part.package.get_or_add_image_part(io.BytesIO(image))
        name = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        self._taken[name] = part
        self._number += 1
        wide, high = self._width, int(self._width * _HEIGHT)
        words = html.escape(clean(said)[:500])
        return parse_xml(
            f'<w:p {nsdecls("w", "wp", "a", "pic", "r")}><w:pPr><w:spacing w:before="0" w:after="0"/>'
            '<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
            f'<wp:inline><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{self._number}" name="{MARK}" descr="{words}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{self._number}" name="{MARK}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></w:r></w:p>"
        )

    def forget(self) -> None:
        """Take the pictures out of the file again: the next paper from it has none of them."""
        for name, part in self._taken.items():
            del self._part.rels[name]
            known = self._part.package.image_parts._image_parts
            if part in known and not self._is_elsewhere(part):
                known.remove(part)
        self._taken = {}

    def _is_elsewhere(self, part: ImagePart) -> bool:
        """Whether the office's own file shows the same picture."""
        return any(not rel.is_external and rel.target_part is part for rel in self._part.package.iter_rels())

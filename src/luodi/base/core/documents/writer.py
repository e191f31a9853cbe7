"""Writes a paper as a Word file after GB/T 9704-2012."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.shared import Mm

from luodi.base.core.documents import layout, pages
from luodi.base.core.documents.archive import repack
from luodi.base.core.documents.content import (
    Annex,
    Block,
    Document,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)
from luodi.base.core.documents.furniture import (
    annex_list_xml,
    annex_mark,
    imprint_xml,
    opening_xml,
    signature_xml,
    title_xml,
)
from luodi.base.core.documents.markup import element, linked_xml, paragraph_xml, run_xml
from luodi.base.core.documents.styles import install_styles
from luodi.base.core.documents.tables import BookmarkNames, table_xml
from luodi.base.core.documents.wording import HeadingCounter, clean

_BREAK_BEFORE = "<w:pageBreakBefore/>"
_KEPT = "<w:keepNext/>"
_AS_HIGH_AS_ITS_PICTURE = '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="auto"/>'
_FIRST_STYLE = re.compile(r"<w:pStyle [^>]*/>")


def write_docx(document: Document) -> bytes:
    """The paper as .docx; equal content gives equal bytes."""
    word = docx.Document()
    pages.drop_unused_parts(word)
    install_styles(word)
    pages.install_settings(word)
    pages.set_properties(word, document)
    _Writer(word, document).write()
    buffer = io.BytesIO()
    word.save(buffer)
    return repack(buffer.getvalue(), replaced={"word/fontTable.xml": pages.font_table()})


@dataclass(frozen=True)
class _Part:
    """Elements that stand on pages of one orientation."""

    is_landscape: bool
    elements: tuple[str, ...]


class _Writer:
    """Turns blocks into elements and elements into sections of the Word file."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word = word
        self._document = document
        self._bookmarks = BookmarkNames(
            [line.anchor for table in document.tables() for line in table.rows if line.anchor]
        )

    def write(self) -> None:
        parts = list(self._parts())
        body = self._word.element.body
        section = self._word.sections[0]
        pages.set_page(section, layout.LANDSCAPE if parts[0].is_landscape else layout.PORTRAIT)
        pages.number_pages(section)
        for number, part in enumerate(parts):
            if number:
                self._begin_section(part.is_landscape)
            for xml in part.elements:
                body.insert(len(body) - 1, element(xml))
            if part.elements[-1].startswith("<w:tbl>"):
                body.insert(len(body) - 1, element(paragraph_xml("SectionEnd")))

    def _begin_section(self, is_landscape: bool) -> None:
        section = self._word.add_section(WD_SECTION.NEW_PAGE)
        pages.set_page(section, layout.LANDSCAPE if is_landscape else layout.PORTRAIT)
        closing = self._word.element.body[-2]
        closing.get_or_add_pPr().insert(0, element('<w:pStyle w:val="SectionEnd"/>'))

    def _parts(self) -> Iterator[_Part]:
        document = self._document
        pending: list[tuple[bool, str]] = [(document.is_landscape, xml) for xml in opening_xml(document)]
        pending += self._body(document)
        closing = [*annex_list_xml(document.annexes), *signature_xml(document.issuer, document.signed_on)]
        pending += [(document.is_landscape, xml) for xml in closing]
        for number, annex in enumerate(document.annexes, 1):
            pending += self._annex(annex, number)
        if document.imprint:
            is_landscape = pending[-1][0]
            page = layout.LANDSCAPE if is_landscape else layout.PORTRAIT
            pending.append((is_landscape, imprint_xml(document.imprint, page)))
        yield from _grouped(pending)

    def _body(self, document: Document) -> list[tuple[bool, str]]:
        body = self._blocks(document.body, document.is_landscape)
        if document.body and isinstance(document.body[-1], Paragraph) and (document.issuer or document.signed_on):
            # A signature never stands on a page without text (GB/T 9704 7.3.5).
            is_landscape, last = body[-1]
            body[-1] = (is_landscape, _with(_KEPT, last))
        return body

    def _annex(self, annex: Annex, number: int) -> list[tuple[bool, str]]:
        mark = annex_mark(number, len(self._document.annexes))
        head = [
            paragraph_xml("AnnexMark", run_xml(mark, "AnnexMark"), properties=_BREAK_BEFORE),
            paragraph_xml("Normal"),
            title_xml(annex.title, "AnnexTitle"),
            paragraph_xml("Normal"),
        ]
        return [(annex.is_landscape, xml) for xml in head] + self._blocks(annex.body, annex.is_landscape)

    def _blocks(self, blocks: Sequence[Block], is_landscape: bool) -> list[tuple[bool, str]]:
        counter = HeadingCounter()
        result: list[tuple[bool, str]] = []
        breaks = False
        for block in blocks:
            if isinstance(block, PageBreak):
                breaks = True
                continue
            turned = is_landscape or (isinstance(block, Table) and block.is_wide)
            elements = self._block(block, counter, turned)
            if breaks:
                elements[0] = _with(_BREAK_BEFORE, elements[0])
            breaks = False
            result += [(turned, xml) for xml in elements]
        return result

    def _block(self, block: Block, counter: HeadingCounter, is_landscape: bool) -> list[str]:
        if isinstance(block, Heading):
            mark = counter.next_mark(block.level) if block.is_numbered else ""
            style = f"Heading{block.level}"
            return [paragraph_xml(style, run_xml(mark + block.text, style))]
        if isinstance(block, Table):
            page = layout.LANDSCAPE if is_landscape else layout.PORTRAIT
            return table_xml(block, page.text_width, self._bookmarks)
        if isinstance(block, Picture):
            return self._picture(block)
        if isinstance(block, Note):
            return [paragraph_xml("TableNote", run_xml(block.text, "TableNote"))]
        if isinstance(block, Paragraph):
            style = "Normal" if block.is_flush else "BodyText"
            return [paragraph_xml(style, "".join(self._run(run, style) for run in block.runs))]
        raise TypeError(f"不认识的内容块：{type(block).__name__}")

    def _picture(self, picture: Picture) -> list[str]:
        inline = self._word.part.new_pic_inline(io.BytesIO(picture.image), Mm(picture.width), Mm(picture.height))
        inline.docPr.set("descr", clean(picture.chart.said)[:500])
        drawing = f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
        parts = [paragraph_xml("Picture", drawing, properties=_AS_HIGH_AS_ITS_PICTURE)]
        return [*parts, paragraph_xml("TableNote", run_xml(picture.note, "TableNote"))] if picture.note else parts

    def _run(self, run: Run, style: str) -> str:
        xml = run_xml(run.text, style, is_strong=run.is_strong)
        anchor = self._bookmarks.name(run.source) if isinstance(run, Figure) else ""
        return linked_xml(xml, anchor=anchor, hint=run.hint) if isinstance(run, Figure) and anchor else xml


def _with(properties: str, xml: str) -> str:
    """The element with properties put first in its first paragraph."""
    return _FIRST_STYLE.sub(lambda found: found.group() + properties, xml, count=1)


def _grouped(pending: Sequence[tuple[bool, str]]) -> Iterator[_Part]:
    start = 0
    for end in range(1, len(pending) + 1):
        if end == len(pending) or pending[end][0] != pending[start][0]:
            yield _Part(pending[start][0], tuple(xml for _, xml in pending[start:end]))
            start = end

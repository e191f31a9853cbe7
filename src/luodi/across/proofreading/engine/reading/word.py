"""Reads .docx: paragraphs and tables in their order, with inserted text, without deleted text and text boxes.

`blocks` and `pieces` are also what the marked copy is made by, so that a mark stands where the text was read.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Final, cast
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.across.proofreading.engine.reading.passages import LARGEST, Passage, unreadable

_PARAGRAPH: Final = qn("w:p")
_TABLE: Final = qn("w:tbl")
_RUN: Final = qn("w:r")
_TEXT: Final = qn("w:t")
_BLANKS: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_AROUND: Final = frozenset(
    {
        qn("w:sdt"),
        qn("w:sdtContent"),
        qn("w:ins"),
        qn("w:smartTag"),
        qn("w:hyperlink"),
        qn("w:customXml"),
        qn("w:moveTo"),
    }
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_UNPACKED: Final = 10
_MOST_MARKUP: Final = 40 * 1024 * 1024
"""Bytes of the parts that are taken apart in memory, pictures aside: some three thousand pages."""


def opened(content: bytes) -> WordDocument:
    """The document. BusinessError when it is encrypted, old, damaged, holds macros or unpacks beyond measure."""
    if content.startswith(_OLE):
        raise unreadable("文件是加密文档或旧版 .doc，请去掉密码并另存为 .docx 后再试。", "encrypted")
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            unpacked = sum(info.file_size for info in archive.infolist())
            markup = sum(info.file_size for info in archive.infolist() if info.filename.endswith((".xml", ".rels")))
    except (BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _damaged() from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise unreadable("文件带有宏，为安全起见不读取，请另存为不带宏的 .docx 后再试。", "macros")
    if unpacked > LARGEST * _UNPACKED or markup > _MOST_MARKUP:
        raise unreadable("文件解压后过大，请拆分或去掉图片后再试。", "too_big")
    try:
        return Document(BytesIO(content))
    except Exception as error:
        raise _damaged() from error


def _damaged() -> Exception:
    return unreadable("文件已损坏或不是 Word 文档，请用 Word 打开另存为 .docx 后再试。", "damaged")


def read_word(content: bytes) -> list[Passage]:
    """The passages of a Word document."""
    return [passage for _, passage in blocks(opened(content))]


def blocks(document: WordDocument) -> Iterator[tuple[BaseOxmlElement, Passage]]:
    """Every paragraph with text and every table, with its element."""
    for element in _blocks_in(document.element.body):
        if element.tag == _PARAGRAPH:
            text = text_of(element)
            if text.strip():
                yield element, Passage(text)
        else:
            yield element, Passage(table=_rows(element))


def children(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The elements right below; python-docx makes each of its own class, which the types of lxml do not know."""
    return cast("Iterator[BaseOxmlElement]", iter(parent))


def below(parent: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The elements of a tag anywhere below."""
    return cast("Iterator[BaseOxmlElement]", parent.iter(qn(tag)))


def _blocks_in(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in children(parent):
        if child.tag in {_PARAGRAPH, _TABLE}:
            yield child
        elif child.tag in _AROUND:
            yield from _blocks_in(child)


def runs_in(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The runs of a paragraph that are shown."""
    for child in children(parent):
        if child.tag == _RUN:
            yield child
        elif child.tag in _AROUND:
            yield from runs_in(child)


def run_text(run: BaseOxmlElement) -> str:
    """The text of a run; tabs and breaks are one sign each."""
    return "".join(child.text or "" if child.tag == _TEXT else _BLANKS.get(child.tag, "") for child in run)


def text_of(paragraph: BaseOxmlElement) -> str:
    """The text of a paragraph."""
    return "".join(run_text(run) for run in runs_in(paragraph))


def _rows(table: BaseOxmlElement) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_cell_text(cell) for cell in cells_of(row)) for row in below(table, "w:tr"))


def cells_of(row: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The cells of a row; one that spans columns stands once for each, so that columns meet."""
    made: list[BaseOxmlElement] = []
    for cell in below(row, "w:tc"):
        spans = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = int(spans.get(qn("w:val")) or 1) if spans is not None else 1
        made.extend([cell] * min(width, 64))
    return made


def _cell_text(cell: BaseOxmlElement) -> str:
    return "\n".join(text_of(paragraph) for paragraph in below(cell, "w:p")).strip()

"""Reads the text layer of a PDF, page by page and line by line. A scan without text is refused with a sentence."""

import logging
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from luodi.across.proofreading.engine.reading.passages import Passage, passages_of_lines, unreadable

# What is wrong with a file is said in one sentence of ours, not in the library's lines on the way.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_MOST_PAGES: Final = 3000
_FEWEST_SIGNS: Final = 5
_BROKEN: Final = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a damaged file may raise while it is read: pypdf promises none of its own errors for every kind of damage."""


def read_pdf(content: bytes) -> list[Passage]:
    """The passages of a PDF."""
    try:
        lines = _lines(content)
    except _BROKEN as error:
        raise unreadable("文件已损坏或不是 PDF，请重新导出后再试。", "damaged") from error
    if sum(len(line.strip()) for line in lines) < _FEWEST_SIGNS:
        raise unreadable("PDF 是扫描件，没有文字层，请先做文字识别或提供 Word 原稿。", "no_text")
    return passages_of_lines(lines)


def _lines(content: bytes) -> list[str]:
    file = PdfReader(BytesIO(content))
    # A file that only forbids copying or editing opens with the empty password.
    if file.is_encrypted and not file.decrypt(""):
        raise unreadable("PDF 文件设有密码，请去掉密码后再试。", "encrypted")
    if len(file.pages) > _MOST_PAGES:
        raise unreadable(f"PDF 超过 {_MOST_PAGES} 页，请拆分后再试。", "too_big")
    return [line for page in file.pages for line in page.extract_text().splitlines()]

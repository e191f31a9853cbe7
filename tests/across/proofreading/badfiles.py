"""Files that nobody can proofread, each with the words of the sentence that it is refused with; for the page and for the command."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from pypdf import PdfWriter

MEGABYTE = 1024 * 1024


def word() -> bytes:
    """A Word document of one line."""
    buffer = BytesIO()
    made = Document()
    made.add_paragraph("全市签约项目385个，已落地210个，落地率55%。")
    made.save(buffer)
    return buffer.getvalue()


def _word_with(name: str, content: bytes) -> bytes:
    buffer = BytesIO(word())
    with ZipFile(buffer, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def _pages_without_text(*, password: str = "") -> bytes:
    writer, buffer = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(buffer)
    return buffer.getvalue()


BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "macros by name": ("报告.docm", b"PK", "文件带有宏"),
    "macros inside": ("报告.docx", _word_with("word/vbaProject.bin", b"x"), "文件带有宏"),
    "encrypted": ("报告.docx", b"\xd0\xcf\x11\xe0" + b"x" * 600, "加密文档或旧版"),
    "broken archive": ("报告.docx", word()[:900], "文件已损坏或不是 Word 文档"),
    "no archive": ("报告.docx", b"no document", "文件已损坏或不是 Word 文档"),
    "bomb": ("报告.docx", _word_with("word/more.xml", b"<a/>" * (11 * MEGABYTE)), "文件解压后过大"),
    "scan": ("报告.pdf", _pages_without_text(), "PDF 是扫描件，没有文字层"),
    "locked": ("报告.pdf", _pages_without_text(password="secret"), "PDF 文件设有密码"),
    "broken pages": ("报告.pdf", b"%PDF-1.7 broken", "文件已损坏或不是 PDF"),
    "too big": ("报告.pdf", b" " * (31 * MEGABYTE), "文件有 31 MB，超过 30 MB 的上限"),
    "without end": ("报告.txt", ("长文" * 600_000).encode("gb18030"), "超过 100 万字的上限"),
    "empty": ("报告.docx", b"", "文件是空的"),
    "blank": ("报告.txt", b"  \n", "文件是空的"),
    "old": ("报告.doc", b"\xd0\xcf\x11\xe0" + b"x" * 600, "另存为 .docx"),
    "other": ("报告.exe", b"x", "不认识“.exe”这种文件"),
    "no text": ("报告.txt", b"\x00\x01\x02", "文件不是可以识别的文本"),
}

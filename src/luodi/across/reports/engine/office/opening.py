"""Opens an office's Word file, or says in a sentence why it cannot be used."""

import re
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from luodi.base.core.errors import BusinessError

_OLE: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_MOST_WORDS: Final = 4 * 1024 * 1024
"""XML of a template: a small zip can hold millions of empty paragraphs, each of which costs memory at every preview."""
_MAIN: Final = "word/document.xml"
_CARRIED: Final = frozenset({"oleObject", "package", "control", "activeXControl", "aFChunk", "subDocument", "frame"})
_ACTING: Final = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b", re.IGNORECASE)


def opened(content: bytes, *, is_made: bool = False) -> WordDocument:
    """The document. BusinessError `reports.template_file` when it is encrypted, old, damaged, holds macros or swells."""
    if content.startswith(_OLE):
        raise _refused("模板是加密文档或旧版 .doc，请去掉密码并另存为 .docx 后再上传。")
    if not content.startswith(_ZIP):
        raise _refused("模板应是 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 后再上传。")
    _require_plain(content, _MOST_UNPACKED if is_made else _MOST_WORDS)
    try:
        document = docx.Document(BytesIO(content))
        strange = _reaching_out(document)
    except Exception as error:
        raise _damaged() from error
    if strange:
        raise _refused(f"模板{strange}，打开文稿的人会被带到别处，已拒收。请在 Word 里断开链接、删除嵌入对象后再上传。")
    return document


def _reaching_out(document: WordDocument) -> str:
    """What of a file loads or runs something when a reader opens it: remote templates and pictures, objects, DDE."""
    for rel in document.part.package.iter_rels():
        kind = rel.reltype.rpartition("/")[2]
        if kind in _CARRIED:
            return "带有嵌入的对象"
        if rel.is_external and kind != "hyperlink":
            return "链接了外部文件（模板、图片或对象）"
    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        if root is None:
            continue
        told = "".join(one.text or "" for one in root.iter(qn("w:instrText")))
        told += " ".join(one.get(qn("w:instr")) or "" for one in root.iter(qn("w:fldSimple")))
        if _ACTING.search(told):
            return "带有会读取外部数据的域（DDE、INCLUDETEXT 等）"
    return ""


def _require_plain(content: bytes, most_words: int) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            unpacked = sum(info.file_size for info in archive.infolist())
            words = sum(
                info.file_size for info in archive.infolist() if info.filename.lower().endswith((".xml", ".rels"))
            )
            types = archive.read("[Content_Types].xml") if unpacked <= _MOST_UNPACKED else b""
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, EOFError) as error:
        raise _damaged() from error
    if unpacked > _MOST_UNPACKED or words > most_words:
        raise _refused("模板解压后过大，已拒收。请去掉大图片，重新另存后再上传。")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise _refused("模板带有宏，已拒收。请另存为不带宏的 .docx 后再上传。")
    if _MAIN not in names:
        raise _refused("文件里没有 Word 正文，请用 Word 或 WPS 另存为 .docx 后再上传。")


def _damaged() -> BusinessError:
    return _refused("模板文件已损坏，打不开。请用 Word 打开另存为 .docx 后再上传。")


def _refused(sentence: str) -> BusinessError:
    return BusinessError(sentence, code="reports.template_file")

"""Opens an office's Word file, or says in a sentence why it cannot be used."""

from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument

from luodi.base.core.errors import BusinessError

_OLE: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK\x03\x04"
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_MAIN: Final = "word/document.xml"


def opened(content: bytes) -> WordDocument:
    """The document. BusinessError `reports.template_file` when it is encrypted, old, damaged, holds macros or swells."""
    if content.startswith(_OLE):
        raise _refused("模板是加密文档或旧版 .doc，请去掉密码并另存为 .docx 后再上传。")
    if not content.startswith(_ZIP):
        raise _refused("模板应是 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 后再上传。")
    _require_plain(content)
    try:
        return docx.Document(BytesIO(content))
    except Exception as error:
        raise _damaged() from error


def _require_plain(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            unpacked = sum(info.file_size for info in archive.infolist())
            types = archive.read("[Content_Types].xml") if unpacked <= _MOST_UNPACKED else b""
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError, ValueError, EOFError) as error:
        raise _damaged() from error
    if unpacked > _MOST_UNPACKED:
        raise _refused("模板解压后过大，已拒收。请去掉大图片，重新另存后再上传。")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise _refused("模板带有宏，已拒收。请另存为不带宏的 .docx 后再上传。")
    if _MAIN not in names:
        raise _refused("文件里没有 Word 正文，请用 Word 或 WPS 另存为 .docx 后再上传。")


def _damaged() -> BusinessError:
    return _refused("模板文件已损坏，打不开。请用 Word 打开另存为 .docx 后再上传。")


def _refused(sentence: str) -> BusinessError:
    return BusinessError(sentence, code="reports.template_file")

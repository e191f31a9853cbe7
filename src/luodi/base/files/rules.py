"""Which files are accepted, judged by their first bytes and, for zip containers, by their members (domain/11 §4.20)."""

import io
import re
import zipfile
from enum import StrEnum
from typing import Final

from luodi.base.core.errors import BusinessError

MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ofd": "application/ofd",
}
_MEMBERS: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
_MACROS: Final = re.compile(r"vbaproject\.bin$|/macrosheets/", re.IGNORECASE)
_MOST_MEMBERS: Final = 5000
_MOST_RATIO: Final = 200
_MOST_UNPACKED: Final = 1024 * 1024 * 1024
ACCEPTED: Final = "PDF、JPG、PNG、DOCX、XLSX、OFD"


class Permission(StrEnum):
    """Rights over attachments."""

    VIEW = "files.view"


LABELS = {Permission.VIEW: "查看附件"}


def kind_of(content: bytes) -> str:
    """The kind out of the content; BusinessError `files.type` when it is none of the accepted ones."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_container(content)
    raise BusinessError(f"这不是可接收的文件。请上传 {ACCEPTED} 格式的文件（看内容，不看扩展名）。", code="files.type")


def _kind_of_container(content: bytes) -> str:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BusinessError("文件已损坏，打不开。请重新导出后再上传。", code="files.damaged") from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > min(_MOST_UNPACKED, max(len(content), 1) * _MOST_RATIO):
        raise BusinessError("压缩内容异常膨胀，已拒收。请重新另存后再上传。", code="files.bomb")
    names = {member.filename for member in members}
    if any(_MACROS.search(name) for name in names):
        raise BusinessError("文件带有宏，已拒收。请另存为不带宏的格式后再上传。", code="files.macro")
    for kind, member in _MEMBERS.items():
        if member in names:
            return kind
    raise BusinessError(f"这不是可接收的文件。请上传 {ACCEPTED} 格式的文件。", code="files.type")


def plain_name(name: str) -> str:
    """The file's name without folders (of Windows too) and invisible characters, at most 255 characters."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in bare if char.isprintable()).strip()[:255]


def require_size(size: int, limit: int) -> None:
    """Refuse an empty file or one over the limit (bytes)."""
    if size == 0:
        raise BusinessError("文件是空的，请检查后重新上传。", code="files.empty")
    if size > limit:
        raise BusinessError(
            f"文件 {size / 1048576:.1f} MB，超过上限 {limit / 1048576:.0f} MB。请压缩或拆分后再上传。",
            code="files.size",
        )


def require_quota(total: int, limit: int) -> None:
    """Refuse what would take one person's uploads of a day over the limit (bytes)."""
    if total > limit:
        raise BusinessError(
            f"您今天上传的附件合计将达 {total / 1048576:.0f} MB，超过每人每天 {limit / 1048576:.0f} MB 的上限。"
            "请压缩后再传，或明天继续；确有需要请系统管理员调整上限。",
            code="files.quota",
        )

"""What is refused before anything is parsed, each with a sentence that says what to do."""

import re
import zipfile
from pathlib import Path
from typing import Final, Literal, NoReturn, TypeAlias

from luodi.across.intake.engine.model import Limits
from luodi.base.core.errors import BusinessError

FileKind: TypeAlias = Literal["xlsx", "xls", "ods", "html", "csv"]

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = (b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"MZ", "程序文件"),
    (b"\x7fELF", "程序文件"),
    (b"%PDF", "PDF文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"{\\rtf", "Word文档"),
)
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|table|meta|body|head)\b", re.IGNORECASE)
_XML_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_HEAD: Final = 4096
_ENCRYPTED_FLAG: Final = 0x1
_MEGABYTE: Final = 1024 * 1024


def refuse(message: str, code: str) -> NoReturn:
    """The file is not read."""
    raise BusinessError(message, code=code)


def kind_of(path: Path, limits: Limits) -> FileKind:
    """What the file is by its content. BusinessError when it is no table, may not be read, or could harm the machine."""
    size = path.stat().st_size
    if size == 0:
        refuse("文件是空的，请检查后重新选择文件", "intake.empty_file")
    if size > limits.max_file_bytes:
        refuse(f"文件超过{limits.max_file_bytes // _MEGABYTE}MB，请拆分成几个文件后分别导入", "intake.too_large")
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_ZIP):
        return _zip_kind(path, limits)
    if head.startswith(_EMPTY_ZIP):
        refuse("文件是空的压缩包，不是Excel工作簿，请重新选择文件", "intake.not_a_workbook")
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith(_OLD_EXCEL):
        refuse("文件是很早以前的Excel格式，请用Excel打开后另存为.xlsx再导入", "intake.too_old")
    return _other_kind(head)


def _other_kind(head: bytes) -> FileKind:
    for mark, name in _FOREIGN:
        if head.startswith(mark):
            refuse(
                f"这不是Excel工作簿，而是{name}（扩展名被改过），请选择.xlsx、.xls或.csv文件", "intake.not_a_workbook"
            )
    if _XML_SPREADSHEET in head:
        refuse("文件是“XML电子表格2003”格式，请用Excel打开后另存为.xlsx再导入", "intake.not_a_workbook")
    if _HTML.search(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024]):
        return "html"
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse("看不出这是什么文件，请选择.xlsx、.xls或.csv格式的台账", "intake.not_a_workbook")
    return "csv"


def _zip_kind(path: Path, limits: Limits) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        refuse("文件已损坏，打不开，请从原处重新拷贝或用Excel修复后再导入", "intake.damaged")
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        refuse("文件设有密码，请取消密码后重新导入", "intake.encrypted")
    _check_unpacked_size(entries, limits)
    return _kind_by_parts(path, names)


def _check_unpacked_size(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """A zip bomb is seen in the archive's directory; nothing of it is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if unpacked > limits.max_unpacked_bytes or (unpacked > 10 * _MEGABYTE and unpacked / packed > limits.max_ratio):
        refuse(
            "文件解压后大得不正常，可能是恶意文件，已拒绝读取；如确是台账，请删去空白区域的格式后另存",
            "intake.zip_bomb",
        )


def _kind_by_parts(path: Path, names: set[str]) -> FileKind:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        refuse("工作簿含有宏，出于安全不予读取，请另存为不含宏的.xlsx后再导入", "intake.macros")
    if "xl/workbook.bin" in names:
        refuse("文件是二进制工作簿（.xlsb），请用Excel另存为.xlsx后再导入", "intake.not_a_workbook")
    if any(name.startswith("word/") for name in names):
        refuse("这是Word文档，请把其中的表格复制到Excel，另存为.xlsx后再导入", "intake.not_a_workbook")
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsx"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        _refuse_encrypted_ods(path)
        return "ods"
    refuse("这是压缩包，不是Excel工作簿，请解压后选择其中的台账文件", "intake.not_a_workbook")


def _refuse_encrypted_ods(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            refuse("文件设有密码，请取消密码后重新导入", "intake.encrypted")


def _ole_kind(path: Path) -> FileKind:
    """Old Office files: names of their streams stand in the directory as UTF-16."""
    content = path.read_bytes()

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has("EncryptedPackage") or has("StrongEncryptionDataSpace"):
        refuse("工作簿设有打开密码，请在Excel中取消密码后重新导入", "intake.encrypted")
    if has("_VBA_PROJECT"):
        refuse("工作簿含有宏，出于安全不予读取，请另存为不含宏的.xlsx后再导入", "intake.macros")
    if not (has("Workbook") or has("Book")):
        refuse("这不是Excel工作簿（可能是旧版Word或其他文档），请选择.xlsx、.xls或.csv文件", "intake.not_a_workbook")
    return "xls"


def check_shape(rows: int, columns: int, sheet: str, limits: Limits) -> None:
    """Sheets that claim to be huge are not opened."""
    if columns > limits.max_columns:
        refuse(
            f"工作表“{sheet}”有{columns}列，超过{limits.max_columns}列的上限，请删去右侧多余的列后重新导入",
            "intake.too_many_columns",
        )
    if rows * columns > limits.max_cells:
        refuse(
            f"工作表“{sheet}”占了{rows}行{columns}列，大得不正常，请删去空白区域的格式后另存再导入",
            "intake.too_many_cells",
        )
    if rows > limits.max_rows:
        refuse(
            f"工作表“{sheet}”有{rows}行，超过{limits.max_rows}行的上限，请拆分成几个文件后分别导入",
            "intake.too_many_rows",
        )

"""Tables in text files: csv in the encodings and with the separators that Chinese offices produce, and Excel's HTML in disguise."""

import csv
import re
from html.parser import HTMLParser
from io import StringIO
from typing import Final

from luodi.across.intake.engine.model import Limits, MergedRange
from luodi.across.intake.engine.reading.guards import check_shape, refuse

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS: Final = ("utf-8", "gb18030")
_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE: Final = 60
_LONGEST_CELL: Final = 200_000
_MOST_SPANNED: Final = 500
_CHARSET: Final = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def decoded(content: bytes) -> tuple[str, str]:
    """(text, encoding). BusinessError when no encoding fits."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded_or_refused(content, encoding), encoding
    for encoding in _ENCODINGS:
        text = _tried(content, encoding)
        if text and not _CONTROL.search(text):
            return text, encoding
    return refuse("看不懂文件的文字编码，请用Excel打开后另存为.xlsx或“CSV UTF-8”再导入", "intake.encoding")


def _tried(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _decoded_or_refused(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        refuse("文件的文字编码已损坏，请用Excel打开后另存为.xlsx再导入", "intake.encoding")


def csv_rows(text: str, name: str, limits: Limits) -> tuple[list[list[str]], str]:
    """(rows of equal length, delimiter). A line break inside quotes stays in its cell; each record is one row, as in Excel."""
    stated = _SEPARATOR_LINE.match(text)
    delimiter = stated[1] if stated else _sniffed(text)
    body = text[stated.end() :] if stated else text
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str]] = []
    width = 0
    try:
        for row in csv.reader(StringIO(body, newline=""), delimiter=delimiter):
            rows.append(row)
            width = max(width, len(row))
            check_shape(len(rows), width, name, limits)
    except csv.Error:
        refuse("CSV文件的引号或分隔不完整，请用Excel打开检查后另存为.xlsx再导入", "intake.damaged")
    return [row + [""] * (width - len(row)) for row in rows], delimiter


def _sniffed(text: str) -> str:
    """The separator that cuts the first records into the most columns of steady number."""

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            rows = [
                row
                for _, row in zip(
                    range(_SAMPLE),
                    csv.reader(StringIO(text[:_LONGEST_CELL], newline=""), delimiter=delimiter),
                    strict=False,
                )
            ]
        except csv.Error:
            return 0, 0
        widths = [len(row) for row in rows if row]
        usual = max(set(widths), key=widths.count) if widths else 0
        return (widths.count(usual) * (usual - 1) if usual > 1 else 0), usual

    return max(_DELIMITERS, key=worth)


class _TableParser(HTMLParser):
    """Rows and spans of the tables of a page, one below the other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merged: list[MergedRange] = []
        self._taken: set[tuple[int, int]] = set()
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row, a cell, a line break."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            said = {name: value or "" for name, value in attrs}
            self._span = (_span(said.get("rowspan", "")), _span(said.get("colspan", "")))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a cell puts it into its place."""
        if tag in ("td", "th") and self._cell is not None:
            self._put("".join(self._cell).strip())
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Text inside a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _put(self, text: str) -> None:
        row, number = self.rows[-1], len(self.rows)
        while (number, len(row) + 1) in self._taken:
            row.append("")
        column = len(row) + 1
        down, across = self._span
        row += [text, *[""] * (across - 1)]
        self._taken.update((number + below, column + beside) for below in range(1, down) for beside in range(across))
        if down > 1 or across > 1:
            self.merged.append(MergedRange(number, column, number + down - 1, column + across - 1))


def _span(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPANNED) if text.isdigit() else 1


def html_rows(content: bytes, name: str, limits: Limits) -> tuple[list[list[str]], tuple[MergedRange, ...], str]:
    """(rows, merged ranges, encoding) of a page that a system exported under the name .xls."""
    stated = _CHARSET.search(content[:2048])
    encoding = stated[1].decode("ascii", "replace").lower() if stated else ""
    if encoding in ("gb2312", "gbk", "gb18030"):
        text = content.decode("gb18030", "replace")
    else:
        text, encoding = decoded(content)
    parser = _TableParser()
    parser.feed(text)
    rows = parser.rows
    if not any(any(row) for row in rows):
        refuse("文件里没有表格，请用Excel打开后另存为.xlsx再导入", "intake.not_a_workbook")
    width = max(len(row) for row in rows)
    check_shape(len(rows), width, name, limits)
    return [row + [""] * (width - len(row)) for row in rows], tuple(parser.merged), encoding

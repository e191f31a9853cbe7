"""Reads .txt (UTF-8, UTF-16 with its mark, GB18030) and .html."""

import codecs
import re
from html.parser import HTMLParser
from typing import Final

from luodi.across.proofreading.engine.reading.passages import Passage, passages_of_lines, unreadable

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)")
_LOOKED_AT: Final = 2048
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "title",
        "hr",
        "form",
        "main",
        "aside",
    ]
)
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "svg"})
_CELLS: Final = frozenset({"td", "th"})


def decoded(content: bytes) -> str:
    """The text of a file. BusinessError `proofreading.encoding` when it is none."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding)
    if b"\x00" in content:
        raise _no_text()
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no_text()


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _no_text() -> Exception:
    return unreadable("文件不是可以识别的文本（UTF-8 或 GB18030），请用 Word 或记事本另存后再试。", "encoding")


def read_text(content: bytes) -> list[Passage]:
    """The passages of a plain text."""
    return passages_of_lines(decoded(content).splitlines())


def read_html(content: bytes) -> list[Passage]:
    """The passages and tables of a page; scripts and styles are not read."""
    reader = _Page()
    reader.feed(_html_text(content))
    reader.close()
    reader.flush()
    return reader.passages


def _html_text(content: bytes) -> str:
    named = _CHARSET.search(content[:_LOOKED_AT])
    if named and not content.startswith(tuple(mark for mark, _ in _MARKS)):
        name = named[1].decode("ascii").lower()
        try:
            return content.decode("gb18030" if name.startswith("gb") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


class _Page(HTMLParser):
    """Gathers text between block tags; a table that holds numbers in cells becomes rows of cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self._text: list[str] = []
        self._silent = 0
        self._depth = 0
        self._rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a block, a table, a row, a cell."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self.flush()
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._rows.append([])
        elif tag in _CELLS and self._depth == 1:
            self._text.clear()
        elif tag in _BLOCKS and not self._depth:
            self.flush()

    def handle_endtag(self, tag: str) -> None:
        """Ends what the tag began."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _CELLS and self._depth == 1 and self._rows:
            self._rows[-1].append(self._taken())
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_table()
        elif tag in _BLOCKS and not self._depth:
            self.flush()

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._silent:
            self._text.append(data)

    def flush(self) -> None:
        """End the paragraph."""
        text = self._taken()
        if text:
            self.passages.append(Passage(text))

    def _taken(self) -> str:
        text = re.sub(r"\s+", " ", "".join(self._text)).strip()
        self._text.clear()
        return text

    def _end_table(self) -> None:
        rows = tuple(tuple(row) for row in self._rows if row)
        self._rows.clear()
        # A page laid out by a table of one column is text.
        if rows and max(map(len, rows)) > 1:
            self.passages.append(Passage(table=rows))
        else:
            self.passages.extend(Passage(cell) for row in rows for cell in row if cell)

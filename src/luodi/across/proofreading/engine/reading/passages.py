"""What every reader gives: the passages of a text in order, and the sentences with which a file is refused."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from luodi.base.core.errors import BusinessError

LARGEST: Final = 30 * 1024 * 1024
"""Bytes of a file, and of what is unpacked from it times ten."""

MOST_SIGNS: Final = 1_000_000
"""Signs of a text: some twelve hundred pages."""

_ENDS: Final = tuple("。！？；：:;!?.”")
_HEAD: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[、.．](?![0-9])|[①-⑳]|第[一二三四五六七八九十]+[章节条]|附件)"
)
_ENDS_IN_NUMBER: Final = re.compile(r"[一-龥]{2}[^。\n]*[一-龥，（][0-9]+\.?$")
_ENDS_BEFORE_NUMBER: Final = re.compile(r"，[^。，\n]{1,16}(?:率|占|增长|下降|提高|达到?|为|的|约|共|计|完成|超过)$")
_GOES_ON_WITH_NUMBER: Final = re.compile(r"[0-9]*(?:\.[0-9]+)?[%％个家户项件人亩倍万亿元](?![0-9])")
_SHORTEST_FULL_LINE: Final = 18
_FULL: Final = 0.7
_LONGEST_CELL: Final = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a table as rows of cells (then `text` is empty)."""

    text: str = ""
    table: tuple[tuple[str, ...], ...] = ()


def unreadable(message: str, code: str) -> BusinessError:
    """The refusal of a file; the code gets the prefix of this app."""
    return BusinessError(message, code=f"proofreading.{code}")


def passages_of_lines(lines: list[str]) -> list[Passage]:
    """Lines as passages. A line that was broken off because it was full (no end of sentence, as long as its neighbours) goes on.

    A heading, a list number and a short line begin a passage of their own. Lines with tabs are the rows of a table.
    """
    full = _full_line(lines)
    made: list[Passage] = []
    for is_row, block in groupby(lines, key=_is_row):
        rows = list(block)
        if is_row and len(rows) > 1:
            made.append(Passage(table=tuple(tuple(cell.strip() for cell in row.split("\t")) for row in rows)))
        else:
            made.extend(_paragraphs(rows, full))
    return made


def _is_row(line: str) -> bool:
    """Whether a line holds the cells of a table, as they are pasted from Word or a workbook: short, with tabs between."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    return len(cells) > 1 and "。" not in line and max(map(len, cells)) <= _LONGEST_CELL


def _paragraphs(lines: list[str], full: float) -> list[Passage]:
    made: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        if not text:
            goes_on = False
        elif made and ((goes_on and not _HEAD.match(text)) or _is_broken(made[-1], text)):
            made[-1] = f"{made[-1]}\n{text}"
        else:
            made.append(text)
        if text:
            goes_on = len(text) >= full and not text.endswith(_ENDS)
    return [Passage(text) for text in made]


def _is_broken(before: str, text: str) -> bool:
    """Whether a line ends within a number (…签约项目38 / 5个) or before one (…，落地率 / 65%); cells of a table stay apart."""
    is_open = _ENDS_IN_NUMBER.search(before) is not None or _ENDS_BEFORE_NUMBER.search(before) is not None
    return is_open and _GOES_ON_WITH_NUMBER.match(text) is not None


def _full_line(lines: list[str]) -> float:
    """From which length on a line counts as full: most of the length that long lines of this text have."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) >= _SHORTEST_FULL_LINE)
    return max(_SHORTEST_FULL_LINE, lengths[len(lengths) // 2] * _FULL) if lengths else _SHORTEST_FULL_LINE

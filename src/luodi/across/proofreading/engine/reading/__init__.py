"""Reads a report: .docx, .txt, .html, .pdf with a text layer. Every file that cannot be read gets a sentence that says what to do."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from luodi.across.proofreading.engine.reading.passages import LARGEST, MOST_SIGNS, Passage, unreadable
from luodi.across.proofreading.engine.reading.pdf import read_pdf
from luodi.across.proofreading.engine.reading.plain import read_html, read_text
from luodi.across.proofreading.engine.reading.word import read_word

__all__ = ["LARGEST", "READERS", "Passage", "is_word", "read", "refuse_size"]

READERS: Final[dict[str, Callable[[bytes], list[Passage]]]] = {
    ".docx": read_word,
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
}
_MACROS: Final = frozenset({".docm", ".dotm"})
_OLD: Final = frozenset({".doc", ".dot", ".wps", ".wpt", ".rtf"})
_MEGABYTE: Final = 1024 * 1024


def is_word(name: str) -> bool:
    """Whether the file is a Word document by its name."""
    return PurePath(name).suffix.lower() == ".docx"


def refuse_size(size: int) -> None:
    """BusinessError `proofreading.too_big` for a file that is too big to be a report; asked before it is read."""
    if size > LARGEST:
        raise unreadable(
            f"文件有 {size // _MEGABYTE} MB，超过 {LARGEST // _MEGABYTE} MB 的上限，请去掉图片或拆分后再试。", "too_big"
        )


def _refuse_length(passages: list[Passage]) -> None:
    """BusinessError `proofreading.too_big` for a text that would keep a person waiting for minutes."""
    signs = sum(len(one.text) + sum(len(cell) for row in one.table for cell in row) for one in passages)
    if signs > MOST_SIGNS:
        raise unreadable(
            f"文字有 {signs // 10_000} 万字，超过 {MOST_SIGNS // 10_000} 万字的上限，请拆分后再试。", "too_big"
        )


def read(name: str, content: bytes) -> list[Passage]:
    """The passages of a file by its name and content. BusinessError `proofreading.…` when it cannot be read."""
    refuse_size(len(content))
    ending = PurePath(name).suffix.lower()
    if ending in _MACROS:
        raise unreadable("文件带有宏，为安全起见不读取，请另存为不带宏的 .docx 后再试。", "macros")
    if ending in _OLD:
        raise unreadable(f"{ending} 是旧格式，不能读取，请用 Word 或 WPS 打开，另存为 .docx 后再试。", "kind")
    if ending not in READERS:
        known = "、".join(dict.fromkeys((".docx", ".txt", ".pdf", ".html")))
        raise unreadable(f"不认识“{ending or name}”这种文件，请提供 {known}。", "kind")
    if not content.strip():
        raise unreadable("文件是空的，请检查后再试。", "empty")
    passages = READERS[ending](content)
    if not passages:
        raise unreadable("文件里没有文字，请检查后再试。", "empty")
    _refuse_length(passages)
    return passages

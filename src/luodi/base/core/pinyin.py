"""Pinyin initials of Chinese names, by which people search: 落地 → `ld`.

Which reading a character has depends on its word alone (银行 yh, 行走 xz), and finding the words is slow. Most names hold
no such character: they are told letter by letter, with the same result.
"""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.seg.simpleseg import seg as in_words

from luodi.base.core.text import compact

_ASK_THE_WORD: Final = "?"


def pinyin_initials(text: str) -> str:
    """First letters of the pinyin in lower case (落地 → `ld`); Latin letters and digits stay, the rest is dropped."""
    plain = compact(text)
    letters = plain.translate(_LETTERS)
    return "".join(map(_initials_of_word, in_words(plain))) if _ASK_THE_WORD in letters else letters


class _Letters(dict[int, str]):
    """What each character gives by itself, looked up when it first comes along."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = letter = _ASK_THE_WORD if char in _told_by_their_word() else _initials_of_word(char)
        return letter


_LETTERS: Final = _Letters()


@cache
def _told_by_their_word() -> frozenset[str]:
    """Characters that some word reads with another initial than they have alone."""
    return frozenset(
        char
        for word, readings in PHRASES_DICT.items()
        for char, reading in zip(word, readings, strict=False)
        if _initial(reading[0]) != _initial(PINYIN_DICT.get(ord(char), ""))
    )


@lru_cache(maxsize=5_000)
def _initial(reading: str) -> str:
    """The letter that a reading begins with, its tone left out."""
    return unicodedata.normalize("NFD", reading)[:1]


@lru_cache(maxsize=50_000)
def _initials_of_word(word: str) -> str:
    """Names are made of the same words again and again."""
    letters = "".join(lazy_pinyin([word], style=Style.FIRST_LETTER)).lower()
    return "".join(char for char in letters if char.isascii() and char.isalnum())

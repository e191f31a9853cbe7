"""The fields of a draft: `{{S02}}`, `{{S06.v@市级}}`, `{{P03~B:2}}`, `{{S09|同比}}`.

Reference (code, parts, @qualifier, ~calibre), then :digits, then |phrase. What stands before : or | is the book's key.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEY = r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*(?:@[^{}:|~\[\]]+)?(?:~[ABC])?"
_TOKEN = re.compile(rf"\{{\{{\s*(?P<key>{_KEY})\s*(?::(?P<digits>[0-4]))?\s*(?:\|\s*(?P<phrase>[^{{}}|\s]+)\s*)?\}}\}}")
_REFERENCE = re.compile(
    r"(?P<code>[A-Za-z][A-Za-z0-9_]*)(?P<parts>(?:\.[A-Za-z0-9_]+)*)(?:@(?P<qualifier>[^~]+))?(?:~(?P<calibre>[ABC]))?"
)
_BRACES = re.compile(r"\{\{[^{}]*\}\}|\{\{|\}\}")
PORTIONS = ("numerator", "denominator")
WINDOWS = ("period", "ytd", "r36")
_NOT_IN_QUALIFIER = re.compile(r"[{}:|~\[\]@]")
_FULL_WIDTH = str.maketrans("｛｝", "{}")


@dataclass(frozen=True)
class Token:
    """A field in a text: key in the book, digits (None = as the figures print it), phrase ("" = value with unit)."""

    key: str
    digits: int | None = None
    phrase: str = ""

    @property
    def text(self) -> str:
        """The field as it is written."""
        digits = "" if self.digits is None else f":{self.digits}"
        return f"{{{{{self.key}{digits}{'|' if self.phrase else ''}{self.phrase}}}}}"


@dataclass(frozen=True)
class Reference:
    """A key taken apart: `S06.v@区级/M0~B` → S06, (v,), 区级/M0, B."""

    code: str
    parts: tuple[str, ...] = ()
    qualifier: str = ""
    calibre: str = ""

    @property
    def figure_code(self) -> str:
        """Code and suffix as the figures know them: `P14.r.numerator.r36` → P14.r."""
        return ".".join((self.code, *(part for part in self.parts if part not in (*WINDOWS, *PORTIONS))))

    @property
    def window(self) -> str:
        """period, ytd or r36; empty for the window of the catalogue."""
        return next((part for part in self.parts if part in WINDOWS), "")

    @property
    def portion(self) -> str:
        """Numerator or denominator, when one side of a rate is meant; empty for the rate itself."""
        return next((part for part in self.parts if part in PORTIONS), "")


def parse_reference(key: str) -> Reference:
    """The parts of a key. ValueError when it is none."""
    found = _REFERENCE.fullmatch(key)
    if found is None:
        raise ValueError(f"“{key}”不是数据项的写法")
    parts = tuple(part for part in found["parts"].split(".") if part)
    return Reference(found["code"], parts, found["qualifier"] or "", found["calibre"] or "")


def qualified(key: str, qualifier: str) -> str:
    """The key of a figure for one chain, activity or issuer: `T04.n@铝产业`."""
    return f"{key}@{qualifier_of(qualifier)}"


def qualifier_of(name: str) -> str:
    """A name as it may stand behind @: without the signs that fields are written with."""
    return _NOT_IN_QUALIFIER.sub("_", "".join(name.split()))


def plain_word(word: str) -> str:
    """A word from the ledger as it may stand in a draft: one line, no braces that would make a field."""
    return " ".join(word.split()).replace("{", "（").replace("}", "）")


def tidy(text: str) -> str:
    """The text with full-width braces made half-width, as input methods like to type them."""
    return text.translate(_FULL_WIDTH)


def split(text: str) -> Iterator[str | Token]:
    """Words and fields of a text in order; what looks like a field but is none stays words."""
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield _token(found)
        at = found.end()
    if at < len(text):
        yield text[at:]


def tokens(text: str) -> tuple[Token, ...]:
    """The fields of a text."""
    return tuple(piece for piece in split(text) if isinstance(piece, Token))


def broken_fields(text: str) -> tuple[str, ...]:
    """Braces that make no field: a missing pair, an unreadable reference."""
    words = "".join(piece if isinstance(piece, str) else "\0" for piece in split(text))
    return tuple(found.group() for found in _BRACES.finditer(words))


def _token(found: re.Match[str]) -> Token:
    digits = found["digits"]
    return Token(found["key"].strip(), None if digits is None else int(digits), found["phrase"] or "")

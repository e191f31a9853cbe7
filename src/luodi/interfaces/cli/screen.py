"""What a command says: one JSON document or tables on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from unicodedata import east_asian_width


class Screen:
    """The two streams of one command. With `as_json`, standard output carries exactly one document."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, sentence: str) -> None:
        """A message or progress, on standard error."""
        print(sentence, file=sys.stderr, flush=True)

    def line(self, text: str = "") -> None:
        """A line for people; nothing when a document is asked for."""
        if not self.as_json:
            print(text, flush=True)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """A table for people; columns of numbers stand right."""
        if self.as_json:
            return
        lines = [[cell(value) for value in row] for row in rows]
        right = [bool(lines) and all(is_number(row[place]) for row in lines) for place in range(len(headers))]
        widths = [max(width(text) for text in column) for column in zip(headers, *lines, strict=True)]
        for row in ([*headers], ["─" * size for size in widths], *lines):
            print("  ".join(pad(text, widths[place], right=right[place]) for place, text in enumerate(row)).rstrip())

    def document(self, content: object) -> None:
        """The one document; nothing when people read."""
        if self.as_json:
            print(json.dumps(content, ensure_ascii=False, indent=1, default=plain), flush=True)


def plain(value: object) -> str:
    """Dates and Decimals as JSON carries them: text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(f"no place in a document for {type(value).__name__}")


def cell(value: object) -> str:
    """A value in a table: a dash for nothing."""
    return "—" if value is None or value == "" else str(value)


def is_number(text: str) -> bool:
    """True for what stands right in a table."""
    return text == "—" or text.removeprefix("-").replace(",", "").replace(".", "", 1).removesuffix("%").isdecimal()


def width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, size: int, *, right: bool) -> str:
    """The text filled up with blanks to the size."""
    blanks = " " * (size - width(text))
    return blanks + text if right else text + blanks


def error_document(code: str, message: str) -> Mapping[str, Mapping[str, str]]:
    """What stands on standard output when a command asked for JSON is refused."""
    return {"error": {"code": code, "message": message}}

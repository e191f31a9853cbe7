"""One cell of a table as HTML: text, money in 万元, percent, day, code, badge. Numbers stand right, unknown is “—”."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString

from luodi.interfaces.web.ui import formats
from luodi.interfaces.web.ui.badges import COLOURS, Badge


class Kind(StrEnum):
    """What a column holds; it decides side, figures and how the cell is exported."""

    TEXT = "text"
    MONEY = "money"
    PERCENT = "percent"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    CODE = "code"
    BOOLEAN = "boolean"
    BADGE = "badge"
    COLOUR = "colour"


NUMERIC = frozenset({Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL})
NARROW = frozenset({Kind.DATE, Kind.MOMENT, Kind.CODE, Kind.BADGE, Kind.COLOUR, Kind.BOOLEAN})

_WRITERS: dict[Kind, Callable[..., str]] = {
    Kind.MONEY: formats.money_cell,
    Kind.PERCENT: formats.percent,
    Kind.INTEGER: formats.count,
    Kind.DECIMAL: formats.decimal,
    Kind.DATE: formats.day,
    Kind.MOMENT: formats.moment,
    Kind.BOOLEAN: formats.yes_no,
}


@lru_cache(maxsize=1024)
def badge_html(badge: Badge | None) -> SafeString:
    """The mark; an empty string for none."""
    if badge is None:
        return SafeString("")
    title = format_html(' title="{}"', badge.title) if badge.title else ""
    return format_html('<span class="mark mark-{}"{}>{}</span>', badge.tone, title, badge.text)


def badges_html(value: object) -> SafeString:
    """One mark or several beside each other."""
    many = value if isinstance(value, list | tuple) else (value,)
    drawn = [badge_html(item) for item in many if isinstance(item, Badge)]
    return SafeString(f'<span class="marks">{" ".join(drawn)}</span>') if drawn else SafeString(formats.UNKNOWN)


def colour_html(letter: str) -> SafeString:
    """One of the five colours: its letter on its ground, readable in black and white."""
    from_letter = COLOURS.get(letter)
    return (
        format_html('<span class="colour colour-{}">{}</span>', from_letter, letter) if from_letter else SafeString("—")
    )


def text_of(value: object, kind: Kind) -> str:
    """The value as people read it, without markup."""
    if value is None or value == "":
        return formats.UNKNOWN
    if isinstance(value, Badge):
        return value.text
    writer = None if isinstance(value, str) else _WRITERS.get(kind)
    return str(value) if writer is None else writer(value)


def cell_html(value: object, kind: Kind, *, href: str = "") -> SafeString:
    """The inside of a cell; with `href` it is a link."""
    if kind is Kind.BADGE:
        inner = badges_html(value)
    elif kind is Kind.COLOUR:
        inner = colour_html(str(value or ""))
    else:
        text = text_of(value, kind)
        inner = text if isinstance(text, SafeString) else SafeString(escape(text))
    return SafeString(f'<a href="{escape(href)}">{inner}</a>') if href and inner != formats.UNKNOWN else inner


def export_value(value: object, kind: Kind) -> object:
    """What stands in the exported workbook: numbers and days stay numbers and days."""
    if isinstance(value, list | tuple):
        return "、".join(item.text for item in value if isinstance(item, Badge))
    if isinstance(value, Badge):
        return value.text
    if kind is Kind.BOOLEAN:
        return formats.yes_no(value if isinstance(value, bool) else None)
    return value if value is None or isinstance(value, str | Decimal | int | date) else str(value)

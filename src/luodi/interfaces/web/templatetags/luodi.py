"""`{% load luodi %}`: money, percent, days, icons, marks, bars. Templates show with these and format nothing by hand."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField, CheckboxInput
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luodi.interfaces.web.ui import cells, formats, icons
from luodi.interfaces.web.ui.badges import Badge

register = template.Library()

Number = Decimal | int | None


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Tabler drawing by name."""
    return icons.icon(name)


@register.filter
def money(wan: Number) -> SafeString:
    """By size, the unit smaller than the figures: 64.10 亿元."""
    text = formats.money(wan)
    for unit in ("亿元", "万元"):
        if text.endswith(unit):
            return format_html('<span class="num">{}</span> {}', text.removesuffix(unit), unit)
    return SafeString(text)


@register.filter
def wan(value: Number) -> str:
    """In 万元 without the unit, for columns whose head names it."""
    return formats.money_cell(value)


@register.filter
def percent(value: Number, digits: int = 1) -> str:
    """40.2%."""
    return formats.percent(value, digits)


@register.filter
def count(value: Number) -> str:
    """1,341."""
    return formats.count(value)


@register.filter
def day(value: date | None) -> str:
    """2023-06-30."""
    return formats.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """2023-06-30 14:05."""
    return formats.moment(value)


@register.filter
def yes_no(value: bool | None) -> str:
    """是 / 否."""
    return formats.yes_no(value)


@register.filter
def dash(value: object) -> object:
    """“—” for what is not there."""
    return formats.UNKNOWN if value is None or value == "" else value


@register.filter
def mark(badge: Badge | None) -> SafeString:
    """A badge made by ui.badges."""
    return cells.badge_html(badge)


@register.filter
def colour(letter: str) -> SafeString:
    """One of the five colours as its letter."""
    return cells.colour_html(letter)


@register.simple_tag
def bar(percent_done: Number | str, percent_due: Number | str = None) -> SafeString:
    """A bar of a completion rate with the mark of the time that has passed; nothing when the rate cannot be said."""
    if percent_done in (None, ""):
        return SafeString("")
    value = Decimal(str(percent_done))
    schedule = None if percent_due in (None, "") else Decimal(str(percent_due))
    width = min(max(value, Decimal(0)), Decimal(100))
    is_behind = schedule is not None and value < schedule
    words = f"完成{formats.percent(value)}" + ("" if schedule is None else f"，时序进度{formats.percent(schedule)}")
    tick = ""
    if schedule is not None:
        tick = format_html('<line class="bar-mark" x1="{0}" x2="{0}" y1="-2" y2="10"/>', formats.decimal(schedule, 1))
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="bar-ground" width="100" height="8" rx="1"/>'
        '<rect class="{}" width="{}" height="8" rx="1"/>{}</svg>',
        words,
        "bar-fill is-behind" if is_behind else "bar-fill",
        formats.decimal(width, 1),
        tick,
    )


@register.filter
def dressed(field: BoundField) -> SafeString:
    """A field of a form that is not ours (sign-in), with the classes of the look."""
    is_box = isinstance(field.field.widget, CheckboxInput)
    field.field.widget.attrs.pop("placeholder", None)
    css = "form-check-input" if is_box else "form-control"
    return field.as_widget(attrs={"class": f"{css} is-invalid" if field.errors else css})


@register.filter
def money_in(value: Number, currency: str) -> str:
    """万 of another currency with its name."""
    return formats.money_in(value, currency)

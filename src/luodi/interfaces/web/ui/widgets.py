"""How the fields of forms are drawn: as Django does it, but selects without a template for each of their options."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any, Final

from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_SELECT: Final = "django/forms/widgets/select.html"
_INPUTS: Final = frozenset(f"django/forms/widgets/{name}.html" for name in ("text", "date", "hidden", "number"))


class Widgets(DjangoTemplates):
    """Django's renderer; a list of units has hundreds of options, and half the time of a page went into drawing them."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """The field as HTML."""
        if template_name == _SELECT:
            return select_html(context["widget"])
        if template_name in _INPUTS:
            return input_html(context["widget"])
        return SafeString(super().render(template_name, context, request))


class ManyOptions(forms.Select):
    """A select of hundreds of options without groups, drawn without a dictionary for each of them."""

    def render(
        self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """As Django draws it: the first option that equals the value is chosen."""
        codes, drawn = _drawn(tuple((str(code), str(label)) for code, label in self.choices))
        chosen = "" if value is None else str(value)
        if chosen in codes:
            place = codes.index(chosen)
            drawn = (*drawn[:place], drawn[place].replace(">", " selected>", 1), *drawn[place + 1 :])
        opening = f'<select name="{escape(name)}"{_attributes(self.build_attrs(self.attrs, attrs))}>'
        return SafeString("".join([opening, *drawn, "</select>"]))


@lru_cache(maxsize=64)
def _drawn(choices: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes and the options as HTML; the units of a city are the same from page to page."""
    codes = tuple(code for code, _ in choices)
    return codes, tuple(f'<option value="{escape(code)}">{escape(label)}</option>' for code, label in choices)


def input_html(widget: Mapping[str, Any]) -> SafeString:
    """A line to type into."""
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(str(value))}"'
    return SafeString(
        f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"{shown}{_attributes(widget["attrs"])}>'
    )


def select_html(widget: Mapping[str, Any]) -> SafeString:
    """A select with its groups and options."""
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        drawn = _options(options)
        parts.append(f'<optgroup label="{conditional_escape(group)}">{drawn}</optgroup>' if group else drawn)
    return SafeString("".join([*parts, "</select>"]))


def _options(options: Iterable[Mapping[str, Any]]) -> str:
    return "".join(
        f'<option value="{conditional_escape(str(option["value"]))}"{_attributes(option["attrs"])}>'
        f"{conditional_escape(option['label'])}</option>"
        for option in options
    )


def _attributes(attrs: Mapping[str, object]) -> str:
    """False leaves a word out, True writes it alone."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in attrs.items()
        if value is not False
    )

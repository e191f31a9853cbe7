"""Selects and lines are drawn as Django draws them, blanks between the tags aside."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from luodi.interfaces.web.ui.widgets import ManyOptions, Widgets

CHOICES = [("", "全部"), ("a&b", "甲<乙>"), ("一组", [("1", "县"), ("2", '区"')]), (3, "三")]


def drawn(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize("value", ["", "a&b", "2", 3, None, "nowhere"])
@pytest.mark.parametrize("attrs", [{}, {"class": "x", "required": True, "disabled": False, "data-n": 5, "title": '"<'}])
def test_a_select_is_what_django_would_have_drawn(value: object, attrs: dict[str, object]) -> None:
    widget = forms.Select(choices=CHOICES)

    ours = widget.render("unit", value, attrs, renderer=Widgets())

    assert drawn(ours) == drawn(widget.render("unit", value, attrs, renderer=DjangoTemplates()))


@pytest.mark.parametrize("value", ["", "a&b", "2", 3, None, "nowhere"])
def test_a_select_of_many_options_is_the_same(value: object) -> None:
    flat = [*CHOICES[:2], *CHOICES[3:], ("3", "又一个三")]
    attrs = {"class": "x", "id": "id_unit", "required": True}

    ours = ManyOptions(attrs={"title": '"<'}, choices=flat).render("unit", value, attrs, renderer=Widgets())

    theirs = forms.Select(attrs={"title": '"<'}, choices=flat).render("unit", value, attrs, renderer=DjangoTemplates())
    assert drawn(ours) == drawn(theirs)


@pytest.mark.parametrize("widget", [forms.TextInput(), forms.DateInput(), forms.HiddenInput(), forms.NumberInput()])
@pytest.mark.parametrize("value", ["再生铝", "", None, '"<&', 1200])
def test_a_line_is_what_django_would_have_drawn(widget: forms.Widget, value: object) -> None:
    attrs = {"class": "form-control", "required": True, "disabled": False}

    ours, theirs = (widget.render("q", value, attrs, renderer=drawer()) for drawer in (Widgets, DjangoTemplates))

    assert ours.strip() == theirs.strip()


def test_other_fields_are_left_to_django() -> None:
    widget = forms.Textarea()

    assert widget.render("q", "再生铝", renderer=Widgets()) == widget.render("q", "再生铝", renderer=DjangoTemplates())

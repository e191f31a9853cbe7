"""Forms: errors that name the field, sections, filters in the address, broken rules as errors."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from luodi.across.insight.selectors import Option
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.fieldspec import FieldSpec
from luodi.interfaces.web.ui.forms import FilterForm, ManyFilesField, PageForm, RowField, field_of, rule_errors


class Sample(PageForm):
    """A form of the test."""

    sections = (("投资规模", ("total",)),)
    name = forms.CharField(label="项目名称")
    total = forms.DecimalField(label="总投资（万元）")
    kind = forms.ChoiceField(label="项目类别", choices=[("A", "建设")])


class Filters(FilterForm):
    """Filters of the test."""

    q = forms.CharField(label="关键词", required=False)
    day = forms.DateField(label="签约起", required=False)


def test_errors_say_which_field_and_what_to_do() -> None:
    form = Sample({"name": "", "total": "abc", "kind": "Z"})

    assert form.errors == {
        "name": ["请填写项目名称。"],
        "total": ["总投资应为数字，如 1200.5。"],
        "kind": ["请从列表中选择项目类别。"],
    }


def test_a_wrong_field_is_marked_for_eye_and_screen_reader() -> None:
    drawn = str(Sample({"name": ""})["name"])

    assert 'class="form-control is-invalid"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_fields_stand_in_their_sections_and_the_rest_follows() -> None:
    sections = [(part.title, [field.name for field in part.fields]) for part in Sample().drawn_sections]

    assert sections == [("投资规模", ["total"]), ("", ["name", "kind"])]


def test_an_unreadable_filter_narrows_nothing() -> None:
    form = Filters(QueryDict("day=2023-13-01&q=铝"))

    assert (form.value("day"), form.value("q"), form.active_count) == (None, "铝", 2)


def test_filters_carry_sort_and_columns_along_but_not_the_place() -> None:
    form = Filters(QueryDict("q=1&sort=-name&columns=a&columns=b&after=x"))

    assert form.carried == [("sort", "-name"), ("columns", "a"), ("columns", "b")]


def test_a_broken_rule_becomes_the_forms_error() -> None:
    form = Sample({"name": "甲", "total": "1", "kind": "A"})
    assert form.is_valid()

    with rule_errors(form):
        raise BusinessError("超过合同额的 110%。", code="capital.over_ceiling")

    assert form.non_field_errors() == ["超过合同额的 110%。"]


def test_a_missing_right_is_no_error_of_the_form() -> None:
    with pytest.raises(NotPermitted), rule_errors(Sample({})):
        raise NotPermitted


def test_a_field_takes_label_unit_and_help_from_its_one_row() -> None:
    made = field_of(FieldSpec("total", "总投资", "money", "万元", help="含税"), required=True)

    assert (made.label, made.help_text, type(made)) == ("总投资（万元）", "含税", forms.DecimalField)


def test_several_files_are_checked_one_by_one() -> None:
    class Upload(PageForm):
        papers = ManyFilesField(label="佐证材料")

    files = MultiValueDict({"papers": [SimpleUploadedFile("a.pdf", b"1"), SimpleUploadedFile("b.pdf", b"2")]})
    form = Upload({}, files)

    assert form.is_valid()
    assert [file.name for file in form.cleaned_data["papers"]] == ["a.pdf", "b.pdf"]
    assert Upload({}, MultiValueDict()).errors == {"papers": ["请选择佐证材料。"]}


@pytest.mark.parametrize(("typed", "found"), [("B", 2), ("", None)])
def test_a_row_read_already_is_chosen_by_its_code(typed: str, found: int | None) -> None:
    field = RowField(label="责任单位", required=False)
    field.offer(
        [Option(1, "A", "甲区", "/1/", None, True), Option(2, "B", "乙县", "/1/2/", 1, False)], lambda row: row.name
    )

    chosen = field.clean(typed)

    assert (None if chosen is None else chosen.pk) == found
    assert field.choices == [("", "全部"), ("A", "甲区"), ("B", "乙县")]


def test_a_code_that_is_not_offered_is_refused() -> None:
    field = RowField(label="责任单位", required=False)
    field.offer([], lambda row: row.name)

    with pytest.raises(forms.ValidationError) as refused:
        field.clean("B")

    assert refused.value.code == "invalid_choice"

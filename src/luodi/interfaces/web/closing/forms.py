"""Forms of the close: the order of a restatement, the choice of a unit and a version."""

from typing import Any

from django import forms

from luodi.across.figures.rules.rights import Permission
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.ui.forms import FilterForm, PageForm, UnitField


class RestateForm(PageForm):
    """A restatement needs the leading group's order."""

    order_document = forms.CharField(
        label="依据文号", max_length=100, help_text="领导小组同意重述的文件，如：招领〔2023〕8号"
    )
    reason = forms.CharField(label="重述原因", max_length=300, widget=forms.Textarea())


class ValuesForm(FilterForm):
    """Whose published values, and of which version."""

    submit_label = "查看"

    unit = UnitField(label="单位", required=False, empty_label=None)
    version = forms.TypedChoiceField(label="版次", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, viewer: Any, versions: list[int], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)
        self.field("version").choices = [(number, f"第{number}版") for number in versions]

"""Forms of targets."""

from typing import Any

from django import forms

from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.domains.targets.rules import MEASURES, Permission
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm, UnitField


class TargetFilters(FilterForm):
    """By unit and period."""

    unit = UnitField(label="承担单位", required=False, empty_label="全部")
    period = forms.CharField(
        label="期间", required=False, max_length=40, widget=forms.TextInput(attrs={"placeholder": "如 2023"})
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.fields["unit"].queryset = orgs.visible_units(viewer, Permission.VIEW)  # type: ignore[attr-defined]


class TargetForm(PageForm):
    """A target as it was issued."""

    holder = UnitField(label="承担单位")
    indicator = forms.ChoiceField(label="指标")
    value = forms.DecimalField(label="目标值", max_digits=18, decimal_places=4)
    measure = forms.ChoiceField(label="计量单位", choices=[(word, word) for word in MEASURES])
    period = forms.CharField(label="期间", max_length=40, help_text="如 2023、2023H1、2023Q2、2023-06")
    issuer = forms.CharField(label="下达单位", max_length=60, help_text="如 市级、区级、政府工作报告")
    tier = forms.CharField(label="层级", required=False, max_length=20, help_text="如 M0、M1，没有则空着")
    schedule = forms.CharField(
        label="进度曲线",
        required=False,
        max_length=100,
        help_text="按季或按月的累计百分数，如 30/60/80/100；空着按月均摊",
    )
    doc_no = forms.CharField(label="文号", required=False, max_length=80)
    issued_on = forms.DateField(label="下达日期", required=False, widget=DayInput())
    reason = forms.CharField(label="调整事由", required=False, max_length=200, help_text="调整已下达的目标时必填")

    def __init__(self, *args: Any, viewer: Any, indicators: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["holder"].queryset = orgs.visible_units(viewer, Permission.EDIT)  # type: ignore[attr-defined]
        self.fields["indicator"].choices = indicators  # type: ignore[attr-defined]

    def clean_period(self) -> str:
        """The period's code."""
        try:
            return parse_period(self.cleaned_data["period"]).code
        except BusinessError as error:
            raise forms.ValidationError(error.message) from error

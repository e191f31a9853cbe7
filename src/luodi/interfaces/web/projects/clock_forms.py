"""Forms of a project's clocks: a pause, its early end, a step that ends a reply."""

from typing import Any

from django import forms

from luodi.across.lifecycle.rules.clocks import Step
from luodi.base.core.text import normalise
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.ui.forms import DayInput, PageForm


class PauseForm(PageForm):
    """Days on which the clocks stand still, why, and because of whom."""

    first_on = forms.DateField(label="自哪天起", widget=DayInput())
    last_on = forms.DateField(label="至哪天止", widget=DayInput(), help_text="一次最多 6 个月；提前推进的可随时恢复")
    blocking_unit = forms.CharField(
        label="受阻单位", max_length=100, help_text="造成受阻的部门或单位（全称、简称或代码），天数记给它"
    )
    cause = forms.CharField(
        label="外部原因",
        max_length=300,
        widget=forms.Textarea(),
        help_text="如征地拆迁未完成、规划调整；自身原因不能暂停",
    )

    def clean_blocking_unit(self) -> Any:  # noqa: ANN401 - pages know no models
        """The unit of that name."""
        found = orgs.unit_named(normalise(self.cleaned_data["blocking_unit"]))
        if found is None:
            raise forms.ValidationError("没有找到这个单位，或同名的不止一个；请填全称或单位代码。")
        return found


class PauseEndForm(PageForm):
    """The last day of a pause that ends early."""

    last_on = forms.DateField(label="最后一个暂停日", widget=DayInput(), help_text="次日起时限继续计算")
    reason = forms.CharField(label="恢复情况", max_length=200, widget=forms.Textarea())


class StepForm(PageForm):
    """Something done that ends a reply clock."""

    step = forms.ChoiceField(label="事项", choices=Step.choices)
    done_on = forms.DateField(label="办理日期", widget=DayInput())
    note = forms.CharField(
        label="办理情况", max_length=300, widget=forms.Textarea(), help_text="如联系了谁、研判结论、备案号"
    )

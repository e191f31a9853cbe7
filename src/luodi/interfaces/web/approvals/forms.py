"""The decision on one slip or on many."""

from typing import Any

from django import forms

from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.approvals.selectors import SlipFilter
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.ui.forms import FilterForm, PageForm, UnitField

KINDS = {
    "event": "阶段事件",
    "capital": "到位资金",
    "takeover": "台账导入",
    "share": "单位分担",
    "adjustment": "考核调整",
    "pause": "时限暂停",
    "milestone": "节点",
    "progress": "进度月报",
    "waiver": "要件豁免",
    "link": "策划关联",
}
MOST = 500
"""So many are decided in one go; more would keep the browser waiting without an answer."""
TAKEN = [(act.value, act.label) for act in (SlipAct.VERIFY, SlipAct.RECOGNISE, SlipAct.RETURN)]


class DecisionForm(PageForm):
    """Which step, and the opinion; the step is the button that was pressed."""

    act = forms.ChoiceField(choices=TAKEN, widget=forms.HiddenInput())
    note = forms.CharField(
        label="意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(),
        help_text="退回时必须写明原因，让填报人知道改什么",
    )
    recognised_in_wan = forms.DecimalField(
        label="只认定其中（万元）",
        required=False,
        max_digits=18,
        decimal_places=4,
        help_text="空着为全部认定；填小于申报的数为部分认定，核减原因写在意见里",
    )


class QueueFilters(FilterForm):
    """What the queue is narrowed to."""

    q = forms.CharField(label="事项", required=False, max_length=80)
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *KINDS.items()])
    unit = UnitField(label="单位", required=False, empty_label="全部")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Projects.VIEW)

    def wanted(self) -> SlipFilter:
        """The filter for the selector; what cannot be read narrows nothing."""
        return SlipFilter(kind=self.value("kind") or "", unit=self.value("unit"), search=self.value("q") or "")


class ManyForm(PageForm):
    """One step for the chosen slips, or for every slip that meets the filter."""

    act = forms.ChoiceField(choices=TAKEN)
    every = forms.BooleanField(required=False)
    slips = forms.TypedMultipleChoiceField(coerce=int, required=False)
    note = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, allowed: list[int], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.allowed = allowed
        self.field("slips").choices = [(pk, str(pk)) for pk in allowed]
        sentence = "所选事项中有的不等您办理：已由他人办理，或是您自己填报的。请刷新队列后重新勾选。"
        self.fields["slips"].error_messages["invalid_choice"] = sentence

    def clean(self) -> dict[str, Any]:
        """`every` stands for all that meet the filter, at most MOST of them at once, oldest first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("every"):
            cleaned["slips"] = self.allowed[:MOST]
        if not cleaned.get("slips") and "slips" not in self.errors:
            self.add_error("slips", "请先勾选要办理的事项。")
        if cleaned.get("act") == SlipAct.RETURN and not cleaned.get("note"):
            self.add_error("note", "请写明退回原因，让填报人知道改什么。")
        return cleaned


class FiledFilters(FilterForm):
    """What one's own filings are narrowed to."""

    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *SlipState.choices])

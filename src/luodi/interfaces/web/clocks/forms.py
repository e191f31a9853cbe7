"""Forms of clocks: filters of the list, another length, the decision on a proposal."""

from typing import Any, Final

from django import forms

from luodi.across.lifecycle.rules.clocks import CLOCKS, Outcome, State
from luodi.across.lifecycle.selectors.clocks import ClockFilter
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm, UnitField

EVERY: Final = ("", "全部")
STATES: Final = [(state.value, state.label) for state in State if state not in {State.KEPT, State.MISSED}]


class ClockFilters(FilterForm):
    """What the list is narrowed to."""

    q = forms.CharField(
        label="关键词",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "项目名称、编号"}),
    )
    unit = UnitField(label="责任单位", required=False, empty_label="全部")
    code = forms.ChoiceField(label="时限", required=False, choices=[EVERY, *((row.code, row.label) for row in CLOCKS)])
    state = forms.ChoiceField(label="情况", required=False, choices=[EVERY, *STATES])
    colour = forms.ChoiceField(
        label="颜色",
        required=False,
        choices=[EVERY, ("黄", "黄（超期）"), ("橙", "橙（30天以上）"), ("红", "红（60天以上）")],
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Projects.VIEW)

    def wanted(self) -> ClockFilter:
        """The filter for the selector; what cannot be read narrows nothing."""
        return ClockFilter(
            unit=self.value("unit"),
            state=self.value("state") or "",
            code=self.value("code") or "",
            colour=self.value("colour") or "",
            search=self.value("q") or "",
        )


class TermForm(PageForm):
    """Another length from a day on."""

    length = forms.IntegerField(label="长短", min_value=1, max_value=120)
    valid_from = forms.DateField(
        label="自哪天起", widget=DayInput(), help_text="此日以后开始的才按新长短；已经开始的不变"
    )
    basis = forms.CharField(label="依据", max_length=200, widget=forms.Textarea(), help_text="文件名称或文号")


class AnswerForm(PageForm):
    """The decision on a proposal."""

    outcome = forms.ChoiceField(label="决定", choices=Outcome.choices, widget=forms.RadioSelect())
    note = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(),
        help_text="采纳后由责任单位填报流失、终止等；系统不自动办理",
    )

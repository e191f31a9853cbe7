"""Forms of dispatch lists: which list of which half month, what a list asks, the remark on a week."""

from datetime import date
from typing import Any

from django import forms

from luodi.across.insight import selectors as insight
from luodi.across.reports.rules.dispatch_rights import Permission
from luodi.across.reports.rules.dispatch_sets import CLOCKS, COLOURS
from luodi.across.reports.selectors import dispatch_sets
from luodi.across.reports.services import SetValues
from luodi.base.core.periods import Period, parse_period, period_at
from luodi.base.orgs import selectors as orgs
from luodi.domains.chains import selectors as chains
from luodi.domains.projects.rules import Permission as Projects
from luodi.domains.projects.rules import SideStatus, Stage
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import FilterForm, PageForm, RowField, UnitField

Choices = list[tuple[str, str]]


def usual_period(today: date) -> Period:
    """The last half month that is over, around the latest fact."""
    day = min(insight.latest_fact_on() or today, today)
    found = period_at(day, "half_month")
    return found if found.last < today else period_at(date.fromordinal(found.first.toordinal() - 1), "half_month")


def ended_periods(around: Period, today: date) -> list[tuple[str, Choices]]:
    """Half months and months that are over, latest first."""
    groups = scope.offered(around, first=insight.first_fact_on(), today=today)
    wanted = [(label, [one for one in periods if one.last < today]) for label, periods in groups]
    kinds = {"half_month", "month"}
    found = [
        (label, [(one.code, one.label) for one in periods if one.kind in kinds]) for label, periods in reversed(wanted)
    ]
    return [(label, choices) for label, choices in found if choices]


class VersionFilters(FilterForm):
    """What the list of versions is narrowed to."""

    code = forms.ChoiceField(label="清单范围", required=False)
    period = forms.CharField(
        label="时期", required=False, max_length=40, widget=forms.TextInput(attrs={"placeholder": "如 2023-06a"})
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        choices = [("", "全部"), *((one.code, one.label) for one in dispatch_sets.available_sets())]
        self.field("code").choices = choices


class FreezeForm(FilterForm):
    """Which list of which unit at the end of which half month."""

    submit_label = "查看"
    code = forms.ChoiceField(label="清单范围", required=False)
    unit = UnitField(label="单位", empty_label=None)
    period = forms.ChoiceField(label="时期")

    def __init__(self, *args: Any, viewer: Any, today: date, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        sets = [("", "全部清单，每类一张"), *((one.code, one.label) for one in dispatch_sets.available_sets())]
        self.field("code").choices = sets
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.FREEZE)
        asked = self.data.get("period", "")
        around = parse_period(asked) if asked else usual_period(today)
        self.field("period").choices = ended_periods(around, today)


class SetForm(PageForm):
    """What a list asks; what is left empty asks nothing."""

    sections = (
        ("名称", ("code", "label", "says")),
        ("项目", ("stages", "sides", "amount_from", "amount_to", "unit", "chain")),
        ("时限与颜色", ("clocks", "overdue_from", "colours")),
    )
    code = forms.CharField(label="代码", max_length=30, help_text="小写英文字母、数字和下划线，如 late_landing")
    label = forms.CharField(label="名称", max_length=30, help_text="印在清单标题里，如“落地超期”")
    says = forms.CharField(
        label="说明", required=False, max_length=200, widget=forms.Textarea(), help_text="不填就按条件自动写成一句话"
    )
    stages = forms.MultipleChoiceField(
        label="阶段", required=False, choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    sides = forms.MultipleChoiceField(
        label="状态", required=False, choices=SideStatus.choices, widget=forms.CheckboxSelectMultiple
    )
    amount_from = forms.DecimalField(
        label="总投资不低于（万元）", required=False, min_value=0, max_digits=18, decimal_places=4
    )
    amount_to = forms.DecimalField(
        label="总投资低于（万元）", required=False, min_value=0, max_digits=18, decimal_places=4
    )
    unit = UnitField(label="责任单位", required=False, empty_label="全部（含下级）")
    chain = RowField(label="产业链", required=False)
    clocks = forms.MultipleChoiceField(
        label="时限",
        required=False,
        choices=list(CLOCKS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="都不选就是任一时限",
    )
    overdue_from = forms.IntegerField(
        label="超期天数不少于", required=False, min_value=1, max_value=3650, help_text="1 就是已超期"
    )
    colours = forms.MultipleChoiceField(
        label="颜色",
        required=False,
        choices=[(one, one) for one in COLOURS],
        widget=forms.CheckboxSelectMultiple,
        help_text="黄为超期，橙为超期30天以上，红为超期60天以上",
    )

    def __init__(self, *args: Any, viewer: Any, is_new: bool, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Projects.VIEW)
        chain: Any = self.fields["chain"]
        chain.offer(chains.chains(viewer), lambda row: row.name)
        if not is_new:
            del self.fields["code"]

    def values(self) -> SetValues:
        """What was entered, as the verb takes it."""
        return SetValues(**{name: value for name, value in self.cleaned_data.items() if name != "code"})


class RemarkForm(PageForm):
    """What a unit says of its week."""

    remark = forms.CharField(
        label="说明",
        required=False,
        max_length=500,
        widget=forms.Textarea(),
        help_text="数字与实际不符的，先在台账填报、更正，再来确认；其他情况可在此说明",
    )

"""Forms of gates: the rows of a version, a waiver, the competence, a re-check."""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.forms import formset_factory

from luodi.across.lifecycle.rules.gates import Gate, Requirement, Test
from luodi.across.lifecycle.rules.gates_holdings import Condition
from luodi.across.lifecycle.rules.gates_review import SAMPLE_PERCENT, Competence, ReviewOutcome
from luodi.base.core.periods import add_months
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.rules.documents import DocumentKind
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm

BLANK_ROWS: Final = 3
_STATE: Final = "当前状态"
TARGETS: Final = [
    ("项目信息", [(f"FIELD:{spec.name}", spec.label) for spec in PROJECT_FIELDS if spec.section != _STATE]),
    ("文件", [(f"DOCUMENT:{kind.value}", kind.label) for kind in DocumentKind]),
    ("条件", [(f"CONDITION:{item.value}", item.label) for item in Condition]),
]
"""What a row may look at, each with how it is looked at in front."""


class VersionForm(PageForm):
    """From when the version counts, on what basis, and whether the track has this step at all."""

    valid_from = forms.DateField(
        label="自哪天起", widget=DayInput(), help_text="今天或以后；此前发生的事项仍按原要件认定"
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="会议纪要、文件名称或文号")
    is_used = forms.BooleanField(
        label="本类项目设这一阶段", required=False, help_text="不勾选则本类项目跳过这一阶段，下面的要件不用填"
    )


class RowForm(PageForm):
    """One requirement; a row without a name is left out."""

    label = forms.CharField(label="要件", required=False, max_length=80)
    targets = forms.MultipleChoiceField(
        label="查什么", required=False, choices=TARGETS, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    least = forms.IntegerField(label="份数", required=False, min_value=1, max_value=20, initial=1)
    needs_number = forms.BooleanField(label="须有文号", required=False)
    needs_date = forms.BooleanField(label="须有日期", required=False)
    group = forms.CharField(label="组", required=False, max_length=20)
    branch = forms.CharField(label="分支", required=False, max_length=20)
    group_needs = forms.IntegerField(label="组内需满足", required=False, min_value=1, max_value=9, initial=1)
    is_core = forms.BooleanField(label="核心", required=False)
    may_waive = forms.BooleanField(label="可豁免", required=False, initial=True)
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        """A named row looks at something, and at one sort of things."""
        data = self.cleaned_data
        if data.get("label"):
            sorts = {word.partition(":")[0] for word in data.get("targets") or []}
            if len(sorts) != 1:
                raise forms.ValidationError("请为这一行选择要查的内容；一行只能选同一类（项目信息、文件或条件）。")
        return data

    def requirement(self, place: int) -> Requirement:
        """As the verb takes it; a new row gets a code of its own."""
        data = self.cleaned_data
        words = [word.partition(":") for word in data["targets"]]
        return Requirement(
            data["code"] or f"row_{pages.now():%Y%m%d%H%M%S}_{place}",
            data["label"],
            words[0][0],
            tuple(word[2] for word in words),
            data["least"] or 1,
            data["needs_number"],
            data["needs_date"],
            data["group"],
            data["branch"],
            data["group_needs"] or 1,
            data["is_core"],
            data["may_waive"],
        )


RowForms = formset_factory(RowForm, extra=BLANK_ROWS)


def row_initial(gate: Gate) -> list[dict[str, Any]]:
    """The rows of a gate as the form shows them."""
    plain = (
        "code",
        "label",
        "least",
        "needs_number",
        "needs_date",
        "group",
        "branch",
        "group_needs",
        "is_core",
        "may_waive",
    )
    return [
        {**{name: getattr(row, name) for name in plain}, "targets": [f"{row.test}:{name}" for name in row.targets]}
        for row in gate.rows
    ]


def target_words(row: Requirement) -> str:
    """What a row looks at, in words."""
    names: dict[str, Any] = {
        Test.FIELD: lambda name: PROJECT_FIELDS[name].label,
        Test.DOCUMENT: lambda name: DocumentKind(name).label,
        Test.CONDITION: lambda name: Condition(name).label,
    }
    said = "或".join(names[row.test](name) for name in row.targets)
    notes = [
        f"{row.least} 份" if row.least > 1 else "",
        "有文号" if row.needs_number else "",
        "有日期" if row.needs_date else "",
    ]
    added = "、".join(note for note in notes if note)
    return f"{Test(row.test).label}：{said}" + (f"（{added}）" if added else "")


class WaiverForm(PageForm):
    """A requirement that shall not be asked for until a day."""

    valid_until = forms.DateField(label="豁免至", widget=DayInput(), help_text="最长 12 个月；到期前应补齐材料")
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(), help_text="写明原因和补齐的安排")

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.fields["valid_until"].initial = add_months(pages.today(), 3)


class CompetenceForm(PageForm):
    """From which amount the city recognises, and how much is drawn."""

    valid_from = forms.DateField(label="自哪天起", widget=DayInput(), help_text="今天或以后")
    city_from_in_wan = forms.DecimalField(
        label="市级认定起点（万元）",
        max_digits=18,
        decimal_places=4,
        min_value=Decimal(0),
        help_text="合同额（没有合同的按总投资）达到即由市级认定",
    )
    sample_percent = forms.DecimalField(
        label="每月抽查比例（%）", max_digits=5, decimal_places=2, min_value=SAMPLE_PERCENT, max_value=Decimal(100)
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="会议纪要、文件名称或文号")

    def values(self) -> Competence:
        """As the verb takes it."""
        return Competence(self.cleaned_data["city_from_in_wan"], self.cleaned_data["sample_percent"])


class ReviewFilters(FilterForm):
    """Which month."""

    month = forms.ChoiceField(label="月份", required=False)

    def __init__(self, *args: Any, months: list[str], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.field("month").choices = [("", "全部"), *((month, month) for month in months)]


class DrawForm(PageForm):
    """Which month is drawn."""

    month = forms.CharField(label="月份", max_length=7)


class ReviewForm(PageForm):
    """What the re-check found."""

    outcome = forms.ChoiceField(label="复核结果", choices=[("", "请选择"), *ReviewOutcome.choices])
    checked_on = forms.DateField(label="复核日期", widget=DayInput())
    finding = forms.CharField(
        label="复核情况", required=False, max_length=300, widget=forms.Textarea(), help_text="有误或虚假时必填"
    )

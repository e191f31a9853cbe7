"""Forms of rounds: beginning one, its steps, appeals and answers, findings, suppositions."""

from decimal import Decimal
from typing import Any

from django import forms

from luodi.across.assessment.rules.rights import Permission
from luodi.across.assessment.rules.rounds import MOST_DAYS, TIMED, USUAL_DAYS, RoundAct, Verdict
from luodi.across.assessment.rules.supposing import Supposition, What
from luodi.across.assessment.services import AnswerValues, FindingValues
from luodi.across.lifecycle.rules.gates_review import ReviewOutcome
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.assessment.forms import EVIDENCE_HELP, PeriodField
from luodi.interfaces.web.ui.forms import DayInput, ManyFilesField, PageForm, UnitField

_POINTS_HELP = "可正可负；填了即作为考核调整报批，由他人审核、批准后才计入"


class NewRoundForm(PageForm):
    """Of which period and scheme."""

    period = PeriodField(label="期间", max_length=40, help_text="已经结束的期间，如 2023Q2、2023H1、2023")
    scheme = forms.ChoiceField(label="考核方案", help_text="方案里各分组一并考核")

    def __init__(self, *args: Any, schemes: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.field("scheme").choices = schemes


class StepForm(PageForm):
    """A step: for how many working days where it begins a stretch, and a note; a cancellation says why."""

    days = forms.IntegerField(label="期限（工作日）", min_value=1, max_value=MOST_DAYS, initial=USUAL_DAYS)
    note = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea())

    def __init__(self, *args: Any, act: RoundAct, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        if act not in TIMED:
            del self.fields["days"]
        if act is RoundAct.CANCEL:
            self.fields["note"].label, self.fields["note"].required = "作废原因", True


class AppealForm(PageForm):
    """An appeal or objection with its documents."""

    unit = UnitField(label="提出单位")
    line = forms.ChoiceField(label="针对哪一项", required=False)
    reason = forms.CharField(
        label="理由和事实", max_length=1000, widget=forms.Textarea(), help_text="写明应为多少、依据哪一项事实"
    )
    evidence = ManyFilesField(label="佐证材料", required=False, help_text=EVIDENCE_HELP)

    def __init__(self, *args: Any, viewer: Any, lines: dict[str, str], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.APPEAL).exclude(group="")
        choices = [(code, f"{code} {name}") for code, name in lines.items()]
        self.field("line").choices = [("", "总分或等次"), *choices]


class AnswerForm(PageForm):
    """The answer to an appeal."""

    verdict = forms.ChoiceField(label="答复意见", choices=Verdict.choices)
    text = forms.CharField(label="答复理由", max_length=1000, widget=forms.Textarea())
    points = forms.DecimalField(
        label="调整分值", required=False, max_digits=5, decimal_places=2, help_text=_POINTS_HELP
    )
    basis = forms.CharField(
        label="依据文件", required=False, max_length=120, help_text="调整分值的必填，文件名称或文号"
    )

    def values(self) -> AnswerValues:
        """As the verb takes it."""
        data = self.cleaned_data
        return AnswerValues(data["verdict"], data["text"], data["basis"], data["points"] or Decimal(0))


class FindingForm(PageForm):
    """What the verification of a drawn line found."""

    outcome = forms.ChoiceField(label="核查结果", choices=ReviewOutcome.choices)
    finding = forms.CharField(
        label="核查情况", required=False, max_length=300, widget=forms.Textarea(), help_text="有误或虚假的必填"
    )
    points = forms.DecimalField(
        label="调整分值", required=False, max_digits=5, decimal_places=2, help_text=_POINTS_HELP
    )
    basis = forms.CharField(
        label="依据文件", required=False, max_length=120, help_text="调整分值的必填，文件名称或文号"
    )

    def values(self) -> FindingValues:
        """As the verb takes it."""
        data = self.cleaned_data
        return FindingValues(data["outcome"], data["finding"], data["basis"], data["points"] or Decimal(0))


class SupposingForm(PageForm):
    """Which projects, what, on which day; sent by GET, for nothing is written."""

    period = PeriodField(label="期间", max_length=40, help_text="如 2023H1")
    what = forms.ChoiceField(label="假定已认定", choices=What.choices, initial=What.START)
    day = forms.DateField(label="发生日期", widget=DayInput())
    amount = forms.DecimalField(
        label="金额（万元）",
        required=False,
        max_digits=18,
        decimal_places=4,
        help_text="签约为合同额，到位资金为到账额；每个项目各按此数",
    )
    projects = forms.MultipleChoiceField(label="项目", widget=forms.CheckboxSelectMultiple())

    def __init__(self, *args: Any, projects: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.field("projects").choices = projects

    def said(self) -> list[Supposition]:
        """As the selector takes it."""
        data = self.cleaned_data
        amount = data["amount"] if data["what"] in {What.SIGN, What.CAPITAL} else None
        return [Supposition(int(pk), data["what"], data["day"], amount) for pk in data["projects"]]

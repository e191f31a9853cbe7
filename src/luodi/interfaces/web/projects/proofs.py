"""Forms of what proves a step: papers by kind, site checks."""

from typing import Any, Final

from django import forms

from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.rules.documents import CHECKED_EVENTS, CheckConclusion, Conclusion, DocumentKind
from luodi.domains.projects.services import DocumentValues
from luodi.interfaces.web.ui.forms import DayInput, PageForm

CHOOSE: Final = ("", "请选择")


class DocumentForm(PageForm):
    """A paper of the project."""

    kind = forms.ChoiceField(label="文件类别", choices=[CHOOSE, *DocumentKind.choices])
    number = forms.CharField(
        label="文号（编号）", required=False, max_length=80, help_text="文号与文件至少有一样；执照填统一社会信用代码"
    )
    issued_on = forms.DateField(label="出具（签订）日期", required=False, widget=DayInput())
    valid_until = forms.DateField(label="有效期至", required=False, widget=DayInput(), help_text="长期有效的不填")
    conclusion = forms.ChoiceField(
        label="结论", required=False, choices=[("", "—"), *Conclusion.choices], help_text="评审、审查、核定类文件必选"
    )
    amount_in_wan = forms.DecimalField(
        label="载明金额（万元）",
        required=False,
        max_digits=18,
        decimal_places=4,
        help_text="正式合同填合同额，与填报的签约额核对",
    )
    party_code = forms.CharField(
        label="载明对方代码",
        required=False,
        max_length=40,
        help_text="合同、审查结论填投资方信用代码；备案证填项目代码",
    )
    commits_money = forms.BooleanField(
        label="文中含资金承诺", required=False, help_text="奖补、返还、垫资等；框架协议不得含有"
    )
    upload = forms.FileField(label="文件", required=False, help_text=ACCEPTED)
    note = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea())

    def values(self) -> DocumentValues:
        """As the verb takes it."""
        return DocumentValues(**{name: value for name, value in self.cleaned_data.items() if name != "upload"})


class WithdrawForm(PageForm):
    """Why a paper is taken out."""

    reason = forms.CharField(
        label="作废原因", max_length=300, widget=forms.Textarea(), help_text="原文件保留备查，不再用于认定"
    )


class CheckForm(PageForm):
    """What two people found on site."""

    event = forms.ChoiceField(
        label="核查事项", choices=[CHOOSE, *((item.value, item.label) for item in CHECKED_EVENTS)]
    )
    checked_on = forms.DateField(label="核查日期", widget=DayInput())
    place = forms.CharField(label="核查地点", max_length=120)
    first = forms.ModelChoiceField(None, label="核查人一", empty_label="请选择")  # type: ignore[var-annotated]  # rows unknown to pages
    second = forms.ModelChoiceField(None, label="核查人二", empty_label="请选择")  # type: ignore[var-annotated]  # rows unknown to pages
    conclusion = forms.ChoiceField(label="核查结论", choices=[CHOOSE, *CheckConclusion.choices])
    finding = forms.CharField(
        label="核查情况", required=False, max_length=500, widget=forms.Textarea(), help_text="不符合时必填"
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        found = orgs.people(viewer, Permission.CHECK_SITE)
        for name in ("first", "second"):
            self.field(name).queryset = found
            self.field(name).label_from_instance = lambda row: f"{row.name}（{row.unit.label}）"

"""Forms of papers."""

import re
from typing import Any, Final

from django import forms

from luodi.across.insight import selectors as insight
from luodi.across.reports.rules.dispatch import AVAILABLE
from luodi.across.reports.rules.formats import URGENCY
from luodi.across.reports.rules.kinds import KINDS, WEEKLY
from luodi.across.reports.rules.rights import Permission
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import DayInput, PageForm, UnitField

_LIST_EDITIONS: Final = (("internal", "内部稿"), ("public", "公开稿"))
EDITIONS: Final = (*_LIST_EDITIONS, ("masked", "隐数稿"))


class PaperForm(PageForm):
    """Which paper, for which unit and period."""

    kind = forms.ChoiceField(
        label="文种",
        choices=[(kind.code, f"{kind.name}（{kind.code}）") for kind in KINDS.values() if kind.code != WEEKLY],
    )
    unit = UnitField(label="单位")
    period = forms.ChoiceField(
        label="时期",
        help_text="半月动态选半月，每月通报选月，季度晾晒选季，五色图选月或季，半年总结选半年，年度总结选年，项目调度清单选月、季、半年或年",
    )
    span = forms.CharField(
        label="跨年的期间",
        required=False,
        max_length=40,
        help_text="年度总结、调研报告、数据包可写跨年的期间，如 2016..2020、2012..2015H1；填了就不看上面的时期",
    )
    filter_set = forms.ChoiceField(
        label="清单范围",
        required=False,
        choices=[("", "全部清单，每类一张"), *((one.code, one.label) for one in AVAILABLE)],
        help_text="只用于项目调度清单",
    )
    codes = forms.CharField(
        label="指标代码",
        required=False,
        max_length=400,
        help_text="只用于数据包，如 S01、S02、C01；不填就是常用指标",
    )
    round_mode = forms.ChoiceField(
        label="尾数",
        required=False,
        choices=[("HALF_UP", "四舍五入"), ("DOWN", "截去")],
        help_text="与上级或往年口径一致时才选截去，溯源表会写明",
    )
    has_sources = forms.BooleanField(label="附数据溯源表", required=False, help_text="内部稿才附；不附的在文稿页也能看")

    def __init__(self, *args: Any, viewer: Any, choice: scope.Choice, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.fields["unit"].queryset = orgs.visible_units(viewer, Permission.WRITE)  # type: ignore[attr-defined]
        self.fields["period"].choices = scope.choices(choice.period, first=insight.first_fact_on())  # type: ignore[attr-defined]

    def clean_codes(self) -> tuple[str, ...]:
        """Codes out of one line, whatever stands between them."""
        return tuple(code for code in re.split(r"[,，、;；\s]+", self.cleaned_data["codes"].upper()) if code)

    def clean_round_mode(self) -> str:
        """Rounded unless said otherwise."""
        return self.cleaned_data["round_mode"] or "HALF_UP"

    def clean(self) -> dict[str, Any]:
        """The kind must speak of such a period; a typed span goes before the chosen one."""
        data = super().clean() or {}
        kind, span = KINDS.get(data.get("kind", "")), data.pop("span", "").strip()
        place = "span" if span else "period"
        try:
            period = parse_period(span or data.get("period", ""))
        except BusinessError as error:
            if span:
                self.add_error("span", str(error))
            return data
        if kind is not None and period.kind not in kind.period_kinds:
            self.add_error(place, f"{kind.name}的时期应为{kind.period_hint.partition('，')[0]}。")
        return {**data, "period": period.code}


class TextForm(PageForm):
    """The words of a paper; 〔name：value〕 is a figure and may be moved or deleted, not changed."""

    text = forms.CharField(
        label="正文", widget=forms.Textarea(attrs={"class": "editor", "lines": 28, "spellcheck": "false"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class FormatForm(PageForm):
    """What is printed around the text (GB/T 9704-2012)."""

    sections = (
        ("落款", ("issuer", "dated_on")),
        ("版头", ("masthead", "number", "signer", "secrecy", "urgency")),
        ("主送与抄送", ("recipients", "copies_to")),
    )
    issuer = forms.CharField(label="发文机关署名", max_length=80)
    dated_on = forms.DateField(
        label="成文日期", required=False, widget=DayInput(), help_text="不填就用定稿当天；印作“2023年7月5日”"
    )
    masthead = forms.CharField(
        label="发文机关标志", required=False, max_length=40, help_text="红头，如“松汀区招商投资局文件”；不填就没有红头"
    )
    number = forms.CharField(label="发文字号", required=False, max_length=40, help_text="如 松招办〔2026〕5号")
    signer = forms.CharField(label="签发人", required=False, max_length=40, help_text="上行文才标注")
    secrecy = forms.CharField(
        label="内部标注", required=False, max_length=20, help_text="如 内部资料；本系统是非涉密系统，不得标注密级"
    )
    urgency = forms.ChoiceField(
        label="紧急程度", required=False, choices=[("", "不标注"), *((word, word) for word in URGENCY)]
    )
    recipients = forms.CharField(label="主送机关", required=False, max_length=200, help_text="如 区委、区政府")
    copies_to = forms.CharField(
        label="抄送机关", required=False, max_length=300, help_text="印在末页版记，如 区委办公室，区政府办公室"
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class OptionsForm(PageForm):
    """What is printed with the text."""

    has_sources = forms.BooleanField(
        label="附数据溯源表", required=False, help_text="只随内部稿印出；外发的稿子不附，本页仍可查看"
    )
    edition = forms.ChoiceField(
        label="版本",
        required=False,
        choices=EDITIONS,
        help_text="公开稿不印单个项目、企业和责任人的明细；隐数稿另把数字印成 **",
    )

    def __init__(self, *args: Any, is_list: bool = False, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        if is_list:
            del self.fields["has_sources"]
            self.fields["edition"].choices = _LIST_EDITIONS  # type: ignore[attr-defined]
            self.fields["edition"].help_text = "公开稿不印投资方、包抓领导、责任人和卡点"

    def clean(self) -> dict[str, Any]:
        """The version as what is left out of it."""
        data = super().clean() or {}
        edition = data.pop("edition", "")
        if "has_sources" in data:
            data["has_sources"] = data["has_sources"] and edition not in {"public", "masked"}
        return {**data, "is_public": edition in {"public", "masked"}, "is_masked": edition == "masked"}


class IssueForm(PageForm):
    """What the issuer answers for: the version read, how many numbers typed by hand were checked, why a second paper."""

    version = forms.IntegerField(required=False)
    confirmed = forms.IntegerField(required=False)
    reason = forms.CharField(required=False)


def renew(form: PageForm, **values: object) -> None:
    """Show other values in a form that came back, e.g. the version that stands now."""
    form.data = {**{name: form.data.get(name) for name in form.fields}, **values}

"""Forms of papers."""

from typing import Any

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


class PaperForm(PageForm):
    """Which paper, for which unit and period."""

    kind = forms.ChoiceField(
        label="文种",
        choices=[(kind.code, f"{kind.name}（{kind.code}）") for kind in KINDS.values() if kind.code != WEEKLY],
    )
    unit = UnitField(label="单位")
    period = forms.ChoiceField(
        label="时期",
        help_text="半月动态选半月，每月通报选月，季度晾晒选季，五色图选月或季，半年总结选半年，项目调度清单选月、季、半年或年",
    )
    filter_set = forms.ChoiceField(
        label="清单范围",
        required=False,
        choices=[("", "全部清单，每类一张"), *((one.code, one.label) for one in AVAILABLE)],
        help_text="只用于项目调度清单",
    )
    has_sources = forms.BooleanField(
        label="附数据溯源表", required=False, initial=True, help_text="项目调度清单没有这张表"
    )

    def __init__(self, *args: Any, viewer: Any, choice: scope.Choice, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.fields["unit"].queryset = orgs.visible_units(viewer, Permission.WRITE)  # type: ignore[attr-defined]
        self.fields["period"].choices = scope.choices(choice.period, first=insight.first_fact_on())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The kind must speak of such a period."""
        data = super().clean() or {}
        kind = KINDS.get(data.get("kind", ""))
        try:
            period = parse_period(data.get("period", ""))
        except BusinessError:
            return data
        if kind is not None and period.kind not in kind.period_kinds:
            self.add_error("period", f"{kind.name}的时期应为{kind.period_hint.partition('，')[0]}。")
        return data


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
    secrecy = forms.CharField(label="密级和保密期限", required=False, max_length=20, help_text="如 秘密★1年")
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

    has_sources = forms.BooleanField(label="附数据溯源表", required=False)
    is_masked = forms.BooleanField(label="数字脱敏（以 ** 代替）", required=False)


def renew(form: PageForm, **values: object) -> None:
    """Show other values in a form that came back, e.g. the version that stands now."""
    form.data = {**{name: form.data.get(name) for name in form.fields}, **values}

"""Forms of papers."""

from typing import Any

from django import forms

from luodi.across.reports.rules.dispatch import FILTER_SETS
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.rules.rights import Permission
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import PageForm, UnitField


class PaperForm(PageForm):
    """Which paper, for which unit and period."""

    kind = forms.ChoiceField(
        label="文种", choices=[(kind.code, f"{kind.name}（{kind.code}）") for kind in KINDS.values()]
    )
    unit = UnitField(label="单位")
    period = forms.ChoiceField(label="时期", help_text="半年总结选半年；调度清单选月、季、半年或年")
    filter_set = forms.ChoiceField(
        label="清单范围",
        required=False,
        choices=[("", "全部可用范围"), *((one.code, one.label) for one in FILTER_SETS.values() if not one.needs)],
        help_text="只对调度清单有用",
    )
    has_sources = forms.BooleanField(label="附数据溯源表", required=False, initial=True)

    def __init__(self, *args: Any, viewer: Any, choice: scope.Choice, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.fields["unit"].queryset = orgs.visible_units(viewer, Permission.WRITE)  # type: ignore[attr-defined]
        groups = [
            (label, [(one.code, one.label) for one in periods]) for label, periods in scope.offered(choice.period)
        ]
        self.fields["period"].choices = groups  # type: ignore[attr-defined]

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
    """The words of a paper; `{{…}}` are figures and may be moved or deleted, not typed."""

    text = forms.CharField(
        label="正文", widget=forms.Textarea(attrs={"class": "editor", "lines": 28, "spellcheck": "false"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class OptionsForm(PageForm):
    """What is printed with the text."""

    has_sources = forms.BooleanField(label="附数据溯源表", required=False)
    is_masked = forms.BooleanField(label="数字脱敏（以 ** 代替）", required=False)

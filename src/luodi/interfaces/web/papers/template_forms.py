"""Forms of templates: a Word file with its kind and name; for which unit and period it is printed."""

from typing import Any

from django import forms

from luodi.across.insight import selectors as insight
from luodi.across.reports.rules import templates as rules
from luodi.across.reports.rules.rights import Permission
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.web.papers.forms import EDITIONS
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import PageForm, UnitField


class TemplateForm(PageForm):
    """A template as it comes: its Word file, kind and name."""

    file = forms.FileField(
        label="模板文件", allow_empty_file=True, help_text="Word 或 WPS 存的 .docx，不超过 10 MB，不带宏、不加密"
    )
    kind = forms.ChoiceField(
        label="文种", choices=[(one.code, f"{one.name}（{one.period_name}）") for one in rules.KINDS.values()]
    )
    name = forms.CharField(label="名称", max_length=60, help_text="如 每月通报（办公室版）")
    note = forms.CharField(label="说明", max_length=300, required=False, help_text="这一版改了什么")

    def content(self) -> bytes:
        """The file. BusinessError `reports.template_file` before one that is too big is read."""
        file = self.cleaned_data["file"]
        rules.require_template_size(file.size)
        return bytes(file.read())


class PrintForm(PageForm):
    """For which unit and period a template is printed."""

    unit = UnitField(label="单位")
    period = forms.ChoiceField(label="时期")
    edition = forms.ChoiceField(
        label="版本",
        required=False,
        choices=EDITIONS,
        help_text="公开稿不印项目名单；隐数稿另把数字印成 **，不印图",
    )

    def __init__(self, *args: Any, viewer: Any, choice: scope.Choice, kind: str, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        taken = rules.require_template_kind(kind).period_kinds
        offered = scope.choices(choice.period, first=insight.first_fact_on())
        self.fields["unit"].queryset = orgs.visible_units(viewer, Permission.VIEW)  # type: ignore[attr-defined]
        self.fields["period"].choices = _fitting(offered, taken)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The version as what is left out of it."""
        data = super().clean() or {}
        edition = data.pop("edition", "")
        return {**data, "is_public": edition in {"public", "masked"}, "is_masked": edition == "masked"}


def _fitting(offered: Any, taken: frozenset[str]) -> list[Any]:  # noqa: ANN401 - Django's choices, grouped or not
    """The periods that the kind takes."""
    found: list[Any] = []
    for code, label in offered:
        if isinstance(label, list | tuple):
            inner = _fitting(label, taken)
            found += [(code, inner)] if inner else []
        elif _kind_of(code) in taken:
            found.append((code, label))
    return found


def _kind_of(code: str) -> str:
    try:
        return parse_period(code).kind
    except BusinessError:
        return ""

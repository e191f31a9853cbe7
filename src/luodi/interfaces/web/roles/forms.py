"""Forms of grants."""

from typing import Any

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Permission, Scope
from luodi.interfaces.web.ui.forms import DayInput, PageForm, UnitField


class GrantForm(PageForm):
    """A role for a unit and a time."""

    role: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label="角色", to_field_name="code", empty_label="请选择"
    )
    unit = UnitField(label="单位", empty_label="请选择")
    scope = forms.ChoiceField(
        label="数据范围",
        required=False,
        choices=[("", "按角色常用范围"), *Scope.choices],
        help_text="看得到哪些单位的数据",
    )
    valid_from = forms.DateField(label="起", required=False, widget=DayInput(), help_text="空着为今天")
    valid_to = forms.DateField(label="止", required=False, widget=DayInput(), help_text="空着为长期；代理授权请填止日")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("role").queryset = orgs.grantable_roles()
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW_UNITS)


class EndForm(PageForm):
    """Why a grant ends."""

    reason = forms.CharField(label="原因", max_length=200, help_text="授权记录保留，自今日起不再有效")

"""Forms of accounts."""

from typing import Any

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Permission
from luodi.interfaces.web.ui.forms import FilterForm, PageForm, UnitField


class UserFilters(FilterForm):
    """By name and unit."""

    q = forms.CharField(label="姓名或账号", required=False, max_length=40)
    unit = UnitField(label="单位", required=False, empty_label="全部")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW_USERS)


class UserForm(PageForm):
    """A new account with its person."""

    username = forms.CharField(label="账号", max_length=60, help_text="登录时使用，建立后不再改变")
    name = forms.CharField(label="姓名", max_length=40)
    unit = UnitField(label="单位")
    post = forms.CharField(label="职务", required=False, max_length=60)
    password = forms.CharField(
        label="初始密码",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少 10 位；请当面告知本人，首次登录须修改",
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.MANAGE_USERS)


class SwitchForm(PageForm):
    """Why the account is switched on or off."""

    reason = forms.CharField(label="原因", max_length=200, help_text="停用后当日终止其全部授权")


class ResetForm(PageForm):
    """Why a temporary password is needed."""

    reason = forms.CharField(label="原因与身份核对", max_length=200, help_text="如：本人持工作证到场，忘记密码")


class DecisionForm(PageForm):
    """The second officer's answer."""

    answer = forms.ChoiceField(
        label="意见", choices=[("approve", "批准"), ("refuse", "不批准")], widget=forms.RadioSelect, initial="approve"
    )
    note = forms.CharField(label="说明", required=False, max_length=200, help_text="不批准时必填")

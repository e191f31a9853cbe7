"""Forms of channels and the filters of deliveries."""

from typing import Any

from django import forms

from luodi.base.deliveries import selectors
from luodi.base.deliveries.rules.words import ROBOTS, ChannelKind, DeliveryState
from luodi.base.deliveries.selectors import DeliveryFilter
from luodi.base.deliveries.services import ChannelValues
from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Permission
from luodi.interfaces.web.ui.forms import FilterForm, PageForm, UnitField

_SECRET = forms.PasswordInput(attrs={"autocomplete": "off"})


class ChannelForm(PageForm):
    """A channel. What is secret is typed in and never shown again."""

    kind = forms.ChoiceField(label="类别", choices=ChannelKind.choices)
    name = forms.CharField(label="名称", max_length=40, help_text="如：招商局工作群、政务邮箱")
    unit = UnitField(
        label="使用单位",
        required=False,
        empty_label="全部单位",
        help_text="机器人所在群属于哪个单位，本单位和下级单位的人可以选用",
    )
    address = forms.CharField(
        label="机器人地址",
        required=False,
        max_length=500,
        widget=_SECRET,
        help_text="在群的机器人设置页整段复制；电子邮件不填",
    )
    secret = forms.CharField(
        label="签名密钥",
        required=False,
        max_length=200,
        widget=_SECRET,
        help_text="钉钉、飞书必填（安全设置选“加签”“签名校验”）",
    )
    has_titles = forms.BooleanField(
        label="外发消息内容",
        required=False,
        help_text="不勾选时只发消息类别。项目名称等内容发到外部平台前，请先经保密审查",
    )

    def __init__(self, *args: Any, viewer: Any, channel: Any = None, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.MANAGE_UNITS)
        if channel is None:
            return
        self.fields["kind"].disabled = True
        if channel.kind in ROBOTS:
            self.fields["address"].help_text = f"已填写（{channel.host}），不再显示；留空即不更换"
            self.fields["secret"].help_text = "已填写的不再显示；留空即不更换"
        else:
            for name in ("unit", "address", "secret"):
                del self.fields[name]

    def values(self) -> ChannelValues:
        """What was filled in."""
        given = self.cleaned_data
        return ChannelValues(
            kind=given["kind"],
            name=given["name"],
            unit=given.get("unit"),
            address=given.get("address", ""),
            secret=given.get("secret", ""),
            has_titles=given["has_titles"],
        )


class DeliveryFilters(FilterForm):
    """By state and channel."""

    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *DeliveryState.choices])
    channel = forms.ChoiceField(label="渠道", required=False)

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        known = [(str(pk), name) for pk, name in selectors.channel_names(viewer)]
        self.field("channel").choices = [("", "全部"), *known]

    def wanted(self) -> DeliveryFilter:
        """The filter for the selector."""
        chosen = self.value("channel")
        return DeliveryFilter(self.value("state") or "", int(chosen) if chosen else None)

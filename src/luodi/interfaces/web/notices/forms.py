"""The form of what a person wants to get outside the system."""

from typing import Any

from django import forms

from luodi.base.deliveries.rules.timing import Quiet
from luodi.base.deliveries.selectors import Wishes
from luodi.interfaces.web.ui.forms import PageForm

_WISH = "channel_"


class SettingsForm(PageForm):
    """Address, quiet hours, and the subjects wanted on each channel."""

    email = forms.EmailField(label="本人邮箱", required=False, max_length=254, help_text="不用电子邮件接收的可以不填")
    starts = forms.TimeField(
        label="免打扰起", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), help_text="起止相同即不设"
    )
    ends = forms.TimeField(label="免打扰止", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    on_days_off = forms.BooleanField(label="休息日也不打扰", required=False, help_text="按工作日历，留到下一个工作日发")

    def __init__(self, *args: Any, channels: list[Wishes], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.sections = (
            ("邮箱与免打扰", ("email", "starts", "ends", "on_days_off")),
            *((one.channel.name, (f"{_WISH}{one.channel.pk}",)) for one in channels),
        )
        for one in channels:
            field = forms.MultipleChoiceField(
                label="要接收的消息",
                required=False,
                choices=[(wish.group, wish.group) for wish in one.wishes],
                initial=[wish.group for wish in one.wishes if wish.is_on],
                widget=forms.CheckboxSelectMultiple(),
                help_text=_said(one),
            )
            self.add(f"{_WISH}{one.channel.pk}", field)

    @property
    def has_channels(self) -> bool:
        """Whether there is anything to choose from."""
        return any(name.startswith(_WISH) for name in self.fields)

    def wanted(self) -> list[tuple[int, str]]:
        """The (channel, subject) pairs that were ticked."""
        return [
            (int(name.removeprefix(_WISH)), group)
            for name, groups in self.cleaned_data.items()
            if name.startswith(_WISH)
            for group in groups
        ]

    def quiet(self) -> Quiet:
        """The hours as chosen."""
        given = self.cleaned_data
        return Quiet(given["starts"], given["ends"], given["on_days_off"])


def _said(one: Wishes) -> str:
    carried = "连同消息内容" if one.channel.has_titles else "只发消息类别，内容请登录查看"
    place = "" if one.is_mail else "，发到群里，群内同事都能看到您的姓名"
    return f"{one.channel.get_kind_display()}：{carried}{place}"

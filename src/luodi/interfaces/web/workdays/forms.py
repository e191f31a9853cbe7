"""The form of one special day."""

from django import forms

from luodi.interfaces.web.ui.forms import DayInput, PageForm


class DayForm(PageForm):
    """A day that is not what its weekday says. Entering it again corrects it."""

    day = forms.DateField(label="日期", widget=DayInput())
    is_workday = forms.TypedChoiceField(
        label="当天",
        choices=(("no", "放假"), ("yes", "上班（调休）")),
        coerce=lambda word: word == "yes",
    )
    name = forms.CharField(label="名称", max_length=40, required=False, help_text="如：国庆节、国庆节调休")

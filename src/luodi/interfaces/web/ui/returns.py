"""The form of a monthly return, and the months it may be filed for: the desk and the site fill in the same one."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms

from luodi.base.approvals.rules import SlipState
from luodi.base.core.periods import period_at
from luodi.domains.projects.rules.progress import Light
from luodi.domains.projects.services.progress import ReturnValues
from luodi.interfaces.web.ui.forms import PageForm

MONTHS_BACK: Final = 12


class ReturnForm(PageForm):
    """What is said of a month."""

    sections: Sequence[tuple[str, Sequence[str]]] = (
        ("月份与数量", ("period", "invested_in_wan", "work_percent")),
        ("情况", ("works", "light", "reason")),
    )
    period = forms.ChoiceField(label="月份")
    invested_in_wan = forms.DecimalField(
        label="本月完成投资（万元）", max_digits=18, decimal_places=4, min_value=Decimal(0), help_text="没有投资填 0"
    )
    work_percent = forms.DecimalField(
        label="累计完成工作量（%）", max_digits=5, decimal_places=2, min_value=Decimal(0), max_value=Decimal(100)
    )
    works = forms.CharField(
        label="形象进度（实物量）",
        max_length=500,
        widget=forms.Textarea(),
        help_text="如“主体施工至三层，钢构安装 60%”",
    )
    light = forms.ChoiceField(label="红黄绿", choices=Light.choices, initial=Light.GREEN, widget=forms.RadioSelect())
    reason = forms.CharField(
        label="滞后原因和下一步办法",
        required=False,
        max_length=500,
        widget=forms.Textarea(),
        help_text="黄灯、红灯必填；工作量低于上期也须写明",
    )

    def __init__(self, *args: Any, months: Sequence[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.field("period").choices = list(months)

    def values(self) -> ReturnValues:
        """What was typed, as the verb takes it."""
        return ReturnValues(**{field.name: self.cleaned_data[field.name] for field in fields(ReturnValues)})


def months(today: date, filed: Iterable[Any]) -> list[tuple[str, str]]:
    """Months for which a return may be filed: the last twelve and this one, without those that are locked; latest ended first."""
    locked = {row.period for row in filed if row.slip.state != SlipState.RETURNED}
    found, month = [], period_at(today, "month")
    for _ in range(MONTHS_BACK + 1):
        if month.code not in locked:
            found.append((month.code, month.label))
        month = period_at(month.first - timedelta(days=1), "month")
    if len(found) > 1 and found[0][0] == period_at(today, "month").code:
        found[0], found[1] = found[1], found[0]
    return found

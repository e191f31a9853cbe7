"""Forms of exchange rates."""

from typing import Final

from django import forms

from luodi.domains.projects.selectors import RateFilter
from luodi.interfaces.web.ui.formats import CURRENCIES
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm

CHOICES: Final = [(code, f"{name} {code}") for code, name in CURRENCIES.items() if code != "CNY"]


class RateFilters(FilterForm):
    """By currency and day."""

    currency = forms.ChoiceField(label="币种", required=False, choices=[("", "全部"), *CHOICES])
    first = forms.DateField(label="起", required=False, widget=DayInput())
    last = forms.DateField(label="止", required=False, widget=DayInput())

    def wanted(self) -> RateFilter:
        """The filter for the selector; what cannot be read narrows nothing."""
        return RateFilter(self.value("currency") or "", self.value("first"), self.value("last"))


class RateForm(PageForm):
    """One rate."""

    currency = forms.ChoiceField(label="币种", choices=CHOICES)
    day = forms.DateField(label="日期", widget=DayInput(), help_text="中间价公布的日子；节假日无价，可录月末前最后一价")
    rate = forms.DecimalField(
        label="汇率（元）",
        max_digits=12,
        decimal_places=6,
        help_text="1 单位外币折合人民币，如 6.8680；报价为 100 单位的请除以 100",
    )
    source = forms.CharField(label="来源", max_length=60, initial="中国人民银行授权公布中间价")
    reason = forms.CharField(
        label="更正原因",
        required=False,
        max_length=200,
        help_text="当日已有汇率时必填；新值取代旧值，旧值保留，已折算的金额不变",
    )

"""Filters of the investor list."""

from django import forms

from luodi.interfaces.web.ui.forms import FilterForm


class InvestorFilters(FilterForm):
    """By name or credit code."""

    q = forms.CharField(
        label="名称或统一社会信用代码",
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "企业名称或 18 位代码"}),
    )

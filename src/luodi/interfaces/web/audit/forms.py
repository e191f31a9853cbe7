"""Filters of the audit log."""

from django import forms

from luodi.across.insight.selectors import LogSearch
from luodi.interfaces.web.ui.audit_words import ACTIONS
from luodi.interfaces.web.ui.forms import DayInput, FilterForm


class AuditFilters(FilterForm):
    """Who, what, on which thing, when."""

    q = forms.CharField(label="对象或操作人", required=False, max_length=80)
    action = forms.ChoiceField(
        label="动作", required=False, choices=[("", "全部"), *sorted(ACTIONS.items(), key=lambda pair: pair[1])]
    )
    day_from = forms.DateField(label="起", required=False, widget=DayInput())
    day_to = forms.DateField(label="止", required=False, widget=DayInput())

    def wanted(self) -> LogSearch:
        """The search for the selector; what cannot be read narrows nothing."""
        return LogSearch(
            word=self.value("q") or "",
            action=self.value("action") or "",
            day_from=self.value("day_from"),
            day_to=self.value("day_to"),
        )

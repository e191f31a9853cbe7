"""Filters of the audit log."""

from django import forms
from django.db.models import QuerySet

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

    def narrow(self, rows: QuerySet) -> QuerySet:  # type: ignore[type-arg]  # pages know no models
        """The entries that meet the filters."""
        exact = {
            "action": self.value("action"),
            "at__date__gte": self.value("day_from"),
            "at__date__lte": self.value("day_to"),
        }
        rows = rows.filter(**{name: value for name, value in exact.items() if value})
        word = self.value("q")
        if not word:
            return rows
        return rows.filter(subject_label__contains=word) | rows.filter(actor__person__name__contains=word)

"""The choice of unit and period."""

from typing import Any

from django import forms

from luodi.across.insight import selectors as insight
from luodi.base.core.periods import Period, parse_period
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import PageForm, UnitField, rule_errors


class ContextForm(PageForm):
    """Unit in reach and period; `next` is where the person came from."""

    unit = UnitField(label="单位", empty_label=None)
    period = forms.ChoiceField(label="时期")
    span = forms.CharField(
        label="或任意起止", required=False, max_length=40, help_text="如 2022..2023H1、2023-01-10..2023-06-20"
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, viewer: Any, around: Period, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)
        self.field("period").choices = scope.choices(around, first=insight.first_fact_on())

    def clean(self) -> dict[str, Any]:
        """A typed span wins over the chosen period."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("span"):
            with rule_errors(self):
                cleaned["period"] = parse_period(cleaned["span"]).code
        return cleaned

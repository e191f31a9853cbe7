"""The choice of unit and period."""

from typing import Any

from django import forms

from luodi.base.core.periods import Period
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.forms import PageForm, UnitField


class ContextForm(PageForm):
    """Unit in reach and period; `next` is where the person came from."""

    unit = UnitField(label="单位", empty_label=None)
    period = forms.ChoiceField(label="时期")
    next = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, viewer: Any, around: Period, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.fields["unit"].queryset = orgs.visible_units(viewer, Permission.VIEW)  # type: ignore[attr-defined]
        groups = [(label, [(one.code, one.label) for one in periods]) for label, periods in scope.offered(around)]
        self.fields["period"].choices = groups  # type: ignore[attr-defined]

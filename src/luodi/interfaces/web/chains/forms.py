"""The form of a chain."""

from typing import Any

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Permission as Orgs
from luodi.interfaces.web.ui.forms import PageForm, UnitField


class ChainForm(PageForm):
    """Name, lead unit, task force."""

    name = forms.CharField(label="产业链名称", max_length=60)
    lead_unit = UnitField(label="牵头单位", required=False, empty_label="—")
    task_force = UnitField(label="专班", required=False, empty_label="—", help_text="专班成员可以看到本链全部项目")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        for name in ("lead_unit", "task_force"):
            self.field(name).queryset = orgs.visible_units(viewer, Orgs.VIEW_UNITS)

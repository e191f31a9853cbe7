"""Filters of the wall."""

from typing import Any, Final

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission
from luodi.interfaces.web.ui.forms import FilterForm, UnitField

LETTERS: Final = "红橙黄蓝绿灰"


class WallFilters(FilterForm):
    """Of which unit and colour."""

    submit_label = "查看"
    folds = "单位与颜色"
    unit = UnitField(label="单位", required=False, empty_label="全部")
    colour = forms.ChoiceField(
        label="颜色", required=False, choices=[("", "全部"), *((letter, letter) for letter in LETTERS)]
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)

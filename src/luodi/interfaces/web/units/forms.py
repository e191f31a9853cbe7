"""Forms of units."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Group, Permission, UnitKind, group_label, kind_label
from luodi.interfaces.web.ui.forms import DayInput, PageForm, UnitField


def _labelled(values: Iterable[str], label: Callable[[str, str], str]) -> list[tuple[str, str]]:
    """Choices in the words of the area's level."""
    level = orgs.area_level()
    return [(value, label(value, level)) for value in values]


class UnitFields(PageForm):
    """Name, kind and group."""

    name = forms.CharField(label="单位名称", max_length=100)
    short_name = forms.CharField(label="简称", required=False, max_length=40)
    kind = forms.ChoiceField(
        label="类别", choices=lambda: _labelled(UnitKind.values, kind_label), initial=UnitKind.DEPARTMENT.value
    )
    group = forms.ChoiceField(label="考核分组", required=False, choices=lambda: _labelled(Group.values, group_label))


class UnitChangeForm(UnitFields):
    """The same of a unit that there is, with the day from which another group holds."""

    group_from = forms.DateField(
        label="分组起始日",
        required=False,
        widget=DayInput(),
        help_text="改了考核分组才填，不填为今天（第一次分组不填为一直有效）；起始日以前的各期仍按原来的分组考核",
    )


class UnitForm(UnitFields):
    """A new unit under a parent."""

    parent = UnitField(label="上级单位")
    code = forms.CharField(label="单位代码", max_length=40, help_text="建立后不再改变")
    field_order = ("parent", "code", "name", "short_name", "kind", "group")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("parent").queryset = orgs.visible_units(viewer, Permission.MANAGE_UNITS)


class MergeForm(PageForm):
    """Into which unit, from which day, on what basis; `seen` says that the preview was looked at."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput())
    into = UnitField(label="并入单位")
    on = forms.DateField(label="撤并日期", widget=DayInput())
    reason = forms.CharField(
        label="依据", max_length=300, widget=forms.Textarea(), help_text="文号或事由；原单位的事实留在原处"
    )

    def __init__(self, *args: Any, viewer: Any, code: str, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        units = orgs.visible_units(viewer, Permission.MANAGE_UNITS).exclude(code=code).filter(active_to=None)
        self.field("into").queryset = units

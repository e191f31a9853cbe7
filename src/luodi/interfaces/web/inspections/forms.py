"""Forms of inspections."""

from typing import Any

from django import forms

from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as projects
from luodi.domains.supervision.rules.inspections import InspectionKind
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.services import PlanValues
from luodi.interfaces.web.ui.forms import DayInput, ManyFilesField, PageForm, UnitField


class ManyUnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Several units by their codes."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(queryset=None, to_field_name="code", **options)

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's signature
        """The unit's name."""
        return str(obj.label)


class PlanForm(PageForm):
    """A plan with its basis."""

    title = forms.CharField(label="计划名称", max_length=120)
    kind = forms.ChoiceField(label="类别", choices=InspectionKind.choices)
    unit = UnitField(label="组织单位")
    basis_no = forms.CharField(
        label="依据文号", max_length=80, required=False, help_text="没有依据文号的不得批准（基层减负规定）"
    )
    begins_on = forms.DateField(label="开始日", widget=DayInput())
    ends_on = forms.DateField(label="结束日", widget=DayInput())
    units = ManyUnitsField(label="被督查单位", help_text="可多选；同一季度已列入其他计划的会提醒合并")
    note = forms.CharField(label="内容和要求", max_length=500, required=False, widget=forms.Textarea())
    sections = (("", ("title", "kind", "unit", "basis_no", "begins_on", "ends_on", "units", "note")),)
    doubles = frozenset({"title"})

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        units = orgs.visible_units(viewer, Permission.PLAN).filter(active_to=None)
        self.field("unit").queryset = units
        self.field("units").queryset = units
        self.fields["units"].widget.attrs["size"] = 8

    def values(self) -> PlanValues:
        """As the verb takes it."""
        data = dict(self.cleaned_data)
        return PlanValues(units=tuple(data.pop("units")), **data)


class PlanActForm(PageForm):
    """What a step of a plan asks for."""

    note = forms.CharField(label="说明", max_length=300, required=False)
    basis_no = forms.CharField(label="依据文号", max_length=80, required=False)
    into = forms.ChoiceField(label="并入计划", required=False)

    def __init__(self, *args: Any, plan: Any, targets: list[Any], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.targets = targets
        if plan.basis_no:
            del self.fields["basis_no"]
        if targets:
            choices = [("", "—"), *((str(one.pk), f"{one.number} {one.title}") for one in targets)]
            self.field("into").choices = choices
        else:
            del self.fields["into"]


class VisitForm(PageForm):
    """A visit with its photos; time and place of the photos are asked once for all of them."""

    unit = UnitField(label="被督查单位")
    project = forms.CharField(label="项目编号", max_length=20, required=False, help_text="查看项目时填写")
    held_on = forms.DateField(label="日期", widget=DayInput())
    place = forms.CharField(label="地点", max_length=120, required=False)
    inspectors = forms.CharField(label="督查人员", max_length=120)
    summary = forms.CharField(label="督查情况", max_length=1000, widget=forms.Textarea(attrs={"lines": 5}))
    photos = ManyFilesField(label="现场照片", required=False, help_text=f"可多选；{ACCEPTED}")
    taken_at = forms.TimeField(
        label="拍摄时间",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="当天的时刻，空着为现在",
    )
    latitude = forms.DecimalField(label="纬度", required=False, max_digits=9, decimal_places=6)
    longitude = forms.DecimalField(label="经度", required=False, max_digits=9, decimal_places=6)
    sections = (
        ("", ("unit", "project", "held_on", "place", "inspectors", "summary")),
        ("照片", ("photos", "taken_at", "latitude", "longitude")),
    )

    def __init__(self, *args: Any, viewer: Any, units: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.viewer = viewer
        self.field("unit").queryset = units

    def clean_project(self) -> Any:  # noqa: ANN401 - pages know no models
        """The project of the code, if it is in reach."""
        code = self.cleaned_data["project"].strip()
        return projects.project_by_code(self.viewer, code) if code else None


class FindingForm(PageForm):
    """What was found wrong."""

    text = forms.CharField(label="发现的问题", max_length=500, widget=forms.Textarea())
    demand = forms.CharField(label="整改要求", max_length=500, widget=forms.Textarea())
    due_on = forms.DateField(label="整改期限", widget=DayInput(), help_text="自督查之日起最长 15 天")


class FindingActForm(PageForm):
    """Words and documents of a step; the button says which."""

    act = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label="情况说明", max_length=1000, required=False, widget=forms.Textarea())
    evidence = ManyFilesField(label="整改材料", required=False, help_text=f"可多选；{ACCEPTED}")


class MarkForm(PageForm):
    """A judge's mark."""

    judge = forms.CharField(label="评委", max_length=60, help_text="同一评委再次录入以后一次为准")
    mark = forms.DecimalField(label="评分", max_digits=5, decimal_places=2, help_text="0—100")

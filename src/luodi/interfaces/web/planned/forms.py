"""Forms of planned projects."""

from collections.abc import Sequence
from typing import Any

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.base.orgs.rules import Permission as Orgs
from luodi.domains.chains import selectors as chains
from luodi.domains.offers.rules import Permission, PlannedState, ResourceKind
from luodi.domains.offers.selectors import PlannedFilter
from luodi.domains.offers.services import PlannedValues
from luodi.domains.projects import selectors as projects
from luodi.domains.projects.rules import ChainAction
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, PageForm, RowField, UnitField

EARLIEST, LATEST = 1990, 2100


class ManyUnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Several units by their codes."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(queryset=None, to_field_name="code", **options)

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's signature
        """The unit's name."""
        return str(obj.label)


class PlannedFilters(FilterForm):
    """By words, unit, chain, state, resource and year of offering."""

    q = forms.CharField(label="名称、编号", required=False, max_length=60)
    unit = UnitField(label="谋划单位", required=False, empty_label="全部")
    chain = RowField(label="产业链", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), ("LIBRARY", "在库"), *PlannedState.choices]
    )
    resource = forms.ChoiceField(label="依托资源", required=False, choices=[("", "全部"), *ResourceKind.choices])
    year = forms.IntegerField(label="推介年度", required=False, min_value=EARLIEST, max_value=LATEST)

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)
        self.field("chain").offer(chains.chains(viewer), lambda row: row.name)

    def wanted(self) -> PlannedFilter:
        """As the selector takes it; what cannot be read narrows nothing."""
        unit, chain, state = self.value("unit"), self.value("chain"), self.value("state") or ""
        return PlannedFilter(
            unit_path="" if unit is None or unit.parent_id is None else unit.path,
            chain_id=None if not chain else chain.pk,
            state="" if state == "LIBRARY" else state,
            in_library=state == "LIBRARY",
            resource=self.value("resource") or "",
            year=self.value("year"),
            search=self.value("q") or "",
        )


class PlannedForm(PageForm):
    """What is said of a planned project."""

    title = forms.CharField(label="名称", max_length=120)
    unit = UnitField(label="谋划单位")
    occurred_on = forms.DateField(label="征集日期", widget=DayInput())
    chain = RowField(label="产业链", required=False)
    action = forms.ChoiceField(label="对产业链的作用", required=False, choices=[("", "—"), *ChainAction.choices])
    sectors = forms.CharField(label="产业方向", required=False, max_length=120, help_text="如 新能源装备、预制菜")
    investment_in_wan = forms.DecimalField(
        label="计划投资（万元）",
        required=False,
        max_digits=18,
        decimal_places=4,
        help_text="没有测算的空着，统计时另行注明",
    )
    land_mu = forms.DecimalField(label="用地需求（亩）", required=False, max_digits=12, decimal_places=2)
    site = forms.CharField(label="选址", required=False, max_length=120)
    resource = forms.ChoiceField(
        label="依托资源",
        required=False,
        choices=[("", "—"), *ResourceKind.choices],
        help_text="依托闲置资源谋划的填写，计入资源类项目",
    )
    owners = ManyUnitsField(label="共同谋划单位", required=False, help_text="市、县、部门共同谋划的可多选")
    brochure = forms.CharField(
        label="推介内容",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"lines": 8}),
        help_text="对外推介用的文字：建设内容、优势条件、合作方式、联系单位",
    )
    reason = forms.CharField(
        label="修改原因", required=False, max_length=200, help_text="修改时必填，原内容作为旧版保留"
    )
    sections = (
        ("基本情况", ("title", "unit", "occurred_on", "chain", "action", "sectors", "owners")),
        ("投资与载体", ("investment_in_wan", "land_mu", "site", "resource")),
        ("推介", ("brochure", "reason")),
    )
    doubles = frozenset({"title"})

    def __init__(self, *args: Any, viewer: Any, is_new: bool, owners: Sequence[Any] = (), **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.field("chain").offer(chains.chains(viewer), lambda row: row.name, empty="—")
        self.field("owners").queryset = orgs.visible_units(viewer, Orgs.VIEW_UNITS)
        self.fields["owners"].widget.attrs["size"] = 6
        seen = set(self.field("owners").queryset)
        self._unseen = tuple(unit for unit in owners if unit not in seen)
        if is_new:
            del self.fields["reason"]
            self.field("unit").queryset = orgs.visible_units(viewer, Permission.EDIT).filter(active_to=None)
        else:
            del self.fields["unit"]
            del self.fields["occurred_on"]

    def values(self) -> PlannedValues:
        """As the verb takes it."""
        data = {
            name: value for name, value in self.cleaned_data.items() if name not in {"unit", "occurred_on", "reason"}
        }
        owners = (*data.pop("owners"), *self._unseen)
        return PlannedValues(owners=owners, **(data | {"chain": data["chain"] or None}))


class StepForm(PageForm):
    """The day and the words of a step; the button says which."""

    act = forms.CharField(widget=forms.HiddenInput, required=False)
    occurred_on = forms.DateField(label="日期", widget=DayInput())
    note = forms.CharField(
        label="说明", required=False, max_length=300, widget=forms.Textarea(), help_text="出库必须写明原因"
    )


class RevokeForm(PageForm):
    """Why the last step is taken back."""

    reason = forms.CharField(label="撤销原因", max_length=300, widget=forms.Textarea())


class LinkForm(PageForm):
    """Into which project it turned, and from which day on."""

    project = forms.CharField(label="项目编号", max_length=20, help_text="台账中的项目编号，如 P2023-0001")
    linked_on = forms.DateField(label="关联日期", widget=DayInput(), help_text="客商认领该策划项目的日子")
    reason = forms.CharField(
        label="依据", max_length=300, widget=forms.Textarea(), help_text="对接记录、合作协议、招商活动等"
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.viewer = viewer

    def clean_project(self) -> Any:  # noqa: ANN401 - pages know no models
        """The project of the code, if it is in reach."""
        return projects.project_by_code(self.viewer, self.cleaned_data["project"].strip())


class EndForm(PageForm):
    """From which day a link holds no more, and why."""

    ends_on = forms.DateField(label="解除日期", widget=DayInput(), help_text="关联有误的填原关联日期，即视为从未关联")
    reason = forms.CharField(label="解除原因", max_length=300, widget=forms.Textarea())

"""Forms of orders: filters, a draft, the issue, and one form for whatever may be done now."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms

from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as projects
from luodi.domains.supervision import selectors
from luodi.domains.supervision.rules.orders import OrderAct, OrderKind, OrderState
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.rules.tasks import OF_ORDERS, Task
from luodi.domains.supervision.selectors import Button, OrderFilter
from luodi.domains.supervision.selectors.statistics import AGES
from luodi.domains.supervision.services import OrderValues, Said
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, ManyFilesField, PageForm, UnitField
from luodi.interfaces.web.ui.supervision_marks import age_code, age_words

MILESTONES: Final = 4
AGE_CODES: Final = {age_code(least): (least, most) for least, most in AGES}
BANDS: Final = tuple((code, age_words(*age)) for code, age in AGE_CODES.items())
_CLOSING: Final = frozenset({OrderAct.CLOSE.value, OrderAct.CLOSE_UNCONFIRMED.value})


class OrderFilters(FilterForm):
    """Words, kind, state, unit, and what is late."""

    q = forms.CharField(label="事项、文号", required=False, max_length=60)
    kind = forms.ChoiceField(label="单别", required=False, choices=[("", "全部"), *OrderKind.choices])
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部"), *(pair for pair in OrderState.choices if pair[0] != OrderState.DRAFT)],
    )
    unit = UnitField(label="牵头单位", required=False, empty_label="全部")
    open = forms.ChoiceField(
        label="进度",
        required=False,
        choices=[("", "全部"), ("1", "在办"), ("late", "已逾期"), *((code, f"逾期 {days}") for code, days in BANDS)],
    )
    task = forms.ChoiceField(
        label="等我办",
        required=False,
        choices=[("", "全部"), *(pair for pair in Task.choices if pair[0] in OF_ORDERS)],
    )

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)

    def wanted(self, today: date) -> OrderFilter:
        """As the selector takes it."""
        progress = self.value("open") or ""
        age = AGE_CODES.get(progress)
        return OrderFilter(
            kind=self.value("kind") or "",
            state=self.value("state") or "",
            unit=self.value("unit") or None,
            search=self.value("q") or "",
            overdue_on=today if progress == "late" or age is not None else None,
            open_only=bool(progress),
            task=self.value("task") or "",
            age=age,
        )


class HandlerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """An account, shown with its unit."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's signature
        """The person and the unit."""
        return f"{obj.display_name}（{obj.unit.label if obj.unit else '—'}）"


class ManyUnitsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    """Several units by their codes."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        super().__init__(queryset=None, to_field_name="code", **options)

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's signature
        """The unit's name."""
        return str(obj.label)


class DraftForm(PageForm):
    """What an order says: one matter, one lead unit."""

    kind = forms.ChoiceField(label="单别", choices=OrderKind.choices)
    unit = UnitField(label="牵头单位")
    handler = HandlerField(
        label="承办人", queryset=None, required=False, empty_label="由单位安排", help_text="须是牵头单位的人员"
    )
    title = forms.CharField(label="事项", max_length=120, help_text="一单只交办一件事")
    text = forms.CharField(label="办理要求", max_length=2000, widget=forms.Textarea(attrs={"lines": 5}))
    basis = forms.CharField(label="依据", max_length=200, required=False, help_text="会议、批示或文号")
    project = forms.CharField(
        label="项目编号", max_length=20, required=False, help_text="与项目有关时填写，如 P2023-0001"
    )
    assists = ManyUnitsField(label="协办单位", required=False, help_text="可多选；各协办单位分别反馈")
    sections = (("", ("kind", "unit", "handler", "title", "text", "basis", "project", "assists")),)
    doubles = frozenset({"title"})

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.viewer = viewer
        units = orgs.visible_units(viewer, Permission.DRAFT).filter(active_to=None)
        self.field("unit").queryset = units
        self.field("assists").queryset = units
        sentence = "牵头单位已撤并，或不在您的管辖范围内。请从列表中重新选择。"
        self.fields["unit"].error_messages["invalid_choice"] = sentence
        people = orgs.users().filter(is_active=True, is_service=False, unit__in=units)
        self.field("handler").queryset = people
        self.fields["assists"].widget.attrs["size"] = 6

    def clean_project(self) -> Any:  # noqa: ANN401 - pages know no models
        """The project of the code, if it is in reach."""
        code = self.cleaned_data["project"].strip()
        return projects.project_by_code(self.viewer, code) if code else None

    def values(self, **more: Any) -> OrderValues:  # noqa: ANN401 - what the order came from
        """As the verb takes it."""
        data = dict(self.cleaned_data)
        return OrderValues(assists=tuple(data.pop("assists")), **data, **more)


class IssueForm(PageForm):
    """Until when; milestones when it takes longer than usual."""

    due_on = forms.DateField(label="办理期限", widget=DayInput(), required=False)

    def __init__(self, *args: Any, needs_day: bool, usual: date | None, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["due_on"].required = needs_day
        self.fields["due_on"].initial = usual
        numbers = range(1, MILESTONES + 1)
        marks = [name for number in numbers for name in (f"mark_{number}", f"day_{number}")]
        self.sections = (("期限", ("due_on",)), ("办理节点（复杂事项填写）", marks))
        for number in range(1, MILESTONES + 1):
            self.add(f"mark_{number}", forms.CharField(label=f"节点{number}", max_length=100, required=False))
            self.add(f"day_{number}", forms.DateField(label="节点期限", widget=DayInput(), required=False))

    def clean(self) -> dict[str, Any]:
        """A milestone has both its name and its day."""
        data = self.cleaned_data
        found: dict[str, date] = {}
        for number in range(1, MILESTONES + 1):
            title, day = data.get(f"mark_{number}"), data.get(f"day_{number}")
            if bool(title) != bool(day):
                raise forms.ValidationError("每个节点都要写明名称和日期。")
            if title and day:
                found[title] = day
        data["milestones"] = found
        return data


class ActForm(PageForm):
    """Words, documents and whatever else the offered acts ask for; the button says which act it is."""

    act = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label="情况说明", max_length=1000, required=False, widget=forms.Textarea())

    def __init__(self, *args: Any, order: Any, buttons: Iterable[Button], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        offered = {button.code for button in buttons}
        if offered & {OrderAct.PLAN, OrderAct.REPLY, OrderAct.ASSIST, OrderAct.FINISH}:
            self.add("evidence", ManyFilesField(label="佐证材料", required=False, help_text=f"可多选；{ACCEPTED}"))
        if OrderAct.ASK_EXTENSION in offered:
            self.add("due_on", forms.DateField(label="申请延期至", widget=DayInput(), required=False))
        if OrderAct.MILESTONE in offered:
            done = [
                (line.milestone.pk, line.milestone.title) for line in selectors.milestones_of(order) if not line.done_on
            ]
            self.add("milestone", forms.ChoiceField(label="完成的节点", required=False, choices=[("", "—"), *done]))
        if offered & _CLOSING and order.kind == OrderKind.SUPERVISE:
            self.add(
                "on_site",
                forms.CharField(label="现场核查", max_length=300, required=False, help_text="时间、地点、情况"),
            )
        if offered & _CLOSING and order.kind == OrderKind.ACCOUNT:
            self.add("paper_no", forms.CharField(label="处理决定文号", max_length=80, required=False))
            choices = [("", "请选择"), ("1", "公开"), ("0", "内部掌握")]
            self.add("is_public", forms.ChoiceField(label="结果", required=False, choices=choices))

    def said(self, order: Any, evidence: list[Any]) -> Said:  # noqa: ANN401 - pages know no models
        """As the verb takes it."""
        data = self.cleaned_data
        picked = data.get("milestone")
        return Said(
            note=data.get("note") or "",
            evidence=evidence,
            due_on=data.get("due_on"),
            milestone=order.milestones.filter(pk=picked).first() if picked else None,
            on_site=data.get("on_site") or "",
            paper_no=data.get("paper_no") or "",
            is_public={"1": True, "0": False}.get(data.get("is_public") or ""),
        )

"""Forms of problems."""

from typing import Any

from django import forms

from luodi.base.files.rules import ACCEPTED
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as projects
from luodi.domains.supervision import selectors
from luodi.domains.supervision.rules.issues import IssueCategory, IssueLevel, IssueState
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.services import IssueValues
from luodi.interfaces.web.ui.forms import DayInput, FilterForm, ManyFilesField, PageForm, UnitField


class IssueFilters(FilterForm):
    """Words, category, state, unit."""

    q = forms.CharField(label="问题、编号", required=False, max_length=60)
    category = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *IssueCategory.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *IssueState.choices])
    unit = UnitField(label="责任单位", required=False, empty_label="全部")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.VIEW)

    def narrow(self, rows: Any) -> Any:  # noqa: ANN401 - pages know no models
        """The rows that the filters ask for."""
        for name in ("category", "state"):
            wanted = self.value(name)
            rows = rows.filter(**{name: wanted}) if wanted else rows
        unit = self.value("unit")
        if unit is not None and unit.parent_id is not None:
            rows = rows.filter(unit__path__startswith=unit.path)
        for word in (self.value("q") or "").split():
            rows = rows.filter(title__contains=word) | rows.filter(number__contains=word)
        return rows


class IssueForm(PageForm):
    """A problem; of a company, with whom to ask for its word."""

    title = forms.CharField(label="标题", max_length=120)
    unit = UnitField(label="责任单位", help_text="由它接办并报办结")
    category = forms.ChoiceField(label="类别", choices=IssueCategory.choices)
    level = forms.ChoiceField(label="程度", choices=IssueLevel.choices)
    text = forms.CharField(label="具体情况", max_length=2000, widget=forms.Textarea(attrs={"lines": 5}))
    project = forms.CharField(
        label="项目编号", max_length=20, required=False, help_text="与项目有关时填写，如 P2023-0001"
    )
    raised_on = forms.DateField(label="提出日期", widget=DayInput(), required=False, help_text="空着为今天")
    due_on = forms.DateField(label="办理期限", widget=DayInput(), required=False, help_text="空着为 3 个工作日后")
    company = forms.CharField(
        label="提出企业", max_length=120, required=False, help_text="企业提出的，办结前由企业通过链接确认"
    )
    contact_name = forms.CharField(label="企业联系人", max_length=40, required=False)
    contact_phone = forms.CharField(label="联系电话", max_length=30, required=False)
    sections = (
        ("问题", ("title", "unit", "category", "level", "text", "project", "raised_on", "due_on")),
        ("代企业提出的填写", ("company", "contact_name", "contact_phone")),
    )
    doubles = frozenset({"title"})

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.viewer = viewer
        self.field("unit").queryset = selectors.addressees(viewer)

    def clean_project(self) -> Any:  # noqa: ANN401 - pages know no models
        """The project of the code, if it is in reach."""
        code = self.cleaned_data["project"].strip()
        return projects.project_by_code(self.viewer, code) if code else None

    def values(self) -> IssueValues:
        """As the verb takes it."""
        return IssueValues(**self.cleaned_data)


class StepForm(PageForm):
    """Words and documents of a step; the button says which."""

    act = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label="情况说明", max_length=1000, required=False, widget=forms.Textarea())
    evidence = ManyFilesField(label="佐证材料", required=False, help_text=f"可多选；{ACCEPTED}")


class AnswerForm(PageForm):
    """A company's answer."""

    is_solved = forms.ChoiceField(
        label="该事项是否已经解决", choices=[("yes", "已解决"), ("no", "未解决")], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="意见", max_length=500, required=False, widget=forms.Textarea(), help_text="未解决的，请写明还差什么"
    )

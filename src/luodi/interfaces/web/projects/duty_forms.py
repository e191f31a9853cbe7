"""Forms of responsibility: who answers, until when, visits, the set a project follows, papers."""

from typing import Any

from django import forms

from luodi.base.core.errors import BusinessError
from luodi.base.files.rules import ACCEPTED
from luodi.domains.projects.rules.responsibility import DutyPaper, DutyRole
from luodi.domains.projects.selectors import responsibility as duties
from luodi.domains.projects.services.responsibility import AssignmentValues
from luodi.domains.projects.services.visits import VisitValues
from luodi.interfaces.web.ui.forms import DayInput, PageForm, PersonField, UnitField


class AssignForm(PageForm):
    """Who answers in which role from which day on."""

    role = forms.ChoiceField(label="角色", choices=DutyRole.choices)
    person = PersonField(label="人员", required=False, help_text="包抓领导、责任人、首席服务员、驻工地专员选人员")
    unit = UnitField(label="单位", required=False, help_text="牵头部门、属地单位、工作专班选单位")
    starts_on = forms.DateField(label="自哪天起", widget=DayInput())
    basis = forms.CharField(label="依据", required=False, max_length=200, help_text="分工文件、会议纪要等名称或文号")

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("person").queryset = duties.assignable_people(viewer)
        self.field("unit").queryset = duties.assignable_units(viewer)

    def values(self) -> AssignmentValues:
        """What was filled in."""
        return AssignmentValues(**self.cleaned_data)


class EndForm(PageForm):
    """From which day on, and why."""

    ends_on = forms.DateField(label="自哪天起不再负责", widget=DayInput())
    reason = forms.CharField(label="事由", max_length=200, help_text="如：调离、分工调整")


class VisitForm(PageForm):
    """One visit."""

    visitor = PersonField(label="走访人")
    visited_on = forms.DateField(label="走访日期", widget=DayInput())
    found = forms.CharField(label="了解的情况", max_length=500, widget=forms.Textarea())
    decided = forms.CharField(label="议定事项", required=False, max_length=500, widget=forms.Textarea())

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("visitor").queryset = people

    def values(self) -> VisitValues:
        """What was filled in."""
        return VisitValues(**self.cleaned_data)


class ReasonForm(PageForm):
    """Why an entry is taken out."""

    reason = forms.CharField(label="更正原因", max_length=300, widget=forms.Textarea())


class ChooseSetForm(PageForm):
    """The set that the project follows."""

    code = forms.ChoiceField(label="责任体系", required=False)
    reason = forms.CharField(label="依据", max_length=200, help_text="如：专题会议纪要文号")

    def __init__(self, *args: Any, sets: list[tuple[str, str]], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        self.field("code").choices = [("", "按通常规定"), *sets]


class DutyPaperForm(PageForm):
    """A paper that the set asks for."""

    paper = forms.ChoiceField(label="材料", choices=DutyPaper.choices)
    attachment = forms.FileField(label="文件", help_text=ACCEPTED)


def require_people(people: Any) -> None:  # noqa: ANN401 - pages know no models
    """Refuse a visit where nobody answers yet."""
    if not people.exists():
        raise BusinessError("本项目还没有安排由人担任的角色，请先在“责任”页安排。", code="visits.visitor")

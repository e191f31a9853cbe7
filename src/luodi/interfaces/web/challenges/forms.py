"""Forms of challenges."""

from typing import Any

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.domains.chains import selectors as chains
from luodi.domains.incentives.rules.challenges import Aim, ChallengeAct, Subject, TakeAct
from luodi.domains.incentives.rules.rights import Permission
from luodi.domains.incentives.selectors import challenges as selectors
from luodi.domains.incentives.services.challenges import ChallengeValues
from luodi.domains.projects import selectors as projects
from luodi.interfaces.web.ui.forms import DayInput, PageForm, PersonField, RowField, UnitField


class ChallengeForm(PageForm):
    """What is held out."""

    unit = UnitField(label="张榜单位")
    subject = forms.ChoiceField(label="类别", choices=Subject.choices)
    title = forms.CharField(label="榜题", max_length=120, help_text="如 引进铝精深加工龙头企业")
    chain = RowField(label="产业链", required=False)
    task = forms.CharField(
        label="任务要求",
        max_length=2000,
        widget=forms.Textarea(attrs={"lines": 5}),
        help_text="要引进的目标企业、要补的环节或要推动的项目，办到什么程度",
    )
    aim = forms.ChoiceField(label="成果标准", choices=Aim.choices, help_text="揭榜之后在项目台账中认定的事实")
    due_on = forms.DateField(label="完成期限", widget=DayInput())
    evidence_wanted = forms.CharField(label="佐证要求", required=False, max_length=300)
    reward = forms.CharField(
        label="激励承诺", max_length=300, help_text="对揭榜单位和个人的激励，如通报表扬、考核加分；不写给企业的优惠"
    )
    doubles = frozenset({"title", "reward", "evidence_wanted"})

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.POST).filter(active_to=None)
        self.field("chain").offer(chains.chains(viewer), lambda row: row.name, empty="—")

    def values(self) -> ChallengeValues:
        """As the verb takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "unit"}
        return ChallengeValues(**(data | {"chain": data["chain"] or None}))


class TakeForm(PageForm):
    """Who takes it up, with which promise."""

    unit = UnitField(label="揭榜单位")
    person = PersonField(label="揭榜个人", required=False, empty_label="以单位名义揭榜")
    promise = forms.CharField(
        label="揭榜承诺", max_length=500, widget=forms.Textarea(), help_text="到什么时候、做到什么程度，由谁负责"
    )

    def __init__(self, *args: Any, viewer: Any, one: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = selectors.takers(viewer, one)
        self.field("person").queryset = selectors.taking_people(viewer, one)


class ChangeForm(PageForm):
    """Another deadline, or that it is taken down; always with the reason."""

    due_on = forms.DateField(label="新的完成期限", widget=DayInput())
    reason = forms.CharField(label="原因", max_length=300, widget=forms.Textarea())

    def __init__(self, *args: Any, act: ChallengeAct, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        if act is ChallengeAct.END:
            del self.fields["due_on"]


class StepForm(PageForm):
    """A step of a taker; a report names the project that is the result."""

    project = forms.CharField(label="成果项目编号", max_length=20, help_text="台账中的项目编号，如 P2023-0001")
    note = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea())

    def __init__(self, *args: Any, act: TakeAct, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.viewer = viewer
        if act is not TakeAct.REPORT:
            del self.fields["project"]

    def clean_project(self) -> Any:  # noqa: ANN401 - pages know no models
        """The project of the code, if it is in reach."""
        return projects.project_by_code(self.viewer, self.cleaned_data["project"].strip())

"""Forms of milestones: the plan, a change of its days, and an actual day."""

from collections.abc import Sequence
from typing import Any

from django import forms

from luodi.base.files.rules import ACCEPTED
from luodi.domains.projects.rules.milestones import LONGEST_DAYS, StepSpec
from luodi.domains.projects.selectors.milestones import Milestone
from luodi.interfaces.web.ui.forms import DayInput, ManyFilesField, PageForm


class PlanForm(PageForm):
    """The target day, and how many days each milestone takes."""

    target_on = forms.DateField(
        label="目标日（最后一个节点）", widget=DayInput(), help_text="从这一天倒排各节点的计划日"
    )

    def __init__(self, *args: Any, steps: Sequence[StepSpec], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        names = {step.code: step.name for step in steps}
        for step in steps:
            after = "、".join(names[code] for code in step.after)
            self.add(
                f"days_{step.code}",
                forms.IntegerField(
                    label=f"{step.name}（天）",
                    initial=step.days,
                    min_value=1,
                    max_value=LONGEST_DAYS,
                    help_text=f"在“{after}”之后" if after else "",
                ),
            )
        self.sections = (("目标", ("target_on",)), ("各节点所需天数", tuple(f"days_{step.code}" for step in steps)))

    def days(self) -> dict[str, int]:
        """Days by the code of the milestone."""
        return {name[5:]: value for name, value in self.cleaned_data.items() if name.startswith("days_")}


class PlanChangeForm(PageForm):
    """Other days of milestones that are not done, with the reason."""

    def __init__(self, *args: Any, milestones: Sequence[Milestone], **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        names = {one.code: one.name for one in milestones}
        open_ones = [one for one in milestones if one.done_on is None]
        for one in open_ones:
            after = "、".join(names[code] for code in one.after)
            self.add(
                f"on_{one.code}",
                forms.DateField(
                    label=one.name,
                    initial=one.planned_on,
                    widget=DayInput(),
                    help_text=f"不早于“{after}”" if after else "",
                ),
            )
        self.add("reason", forms.CharField(label="调整原因和依据", max_length=300, widget=forms.Textarea()))
        self.sections = (("计划日", tuple(f"on_{one.code}" for one in open_ones)), ("原因", ("reason",)))

    def dates(self) -> dict[str, Any]:
        """Days by the code of the milestone."""
        return {name[3:]: value for name, value in self.cleaned_data.items() if name.startswith("on_")}


class DoneForm(PageForm):
    """The actual day of a milestone."""

    done_on = forms.DateField(label="完成日期", widget=DayInput(), help_text="实际完成的日子，不是填报日")
    note = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea())
    photos = ManyFilesField(label="照片或材料", required=False, help_text=f"可多选；{ACCEPTED}")


class TakeBackForm(PageForm):
    """Why an actual day is taken back."""

    reason = forms.CharField(
        label="撤销原因", max_length=300, widget=forms.Textarea(), help_text="撤销须经他人认定后生效，原记录保留"
    )

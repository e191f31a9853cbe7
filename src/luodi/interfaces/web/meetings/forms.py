"""Forms of meetings."""

from typing import Any

from django import forms

from luodi.base.orgs import selectors as orgs
from luodi.domains.supervision.rules.meetings import MeetingKind
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.services import MeetingValues
from luodi.interfaces.web.ui.forms import DayInput, PageForm, UnitField


class MeetingForm(PageForm):
    """A meeting in preparation."""

    kind = forms.ChoiceField(label="类别", choices=MeetingKind.choices)
    title = forms.CharField(label="会议名称", max_length=120, help_text="如 7月上半月招商引资调度会")
    unit = UnitField(label="召集单位", help_text="议程取该单位及下级的逾期三单、预警项目和新问题")
    held_on = forms.DateField(label="日期", widget=DayInput())
    place = forms.CharField(label="地点", max_length=80, required=False)
    chair = forms.CharField(label="主持人", max_length=60)
    attendees = forms.CharField(label="参加单位和人员", max_length=1000, required=False, widget=forms.Textarea())
    topics = forms.CharField(
        label="其他议题",
        max_length=2000,
        required=False,
        widget=forms.Textarea(),
        help_text="每行一个，列在自动议程之后",
    )
    sections = (("", ("kind", "title", "unit", "held_on", "place", "chair", "attendees", "topics")),)
    doubles = frozenset({"title"})

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.MEET).filter(active_to=None)

    def values(self) -> MeetingValues:
        """As the verb takes it."""
        return MeetingValues(**self.cleaned_data)


class DecisionForm(PageForm):
    """A decision for one unit."""

    text = forms.CharField(label="议定事项", max_length=500, widget=forms.Textarea())
    unit = UnitField(label="责任单位")
    due_on = forms.DateField(label="完成期限", widget=DayInput(), required=False)

    def __init__(self, *args: Any, viewer: Any, **options: Any) -> None:  # noqa: ANN401 - pages know no models
        super().__init__(*args, **options)
        self.field("unit").queryset = orgs.visible_units(viewer, Permission.MEET).filter(active_to=None)

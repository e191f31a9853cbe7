"""Tables of dispatch meetings: the frozen agenda and what was decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import Fact
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import Project
from luodi.domains.supervision.models.issues import Issue
from luodi.domains.supervision.models.orders import Order
from luodi.domains.supervision.rules.meetings import ItemKind, MeetingAct, MeetingKind, MeetingState


class Meeting(models.Model):
    """A meeting of a unit. State and number of the minutes are a cache of its steps."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("chair", "attendees")

    kind = models.CharField("类别", max_length=12, choices=MeetingKind)
    title = models.CharField("会议名称", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="召集单位")
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=80, blank=True)
    chair = models.CharField("主持人", max_length=60)
    attendees = models.TextField("参加单位和人员", max_length=1000, blank=True)
    topics = models.TextField("其他议题", max_length=2000, blank=True)
    created_at = models.DateTimeField("登记时间")

    state = models.CharField("状态", max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    number = models.CharField("纪要编号", max_length=30, blank=True)

    class Meta:
        verbose_name = "调度会议"
        ordering = ("-held_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("number",), condition=~Q(number=""), name="meeting_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.held_on} {self.title}"


class MeetingStep(Fact):
    """One step of a meeting."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="steps", verbose_name="会议")
    act = models.CharField("步骤", max_length=10, choices=MeetingAct)
    note = models.CharField("说明", max_length=300, blank=True)
    number = models.CharField("纪要编号", max_length=30, blank=True)

    class Meta:
        verbose_name = "会议步骤"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.get_act_display()}"


class Decision(Fact):
    """What a meeting decided, for which unit, until when. `reverses` takes a mistaken one back."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", verbose_name="会议")
    text = models.CharField("议定事项", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    due_on = models.DateField("完成期限", null=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="withdrawal", verbose_name="撤回的事项"
    )

    class Meta:
        verbose_name = "议定事项"
        ordering = ("meeting_id", "pk")

    def __str__(self) -> str:
        return self.text


class AgendaItem(Fact):
    """An item of the agenda as it was fixed: what it said then, and what it spoke of."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="会议")
    position = models.PositiveSmallIntegerField("序号")
    kind = models.CharField("来源", max_length=10, choices=ItemKind)
    title = models.CharField("议题", max_length=200)
    text = models.CharField("情况", max_length=500, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="+", verbose_name="三单")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="+", verbose_name="问题")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="项目")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+", verbose_name="议定事项")

    class Meta:
        verbose_name = "议程"
        ordering = ("meeting_id", "position")
        constraints = (models.UniqueConstraint(fields=("meeting", "position"), name="agenda_position_once"),)

    def __str__(self) -> str:
        return self.title

"""Tables of what side events tell beyond their columns: details, approvals, facts that a merger carried over, new leads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import Fact
from luodi.base.orgs.models import Unit
from luodi.domains.investors.models import Activity
from luodi.domains.projects.models.ledger import CapitalRecord, StageEvent
from luodi.domains.projects.models.project import Project
from luodi.domains.projects.rules.sides import ApprovalRole, SideReason
from luodi.domains.targets.models import Target


class SideDetail(Fact):
    """What a side event tells beside its day and reason; which columns are filled follows from the event.

    `counterpart`: the project that replaces this one, or into which it was merged. A replacement names its task:
    `occasion` (a fair) or `target`. `approver` approved in writing, by the paper `approval_no`.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by", "approver")

    event = models.OneToOneField(StageEvent, models.PROTECT, related_name="side_detail", verbose_name="事件")
    category = models.CharField("停建原因类别", max_length=10, choices=SideReason, blank=True)
    expected_on = models.DateField("预计恢复日期", null=True)
    approver = models.CharField("批准人（单位）", max_length=60, blank=True)
    approval_no = models.CharField("文号", max_length=80, blank=True)
    disposal_of_land = models.CharField("土地处置", max_length=300, blank=True)
    disposal_of_money = models.CharField("已付资金处置", max_length=300, blank=True)
    competitor_place = models.CharField("流失去向", max_length=100, blank=True)
    lessons = models.CharField("原因教训", max_length=500, blank=True)
    counterpart = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="对应项目")
    occasion = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+", verbose_name="所属届次")
    target = models.ForeignKey(Target, models.PROTECT, null=True, related_name="+", verbose_name="所属任务")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="接收单位")

    class Meta:
        verbose_name = "状态事件说明"
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.event)


class SideApproval(Fact):
    """A side event approved by an account in a capacity; recognition asks for it."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    event = models.ForeignKey(StageEvent, models.PROTECT, related_name="side_approvals", verbose_name="事件")
    role = models.CharField("批准身份", max_length=10, choices=ApprovalRole)
    note = models.CharField("意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "状态事件批准"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("event", "role"), name="side_approval_once"),)

    def __str__(self) -> str:
        return f"{self.get_role_display()}批准：{self.event}"


class CarriedFact(Fact):
    """A fact of a merged project and the fact of the surviving one that says the same."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    merge = models.ForeignKey(StageEvent, models.PROTECT, related_name="carried", verbose_name="合并事件")
    event_from = models.ForeignKey(StageEvent, models.PROTECT, null=True, related_name="+", verbose_name="原事件")
    event_to = models.ForeignKey(StageEvent, models.PROTECT, null=True, related_name="+", verbose_name="并入事件")
    record_from = models.ForeignKey(CapitalRecord, models.PROTECT, null=True, related_name="+", verbose_name="原资金")
    record_to = models.ForeignKey(CapitalRecord, models.PROTECT, null=True, related_name="+", verbose_name="并入资金")

    class Meta:
        verbose_name = "合并带入的事实"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(event_from__isnull=False, event_to__isnull=False, record_from=None, record_to=None)
                | Q(event_from=None, event_to=None, record_from__isnull=False, record_to__isnull=False),
                name="carried_event_or_record",
            ),
        )

    def __str__(self) -> str:
        return str(self.event_to or self.record_to)


class Reopening(Fact):
    """A lost project that came back as a new lead."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    lost = models.OneToOneField(Project, models.PROTECT, related_name="reopened_as", verbose_name="流失项目")
    lead = models.OneToOneField(Project, models.PROTECT, related_name="reopened_from", verbose_name="新线索")

    class Meta:
        verbose_name = "流失后重启"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.lost} → {self.lead}"

"""Tables of what happened to a project: stage events and capital in place, with their evidence."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from luodi.base.approvals.models import Slip
from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.domains.investors.models import Activity
from luodi.domains.projects.models.project import Project
from luodi.domains.projects.rules import CapitalForm, CapitalOrigin, Event, Precision


class StageEvent(Fact):
    """Something that happened to a project on a day. It counts once its slip is recognised.

    `amount_in_wan` is the contract (SIGN) or agreement (FRAMEWORK) amount in 万元 CNY, null when it cannot be said.
    `reverses` names the event that this one takes out from `occurred_on` on.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="events", verbose_name="项目")
    event = models.CharField("事件", max_length=10, choices=Event)
    occurred_on = models.DateField("发生日")
    precision = models.CharField("日期精度", max_length=8, choices=Precision, default=Precision.DAY)
    amount_in_wan = models.DecimalField("金额（万元）", max_digits=18, decimal_places=4, null=True)
    currency = models.CharField("币种", max_length=3, default="CNY")
    amount_in_currency_wan = models.DecimalField("原币金额（万）", max_digits=18, decimal_places=4, null=True)
    occasion = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="+", verbose_name="签约活动")
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals", verbose_name="撤销事件")
    reason = models.CharField("事由", max_length=300, blank=True)
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")
    batch = models.CharField("导入批次", max_length=40, blank=True, db_index=True)
    evidence = models.ManyToManyField(Attachment, through="EventEvidence", related_name="+", verbose_name="佐证材料")

    class Meta:
        verbose_name = "阶段事件"
        ordering = ("occurred_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(event=Event.REVOKE) | Q(reverses__isnull=False), name="revoke_names_its_event"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_event_display()} {self.occurred_on}"


class EventEvidence(Fact):
    """A document that supports an event."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    event = models.ForeignKey(StageEvent, models.PROTECT, related_name="evidence_rows", verbose_name="事件")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "事件佐证"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.event_id} {self.attachment_id}"


class CapitalRecord(Fact):
    """Money in place. A point record has arrived_on = span_from = span_to; a sum known only for a span names the span.

    `amount_in_wan` is 万元 CNY, fixed at recording; negative for 冲减, which names its original in `reverses`.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="capital_records", verbose_name="项目")
    arrived_on = models.DateField("到位日")
    precision = models.CharField("日期精度", max_length=8, choices=Precision, default=Precision.DAY)
    span_from = models.DateField("期间起")
    span_to = models.DateField("期间止")
    amount_in_wan = models.DecimalField("到位金额（万元）", max_digits=18, decimal_places=4)
    currency = models.CharField("币种", max_length=3, default="CNY")
    amount_in_currency_wan = models.DecimalField("原币金额（万）", max_digits=18, decimal_places=4, null=True)
    rate = models.DecimalField("汇率", max_digits=12, decimal_places=6, null=True)
    rate_source = models.CharField("汇率来源", max_length=60, blank=True)
    origin = models.CharField("资金来源", max_length=12, choices=CapitalOrigin, default=CapitalOrigin.OUT_PROVINCE)
    form = models.CharField("出资形式", max_length=12, choices=CapitalForm, default=CapitalForm.CASH)
    voucher_no = models.CharField("凭证号", max_length=80, blank=True, db_index=True)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals", verbose_name="冲减记录")
    reason = models.CharField("事由", max_length=300, blank=True)
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")
    batch = models.CharField("导入批次", max_length=40, blank=True, db_index=True)
    evidence = models.ManyToManyField(Attachment, through="CapitalEvidence", related_name="+", verbose_name="佐证材料")

    class Meta:
        verbose_name = "到位资金"
        ordering = ("arrived_on", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(amount_in_wan=0), name="capital_not_zero"),
            models.CheckConstraint(condition=Q(span_to__gte=F("span_from")), name="capital_span_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.arrived_on} {self.amount_in_wan}万元"


class CapitalEvidence(Fact):
    """A document that supports an amount; one document supports one amount only."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    record = models.ForeignKey(CapitalRecord, models.PROTECT, related_name="evidence_rows", verbose_name="到位资金")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "资金佐证"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.record_id} {self.attachment_id}"

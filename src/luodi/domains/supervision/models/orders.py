"""Tables of the three orders and their steps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import Project
from luodi.domains.supervision.models.inspections import Finding
from luodi.domains.supervision.models.issues import Issue
from luodi.domains.supervision.rules.orders import OrderAct, OrderKind, OrderState, Source

CACHED = (
    "state",
    "number",
    "issued_on",
    "sign_due_on",
    "plan_due_on",
    "original_due_on",
    "due_on",
    "check_due_on",
    "signed_on",
    "planned_on",
    "reported_on",
    "ended_on",
    "returns",
    "wanted_due_on",
    "is_extension_used",
    "is_unconfirmed",
    "is_basis_gone",
)


class Order(models.Model):
    """One order: one matter, one lead unit. The columns named in CACHED are the replay of its steps.

    `source_key` makes drafts that the clock or another app proposes come once, however often they are proposed.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("handler", "drafted_by", "issued_by")

    kind = models.CharField("单别", max_length=10, choices=OrderKind)
    title = models.CharField("事项", max_length=120)
    text = models.TextField("办理要求", max_length=2000)
    basis = models.CharField("依据", max_length=200, blank=True)
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.OTHER)
    source_key = models.CharField("来源标识", max_length=80, blank=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="项目")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="orders", verbose_name="问题")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="orders", verbose_name="限期整改")
    decision = models.ForeignKey(
        "supervision.Decision", models.PROTECT, null=True, related_name="orders", verbose_name="议定事项"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="牵头单位")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="承办人"
    )
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="下达单位")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="following", verbose_name="前一单")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人")
    drafted_at = models.DateTimeField("起草时间")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )

    state = models.CharField("状态", max_length=10, choices=OrderState, default=OrderState.DRAFT)
    number = models.CharField("文号", max_length=30, blank=True)
    issued_on = models.DateField("下达日", null=True)
    sign_due_on = models.DateField("签收期限", null=True)
    plan_due_on = models.DateField("方案期限", null=True)
    original_due_on = models.DateField("原办理期限", null=True)
    due_on = models.DateField("办理期限", null=True)
    check_due_on = models.DateField("核查期限", null=True)
    signed_on = models.DateField("签收日", null=True)
    planned_on = models.DateField("方案日", null=True)
    reported_on = models.DateField("报请核查日", null=True)
    ended_on = models.DateField("办结日", null=True)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)
    wanted_due_on = models.DateField("申请延期至", null=True)
    is_extension_used = models.BooleanField("已申请过延期", default=False)
    is_unconfirmed = models.BooleanField("未获确认", default=False)
    is_basis_gone = models.BooleanField("依据已不存在", default=False)

    class Meta:
        verbose_name = "三单"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("number",), condition=~Q(number=""), name="order_number_once"),
            models.UniqueConstraint(fields=("source_key",), condition=~Q(source_key=""), name="order_source_once"),
            models.CheckConstraint(
                condition=Q(issued_on=None, number="") | (Q(issued_on__isnull=False) & ~Q(number="")),
                name="order_issued_has_number",
            ),
        )
        indexes = (
            models.Index(fields=("state", "due_on"), name="order_state_due"),
            models.Index(fields=("unit", "state"), name="order_unit_state"),
        )

    def __str__(self) -> str:
        return f"{self.number or self.get_kind_display() + '（草稿）'} {self.title}"


class OrderAssist(models.Model):
    """A unit that helps with an order; it has its own lines of reply. Chosen while the order is a draft."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    order = models.ForeignKey(Order, models.PROTECT, related_name="assists", verbose_name="三单")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="协办单位")

    class Meta:
        verbose_name = "协办单位"
        ordering = ("order_id", "unit_id")
        constraints = (models.UniqueConstraint(fields=("order", "unit"), name="order_assist_once"),)

    def __str__(self) -> str:
        return f"{self.order_id} {self.unit_id}"


class OrderMilestone(Fact):
    """A milestone of a complex matter, laid down when the order is issued."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    order = models.ForeignKey(Order, models.PROTECT, related_name="milestones", verbose_name="三单")
    title = models.CharField("节点", max_length=100)
    due_on = models.DateField("节点期限")

    class Meta:
        verbose_name = "办理节点"
        ordering = ("order_id", "due_on", "pk")

    def __str__(self) -> str:
        return f"{self.title} {self.due_on}"


class OrderStep(Fact):
    """One line of an order's record. `key` lets the clock speak once: of one key there is one step.

    `unit` says for which unit it was said; the due days are what the step laid down (rules.orders.StepFact).
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    order = models.ForeignKey(Order, models.PROTECT, related_name="steps", verbose_name="三单")
    act = models.CharField("步骤", max_length=20, choices=OrderAct)
    note = models.CharField("内容", max_length=1000, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    number = models.CharField("文号", max_length=30, blank=True)
    sign_due_on = models.DateField("签收期限", null=True)
    plan_due_on = models.DateField("方案期限", null=True)
    due_on = models.DateField("期限", null=True)
    milestone = models.ForeignKey(
        OrderMilestone, models.PROTECT, null=True, related_name="steps", verbose_name="办理节点"
    )
    on_site = models.CharField("现场核查", max_length=300, blank=True)
    paper_no = models.CharField("决定文号", max_length=80, blank=True)
    is_public = models.BooleanField("结果公开", null=True)
    key = models.CharField("去重键", max_length=80, blank=True)
    evidence = models.ManyToManyField(Attachment, through="OrderEvidence", related_name="+", verbose_name="材料")

    class Meta:
        verbose_name = "三单步骤"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("order", "key"), condition=~Q(key=""), name="order_step_once_per_key"),
        )

    def __str__(self) -> str:
        return f"{self.order_id} {self.get_act_display()}"


class OrderEvidence(Fact):
    """A document that goes with a step."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    step = models.ForeignKey(OrderStep, models.PROTECT, related_name="evidence_rows", verbose_name="步骤")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "三单材料"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.step_id} {self.attachment_id}"

"""Tables of gates: versions that the bureau wrote, waivers, who recognises what, and re-checks of what was recognised."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.across.lifecycle.rules.gates import EVENTS, KINDS, Test
from luodi.across.lifecycle.rules.gates_review import ReviewOutcome
from luodi.base.approvals.models import Slip
from luodi.base.core.facts import Fact
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent


class GateVersion(Fact):
    """What a step asks for of one kind of project from a day on; of those that have begun the latest revision counts.

    Where there is none the preset counts (`rules.gates_preset`).
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    event = models.CharField("事项", max_length=10, choices=EVENTS)
    kind = models.CharField("项目类别", max_length=10, choices=KINDS)
    valid_from = models.DateField("生效日")
    revision = models.PositiveIntegerField("版次")
    is_used = models.BooleanField("设此阶段", default=True)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "关口版本"
        ordering = ("event", "kind", "-revision")
        constraints = (models.UniqueConstraint(fields=("event", "kind", "revision"), name="gate_version_once"),)

    def __str__(self) -> str:
        return f"{self.get_event_display()}（{self.get_kind_display()}）第 {self.revision} 版"


class GateRow(Fact):
    """One requirement of a version."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    version = models.ForeignKey(GateVersion, models.PROTECT, related_name="rows", verbose_name="关口版本")
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField("代码", max_length=40)
    label = models.CharField("要件", max_length=80)
    test = models.CharField("查什么", max_length=10, choices=Test)
    least = models.PositiveSmallIntegerField("份数", default=1)
    needs_number = models.BooleanField("须有文号", default=False)
    needs_date = models.BooleanField("须有日期", default=False)
    group = models.CharField("组", max_length=20, blank=True)
    branch = models.CharField("分支", max_length=20, blank=True)
    group_needs = models.PositiveSmallIntegerField("组内需满足", default=1)
    is_core = models.BooleanField("核心要件", default=False)
    may_waive = models.BooleanField("可豁免", default=True)

    class Meta:
        verbose_name = "关口要件"
        ordering = ("version_id", "position")
        constraints = (models.UniqueConstraint(fields=("version", "code"), name="gate_row_once"),)

    def __str__(self) -> str:
        return self.label


class GateTarget(Fact):
    """A field, a kind of paper or a condition that a row looks at; any of several papers will do."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    row = models.ForeignKey(GateRow, models.PROTECT, related_name="targets", verbose_name="要件")
    target = models.CharField("对象", max_length=40)

    class Meta:
        verbose_name = "要件对象"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("row", "target"), name="gate_target_once"),)

    def __str__(self) -> str:
        return self.target


class Waiver(Fact):
    """A requirement that a project need not meet for one step until a day; it counts once its slip is recognised."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    event = models.CharField("事项", max_length=10, choices=EVENTS)
    code = models.CharField("要件代码", max_length=40)
    label = models.CharField("要件", max_length=80)
    valid_until = models.DateField("有效期至")
    reason = models.CharField("理由", max_length=300)
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")

    class Meta:
        verbose_name = "要件豁免"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("project", "event"), name="waiver_project_event"),)

    def __str__(self) -> str:
        return f"{self.get_event_display()}：{self.label}"


class CompetenceRule(Fact):
    """From which amount the city recognises, and how much is re-checked, from a day on; the latest begun revision counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    valid_from = models.DateField("生效日")
    revision = models.PositiveIntegerField("版次", unique=True)
    city_from_in_wan = models.DecimalField("市级认定起点（万元）", max_digits=18, decimal_places=4)
    sample_percent = models.DecimalField("抽查比例（%）", max_digits=5, decimal_places=2)
    basis = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "认定权限"
        ordering = ("-revision",)
        constraints = (
            models.CheckConstraint(
                condition=Q(city_from_in_wan__gte=0, sample_percent__gte=5, sample_percent__lte=100),
                name="competence_in_range",
            ),
        )

    def __str__(self) -> str:
        return f"{self.city_from_in_wan} 万元起（自 {self.valid_from}）"


class ReviewDraw(Fact):
    """One month's draw: of how many facts, by which seed, at which share; it can be repeated by anybody."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    month = models.DateField("月份", unique=True)
    seed = models.CharField("种子", max_length=40)
    percent = models.DecimalField("抽查比例（%）", max_digits=5, decimal_places=2)
    population = models.PositiveIntegerField("认定事实数")

    class Meta:
        verbose_name = "复核抽样"
        ordering = ("-month",)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class ReviewItem(Fact):
    """A recognised fact that was drawn: an event or an arrival of capital."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    draw = models.ForeignKey(ReviewDraw, models.PROTECT, related_name="items", verbose_name="抽样")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    event = models.OneToOneField(StageEvent, models.PROTECT, null=True, related_name="+", verbose_name="阶段事件")
    record = models.OneToOneField(CapitalRecord, models.PROTECT, null=True, related_name="+", verbose_name="到位资金")

    class Meta:
        verbose_name = "复核事项"
        ordering = ("draw_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(event__isnull=False, record__isnull=True) | Q(event__isnull=True, record__isnull=False),
                name="review_item_one_fact",
            ),
        )

    def __str__(self) -> str:
        return str(self.event or self.record)


class ReviewResult(Fact):
    """What the re-check of a fact found; of several for one fact the latest counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="results", verbose_name="复核事项")
    checked_on = models.DateField("复核日期")
    outcome = models.CharField("复核结果", max_length=8, choices=ReviewOutcome)
    finding = models.CharField("复核情况", max_length=300, blank=True)

    class Meta:
        verbose_name = "复核结果"
        ordering = ("item_id", "-pk")

    def __str__(self) -> str:
        return f"{self.item_id} {self.get_outcome_display()}"

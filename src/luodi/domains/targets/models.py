"""Tables of targets, their schedules, how they are split down the unit tree, and the task cards of leaders."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person, Unit
from luodi.domains.targets.rules import CardMeasure, SplitAct, SumRule, Task


class Target(Fact):
    """A target as issued: `value` of `indicator` for `holder` in `period`, by `issuer`, in a `tier`.

    A change is a new row that names the old one in `supersedes`, so what was valid when stays known.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    issuer = models.CharField("下达单位", max_length=60)
    holder = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="承担单位")
    indicator = models.CharField("指标", max_length=10)
    tier = models.CharField("层级", max_length=20, blank=True)
    period = models.CharField("期间", max_length=40)
    value = models.DecimalField("目标值", max_digits=18, decimal_places=4)
    measure = models.CharField("计量单位", max_length=10)
    doc_no = models.CharField("文号", max_length=80, blank=True)
    issued_on = models.DateField("下达日", null=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by", verbose_name="替代"
    )
    is_withdrawn = models.BooleanField("已撤回", default=False)
    reason = models.CharField("调整事由", max_length=200, blank=True)
    batch = models.CharField("导入批次", max_length=40, blank=True)

    class Meta:
        verbose_name = "目标任务"
        ordering = ("period", "indicator", "pk")
        constraints = (models.CheckConstraint(condition=Q(value__gt=0), name="target_above_zero"),)

    def __str__(self) -> str:
        return f"{self.issuer}{self.tier} {self.indicator} {self.period} {self.value}{self.measure}"


class SchedulePoint(AppendOnlyModel):
    """How much of a target, in percent, is due by the end of the so-many-eth month of its period (30/60/80/100).

    A target without points is due evenly (month ÷ 12, domain/05 §4.7 rule 5).
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    target = models.ForeignKey(Target, models.PROTECT, related_name="schedule", verbose_name="目标任务")
    month = models.PositiveSmallIntegerField("第几个月")
    percent = models.DecimalField("累计进度（%）", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "目标进度"
        ordering = ("target_id", "month")
        constraints = (
            models.UniqueConstraint(fields=("target", "month"), name="schedule_point_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=0) & Q(percent__lte=100), name="schedule_point_within_hundred"
            ),
        )

    def __str__(self) -> str:
        return f"{self.month}个月 {self.percent}%"


class TargetSplit(Fact):
    """A distribution of a unit's target over the units below it, as submitted; a change is the next revision.

    `sum_rule` and `basis` say whether the parts must make up the target or may exceed it, and by which document.
    `issuer` and `tier` are those under which the parts are issued.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    target = models.ForeignKey(Target, models.PROTECT, related_name="splits", verbose_name="上级目标")
    revision = models.PositiveIntegerField("版次", default=1)
    issuer = models.CharField("下达单位", max_length=60)
    tier = models.CharField("层级", max_length=20, blank=True)
    sum_rule = models.CharField("合计要求", max_length=10, choices=SumRule)
    basis = models.CharField("依据", max_length=120)
    reason = models.CharField("调整原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "目标分解"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("target", "revision"), name="target_split_once"),)

    def __str__(self) -> str:
        return f"{self.target} 第{self.revision}版"


class SplitLine(AppendOnlyModel):
    """What one unit takes over of the target."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    split = models.ForeignKey(TargetSplit, models.PROTECT, related_name="lines", verbose_name="目标分解")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="承担单位")
    value = models.DecimalField("目标值", max_digits=18, decimal_places=4)
    proposed = models.DecimalField("测算值", max_digits=18, decimal_places=4, null=True)

    class Meta:
        verbose_name = "目标分解明细"
        ordering = ("unit__path",)
        constraints = (
            models.UniqueConstraint(fields=("split", "unit"), name="split_line_once"),
            models.CheckConstraint(condition=Q(value__gt=0), name="split_line_above_zero"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.value}"


class SplitStep(Fact):
    """A step of a split: submitted, approved by another person, returned, issued with its document."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    split = models.ForeignKey(TargetSplit, models.PROTECT, related_name="steps", verbose_name="目标分解")
    act = models.CharField("步骤", max_length=10, choices=SplitAct)
    note = models.CharField("意见", max_length=300, blank=True)
    doc_no = models.CharField("文号", max_length=80, blank=True)
    issued_on = models.DateField("下达日", null=True)

    class Meta:
        verbose_name = "目标分解步骤"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("split", "act"), name="split_step_once"),)

    def __str__(self) -> str:
        return f"{self.split_id} {self.get_act_display()}"


class IssuedLine(AppendOnlyModel):
    """Which target a line of a split became."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    line = models.OneToOneField(SplitLine, models.PROTECT, related_name="issued", verbose_name="分解明细")
    target = models.ForeignKey(Target, models.PROTECT, related_name="+", verbose_name="目标任务")

    class Meta:
        verbose_name = "分解下达的目标"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.line_id} → {self.target_id}"


class SignedLetter(Fact):
    """The signed scan of a unit's responsibility letter (责任书) of a year. Signed again after a change, the last one counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("signer", "recorded_by")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    year = models.PositiveSmallIntegerField("年度")
    signed_on = models.DateField("签订日期")
    signer = models.CharField("签字人", max_length=60)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="签字扫描件")

    class Meta:
        verbose_name = "责任书签订"
        ordering = ("-year", "-pk")

    def __str__(self) -> str:
        return f"{self.unit} {self.year}年责任书"


class LeaderCard(Fact):
    """One version of a leader's task card of a year, as submitted; the issued one with the highest revision holds.

    `unit` is where the leader held office then: it decides whose office sees the card. A version without tasks takes
    the card back.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("person", "recorded_by")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="领导")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    revision = models.PositiveIntegerField("版次", default=1)
    basis = models.CharField("依据", max_length=120)
    reason = models.CharField("调整原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "领导任务卡"
        ordering = ("-year", "-pk")
        constraints = (models.UniqueConstraint(fields=("person", "year", "revision"), name="leader_card_once"),)

    def __str__(self) -> str:
        return f"{self.person}{self.year}年任务卡第{self.revision}版"


class LeaderTask(AppendOnlyModel):
    """A line of a card: so many of a measure, of projects from a size on (0: any size)."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    card = models.ForeignKey(LeaderCard, models.PROTECT, related_name="tasks", verbose_name="领导任务卡")
    measure = models.CharField("任务", max_length=10, choices=CardMeasure)
    size_in_yi = models.PositiveSmallIntegerField("规模（亿元以上）", default=0)
    value = models.PositiveSmallIntegerField("目标")

    class Meta:
        verbose_name = "领导任务"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("card", "measure", "size_in_yi"), name="leader_task_once"),
            models.CheckConstraint(condition=Q(value__gt=0), name="leader_task_above_zero"),
        )

    def __str__(self) -> str:
        return f"{self.asked.label} {self.value}{self.asked.unit}"

    @property
    def asked(self) -> Task:
        """As the rules read it."""
        return Task(self.measure, self.value, self.size_in_yi)


class LeaderCardStep(Fact):
    """A step of a card: submitted, approved by another person, returned, issued with its document."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    card = models.ForeignKey(LeaderCard, models.PROTECT, related_name="steps", verbose_name="领导任务卡")
    act = models.CharField("步骤", max_length=10, choices=SplitAct)
    note = models.CharField("意见", max_length=300, blank=True)
    doc_no = models.CharField("文号", max_length=80, blank=True)
    issued_on = models.DateField("下达日", null=True)

    class Meta:
        verbose_name = "领导任务卡步骤"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("card", "act"), name="leader_card_step_once"),)

    def __str__(self) -> str:
        return f"{self.card_id} {self.get_act_display()}"

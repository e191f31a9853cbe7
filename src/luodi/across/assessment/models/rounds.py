"""Tables of a round of assessment: its steps, what was computed and kept on the way, and the sample that is verified."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.across.assessment.models.adjustments import Adjustment
from luodi.across.assessment.models.schemes import Scheme
from luodi.across.assessment.rules.colours import Colour
from luodi.across.assessment.rules.rounds import Outcome, RoundState, VersionKind
from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.orgs.models import Unit


class Round(Fact):
    """The assessment of a period under a scheme, all groups together. Where it stands is its latest step.

    A cancelled round stays; the next one of the same scheme and period has the next number.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    scheme_code = models.CharField("方案代码", max_length=20)
    period = models.CharField("期间", max_length=40)
    number = models.PositiveSmallIntegerField("轮次")

    class Meta:
        verbose_name = "考核轮次"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("scheme_code", "period", "number"), name="round_once"),)

    def __str__(self) -> str:
        return f"{self.scheme_code} {self.period} 第{self.number}轮"


class RoundStep(Fact):
    """One step of a round: the state it led to, and until when that lasts where it is a stretch of days.

    Of one position there is one step, so of two people at the same moment one is told that it is done.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    round = models.ForeignKey(Round, models.PROTECT, related_name="steps", verbose_name="考核轮次")
    position = models.PositiveSmallIntegerField("序号")
    act = models.CharField("步骤", max_length=12)
    state = models.CharField("状态", max_length=12, choices=RoundState)
    due_on = models.DateField("截止日", null=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "考核步骤"
        ordering = ("round_id", "position")
        constraints = (models.UniqueConstraint(fields=("round", "position"), name="round_step_once"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.position} {self.act}"


class RoundVersion(Fact):
    """All results of a round as they were computed at one moment; `sha256` covers the canonical text of its rows."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    round = models.ForeignKey(Round, models.PROTECT, related_name="versions", verbose_name="考核轮次")
    kind = models.CharField("类别", max_length=10, choices=VersionKind)
    number = models.PositiveSmallIntegerField("版次")
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "考核结果版本"
        ordering = ("round_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("round", "number"), name="round_version_once"),
            models.UniqueConstraint(fields=("round",), condition=Q(kind=VersionKind.FINAL), name="round_final_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}第{self.number}版"


class RoundSetting(AppendOnlyModel):
    """One part of the configuration by which a version was made: schemes with their versions, catalogue, program."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(RoundVersion, models.PROTECT, related_name="settings", verbose_name="结果版本")
    name = models.CharField("名称", max_length=60)
    value = models.CharField("值", max_length=200)

    class Meta:
        verbose_name = "考核结果配置"
        ordering = ("version_id", "name")
        constraints = (models.UniqueConstraint(fields=("version", "name"), name="round_setting_once"),)

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class RoundScore(AppendOnlyModel):
    """A unit's result in a version: exact score before and after adjustments, place, colour, grade, and why."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(RoundVersion, models.PROTECT, related_name="scores", verbose_name="结果版本")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", verbose_name="考核方案")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    calculated = models.CharField("调整前得分", max_length=60, null=True)
    score = models.CharField("得分", max_length=60, null=True)
    judged_weight = models.CharField("已评权重", max_length=60)
    rank = models.PositiveIntegerField("名次", null=True)
    members = models.PositiveIntegerField("参评单位数")
    colour = models.CharField("颜色", max_length=1, choices=Colour)
    grade = models.CharField("等次", max_length=10, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "考核得分"
        ordering = ("version_id", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "unit"), name="round_score_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.score}"


class RoundLine(AppendOnlyModel):
    """A line of a unit's result: a weighted indicator, or a bonus or penalty (then `block` says so), with its reason."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(RoundVersion, models.PROTECT, related_name="lines", verbose_name="结果版本")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField("代码", max_length=10)
    name = models.CharField("指标", max_length=80)
    block = models.CharField("板块", max_length=20)
    value = models.CharField("值", max_length=60, null=True)
    k = models.CharField("K", max_length=60, null=True)
    weight = models.CharField("权重", max_length=60)
    counted = models.CharField("计分权重", max_length=60)
    points = models.CharField("得分", max_length=60, null=True)
    correction = models.CharField("经批准调整", max_length=60)
    colour = models.CharField("颜色", max_length=1, choices=Colour)
    figures = models.CharField("取数指标", max_length=100, blank=True)
    why = models.TextField("怎么算的")

    class Meta:
        verbose_name = "考核得分明细"
        ordering = ("version_id", "unit_id", "position")
        constraints = (models.UniqueConstraint(fields=("version", "unit", "position"), name="round_line_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.code} {self.points}"


class SampleDraw(Fact):
    """The draw of what is verified: of each unit at least `percent` of its judged lines. Anybody can repeat it."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    round = models.OneToOneField(Round, models.PROTECT, related_name="draw", verbose_name="考核轮次")
    seed = models.CharField("种子", max_length=80)
    percent = models.DecimalField("比例（%）", max_digits=5, decimal_places=2)
    population = models.PositiveIntegerField("指标行总数")

    class Meta:
        verbose_name = "核查抽样"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.seed


class SampleItem(AppendOnlyModel):
    """A line of a unit that was drawn."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    draw = models.ForeignKey(SampleDraw, models.PROTECT, related_name="items", verbose_name="核查抽样")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    line = models.CharField("指标行", max_length=10)
    name = models.CharField("指标", max_length=80)

    class Meta:
        verbose_name = "抽中指标"
        ordering = ("draw_id", "pk")
        constraints = (models.UniqueConstraint(fields=("draw", "unit", "line"), name="sample_item_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.line}"


class SampleFinding(Fact):
    """What the verification of a drawn line found; an error may carry an adjustment, which others approve."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    item = models.OneToOneField(SampleItem, models.PROTECT, related_name="found", verbose_name="抽中指标")
    outcome = models.CharField("结果", max_length=5, choices=Outcome)
    finding = models.CharField("核查情况", max_length=300, blank=True)
    adjustment = models.ForeignKey(Adjustment, models.PROTECT, null=True, related_name="+", verbose_name="考核调整")

    class Meta:
        verbose_name = "核查结果"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.item_id} {self.get_outcome_display()}"

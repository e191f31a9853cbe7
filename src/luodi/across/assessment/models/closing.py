"""Tables of the close: where each period stands, and the snapshots of what was published."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from luodi.across.assessment.models.schemes import Scheme
from luodi.across.assessment.rules.closing import ClosingState
from luodi.across.figures.models import PeriodLock
from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.orgs.models import Unit


class PeriodClosing(models.Model):
    """Where a period stands. The lock and the snapshots are the facts; this row tells how far the work has come."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("started_by",)

    period = models.CharField("期间", max_length=40, unique=True)
    start = models.DateField("起")
    end = models.DateField("止")
    state = models.CharField("状态", max_length=8, choices=ClosingState, default=ClosingState.OPEN)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    started_at = models.DateTimeField("开始时间", null=True)

    class Meta:
        verbose_name = "期间结账"
        ordering = ("-end", "-start")

    def __str__(self) -> str:
        return f"{self.period} {self.get_state_display()}"


class Snapshot(Fact):
    """What was published when a period was closed or restated: values, scores and the rules they were made by.

    `sha256` covers the canonical text of all its rows.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    closing = models.ForeignKey(PeriodClosing, models.PROTECT, related_name="snapshots", verbose_name="期间")
    lock = models.OneToOneField(PeriodLock, models.PROTECT, related_name="+", verbose_name="期间锁定")
    version = models.PositiveIntegerField("版次")
    waiting = models.PositiveIntegerField("未办完事项", default=0)
    forced_reason = models.CharField("强制结账原因", max_length=300, blank=True)
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "结账快照"
        ordering = ("closing_id", "version")
        constraints = (models.UniqueConstraint(fields=("closing", "version"), name="snapshot_version_once"),)

    def __str__(self) -> str:
        return str(self.lock)


class SnapshotSetting(AppendOnlyModel):
    """One part of the configuration by which a snapshot was made: catalogue, schemes, settings."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="settings", verbose_name="快照")
    name = models.CharField("名称", max_length=60)
    value = models.CharField("值", max_length=200)

    class Meta:
        verbose_name = "快照配置"
        ordering = ("snapshot_id", "name")
        constraints = (models.UniqueConstraint(fields=("snapshot", "name"), name="snapshot_setting_once"),)

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class SnapshotDefinition(AppendOnlyModel):
    """How a figure was defined when the snapshot was made, so that a later change can be told in words."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="definitions", verbose_name="快照")
    code = models.CharField("指标", max_length=40)
    name = models.CharField("名称", max_length=100)
    definition = models.TextField("定义")

    class Meta:
        verbose_name = "快照口径"
        ordering = ("snapshot_id", "pk")
        constraints = (models.UniqueConstraint(fields=("snapshot", "code"), name="snapshot_definition_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class SnapshotValue(AppendOnlyModel):
    """A published value of a unit: of the period itself or since 1 January; `entry` counts those of several targets."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="values", verbose_name="快照")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    window = models.CharField("统计期", max_length=6)
    code = models.CharField("指标", max_length=40)
    entry = models.PositiveSmallIntegerField("序号")
    shown = models.CharField("公布值", max_length=40, null=True)
    raw = models.CharField("未修约值", max_length=60, null=True)
    numerator = models.CharField("分子", max_length=60, null=True)
    denominator = models.CharField("分母", max_length=60, null=True)
    corrections = models.CharField("其中补计冲减", max_length=60, null=True)
    target = models.CharField("目标", max_length=120, blank=True)
    completion = models.CharField("完成率", max_length=40, null=True)
    why = models.CharField("无值原因", max_length=120, blank=True)

    class Meta:
        verbose_name = "快照数值"
        ordering = ("snapshot_id", "pk")
        constraints = (
            models.UniqueConstraint(fields=("snapshot", "unit", "window", "code", "entry"), name="snapshot_value_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.code} {self.shown}"


class SnapshotScore(AppendOnlyModel):
    """A unit's score, place and colour under a scheme's version, as it stood when the period was closed."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="scores", verbose_name="快照")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", verbose_name="考核方案")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    score = models.CharField("得分", max_length=60, null=True)
    rank = models.PositiveIntegerField("名次", null=True)
    colour = models.CharField("颜色", max_length=1)
    grade = models.CharField("等次", max_length=10, blank=True)

    class Meta:
        verbose_name = "快照得分"
        ordering = ("snapshot_id", "pk")
        constraints = (models.UniqueConstraint(fields=("snapshot", "scheme", "unit"), name="snapshot_score_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.score}"

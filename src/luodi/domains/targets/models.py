"""Tables of targets and their schedules."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.orgs.models import Unit


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

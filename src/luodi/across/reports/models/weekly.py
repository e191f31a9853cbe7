"""Tables of weekly returns: weeks that are asked for, what a unit confirmed, the values as they stood then."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.orgs.models import Unit


class WeekCall(Fact):
    """A week (Monday to Sunday) whose return is due from every unit that was assessed on its last day."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    first_on = models.DateField("周一", unique=True)
    due_on = models.DateField("报送期限")

    class Meta:
        verbose_name = "周统计"
        ordering = ("-first_on",)
        constraints = (models.CheckConstraint(condition=Q(due_on__gt=F("first_on")), name="week_due_after"),)

    def __str__(self) -> str:
        return f"{self.first_on} 周统计"


class WeeklyReturn(Fact):
    """A unit's confirmation of its week. The first one says whether it came in time, the newest one what counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    call = models.ForeignKey(WeekCall, models.PROTECT, related_name="returns", verbose_name="周统计")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    revision = models.PositiveIntegerField("第几次")
    remark = models.CharField("说明", max_length=500, blank=True)
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "周统计确认"
        ordering = ("call_id", "unit_id", "revision")
        constraints = (models.UniqueConstraint(fields=("call", "unit", "revision"), name="weekly_return_revision"),)

    def __str__(self) -> str:
        return f"{self.call} {self.unit}"


class WeeklyValue(AppendOnlyModel):
    """A figure as the unit confirmed it. `value` None cannot be said, `why` says why; `exact` without rounding."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    weekly = models.ForeignKey(WeeklyReturn, models.PROTECT, related_name="values", verbose_name="周统计确认")
    code = models.CharField("指标", max_length=12)
    name = models.CharField("名称", max_length=60)
    exact = models.CharField("未修约值", max_length=80, blank=True)
    text = models.CharField("数值", max_length=40, blank=True)
    measure = models.CharField("单位", max_length=12, blank=True)
    why = models.CharField("无数值的原因", max_length=200, blank=True)
    facts = models.PositiveIntegerField("事实条数", null=True)

    class Meta:
        verbose_name = "周统计数值"
        ordering = ("weekly_id", "pk")
        constraints = (models.UniqueConstraint(fields=("weekly", "code"), name="weekly_value_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.text}{self.measure}"

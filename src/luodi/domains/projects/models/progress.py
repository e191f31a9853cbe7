"""Table of monthly progress returns."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.approvals.models import Slip
from luodi.base.core.facts import Fact
from luodi.domains.projects.models.project import Project
from luodi.domains.projects.rules.progress import Light


class ProgressReturn(Fact):
    """What a project's unit says of a month: 万元 invested in the month, cumulative work in percent, what stands there.

    Once filed it is locked. Only when it was returned may the next version follow; the latest version counts.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    period = models.CharField("月份", max_length=7)
    version = models.PositiveSmallIntegerField("版次", default=1)
    invested_in_wan = models.DecimalField("本月完成投资（万元）", max_digits=18, decimal_places=4)
    work_percent = models.DecimalField("累计完成工作量（%）", max_digits=5, decimal_places=2)
    works = models.CharField("形象进度", max_length=500)
    light = models.CharField("红黄绿", max_length=6, choices=Light)
    reason = models.CharField("滞后原因和办法", max_length=500, blank=True)
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")

    class Meta:
        verbose_name = "进度月报"
        ordering = ("project_id", "-period", "-version")
        constraints = (
            models.UniqueConstraint(fields=("project", "period", "version"), name="progress_version_once"),
            models.CheckConstraint(
                condition=Q(work_percent__gte=0, work_percent__lte=100), name="progress_percent_in_range"
            ),
            models.CheckConstraint(condition=Q(invested_in_wan__gte=0), name="progress_amount_not_negative"),
            models.CheckConstraint(condition=Q(light=Light.GREEN) | ~Q(reason=""), name="progress_reason_unless_green"),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.period} 第{self.version}版"

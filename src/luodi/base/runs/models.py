"""Table of jobs as they ran."""

from typing import ClassVar

from django.db import models


class JobRun(models.Model):
    """One job of the schedule with its last run. `done_for`: the latest daily turn that was carried out."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("任务", max_length=40, unique=True)
    why = models.CharField("做什么", max_length=200)
    timing = models.CharField("时间", max_length=40)
    every_seconds = models.PositiveIntegerField("间隔秒数", null=True)
    done_for = models.DateTimeField("已办到", null=True)
    lease_until = models.DateTimeField("领用到期", null=True)
    began_at = models.DateTimeField("上次开始", null=True)
    ended_at = models.DateTimeField("上次结束", null=True)
    said = models.CharField("上次结果", max_length=200, blank=True)
    said_at = models.DateTimeField("结果时间", null=True)
    failure = models.CharField("上次失败", max_length=200, blank=True)
    failed_at = models.DateTimeField("失败时间", null=True)
    failures = models.PositiveIntegerField("连续失败次数", default=0)

    class Meta:
        verbose_name = "后台任务"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.code

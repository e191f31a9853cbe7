"""Tables of slips and their steps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luodi.base.approvals.rules import SlipAct, SlipState
from luodi.base.core.facts import Fact
from luodi.base.orgs.models import Unit


class Slip(models.Model):
    """One or more facts that are judged together. The state is a cache of its last step."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("filed_by", "verified_by", "recognised_by")

    kind = models.CharField("类别", max_length=20)
    title = models.CharField("事项", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    state = models.CharField("状态", max_length=12, choices=SlipState, default=SlipState.FILED)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填报人")
    filed_at = models.DateTimeField("填报时间")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    verified_at = models.DateTimeField("审核时间", null=True)
    recognised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="认定人"
    )
    recognised_at = models.DateTimeField("认定时间", null=True)

    class Meta:
        verbose_name = "审批单"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(recognised_by=None) | ~Q(recognised_by=F("filed_by")), name="slip_other_person"
            ),
            models.CheckConstraint(
                condition=Q(state=SlipState.RECOGNISED, recognised_at__isnull=False, recognised_by__isnull=False)
                | (~Q(state=SlipState.RECOGNISED) & Q(recognised_at__isnull=True)),
                name="slip_recognised_complete",
            ),
        )
        indexes = (models.Index(fields=("state", "kind", "unit"), name="slip_waiting"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_recognised(self) -> bool:
        """True when its facts count."""
        return self.state == SlipState.RECOGNISED


class SlipStep(Fact):
    """One step of a slip: who did what, with which note. Its number is the watermark of the mart."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    slip = models.ForeignKey(Slip, models.PROTECT, related_name="steps", verbose_name="审批单")
    act = models.CharField("步骤", max_length=12, choices=SlipAct)
    note = models.CharField("意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "审批步骤"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.slip_id} {self.get_act_display()}"

"""Table of papers: the text with its fields, the figures as they were taken, and the hash of what was issued."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from luodi.across.reports.rules.states import PaperState
from luodi.base.orgs.models import Unit


class Paper(models.Model):
    """A paper of a kind for a period and unit.

    `draft` is the composed text with fields (blocks, omissions, untraced numbers), `book` the figures it may name, taken at
    `known_at`; both are frozen documents of the engine. `sha256` is the hash of the issued .docx.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("created_by", "issued_by")

    kind = models.CharField("文种", max_length=8)
    period = models.CharField("期间", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    title = models.CharField("标题", max_length=200)
    filter_set = models.CharField("清单范围", max_length=30, blank=True)
    state = models.CharField("状态", max_length=8, choices=PaperState, default=PaperState.DRAFT)
    has_sources = models.BooleanField("附数据溯源表", default=True)
    is_masked = models.BooleanField("数字脱敏", default=False)
    known_at = models.DateTimeField("数据截至")
    draft = models.JSONField("文稿", default=dict)
    book = models.JSONField("数据", default=dict)
    version = models.PositiveIntegerField("版本", default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人")
    created_at = models.DateTimeField("起草时间")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="定稿人"
    )
    issued_at = models.DateTimeField("定稿时间", null=True)
    sha256 = models.CharField("定稿 SHA-256", max_length=64, blank=True)

    class Meta:
        verbose_name = "文稿"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=PaperState.ISSUED) | (Q(issued_at__isnull=False) & ~Q(sha256="")),
                name="paper_issued_complete",
            ),
        )

    def __str__(self) -> str:
        return self.title

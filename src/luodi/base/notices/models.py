"""Table of notices."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One message to one person. Of the same `key` a person gets one only, however often it is sent.

    `routed_at`: when it was decided on which channels outside the system it goes, if on any.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recipient",)

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="接收人")
    code = models.CharField("类别", max_length=60)
    title = models.CharField("内容", max_length=200)
    link = models.CharField("去处", max_length=200, blank=True)
    key = models.CharField("去重键", max_length=120, blank=True)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)
    routed_at = models.DateTimeField("分发时间", null=True)

    class Meta:
        verbose_name = "消息"
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("recipient", "read_at"), name="notice_unread"),
            models.Index(fields=("id",), condition=Q(routed_at=None), name="notice_unrouted"),
        )
        constraints = (
            models.UniqueConstraint(fields=("recipient", "key"), condition=~Q(key=""), name="notice_once_per_key"),
        )

    def __str__(self) -> str:
        return self.title

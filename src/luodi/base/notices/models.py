"""Table of notices."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One message to one person."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recipient",)

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="接收人")
    code = models.CharField("类别", max_length=60)
    title = models.CharField("内容", max_length=200)
    link = models.CharField("去处", max_length=200, blank=True)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        verbose_name = "消息"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("recipient", "read_at"), name="notice_unread"),)

    def __str__(self) -> str:
        return self.title

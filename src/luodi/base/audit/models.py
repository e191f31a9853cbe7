"""Tables of the audit log."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from luodi.base.audit import rules
from luodi.base.core.facts import AppendOnlyModel

SEALED = (
    "number",
    "at",
    "actor_id",
    "action",
    "subject_type",
    "subject_id",
    "subject_label",
    "unit_code",
    "channel",
    "changes",
    "reason",
)
"""The columns that the hash covers, in the order of `rules.sealed_parts`."""


class AuditEntry(AppendOnlyModel):
    """One act: actor, action code (`projects.capital_filed`), subject, and old/new values of what changed."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("actor",)

    number = models.BigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    action = models.CharField("动作", max_length=80, db_index=True)
    subject_type = models.CharField("对象类别", max_length=60)
    subject_id = models.CharField("对象编号", max_length=60)
    subject_label = models.CharField("对象", max_length=200)
    unit_code = models.CharField("单位", max_length=40, blank=True, db_index=True)
    channel = models.CharField("入口", max_length=20, blank=True)
    changes = models.JSONField("变更", default=dict)
    reason = models.CharField("事由", max_length=500, blank=True)
    previous_hash = models.CharField("前一条哈希", max_length=64)
    hash = models.CharField("哈希", max_length=64)

    class Meta:
        verbose_name = "审计条目"
        ordering = ("-number",)
        indexes = (models.Index(fields=("subject_type", "subject_id"), name="audit_subject"),)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject_label}"

    def sealed_parts(self) -> dict[str, object]:
        """What the hash covers."""
        return rules.sealed_parts(*(getattr(self, name) for name in SEALED))

    def expected_hash(self) -> str:
        """The hash this row must carry."""
        return rules.seal(self.previous_hash, self.sealed_parts())


class AuditHead(models.Model):
    """The latest number and hash, one row; its lock puts writers in line."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    number = models.BigIntegerField("最新序号", default=0)
    hash = models.CharField("最新哈希", max_length=64, default=rules.GENESIS)

    class Meta:
        verbose_name = "审计链头"

    def __str__(self) -> str:
        return f"#{self.number}"

"""Tables of import batches, what was found in their rows, and remembered column mappings."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from luodi.across.intake.rules.batches import BatchState, FindingKind
from luodi.base.orgs.models import Unit


class ImportBatch(models.Model):
    """One uploaded ledger on its way in. `answer` is the document of `luodi import --json` as it was given."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("uploaded_by", "undone_by", "answer")

    code = models.CharField("批次号", max_length=40, unique=True)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    kind = models.CharField("内容", max_length=10, default="auto")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="归属单位")
    as_of = models.DateField("台账口径日", null=True)
    sheet = models.CharField("只取工作表", max_length=100, blank=True)
    recognise = models.BooleanField("同时认定", default=False)
    create_units = models.BooleanField("建立未知单位", default=False)
    create_chains = models.BooleanField("建立未知产业链", default=False)
    state = models.CharField("状态", max_length=10, choices=BatchState, default=BatchState.UPLOADED)
    progress = models.PositiveSmallIntegerField("进度（%）", default=0)
    message = models.CharField("说明", max_length=500, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")
    committed_at = models.DateTimeField("导入时间", null=True)
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="撤销人"
    )
    undone_facts = models.PositiveIntegerField("撤销的事实数", default=0)
    lease_until = models.DateTimeField("处理占用至", null=True)
    answer = models.JSONField("结果", default=dict)

    class Meta:
        verbose_name = "导入批次"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.code} {self.file_name}"


class ImportFinding(models.Model):
    """A rejected cell, a warning, or a duplicate of one row, with Excel's row number."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("value",)

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="findings", verbose_name="批次")
    kind = models.CharField("类别", max_length=10, choices=FindingKind)
    sheet = models.CharField("工作表", max_length=100)
    row = models.PositiveIntegerField("行号")
    column = models.CharField("列", max_length=200, blank=True)
    value = models.CharField("内容", max_length=300, blank=True)
    code = models.CharField("代码", max_length=40)
    message = models.CharField("说明", max_length=500)

    class Meta:
        verbose_name = "导入发现"
        ordering = ("batch_id", "sheet", "row", "pk")

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row} {self.code}"


class LayoutMapping(models.Model):
    """What a person once said a column of a layout means; used when the same layout comes for that unit or one below it."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("remembered_by",)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="归属单位")
    fingerprint = models.CharField("版式指纹", max_length=64)
    header = models.CharField("列名", max_length=200)
    field = models.CharField("字段", max_length=60, blank=True)
    remembered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="确认人")
    remembered_at = models.DateTimeField("确认时间")

    class Meta:
        verbose_name = "版式记忆"
        ordering = ("unit_id", "fingerprint", "pk")
        constraints = (models.UniqueConstraint(fields=("unit", "fingerprint", "header"), name="mapping_once"),)

    def __str__(self) -> str:
        return f"{self.header} → {self.field}"

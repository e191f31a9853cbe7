"""Tables of the office's own templates: their versions, which is in use, papers made from them, batches of papers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from luodi.across.reports.models.papers import Paper
from luodi.across.reports.rules.kinds import KINDS
from luodi.across.reports.rules.states import BatchState
from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit


class PaperTemplate(Fact):
    """A version of a template: a Word file that was checked when it came. `code` is that of all versions."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("编号", max_length=12)
    revision = models.PositiveIntegerField("版次")
    kind = models.CharField("文种", max_length=8)
    name = models.CharField("名称", max_length=60)
    note = models.CharField("说明", max_length=300, blank=True)
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "文稿模板"
        ordering = ("code", "-revision")
        constraints = (models.UniqueConstraint(fields=("code", "revision"), name="template_revision_once"),)

    def __str__(self) -> str:
        return f"{self.name} 第{self.revision}版"


class TemplateUse(Fact):
    """From when a version is in use, or that its template no longer is. Of a template the newest row counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    template = models.ForeignKey(PaperTemplate, models.PROTECT, related_name="uses", verbose_name="模板")
    is_active = models.BooleanField("启用")

    class Meta:
        verbose_name = "模板启用"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.template} {'启用' if self.is_active else '停用'}"


class PaperBatch(models.Model):
    """One paper for each unit below another, out of a template or drafted as a kind. The lines say what has been done; the
    worker's lease runs out when it dies.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("asked_by",)

    template = models.ForeignKey(PaperTemplate, models.PROTECT, null=True, related_name="+", verbose_name="模板")
    kind = models.CharField("文种", max_length=8, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="范围")
    period = models.CharField("期间", max_length=40)
    known_at = models.DateTimeField("数据截至")
    is_masked = models.BooleanField("数字脱敏", default=False)
    is_public = models.BooleanField("公开稿", default=False)
    state = models.CharField("状态", max_length=8, choices=BatchState, default=BatchState.QUEUED)
    lease_until = models.DateTimeField("处理占用至", null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发起人")
    asked_at = models.DateTimeField("发起时间")
    ended_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "批量文稿"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=BatchState.DONE) | Q(ended_at__isnull=False), name="paper_batch_ended"
            ),
            models.CheckConstraint(
                condition=Q(template__isnull=False, kind="") | (Q(template__isnull=True) & ~Q(kind="")),
                name="paper_batch_of_one_sort",
            ),
        )

    def __str__(self) -> str:
        return f"{self.template or self.label} {self.period}"

    @property
    def label(self) -> str:
        """What its papers are called."""
        return KINDS[self.kind].name if self.template is None else self.template.name


class TemplatePaper(Fact):
    """A paper as it was made from a version of a template, frozen at once: figures, words and lists in `material` (a
    document of the engine), and the hash of its .docx, which can be made again from them.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    template = models.ForeignKey(PaperTemplate, models.PROTECT, related_name="+", verbose_name="模板")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    period = models.CharField("期间", max_length=40)
    title = models.CharField("标题", max_length=200)
    known_at = models.DateTimeField("数据截至")
    is_masked = models.BooleanField("数字脱敏", default=False)
    is_public = models.BooleanField("公开稿", default=False)
    material = models.JSONField("数据", default=dict)
    unsaid = models.PositiveIntegerField("没有数值的处数", default=0)
    sha256 = models.CharField("SHA-256", max_length=64)
    batch = models.ForeignKey(PaperBatch, models.PROTECT, null=True, related_name="+", verbose_name="批次")

    class Meta:
        verbose_name = "模板文稿"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("batch", "unit"), condition=Q(batch__isnull=False), name="template_paper_batch_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class PaperBatchLine(models.Model):
    """A unit of a batch: its paper once made, or why there is none."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    batch = models.ForeignKey(PaperBatch, models.CASCADE, related_name="lines", verbose_name="批次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    paper = models.ForeignKey(TemplatePaper, models.PROTECT, null=True, related_name="+", verbose_name="文稿")
    drafted = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", verbose_name="起草的文稿")
    failure = models.CharField("未生成的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "批量文稿明细"
        ordering = ("batch_id", "unit__path")
        constraints = (models.UniqueConstraint(fields=("batch", "unit"), name="paper_batch_unit_once"),)

    def __str__(self) -> str:
        return f"{self.batch} {self.unit}"

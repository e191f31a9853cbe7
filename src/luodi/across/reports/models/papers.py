"""Tables of papers: text with its fields, figures as they were taken, hash of what was issued; charts as drawn."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from luodi.across.reports.rules.states import PaperState
from luodi.base.orgs.models import Unit


class Paper(models.Model):
    """A paper of a kind for a period and unit.

    `draft` is the composed text with fields (blocks, omissions, untraced numbers), `book` the figures it may name, taken at
    `known_at`; both are frozen documents of the engine. `sha256` is the hash of the issued .docx. `dated_on` is empty until
    somebody names the day or the paper is issued. `version` counts the changes, so that nobody overwrites another's. `is_public`: what is told of single projects and
    companies is not printed.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("created_by", "edited_by", "issued_by", "signer")

    kind = models.CharField("文种", max_length=8)
    period = models.CharField("期间", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    title = models.CharField("标题", max_length=200)
    filter_set = models.CharField("清单范围", max_length=30, blank=True)
    state = models.CharField("状态", max_length=8, choices=PaperState, default=PaperState.DRAFT)
    has_sources = models.BooleanField("附数据溯源表", default=True)
    is_masked = models.BooleanField("数字脱敏", default=False)
    is_public = models.BooleanField("公开稿", default=False)
    known_at = models.DateTimeField("数据截至")
    draft = models.JSONField("文稿", default=dict)
    book = models.JSONField("数据", default=dict)
    issuer = models.CharField("发文机关署名", max_length=80)
    dated_on = models.DateField("成文日期", null=True)
    masthead = models.CharField("发文机关标志", max_length=40, blank=True)
    number = models.CharField("发文字号", max_length=40, blank=True)
    secrecy = models.CharField("密级和保密期限", max_length=20, blank=True)
    urgency = models.CharField("紧急程度", max_length=8, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    recipients = models.CharField("主送机关", max_length=200, blank=True)
    copies_to = models.CharField("抄送机关", max_length=300, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="起草人")
    created_at = models.DateTimeField("起草时间")
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="最后修改人"
    )
    edited_at = models.DateTimeField("最后修改时间", null=True)
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


class PaperPicture(models.Model):
    """A chart of a paper as it was drawn (PNG); drawn anew only when the figures of the draft are."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="pictures", verbose_name="文稿")
    key = models.CharField("图", max_length=40)
    image = models.BinaryField("图片")

    class Meta:
        verbose_name = "文稿图"
        ordering = ("paper_id", "key")
        constraints = (models.UniqueConstraint(fields=("paper", "key"), name="paper_picture_once"),)

    def __str__(self) -> str:
        return f"{self.paper_id} {self.key}"

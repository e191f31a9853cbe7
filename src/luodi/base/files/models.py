"""Table of attachments; the bytes lie under HOME/files/ab/abcdef…"""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from luodi.base.core.facts import Fact


class Attachment(Fact):
    """One uploaded file as evidence. The same bytes are stored once; each upload is a row of its own."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("name",)

    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=255)
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveBigIntegerField("字节数")
    unit_code = models.CharField("上传单位", max_length=40, blank=True)

    class Meta:
        verbose_name = "附件"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return Path(settings.LUODI_FILES) / self.sha256[:2] / self.sha256

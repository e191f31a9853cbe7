"""Table of receipts."""

from typing import ClassVar

from django.db import models

from luodi.base.core.facts import Fact
from luodi.base.receipts.rules import KEY_LENGTH, SAID_LENGTH, SUBJECT_LENGTH


class Receipt(Fact):
    """What a person sent under a key has been taken. `subject` is the kind of thing and the row it is about, `said` our answer."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    key = models.CharField("提交编号", max_length=KEY_LENGTH)
    subject = models.CharField("事项", max_length=SUBJECT_LENGTH)
    said = models.CharField("答复", max_length=SAID_LENGTH)

    class Meta:
        verbose_name = "收件回执"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("recorded_by", "key"), name="receipt_once_per_key"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.said}"

"""Table of exchange rates."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import Fact


class ExchangeRate(Fact):
    """The PBOC mid-rate of a currency on a day: 1 unit of currency in CNY. Of several the latest revision counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    currency = models.CharField("币种", max_length=3)
    day = models.DateField("日期")
    rate = models.DecimalField("中间价", max_digits=12, decimal_places=6)
    source = models.CharField("来源", max_length=60)
    revision = models.PositiveIntegerField("版次", default=1)
    reason = models.CharField("更正原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "汇率"
        ordering = ("currency", "-day", "-revision")
        constraints = (
            models.UniqueConstraint(fields=("currency", "day", "revision"), name="rate_once"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_above_zero"),
        )

    def __str__(self) -> str:
        return f"{self.currency} {self.day} {self.rate}"

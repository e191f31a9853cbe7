"""Tables of period locks: what is closed, as known when, by whose order, and up to which facts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from luodi.base.core.facts import AppendOnlyModel, Fact


class PeriodLock(Fact):
    """A version of a closed period: every question with a last day in it is answered as known at `known_at`.

    Version 1 is the close; each later one is a restatement (重述) with its order and reason. The `last_*` columns are
    the highest row numbers of the ledger at that moment: a row with a higher number, whatever moment it bears, was not
    known yet.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    period = models.CharField("期间", max_length=40)
    start = models.DateField("起")
    end = models.DateField("止")
    version = models.PositiveIntegerField("版次", default=1)
    known_at = models.DateTimeField("结账时点")
    order_document = models.CharField("重述依据文号", max_length=100, blank=True)
    reason = models.CharField("重述原因", max_length=300, blank=True)
    last_step = models.BigIntegerField("认定序号", default=0)
    last_history = models.BigIntegerField("属性序号", default=0)
    last_share = models.BigIntegerField("分担序号", default=0)
    last_trip = models.BigIntegerField("外出序号", default=0)
    last_target = models.BigIntegerField("目标序号", default=0)

    class Meta:
        verbose_name = "期间锁定"
        ordering = ("end", "start", "version")
        constraints = (
            models.UniqueConstraint(fields=("period", "version"), name="period_lock_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="period_lock_in_order"),
            models.CheckConstraint(
                condition=Q(version=1) | (~Q(order_document="") & ~Q(reason="")), name="restatement_has_its_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.period} 第{self.version}版"


class LockMark(AppendOnlyModel):
    """The highest number of the facts of a name at the moment of a lock, beside those that the lock itself names.

    Locks made before a name was kept have no row for it: their facts are known when they say.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    lock = models.ForeignKey(PeriodLock, models.PROTECT, related_name="marks", verbose_name="期间锁定")
    name = models.CharField("事实", max_length=16)
    last = models.BigIntegerField("最后序号")

    class Meta:
        verbose_name = "锁定序号"
        ordering = ("lock_id", "name")
        constraints = (models.UniqueConstraint(fields=("lock", "name"), name="lock_mark_once"),)

    def __str__(self) -> str:
        return f"{self.lock_id} {self.name} {self.last}"

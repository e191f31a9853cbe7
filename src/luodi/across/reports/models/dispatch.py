"""Tables of dispatch lists: filter sets by revision, frozen versions with their rows as shown, and who has left."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.across.reports.rules.dispatch_sets import TermKind
from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.orgs.models import Unit
from luodi.domains.chains.models import Chain
from luodi.domains.projects.models import Project


class DispatchSet(Fact):
    """One revision of a filter set: the newest of a code counts, over the set of that code that the product brings.

    Amounts in 万元. `overdue_from`: a clock is overdue by at least so many days. Empty columns ask nothing.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("代码", max_length=30)
    revision = models.PositiveIntegerField("修订")
    label = models.CharField("名称", max_length=30)
    says = models.CharField("说明", max_length=200)
    overdue_from = models.PositiveIntegerField("超期天数不少于", null=True)
    amount_from = models.DecimalField("总投资不低于（万元）", max_digits=18, decimal_places=4, null=True)
    amount_to = models.DecimalField("总投资低于（万元）", max_digits=18, decimal_places=4, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="责任单位")
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, related_name="+", verbose_name="产业链")
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "清单范围"
        ordering = ("code", "-revision")
        constraints = (models.UniqueConstraint(fields=("code", "revision"), name="dispatch_set_revision"),)

    def __str__(self) -> str:
        return f"{self.label}（第{self.revision}次修订）"


class DispatchSetTerm(AppendOnlyModel):
    """One value of a condition with several: a stage, a side status, a clock, a colour."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    filter_set = models.ForeignKey(DispatchSet, models.PROTECT, related_name="terms", verbose_name="清单范围")
    kind = models.CharField("条件", max_length=8, choices=TermKind)
    value = models.CharField("取值", max_length=24)

    class Meta:
        verbose_name = "清单条件"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("filter_set", "kind", "value"), name="dispatch_term_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class DispatchVersion(Fact):
    """A frozen dispatch list: which projects a filter set showed at the end of a half month, in which version.

    `label` and `says` are the set's words of then; `previous` is the version it is compared with. `sha256` covers the
    list, its items and who has left (engine.dispatch_freezing.seal).
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("清单范围", max_length=30)
    label = models.CharField("名称", max_length=30)
    says = models.CharField("说明", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    period = models.CharField("期间", max_length=40)
    last_on = models.DateField("截至日")
    version = models.PositiveIntegerField("版次")
    issued_on = models.DateField("下发日")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="上一版")
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "调度清单"
        ordering = ("-last_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("code", "unit", "period", "version"), name="dispatch_list_version"),
            models.CheckConstraint(condition=~Q(sha256=""), name="dispatch_list_sealed"),
        )
        indexes = (models.Index(fields=("code", "unit", "last_on"), name="dispatch_list_latest"),)

    def __str__(self) -> str:
        return f"{self.label}调度清单 {self.period} 第{self.version}版"


class DispatchItem(AppendOnlyModel):
    """A row of a frozen list, with the values as they were shown. Money in 万元, `overdue_days` of `overdue_clock`."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("responsible", "leader")

    dispatch = models.ForeignKey(DispatchVersion, models.PROTECT, related_name="items", verbose_name="清单")
    number = models.PositiveIntegerField("序号")
    subject = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    project = models.CharField("项目名称", max_length=200)
    investor = models.CharField("投资方", max_length=200, blank=True)
    total_investment_in_wan = models.DecimalField("总投资（万元）", max_digits=18, decimal_places=4, null=True)
    talks_on = models.DateField("开始洽谈日", null=True)
    talks_until = models.DateField("洽谈时限", null=True)
    signed_on = models.DateField("签约日", null=True)
    contract_start_on = models.DateField("合同开工日", null=True)
    bottom_line_on = models.DateField("底线日", null=True)
    started_on = models.DateField("开工日", null=True)
    suspended_on = models.DateField("停建日", null=True)
    produced_on = models.DateField("投产日", null=True)
    overdue_clock = models.CharField("超期时限", max_length=30, blank=True)
    overdue_days = models.IntegerField("超期（天）", null=True)
    stage = models.CharField("当前阶段", max_length=20)
    obstacle = models.CharField("卡点", max_length=60, blank=True)
    responsible = models.CharField("责任单位/人", max_length=160)
    leader = models.CharField("包抓领导", max_length=60, blank=True)
    aim = models.CharField("本月目标", max_length=120, blank=True)
    next_milestone = models.CharField("下月节点", max_length=120, blank=True)
    colour = models.CharField("色", max_length=1, blank=True)
    urged_times = models.PositiveIntegerField("督办次数", null=True)
    listed_times = models.PositiveIntegerField("连续列入（次）")

    class Meta:
        verbose_name = "清单项目"
        ordering = ("dispatch_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("dispatch", "number"), name="dispatch_item_number"),
            models.UniqueConstraint(fields=("dispatch", "subject"), name="dispatch_item_once"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.project}"


class DispatchGone(AppendOnlyModel):
    """A project of the version before that is not in this one, and why."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    dispatch = models.ForeignKey(DispatchVersion, models.PROTECT, related_name="gone", verbose_name="清单")
    subject = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    project = models.CharField("项目名称", max_length=200)
    reason = models.CharField("移出原因", max_length=200)

    class Meta:
        verbose_name = "移出清单"
        ordering = ("dispatch_id", "pk")
        constraints = (models.UniqueConstraint(fields=("dispatch", "subject"), name="dispatch_gone_once"),)

    def __str__(self) -> str:
        return f"{self.project}：{self.reason}"

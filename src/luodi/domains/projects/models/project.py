"""Tables of projects: what they are. Cached columns of Project are written only together with their facts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from luodi.base.orgs.models import Unit
from luodi.domains.chains.models import Chain
from luodi.domains.investors.models import Investor
from luodi.domains.projects.rules import ChainAction, NegotiationClass, ProjectKind, SideStatus, Stage

CACHED = (
    "stage",
    "side_status",
    "side_since",
    "framework_on",
    "signed_on",
    "landed_on",
    "started_on",
    "completed_on",
    "produced_on",
    "capital_in_wan",
    "contract_in_wan",
    "search_text",
)


class Project(models.Model):
    """An investment project: what it is. What happened to it stands in StageEvent and CapitalRecord.

    Money in 万元 of `currency`. The columns named in CACHED are the replay of recognised facts.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("leader", "owner", "contact_phone")

    code = models.CharField("项目编号", max_length=20, unique=True)
    name = models.CharField("项目名称", max_length=200)
    name_key = models.CharField("名称归一", max_length=200, db_index=True)
    national_code = models.CharField("投资项目代码", max_length=24, blank=True)
    kind = models.CharField("项目类别", max_length=10, choices=ProjectKind, default=ProjectKind.BUILD)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    investor = models.ForeignKey(Investor, models.PROTECT, null=True, related_name="+", verbose_name="主要投资方")
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, related_name="+", verbose_name="产业链")
    chain_action = models.CharField("延链补链", max_length=10, choices=ChainAction, blank=True)
    sector_code = models.CharField("行业代码", max_length=5, blank=True)
    content = models.TextField("建设内容及规模", blank=True)
    place = models.CharField("建设地点", max_length=120, blank=True)
    total_investment_in_wan = models.DecimalField("总投资（万元）", max_digits=18, decimal_places=4, null=True)
    fixed_investment_in_wan = models.DecimalField("固定资产投资（万元）", max_digits=18, decimal_places=4, null=True)
    currency = models.CharField("币种", max_length=3, default="CNY")
    land_mu = models.DecimalField("用地（亩）", max_digits=12, decimal_places=2, null=True)
    is_industrial = models.BooleanField("产业类", default=False)
    is_advanced = models.BooleanField("先进制造", default=False)
    is_high_tech = models.BooleanField("高新技术", default=False)
    is_green = models.BooleanField("节能环保", default=False)
    is_foreign = models.BooleanField("外资", default=False)
    is_major = models.BooleanField("重大项目", default=False)
    negotiation_class = models.CharField(
        "洽谈时限", max_length=10, choices=NegotiationClass, default=NegotiationClass.ORDINARY
    )
    planned_start_on = models.DateField("合同约定开工日", null=True)
    planned_completion_on = models.DateField("合同约定竣工日", null=True)
    planned_production_on = models.DateField("合同约定投产日", null=True)
    leader = models.CharField("包抓领导", max_length=60, blank=True)
    owner = models.CharField("责任人", max_length=60, blank=True)
    contact_phone = models.CharField("联系电话", max_length=60, blank=True)
    remark = models.TextField("备注", blank=True)
    scope_note = models.CharField("不计入原因", max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="原项目（增资扩产）")
    batch = models.CharField("导入批次", max_length=40, blank=True, db_index=True)
    is_withdrawn = models.BooleanField("登记已撤销", default=False)
    created_at = models.DateTimeField("登记时间")
    version = models.PositiveIntegerField("版本", default=1)

    stage = models.CharField("阶段", max_length=4, choices=Stage, default=Stage.LEAD)
    side_status = models.CharField("状态", max_length=12, choices=SideStatus, default=SideStatus.NORMAL)
    side_since = models.DateField("状态起始日", null=True)
    framework_on = models.DateField("协议日期", null=True)
    signed_on = models.DateField("签约日期", null=True)
    landed_on = models.DateField("落地日期", null=True)
    started_on = models.DateField("开工日期", null=True)
    completed_on = models.DateField("竣工日期", null=True)
    produced_on = models.DateField("投产日期", null=True)
    contract_in_wan = models.DecimalField("合同额（万元）", max_digits=18, decimal_places=4, null=True)
    capital_in_wan = models.DecimalField("累计到位（万元）", max_digits=18, decimal_places=4, default=0)
    search_text = models.CharField("检索文本", max_length=600, blank=True)

    history = HistoricalRecords(excluded_fields=[*CACHED, "version"], user_db_constraint=False)

    class Meta:
        verbose_name = "项目"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(total_investment_in_wan=None) | Q(total_investment_in_wan__gt=0),
                name="project_total_above_zero",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "stage"), name="project_unit_stage"),
            models.Index(fields=("stage", "side_status"), name="project_stage_side"),
            models.Index(fields=("signed_on",), name="project_signed"),
            # All that the totals of a unit's list read stands in the index, so no row is looked at.
            models.Index(
                fields=(
                    "unit",
                    "is_withdrawn",
                    "currency",
                    "total_investment_in_wan",
                    "contract_in_wan",
                    "capital_in_wan",
                ),
                name="project_unit_totals",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProjectInvestor(models.Model):
    """An investor's share of a project, in percent."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    project = models.ForeignKey(Project, models.PROTECT, related_name="investor_shares", verbose_name="项目")
    investor = models.ForeignKey(Investor, models.PROTECT, related_name="+", verbose_name="投资方")
    share_percent = models.DecimalField("占比（%）", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "投资方占比"
        ordering = ("project_id", "-share_percent")
        constraints = (
            models.UniqueConstraint(fields=("project", "investor"), name="project_investor_once"),
            models.CheckConstraint(
                condition=Q(share_percent__gt=0, share_percent__lte=100), name="investor_share_in_range"
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.investor_id} {self.share_percent}%"


class ProjectExtra(models.Model):
    """A cell of a ledger column that nobody knows: kept as it was and shown."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("value",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="extras", verbose_name="项目")
    header = models.CharField("列名", max_length=100)
    value = models.TextField("内容")
    batch = models.CharField("导入批次", max_length=40, blank=True)

    class Meta:
        verbose_name = "台账其他列"
        ordering = ("project_id", "pk")
        constraints = (models.UniqueConstraint(fields=("project", "header"), name="project_extra_once"),)

    def __str__(self) -> str:
        return self.header


class ProjectCounter(models.Model):
    """The last project number given in a year."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    year = models.PositiveSmallIntegerField("年度", unique=True)
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "项目编号"

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"

"""Tables of inspection plans, visits, findings with their rectification, and marks of a jury."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import Project
from luodi.domains.supervision.rules.inspections import FindingAct, FindingState, InspectionKind, PlanAct, PlanState


class InspectionPlan(models.Model):
    """A planned inspection: its basis document, its days, the units it visits. State is a cache of its steps."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("drafted_by",)

    number = models.CharField("编号", max_length=20, unique=True)
    title = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=10, choices=InspectionKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="组织单位")
    basis_no = models.CharField("依据文号", max_length=80, blank=True)
    begins_on = models.DateField("开始日")
    ends_on = models.DateField("结束日")
    note = models.CharField("内容和要求", max_length=500, blank=True)
    units = models.ManyToManyField(Unit, through="PlanUnit", related_name="+", verbose_name="被督查单位")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", verbose_name="并入")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制人")
    created_at = models.DateTimeField("编制时间")

    state = models.CharField("状态", max_length=10, choices=PlanState, default=PlanState.DRAFT)

    class Meta:
        verbose_name = "督查计划"
        ordering = ("-begins_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="inspection_days_in_order"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(state=PlanState.MERGED), name="inspection_merged_state"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PlanUnit(models.Model):
    """A unit that a plan visits."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="plan_units", verbose_name="计划")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")

    class Meta:
        verbose_name = "被督查单位"
        ordering = ("plan_id", "unit__path")
        constraints = (models.UniqueConstraint(fields=("plan", "unit"), name="plan_unit_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.unit_id}"


class PlanStep(Fact):
    """One step of a plan."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="steps", verbose_name="计划")
    act = models.CharField("步骤", max_length=10, choices=PlanAct)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "督查计划步骤"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.get_act_display()}"


class Inspection(Fact):
    """One visit: where, when, by whom, what was seen."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by", "inspectors")

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="inspections", verbose_name="计划")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被督查单位")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="项目")
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=120, blank=True)
    inspectors = models.CharField("督查人员", max_length=120)
    summary = models.CharField("情况", max_length=1000)

    class Meta:
        verbose_name = "督查记录"
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"{self.held_on} {self.summary[:40]}"


class InspectionPhoto(Fact):
    """A photo of a visit with its time and place; degrees of latitude and longitude where the phone gave them."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos", verbose_name="督查记录")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="照片")
    taken_at = models.DateTimeField("拍摄时间")
    place = models.CharField("拍摄地点", max_length=120, blank=True)
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True)

    class Meta:
        verbose_name = "督查照片"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="photo_on_earth",
            ),
        )

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.place}"


class Finding(models.Model):
    """What an inspection found wrong, to be put right by a day. State and days are a cache of its steps."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings", verbose_name="督查记录")
    text = models.CharField("问题", max_length=500)
    demand = models.CharField("整改要求", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="整改单位")
    found_on = models.DateField("发现日")
    due_on = models.DateField("整改期限")

    state = models.CharField("状态", max_length=10, choices=FindingState, default=FindingState.ORDERED)
    reported_on = models.DateField("报告整改日", null=True)
    ended_on = models.DateField("销号日", null=True)

    class Meta:
        verbose_name = "限期整改"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("state", "due_on"), name="finding_state_due"),)

    def __str__(self) -> str:
        return self.text[:60]


class FindingStep(Fact):
    """One step of a rectification."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="steps", verbose_name="限期整改")
    act = models.CharField("步骤", max_length=10, choices=FindingAct)
    note = models.CharField("情况", max_length=1000, blank=True)
    evidence = models.ManyToManyField(Attachment, through="FindingEvidence", related_name="+", verbose_name="材料")

    class Meta:
        verbose_name = "整改步骤"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.finding_id} {self.get_act_display()}"


class FindingEvidence(Fact):
    """A document that goes with a step."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    step = models.ForeignKey(FindingStep, models.PROTECT, related_name="evidence_rows", verbose_name="步骤")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "整改材料"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.step_id} {self.attachment_id}"


class JuryMark(Fact):
    """A judge's mark of what was visited, 0–100 分; of several by one judge the latest revision counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by", "judge")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="marks", verbose_name="观摩点")
    judge = models.CharField("评委", max_length=60)
    mark = models.DecimalField("评分", max_digits=5, decimal_places=2)
    revision = models.PositiveSmallIntegerField("版次", default=1)

    class Meta:
        verbose_name = "观摩评分"
        ordering = ("inspection_id", "judge", "-revision")
        constraints = (
            models.UniqueConstraint(fields=("inspection", "judge", "revision"), name="supervision_mark_once"),
            models.CheckConstraint(condition=Q(mark__gte=0, mark__lte=100), name="supervision_mark_in_range"),
        )

    def __str__(self) -> str:
        return f"{self.judge} {self.mark}"

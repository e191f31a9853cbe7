"""Tables of milestones: templates from a day on, versions of a project's plan, actual days with their photos."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.approvals.models import Slip
from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.domains.projects.models.project import Project
from luodi.domains.projects.rules.events import Event
from luodi.domains.projects.rules.words import ProjectKind


class PlanTemplate(Fact):
    """The milestones of a kind of project for plans made on `valid_from` or later; of several the latest one counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    kind = models.CharField("项目类别", max_length=10, choices=ProjectKind)
    valid_from = models.DateField("生效日")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "节点模板"
        ordering = ("kind", "-valid_from", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（自 {self.valid_from}）"


class TemplateStep(Fact):
    """One milestone of a template: `days` is how long the work before it takes."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="steps", verbose_name="模板")
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField("代码", max_length=8)
    name = models.CharField("节点", max_length=60)
    days = models.PositiveSmallIntegerField("天数")
    event = models.CharField("阶段事件", max_length=10, choices=Event, blank=True)

    class Meta:
        verbose_name = "模板节点"
        ordering = ("template_id", "position")
        constraints = (models.UniqueConstraint(fields=("template", "code"), name="template_step_once"),)

    def __str__(self) -> str:
        return self.name


class TemplateLink(Fact):
    """A milestone that must be done before another of the same template."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    step = models.ForeignKey(TemplateStep, models.PROTECT, related_name="links", verbose_name="节点")
    after = models.ForeignKey(TemplateStep, models.PROTECT, related_name="+", verbose_name="前置节点")

    class Meta:
        verbose_name = "模板前置"
        ordering = ("step_id", "after_id")
        constraints = (models.UniqueConstraint(fields=("step", "after"), name="template_link_once"),)

    def __str__(self) -> str:
        return f"{self.step_id} {self.after_id}"


class Plan(Fact):
    """One version of a project's milestones. Version 1 is the baseline; every later one counts once its slip is recognised."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    version = models.PositiveSmallIntegerField("版次")
    target_on = models.DateField("目标日")
    reason = models.CharField("调整原因", max_length=300, blank=True)
    slip = models.ForeignKey(Slip, models.PROTECT, null=True, related_name="+", verbose_name="审批单")

    class Meta:
        verbose_name = "节点计划"
        ordering = ("project_id", "-version")
        constraints = (
            models.UniqueConstraint(fields=("project", "version"), name="plan_version_once"),
            models.CheckConstraint(
                condition=Q(version=1, slip__isnull=True) | Q(version__gt=1, slip__isnull=False),
                name="plan_change_has_slip",
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} 第{self.version}版"


class PlanStep(Fact):
    """One milestone of a version: its planned day, and how long the work before it takes."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps", verbose_name="计划")
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField("代码", max_length=8)
    name = models.CharField("节点", max_length=60)
    days = models.PositiveSmallIntegerField("天数")
    event = models.CharField("阶段事件", max_length=10, choices=Event, blank=True)
    planned_on = models.DateField("计划日")

    class Meta:
        verbose_name = "计划节点"
        ordering = ("plan_id", "position")
        constraints = (models.UniqueConstraint(fields=("plan", "code"), name="plan_step_once"),)

    def __str__(self) -> str:
        return f"{self.name} {self.planned_on}"


class PlanLink(Fact):
    """A milestone that must be done before another of the same version."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    step = models.ForeignKey(PlanStep, models.PROTECT, related_name="links", verbose_name="节点")
    after = models.ForeignKey(PlanStep, models.PROTECT, related_name="+", verbose_name="前置节点")

    class Meta:
        verbose_name = "计划前置"
        ordering = ("step_id", "after_id")
        constraints = (models.UniqueConstraint(fields=("step", "after"), name="plan_link_once"),)

    def __str__(self) -> str:
        return f"{self.step_id} {self.after_id}"


class MilestoneDone(Fact):
    """The actual day of a milestone that is no stage event; it counts once recognised. `reverses` takes one back."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    code = models.CharField("节点代码", max_length=8)
    name = models.CharField("节点", max_length=60)
    done_on = models.DateField("完成日")
    note = models.CharField("说明", max_length=300, blank=True)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals", verbose_name="撤销的完成")
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")

    class Meta:
        verbose_name = "节点完成"
        ordering = ("project_id", "pk")
        indexes = (models.Index(fields=("project", "code"), name="milestone_done_project"),)

    def __str__(self) -> str:
        return f"{self.name} {self.done_on}"


class MilestonePhoto(Fact):
    """A photo or paper of a milestone that is done."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    done = models.ForeignKey(MilestoneDone, models.PROTECT, related_name="photos", verbose_name="节点完成")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "节点材料"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.done_id} {self.attachment_id}"

"""Tables of planned projects: what each is in versions, the steps it took, the projects it turned into. All are facts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.approvals.models import Slip
from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.orgs.models import Unit
from luodi.domains.chains.models import Chain
from luodi.domains.offers.rules import Action, PlannedAct, PlannedState, ResourceKind
from luodi.domains.projects.models import Project


class PlannedProject(Fact):
    """An opportunity of a unit (策划、谋划项目), under which its versions, steps and links stand."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("编号", max_length=20, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="谋划单位")

    class Meta:
        verbose_name = "策划项目"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.code


class PlannedVersion(Fact):
    """What is said of a planned project; the highest revision counts, the earlier ones stay."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    planned = models.ForeignKey(PlannedProject, models.PROTECT, related_name="versions", verbose_name="策划项目")
    revision = models.PositiveIntegerField("版次", default=1)
    title = models.CharField("名称", max_length=120)
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, related_name="+", verbose_name="产业链")
    action = models.CharField("建链延链", max_length=10, choices=Action, blank=True)
    sectors = models.CharField("产业方向", max_length=120, blank=True)
    investment_in_wan = models.DecimalField("计划投资（万元）", max_digits=18, decimal_places=4, null=True)
    land_mu = models.DecimalField("用地需求（亩）", max_digits=12, decimal_places=2, null=True)
    site = models.CharField("选址", max_length=120, blank=True)
    resource = models.CharField("依托资源", max_length=10, choices=ResourceKind, blank=True)
    brochure = models.TextField("推介内容", blank=True)
    reason = models.CharField("修改原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "策划项目内容"
        ordering = ("planned_id", "revision")
        constraints = (
            models.UniqueConstraint(fields=("planned", "revision"), name="planned_version_once"),
            models.CheckConstraint(
                condition=Q(investment_in_wan__isnull=True) | Q(investment_in_wan__gt=0),
                name="planned_investment_above_zero",
            ),
        )

    def __str__(self) -> str:
        return self.title


class PlannedOwner(AppendOnlyModel):
    """A unit that plans together with the one in whose name the planned project stands (共同谋划)."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    version = models.ForeignKey(PlannedVersion, models.PROTECT, related_name="owners", verbose_name="策划项目内容")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")

    class Meta:
        verbose_name = "共同谋划单位"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("version", "unit"), name="planned_owner_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.unit_id}"


class PlannedStep(Fact):
    """A step with its day; `state` is where the planned project stands after it. A revocation names its step."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    planned = models.ForeignKey(PlannedProject, models.PROTECT, related_name="steps", verbose_name="策划项目")
    act = models.CharField("步骤", max_length=10, choices=PlannedAct)
    state = models.CharField("状态", max_length=10, choices=PlannedState)
    occurred_on = models.DateField("日期")
    note = models.CharField("说明", max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name="撤销的步骤"
    )

    class Meta:
        verbose_name = "策划项目步骤"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(act=PlannedAct.REVOKE, reverses__isnull=False)
                | (~Q(act=PlannedAct.REVOKE) & Q(reverses__isnull=True)),
                name="planned_step_revokes_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.occurred_on}"


class PlannedLink(Fact):
    """The project into which a planned project turned, from a day on; it counts once its slip is recognised.

    A link is ended by another one that names it, with the day from which it holds no more, and is recognised likewise.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    planned = models.ForeignKey(PlannedProject, models.PROTECT, related_name="links", verbose_name="策划项目")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    linked_on = models.DateField("关联日期")
    reason = models.CharField("依据", max_length=300)
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="reversals", verbose_name="解除的关联")

    class Meta:
        verbose_name = "策划项目关联"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.planned_id} → {self.project_id}"

    @property
    def is_ending(self) -> bool:
        """Whether it ends another link."""
        return self.reverses_id is not None

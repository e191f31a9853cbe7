"""Tables of unit shares: the sets in force and what is asked for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.approvals.models import Slip
from luodi.base.core.facts import Fact
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models.project import Project
from luodi.domains.projects.rules import ShareRole


class ProjectUnitShare(Fact):
    """A unit's share of a project in a role from a day on. A set is one `revision`; the latest one in force counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="unit_shares", verbose_name="项目")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    role = models.CharField("角色", max_length=10, choices=ShareRole)
    share_percent = models.DecimalField("分担（%）", max_digits=5, decimal_places=2)
    valid_from = models.DateField("起")
    revision = models.PositiveIntegerField("版次", default=1)
    basis = models.CharField("依据", max_length=200, blank=True)
    batch = models.CharField("导入批次", max_length=40, blank=True)

    class Meta:
        verbose_name = "单位分担"
        ordering = ("project_id", "role", "-revision", "unit_id")
        constraints = (
            models.UniqueConstraint(fields=("project", "role", "revision", "unit"), name="unit_share_once"),
            models.CheckConstraint(
                condition=Q(share_percent__gt=0, share_percent__lte=100), name="unit_share_in_range"
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.unit_id} {self.role} {self.share_percent}%"


class ShareProposal(Fact):
    """A new set of unit shares as a unit asks for it; once its slip is recognised it becomes a revision of the shares."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="share_proposals", verbose_name="项目")
    role = models.CharField("角色", max_length=10, choices=ShareRole)
    valid_from = models.DateField("起")
    basis = models.CharField("依据", max_length=200)
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")

    class Meta:
        verbose_name = "单位分担调整"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_role_display()}分担（自 {self.valid_from}）"


class ShareProposalLine(Fact):
    """One unit's percent of a proposal."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    proposal = models.ForeignKey(ShareProposal, models.PROTECT, related_name="lines", verbose_name="调整")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    share_percent = models.DecimalField("分担（%）", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "单位分担调整明细"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "unit"), name="share_line_once"),
            models.CheckConstraint(
                condition=Q(share_percent__gt=0, share_percent__lte=100), name="share_line_in_range"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.share_percent}%"

"""Tables of responsibility: sets by version, who answers for a project from when to when, papers, visits to the site."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person, Unit
from luodi.domains.projects.models.project import Project
from luodi.domains.projects.rules.events import Stage
from luodi.domains.projects.rules.responsibility import Applies, DutyPaper, DutyRole


class DutySet(Fact):
    """One version of a set of roles and papers. Of a code the latest version that has begun is in force."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("代码", max_length=12)
    name = models.CharField("名称", max_length=40)
    revision = models.PositiveIntegerField("版次")
    valid_from = models.DateField("生效日")
    applies = models.CharField("适用", max_length=8, choices=Applies)
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "责任体系"
        ordering = ("code", "-revision")
        constraints = (models.UniqueConstraint(fields=("code", "revision"), name="duty_set_once"),)

    def __str__(self) -> str:
        return self.name


class DutySetLine(Fact):
    """A role or a paper of a set."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    duty_set = models.ForeignKey(DutySet, models.PROTECT, related_name="lines", verbose_name="责任体系")
    label = models.CharField("要求", max_length=40)
    role = models.CharField("角色", max_length=12, choices=DutyRole, blank=True)
    paper = models.CharField("材料", max_length=12, choices=DutyPaper, blank=True)
    from_stage = models.CharField("自哪一阶段起", max_length=4, choices=Stage)
    visit_every_days = models.PositiveIntegerField("走访间隔（天）", null=True)

    class Meta:
        verbose_name = "责任体系要求"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=(Q(role="") & ~Q(paper="")) | (~Q(role="") & Q(paper="")), name="duty_line_role_or_paper"
            ),
        )

    def __str__(self) -> str:
        return self.label


class DutyChoice(Fact):
    """Which set a project follows; of several the latest counts, and an empty code leaves it to the usual rule."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="duty_choices", verbose_name="项目")
    set_code = models.CharField("责任体系", max_length=12, blank=True)
    reason = models.CharField("事由", max_length=200)

    class Meta:
        verbose_name = "责任体系指定"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.project_id} {self.set_code}"


class Assignment(Fact):
    """A person or a unit answers for a project in a role from a day on, until an ending says otherwise."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("person", "recorded_by")

    project = models.ForeignKey(Project, models.PROTECT, related_name="assignments", verbose_name="项目")
    role = models.CharField("角色", max_length=12, choices=DutyRole)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="人员")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    starts_on = models.DateField("起")
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "责任安排"
        ordering = ("project_id", "role", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True, unit__isnull=False) | Q(person__isnull=False, unit__isnull=True),
                name="assignment_person_or_unit",
            ),
        )
        indexes = (models.Index(fields=("person", "project"), name="assignment_of_person"),)

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.holder}"

    @property
    def holder(self) -> str:
        """The name of who answers."""
        return str(self.person or self.unit)


class AssignmentEnd(Fact):
    """From this day on the assignment holds no more."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="ending", verbose_name="责任安排")
    ends_on = models.DateField("止")
    reason = models.CharField("事由", max_length=200)

    class Meta:
        verbose_name = "责任结束"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.assignment_id} 止于 {self.ends_on}"


class DutyPaperFile(Fact):
    """A paper that a set asks for, as it was uploaded; of several of one kind the latest counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="duty_papers", verbose_name="项目")
    paper = models.CharField("材料", max_length=12, choices=DutyPaper)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "责任材料"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_paper_display()} {self.project_id}"


class Visit(Fact):
    """Somebody who answers for a project was there. A mistaken entry is named by `reverses` and counts no more."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("visitor", "recorded_by")

    project = models.ForeignKey(Project, models.PROTECT, related_name="visits", verbose_name="项目")
    visitor = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="走访人")
    visited_on = models.DateField("走访日期")
    found = models.CharField("了解的情况", max_length=500)
    decided = models.CharField("议定事项", max_length=500, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal", verbose_name="更正记录")

    class Meta:
        verbose_name = "走访记录"
        ordering = ("-visited_on", "-pk")

    def __str__(self) -> str:
        return f"{self.visitor} {self.visited_on}"

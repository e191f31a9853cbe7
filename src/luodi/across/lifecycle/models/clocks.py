"""Tables of clocks: lengths put in force, pauses, steps that end replies, marks that were told, answers to proposals."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from luodi.across.lifecycle.rules.clocks import Outcome, Step
from luodi.across.lifecycle.rules.clocks_days import Mark
from luodi.base.approvals.models import Slip
from luodi.base.core.facts import Fact
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import Project


class ClockTerm(Fact):
    """Another length of a clock, in its own measure, for clocks that begin on `valid_from` or later."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("时限", max_length=24)
    length = models.PositiveSmallIntegerField("长短")
    valid_from = models.DateField("生效日")
    basis = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "时限长短"
        ordering = ("code", "-valid_from", "-pk")
        constraints = (models.CheckConstraint(condition=Q(length__gt=0), name="clock_term_above_zero"),)

    def __str__(self) -> str:
        return f"{self.code} {self.length}（自 {self.valid_from}）"


class ClockPause(Fact):
    """Days on which a project's clocks stand still, both included: why, and which unit's doing it is.

    It counts once its slip is recognised. An earlier end is a fact of its own (`ClockPauseEnd`).
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    first_on = models.DateField("起")
    last_on = models.DateField("止")
    cause = models.CharField("外部原因", max_length=300)
    blocking_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="受阻单位")
    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")

    class Meta:
        verbose_name = "时限暂停"
        ordering = ("-first_on", "-pk")
        constraints = (models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="clock_pause_in_order"),)
        indexes = (models.Index(fields=("project", "first_on"), name="clock_pause_project"),)

    def __str__(self) -> str:
        return f"{self.project_id} {self.first_on}—{self.last_on}"


class ClockPauseEnd(Fact):
    """A pause ended earlier than asked for: `last_on` is the last day it counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    pause = models.OneToOneField(ClockPause, models.PROTECT, related_name="end", verbose_name="暂停")
    last_on = models.DateField("实际止")
    reason = models.CharField("说明", max_length=200)

    class Meta:
        verbose_name = "时限提前恢复"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.pause_id} {self.last_on}"


class ClockStep(Fact):
    """Something done that ends a reply clock: a lead answered, a contract reported."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目")
    step = models.CharField("事项", max_length=16, choices=Step)
    done_on = models.DateField("办理日")
    note = models.CharField("说明", max_length=300)

    class Meta:
        verbose_name = "时限办理"
        ordering = ("done_on", "pk")
        indexes = (models.Index(fields=("project", "step"), name="clock_step_project"),)

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.done_on}"


class ClockMark(Fact):
    """A mark that a clock had passed and that was told. At 橙 and 红 it is a proposal on which a person decides.

    The clock is that of a project or of a slip. `due_on` is the day as it stood then: a pause moves it, and then the
    marks are told again for the new day.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("时限", max_length=24)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="项目")
    slip = models.ForeignKey(Slip, models.PROTECT, null=True, related_name="+", verbose_name="审批单")
    due_on = models.DateField("到期日")
    mark = models.CharField("节点", max_length=12, choices=Mark)
    passed_on = models.DateField("到达日")

    class Meta:
        verbose_name = "时限提醒"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("code", "project", "due_on", "mark"),
                condition=Q(project__isnull=False),
                name="clock_mark_once_per_project",
            ),
            models.UniqueConstraint(
                fields=("code", "slip", "due_on", "mark"),
                condition=Q(slip__isnull=False),
                name="clock_mark_once_per_slip",
            ),
            models.CheckConstraint(
                condition=Q(project__isnull=False, slip__isnull=True) | Q(project__isnull=True, slip__isnull=False),
                name="clock_mark_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.get_mark_display()} {self.due_on}"


class ClockAnswer(Fact):
    """What a person decided on a proposal, and why. Nothing follows by itself: what is taken up is filed by people."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    mark = models.OneToOneField(ClockMark, models.PROTECT, related_name="answer", verbose_name="建议")
    outcome = models.CharField("决定", max_length=8, choices=Outcome)
    note = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = "时限建议答复"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.mark_id} {self.get_outcome_display()}"

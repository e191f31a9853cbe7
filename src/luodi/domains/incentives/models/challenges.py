"""Tables of challenges 揭榜挂帅: what was posted, who took it up, and the steps of both."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import Fact
from luodi.base.orgs.models import Person, Unit
from luodi.domains.chains.models import Chain
from luodi.domains.incentives.rules.challenges import Aim, ChallengeState, Subject, TakeState
from luodi.domains.incentives.rules.heroes import HeroKind
from luodi.domains.projects.models import Project


class Challenge(Fact):
    """A task held out to all: what is to be reached by when, what shows it, what is promised for it."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    code = models.CharField("编号", max_length=20, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="张榜单位")
    subject = models.CharField("类别", max_length=10, choices=Subject)
    title = models.CharField("榜题", max_length=120)
    task = models.TextField("任务要求")
    chain = models.ForeignKey(Chain, models.PROTECT, null=True, related_name="+", verbose_name="产业链")
    aim = models.CharField("成果标准", max_length=10, choices=Aim)
    evidence_wanted = models.CharField("佐证要求", max_length=300, blank=True)
    reward = models.CharField("激励承诺", max_length=300)

    class Meta:
        verbose_name = "揭榜挂帅"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class ChallengeStep(Fact):
    """A step of a challenge: posted with its deadline, given another one, taken down."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="steps", verbose_name="榜")
    position = models.PositiveSmallIntegerField("序号")
    act = models.CharField("步骤", max_length=10)
    state = models.CharField("状态", max_length=10, choices=ChallengeState)
    due_on = models.DateField("完成期限")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "榜的步骤"
        ordering = ("challenge_id", "position")
        constraints = (models.UniqueConstraint(fields=("challenge", "position"), name="challenge_step_once"),)

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.position} {self.act}"


class Take(Fact):
    """A unit or a person of it that took up a challenge, with the promise it made."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by", "person")

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="takes", verbose_name="榜")
    kind = models.CharField("类别", max_length=8, choices=HeroKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="揭榜单位")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="揭榜人")
    promise = models.CharField("承诺", max_length=500)

    class Meta:
        verbose_name = "揭榜"
        ordering = ("challenge_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=HeroKind.PERSON, person__isnull=False) | Q(kind=HeroKind.UNIT, person__isnull=True),
                name="take_person_of_its_kind",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The unit, or the person with the unit."""
        return self.unit.label if self.person is None else f"{self.person.name}（{self.unit.label}）"


class TakeStep(Fact):
    """A step of a take. What it reported names the project that is the result; nobody types a result."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    take = models.ForeignKey(Take, models.PROTECT, related_name="steps", verbose_name="揭榜")
    position = models.PositiveSmallIntegerField("序号")
    act = models.CharField("步骤", max_length=10)
    state = models.CharField("状态", max_length=10, choices=TakeState)
    occurred_on = models.DateField("日期")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="成果项目")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "揭榜步骤"
        ordering = ("take_id", "position")
        constraints = (models.UniqueConstraint(fields=("take", "position"), name="take_step_once"),)

    def __str__(self) -> str:
        return f"{self.take_id} {self.position} {self.act}"

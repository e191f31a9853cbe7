"""Tables around a nomination: its evidence, marks, place on the list, and what was objected to it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person, Unit
from luodi.domains.incentives.models.heroes import HeroCriterion, HeroList, HeroStep
from luodi.domains.incentives.rules.heroes import HeroKind, Origin, Verdict


class Nomination(Fact):
    """A unit, or a person of it, put forward for a list, with the deeds. A withdrawn one stays and counts no more."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by", "person", "deeds")

    hero_list = models.ForeignKey(HeroList, models.PROTECT, related_name="nominations", verbose_name="英雄榜")
    kind = models.CharField("类别", max_length=8, choices=HeroKind)
    origin = models.CharField("来源", max_length=8, choices=Origin)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="个人")
    deeds = models.TextField("主要事迹")

    class Meta:
        verbose_name = "英雄榜提名"
        ordering = ("hero_list_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=HeroKind.PERSON, person__isnull=False) | Q(kind=HeroKind.UNIT, person__isnull=True),
                name="nomination_person_of_its_kind",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The unit, or the person with the unit."""
        return self.unit.label if self.person is None else f"{self.person.name}（{self.unit.label}）"


class NominationEvidence(Fact):
    """A document behind the deeds."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="evidence", verbose_name="提名")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "提名佐证"
        ordering = ("nomination_id", "pk")
        constraints = (models.UniqueConstraint(fields=("nomination", "attachment"), name="nomination_evidence_once"),)

    def __str__(self) -> str:
        return str(self.attachment)


class NominationWithdrawal(Fact):
    """A nomination taken back while nominations are open, with the reason."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="withdrawal", verbose_name="提名")
    reason = models.CharField("原因", max_length=300)

    class Meta:
        verbose_name = "撤回提名"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.reason


class HeroMark(Fact):
    """The points a reviewer gives a nomination on a criterion; a later mark of the same reviewer replaces it."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="marks", verbose_name="提名")
    criterion = models.ForeignKey(HeroCriterion, models.PROTECT, related_name="+", verbose_name="评分标准")
    points = models.DecimalField("得分", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "英雄榜评分"
        ordering = ("nomination_id", "pk")
        constraints = (models.CheckConstraint(condition=Q(points__gte=0), name="hero_mark_not_below_zero"),)

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.criterion_id} {self.points}"


class HeroPlace(AppendOnlyModel):
    """A place on the list as a step proposed it; those of the latest proposal count. `score` is the mean of that moment."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    step = models.ForeignKey(HeroStep, models.PROTECT, related_name="places", verbose_name="拟定步骤")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="+", verbose_name="提名")
    position = models.PositiveSmallIntegerField("顺序")
    score = models.CharField("得分", max_length=60)

    class Meta:
        verbose_name = "上榜名额"
        ordering = ("step_id", "position")
        constraints = (models.UniqueConstraint(fields=("step", "nomination"), name="hero_place_once"),)

    def __str__(self) -> str:
        return str(self.nomination)


class PlaceRevocation(Fact):
    """A place taken back after the decision, with reason and document; the decided list itself stays as it was."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    place = models.OneToOneField(HeroPlace, models.PROTECT, related_name="revocation", verbose_name="上榜名额")
    document_no = models.CharField("决定文号", max_length=60)
    reason = models.CharField("原因", max_length=300)

    class Meta:
        verbose_name = "撤销上榜"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.reason


class Objection(Fact):
    """What somebody says against a place within the publicity; `told_by` is who said it, when an officer writes it down."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by", "told_by", "text")

    step = models.ForeignKey(HeroStep, models.PROTECT, related_name="objections", verbose_name="公示步骤")
    place = models.ForeignKey(HeroPlace, models.PROTECT, related_name="+", verbose_name="针对")
    told_by = models.CharField("反映人或来源", max_length=60, blank=True)
    text = models.CharField("异议内容", max_length=500)

    class Meta:
        verbose_name = "英雄榜异议"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"异议{self.pk}"


class ObjectionAnswer(Fact):
    """What was found out and answered."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="answer", verbose_name="异议")
    verdict = models.CharField("答复意见", max_length=8, choices=Verdict)
    text = models.CharField("核实情况", max_length=500)

    class Meta:
        verbose_name = "异议答复"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.objection_id} {self.get_verdict_display()}"

"""Tables of the hero list: the list with its criteria, its steps, its publicity."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.orgs.models import Unit
from luodi.domains.incentives.rules.heroes import HeroState


class HeroList(Fact):
    """The hero list of a year that a unit organises. Where it stands is its latest step.

    A cancelled list stays; the next one of the same unit and year has the next number.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="组织单位")
    year = models.PositiveSmallIntegerField("评选年度")
    number = models.PositiveSmallIntegerField("次数", default=1)
    unit_places = models.PositiveSmallIntegerField("单位名额")
    person_places = models.PositiveSmallIntegerField("个人名额")

    class Meta:
        verbose_name = "英雄榜"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("unit", "year", "number"), name="hero_list_once"),)

    def __str__(self) -> str:
        return f"{self.year}年度招商英雄榜"


class HeroCriterion(AppendOnlyModel):
    """What is judged in a list, with the most points it can give; all of a list make 100."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    hero_list = models.ForeignKey(HeroList, models.PROTECT, related_name="criteria", verbose_name="英雄榜")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("评分标准", max_length=40)
    most = models.DecimalField("满分", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "英雄榜评分标准"
        ordering = ("hero_list_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("hero_list", "name"), name="hero_criterion_once"),
            models.CheckConstraint(condition=Q(most__gt=0) & Q(most__lte=100), name="hero_criterion_within_hundred"),
        )

    def __str__(self) -> str:
        return self.name


class HeroStep(Fact):
    """One step of a list and the state it led to; of one position there is one, so of two people one is told it is done."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    hero_list = models.ForeignKey(HeroList, models.PROTECT, related_name="steps", verbose_name="英雄榜")
    position = models.PositiveSmallIntegerField("序号")
    act = models.CharField("步骤", max_length=12)
    state = models.CharField("状态", max_length=12, choices=HeroState)
    document_no = models.CharField("决定文号", max_length=60, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "英雄榜步骤"
        ordering = ("hero_list_id", "position")
        constraints = (models.UniqueConstraint(fields=("hero_list", "position"), name="hero_step_once"),)

    def __str__(self) -> str:
        return f"{self.hero_list_id} {self.position} {self.act}"


class HeroPublicity(AppendOnlyModel):
    """From which day to which a list is shown, and where objections go: an office with its line, no private number."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("contact",)

    step = models.OneToOneField(HeroStep, models.PROTECT, related_name="publicity", verbose_name="公示步骤")
    starts_on = models.DateField("公示起")
    until = models.DateField("公示止")
    days = models.PositiveSmallIntegerField("工作日")
    contact = models.CharField("联系方式", max_length=120)
    oversight = models.CharField("监督方式", max_length=120)

    class Meta:
        verbose_name = "英雄榜公示"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.starts_on}—{self.until}"

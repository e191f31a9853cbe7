"""Tables of schemes: one row per version, with its lines, their sources and its items."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from luodi.across.assessment.rules import Group, group_label, level_of
from luodi.across.assessment.rules.colours import ColourMode
from luodi.across.assessment.rules.methods import Method
from luodi.across.assessment.rules.sheets import ItemKind, Missing, SchemeState
from luodi.base.orgs.models import Unit


class Scheme(models.Model):
    """One version of the sheet by which the units of a group below a unit are scored.

    The same `code` may have a sheet for each group. A version in force is never edited, so every past ranking can be
    computed again; `year` empty means every year.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("made_by", "adopted_by")

    code = models.CharField("方案代码", max_length=20)
    name = models.CharField("方案名称", max_length=80)
    group = models.CharField("考核分组", max_length=4, choices=Group)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="适用范围")
    year = models.PositiveSmallIntegerField("年度", null=True)
    version = models.PositiveSmallIntegerField("版本")
    state = models.CharField("状态", max_length=10, choices=SchemeState, default=SchemeState.DRAFT)
    valid_from = models.DateField("生效日", null=True)
    missing = models.CharField("不能评价的指标", max_length=8, choices=Missing, default=Missing.SPREAD)
    colour_mode = models.CharField("五色评定", max_length=8, choices=ColourMode, default=ColourMode.SCORE)
    is_ranked = models.BooleanField("排名", default=True)
    is_preset = models.BooleanField("预置", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="编制人"
    )
    made_at = models.DateTimeField("编制时间")
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    adopted_at = models.DateTimeField("批准时间", null=True)

    class Meta:
        verbose_name = "考核方案"
        ordering = ("code", "group", "-version")
        constraints = (
            models.UniqueConstraint(fields=("code", "group", "version"), name="scheme_version_once"),
            models.UniqueConstraint(
                fields=("code", "group"), condition=Q(state=SchemeState.DRAFT), name="scheme_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(state=SchemeState.DRAFT) | Q(valid_from__isnull=False), name="scheme_in_force_has_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.group} 第{self.version}版"

    @property
    def group_label(self) -> str:
        """The group as it is called where the sheet holds: 区直部门 in a district."""
        return group_label(self.group, level_of(self.unit.name))


class SchemeLine(models.Model):
    """A weighted line of a version."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="lines", verbose_name="方案")
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField("代码", max_length=10)
    name = models.CharField("指标", max_length=60)
    block = models.CharField("板块", max_length=20)
    method = models.CharField("计分方法", max_length=4, choices=Method)
    weight = models.DecimalField("权重", max_digits=6, decimal_places=2)
    cap = models.DecimalField("封顶倍数", max_digits=4, decimal_places=2, default=1)
    per_case = models.DecimalField("每件扣分", max_digits=6, decimal_places=2, default=0)
    note = models.CharField("备注", max_length=100, blank=True)

    class Meta:
        verbose_name = "考核指标行"
        ordering = ("scheme_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("scheme", "code"), name="scheme_line_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="scheme_line_weight_above_zero"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class LineSource(models.Model):
    """A figure that a line reads; several count in equal parts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    line = models.ForeignKey(SchemeLine, models.CASCADE, related_name="sources", verbose_name="指标行")
    position = models.PositiveSmallIntegerField("顺序")
    figure = models.CharField("取数指标", max_length=20)
    target = models.DecimalField("目标值（%）", max_digits=9, decimal_places=2, null=True)

    class Meta:
        verbose_name = "取数指标"
        ordering = ("line_id", "position")
        constraints = (
            models.UniqueConstraint(fields=("line", "figure"), name="line_source_once"),
            models.CheckConstraint(condition=Q(target=None) | Q(target__gt=0), name="line_source_target_above_zero"),
        )

    def __str__(self) -> str:
        return self.figure


class SchemeItem(models.Model):
    """A bonus, penalty or veto of a version."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items", verbose_name="方案")
    position = models.PositiveSmallIntegerField("顺序")
    kind = models.CharField("类别", max_length=8, choices=ItemKind)
    code = models.CharField("代码", max_length=10)
    name = models.CharField("事项", max_length=80)
    points = models.DecimalField("每件分值", max_digits=6, decimal_places=2)
    limit = models.DecimalField("封顶", max_digits=6, decimal_places=2, null=True)
    figure = models.CharField("取数指标", max_length=20, blank=True)

    class Meta:
        verbose_name = "加分、扣分与否决事项"
        ordering = ("scheme_id", "position")
        constraints = (models.UniqueConstraint(fields=("scheme", "code"), name="scheme_item_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

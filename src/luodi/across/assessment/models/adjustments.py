"""Tables of what people decide about a result: adjustments, marks of juries, publications. All are facts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from luodi.across.assessment.rules import Group
from luodi.across.assessment.rules.adjusting import AdjustmentKind
from luodi.across.assessment.rules.colours import Colour
from luodi.base.approvals.models import Slip
from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit


class Adjustment(Fact):
    """A correction of a unit's result in a period, with its basis document; it counts once its slip is recognised.

    `subject` is the code of the line, item or veto it is about, empty for the whole score. `amount` is points for
    points, cases for items. A colour override has a `colour`. A mistake is reversed by a row that names it.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    slip = models.ForeignKey(Slip, models.PROTECT, related_name="+", verbose_name="审批单")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    scheme_code = models.CharField("方案代码", max_length=20)
    period = models.CharField("期间", max_length=40)
    kind = models.CharField("类别", max_length=8, choices=AdjustmentKind)
    subject = models.CharField("事项代码", max_length=10, blank=True)
    amount = models.DecimalField("分值或件数", max_digits=7, decimal_places=2, default=0)
    colour = models.CharField("颜色", max_length=1, choices=Colour, blank=True)
    reason = models.CharField("理由", max_length=300)
    basis = models.CharField("依据文件", max_length=120)
    reverses = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="撤销")
    evidence = models.ManyToManyField(
        Attachment, through="AdjustmentEvidence", related_name="+", verbose_name="依据文件原件"
    )

    class Meta:
        verbose_name = "考核调整"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=(Q(kind=AdjustmentKind.COLOUR) & ~Q(colour=""))
                | (~Q(kind=AdjustmentKind.COLOUR) & Q(colour="")),
                name="adjustment_colour_only_for_override",
            ),
        )
        indexes = (models.Index(fields=("period", "scheme_code", "unit"), name="adjustment_of_period"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.period} {self.get_kind_display()}"


class AdjustmentEvidence(Fact):
    """A document on which an adjustment rests, as it was uploaded."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="evidence_rows", verbose_name="考核调整")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "考核调整依据"
        ordering = ("adjustment_id", "pk")
        constraints = (models.UniqueConstraint(fields=("adjustment", "attachment"), name="adjustment_evidence_once"),)

    def __str__(self) -> str:
        return str(self.attachment)


class JuryMark(Fact):
    """The mark 0–100 that a judge gives a unit on a line in a period; a later mark of the same judge replaces it."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by", "judge")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    scheme_code = models.CharField("方案代码", max_length=20)
    period = models.CharField("期间", max_length=40)
    line = models.CharField("指标行", max_length=10)
    judge = models.CharField("评价人（单位）", max_length=60)
    mark = models.DecimalField("评价分", max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = "评价分"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(mark__gte=0) & Q(mark__lte=100), name="jury_mark_within_hundred"),
        )
        indexes = (models.Index(fields=("period", "scheme_code", "unit"), name="jury_mark_of_period"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.period} {self.line} {self.mark}"


class Publication(Fact):
    """Whether the ranking of a group in a period is open to all its members; the latest row tells."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    scheme_code = models.CharField("方案代码", max_length=20)
    group = models.CharField("考核分组", max_length=4, choices=Group)
    period = models.CharField("期间", max_length=40)
    is_public = models.BooleanField("公布")

    class Meta:
        verbose_name = "排名公布"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("period", "scheme_code", "group"), name="publication_of_period"),)

    def __str__(self) -> str:
        return f"{self.scheme_code} {self.group} {self.period}"

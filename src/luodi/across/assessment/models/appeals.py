"""Tables of what units say to their results: confirmations, appeals and objections with their evidence, and the answers."""

from typing import ClassVar

from django.db import models

from luodi.across.assessment.models.adjustments import Adjustment
from luodi.across.assessment.models.rounds import Round, RoundVersion
from luodi.across.assessment.rules.rounds import AppealKind, Verdict
from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit


class Confirmation(Fact):
    """A unit says that its results are right, but for the lines it has appealed against."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    round = models.ForeignKey(Round, models.PROTECT, related_name="confirmations", verbose_name="考核轮次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")

    class Meta:
        verbose_name = "自查确认"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("round", "unit"), name="confirmation_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.round_id}"


class Appeal(Fact):
    """What a unit says against a result: its own in the self-check, any of its group in the publicity.

    `line` is empty when it is about the whole result; `version` is what it was said against.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    round = models.ForeignKey(Round, models.PROTECT, related_name="appeals", verbose_name="考核轮次")
    version = models.ForeignKey(RoundVersion, models.PROTECT, related_name="+", verbose_name="针对的结果")
    kind = models.CharField("类别", max_length=10, choices=AppealKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="提出单位")
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="所涉单位")
    line = models.CharField("指标行", max_length=10, blank=True)
    name = models.CharField("指标", max_length=80, blank=True)
    reason = models.CharField("理由", max_length=1000)
    evidence = models.ManyToManyField(Attachment, through="AppealEvidence", related_name="+", verbose_name="佐证材料")

    class Meta:
        verbose_name = "考核申诉"
        ordering = ("pk",)
        indexes = (models.Index(fields=("round", "unit"), name="appeal_of_round"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.get_kind_display()} {self.line or '总分'}"


class AppealEvidence(Fact):
    """A document of an appeal, as it was uploaded."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="evidence_rows", verbose_name="考核申诉")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "申诉材料"
        ordering = ("appeal_id", "pk")
        constraints = (models.UniqueConstraint(fields=("appeal", "attachment"), name="appeal_evidence_once"),)

    def __str__(self) -> str:
        return str(self.attachment)


class AppealAnswer(Fact):
    """The answer to an appeal, by somebody else; where it moves points it carries an adjustment, which others approve."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="answer", verbose_name="考核申诉")
    verdict = models.CharField("答复意见", max_length=10, choices=Verdict)
    text = models.CharField("答复理由", max_length=1000)
    adjustment = models.ForeignKey(Adjustment, models.PROTECT, null=True, related_name="+", verbose_name="考核调整")

    class Meta:
        verbose_name = "申诉答复"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.get_verdict_display()}"

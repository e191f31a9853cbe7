"""Tables of problems, their steps, and the word of the one who raised them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from luodi.base.core.facts import AppendOnlyModel, Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import Project
from luodi.domains.supervision.rules.issues import IssueAct, IssueCategory, IssueLevel, IssueState


class Issue(models.Model):
    """A problem of a unit, perhaps of one project. State and end are a cache of its steps.

    Raised by a person inside (`raised_by`); with `company` on behalf of a company, which then confirms by a link.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("raised_by", "contact_name", "contact_phone")

    number = models.CharField("编号", max_length=20, unique=True)
    title = models.CharField("标题", max_length=120)
    text = models.TextField("情况", max_length=2000)
    category = models.CharField("类别", max_length=12, choices=IssueCategory)
    level = models.CharField("程度", max_length=10, choices=IssueLevel, default=IssueLevel.ORDINARY)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+", verbose_name="项目")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    raised_on = models.DateField("提出日")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    company = models.CharField("提出企业", max_length=120, blank=True)
    contact_name = models.CharField("企业联系人", max_length=40, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)
    due_on = models.DateField("期限")
    created_at = models.DateTimeField("登记时间")

    state = models.CharField("状态", max_length=10, choices=IssueState, default=IssueState.RAISED)
    ended_on = models.DateField("办结日", null=True)
    is_unconfirmed = models.BooleanField("未获确认", default=False)

    class Meta:
        verbose_name = "问题"
        ordering = ("-pk",)
        indexes = (models.Index(fields=("unit", "state"), name="issue_unit_state"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class IssueStep(Fact):
    """One step of a problem: who did what, with which words."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="steps", verbose_name="问题")
    act = models.CharField("步骤", max_length=20, choices=IssueAct)
    note = models.CharField("情况", max_length=1000, blank=True)
    evidence = models.ManyToManyField(Attachment, through="IssueEvidence", related_name="+", verbose_name="材料")

    class Meta:
        verbose_name = "问题办理步骤"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.get_act_display()}"


class IssueEvidence(Fact):
    """A document that goes with a step."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    step = models.ForeignKey(IssueStep, models.PROTECT, related_name="evidence_rows", verbose_name="步骤")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "问题材料"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.step_id} {self.attachment_id}"


class ConfirmationRequest(Fact):
    """The question to the raiser whether the matter is solved. Of a company's link only the hash of its word is kept."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="requests", verbose_name="问题")
    token_hash = models.CharField("链接摘要", max_length=64, null=True, unique=True)
    expires_at = models.DateTimeField("有效至")

    class Meta:
        verbose_name = "确认请求"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.recorded_at:%Y-%m-%d}"


class ConfirmationAnswer(AppendOnlyModel):
    """The one answer to a request: by a person inside, or through the company's link (`answered_by` empty)."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("answered_by",)

    request = models.OneToOneField(ConfirmationRequest, models.PROTECT, related_name="answer", verbose_name="请求")
    is_solved = models.BooleanField("已解决")
    note = models.CharField("意见", max_length=500, blank=True)
    answered_at = models.DateTimeField("答复时间")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )

    class Meta:
        verbose_name = "确认答复"
        ordering = ("pk",)

    def __str__(self) -> str:
        return "已解决" if self.is_solved else "未解决"


class Counter(models.Model):
    """The last number given in a series and year; given inside the transaction of the verb, so there are no gaps."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    series = models.CharField("编号序列", max_length=20)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "督办编号"
        constraints = (
            models.UniqueConstraint(fields=("series", "year"), name="supervision_counter_once"),
            models.CheckConstraint(condition=Q(last__gte=0), name="supervision_counter_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.series} {self.year}-{self.last}"

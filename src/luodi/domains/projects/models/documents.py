"""Tables of what proves a project's steps: papers by kind, site checks by two people, photos with time and place."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person
from luodi.domains.projects.models.project import Project
from luodi.domains.projects.rules.documents import CheckConclusion, Conclusion, DocumentKind, PhotoScene, PlaceSource
from luodi.domains.projects.rules.events import Event


class ProjectDocument(Fact):
    """A paper of the project: kind, number, days, and what it says of amount (万元 CNY), party and conclusion.

    A mistaken or superseded paper is named by `reverses`: the new row takes its place, or (`is_withdrawal`) only takes
    it out. In force is what is no withdrawal and is named by none.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="documents", verbose_name="项目")
    kind = models.CharField("文件类别", max_length=24, choices=DocumentKind)
    number = models.CharField("文号（编号）", max_length=80, blank=True)
    issued_on = models.DateField("出具日期", null=True)
    valid_until = models.DateField("有效期至", null=True)
    amount_in_wan = models.DecimalField("载明金额（万元）", max_digits=18, decimal_places=4, null=True)
    party_code = models.CharField("载明对方代码", max_length=40, blank=True)
    conclusion = models.CharField("结论", max_length=10, choices=Conclusion, blank=True)
    commits_money = models.BooleanField("含资金承诺", default=False)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+", verbose_name="文件")
    note = models.CharField("说明", max_length=300, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by", verbose_name="取代的文件"
    )
    is_withdrawal = models.BooleanField("仅作废", default=False)

    class Meta:
        verbose_name = "项目文件"
        ordering = ("kind", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(is_withdrawal=False) | Q(reverses__isnull=False), name="withdrawal_names_its_document"
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawal=True) | ~Q(number="") | Q(attachment__isnull=False),
                name="document_has_number_or_file",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class SiteCheck(Fact):
    """What two people found on site about a step; of several for one step the latest counts."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("first_checker", "second_checker", "recorded_by")

    project = models.ForeignKey(Project, models.PROTECT, related_name="site_checks", verbose_name="项目")
    event = models.CharField("核查事项", max_length=10, choices=Event)
    checked_on = models.DateField("核查日期")
    place = models.CharField("核查地点", max_length=120)
    first_checker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="核查人一")
    second_checker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="核查人二")
    conclusion = models.CharField("核查结论", max_length=12, choices=CheckConclusion)
    finding = models.CharField("核查情况", max_length=500, blank=True)

    class Meta:
        verbose_name = "现场核查"
        ordering = ("-checked_on", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(first_checker=F("second_checker")), name="site_check_two_persons"),
        )

    def __str__(self) -> str:
        return f"{self.get_event_display()}核查 {self.checked_on}"


class SitePhoto(Fact):
    """A photo of the site with the moment and the place at which it was taken (WGS-84 degrees), and what it shows."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    project = models.ForeignKey(Project, models.PROTECT, related_name="site_photos", verbose_name="项目")
    site_check = models.ForeignKey(SiteCheck, models.PROTECT, null=True, related_name="photos", verbose_name="现场核查")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="照片")
    scene = models.CharField("画面内容", max_length=12, choices=PhotoScene)
    taken_at = models.DateTimeField("拍摄时间")
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6)
    source = models.CharField("时间地点来源", max_length=8, choices=PlaceSource)

    class Meta:
        verbose_name = "现场照片"
        ordering = ("-taken_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="site_photo_on_earth",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_scene_display()} {self.taken_at:%Y-%m-%d}"

"""Tables of investors, honours, trips and activities."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from luodi.base.core.facts import Fact
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import Person, Unit
from luodi.domains.investors.rules import HonourList, Origin


class Investor(models.Model):
    """A company (or person) that invests. `name_key` is the normal form by which writings of one name meet."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("contact_phone",)

    name = models.CharField("投资方", max_length=200)
    name_key = models.CharField("名称归一", max_length=200, db_index=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    origin = models.CharField("来源", max_length=12, choices=Origin, blank=True)
    country = models.CharField("国家（地区）", max_length=40, blank=True)
    place = models.CharField("所在地", max_length=100, blank=True)
    contact_phone = models.CharField("联系电话", max_length=30, blank=True)

    class Meta:
        verbose_name = "客商"
        ordering = ("name_key", "pk")
        constraints = (models.UniqueConstraint(fields=("uscc",), condition=~Q(uscc=""), name="investor_uscc_once"),)

    def __str__(self) -> str:
        return self.name


class Honour(models.Model):
    """A place on a list in a year; needs evidence (domain/12 Q7)."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    investor = models.ForeignKey(Investor, models.PROTECT, related_name="honours", verbose_name="客商")
    list_name = models.CharField("榜单", max_length=12, choices=HonourList)
    year = models.PositiveSmallIntegerField("年度")
    rank = models.PositiveIntegerField("名次", null=True)
    evidence = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "荣誉"
        ordering = ("investor_id", "-year")
        constraints = (models.UniqueConstraint(fields=("investor", "list_name", "year"), name="honour_once"),)

    def __str__(self) -> str:
        return f"{self.year}{self.get_list_name_display()}"


class Activity(Fact):
    """A promotion activity as it took place: one edition, one day, attendance. `reverses` names one filed by mistake."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    name = models.CharField("活动名称", max_length=120)
    edition = models.CharField("届次", max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="承办单位")
    held_on = models.DateField("举办日")
    place = models.CharField("地点", max_length=100, blank=True)
    companies_attending = models.PositiveIntegerField("参会企业", null=True)
    projects_proposed = models.PositiveIntegerField("拟合作项目", null=True)
    is_fair = models.BooleanField("有签约环节", default=False)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="withdrawal", verbose_name="撤回的登记"
    )
    reason = models.CharField("撤回原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "招商活动"
        ordering = ("-held_on", "pk")

    def __str__(self) -> str:
        return f"{self.name}{self.edition}"

    @property
    def attendance(self) -> "Activity | Attendance":
        """The row that says how many came: the latest correction, or the activity as it was filed."""
        corrections = list(self.attendance_corrections.all())
        return corrections[-1] if corrections else self


class Attendance(Fact):
    """Who came to an activity, as it was corrected later: the whole of both numbers, the latest row holds.

    The activity itself stays as it was filed, with the signings that name it.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="attendance_corrections", verbose_name="招商活动"
    )
    companies_attending = models.PositiveIntegerField("参会企业", null=True)
    projects_proposed = models.PositiveIntegerField("拟合作项目", null=True)
    reason = models.CharField("更正原因", max_length=300)

    class Meta:
        verbose_name = "参会情况更正"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.activity_id} {self.companies_attending} {self.projects_proposed}"


class Trip(Fact):
    """One departure and return for promotion; `is_led` when a leader of the district led it.

    A trip filed by mistake is taken out by a new row that names it in `reverses` and says why in `notes`.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("leader", "recorded_by")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    left_on = models.DateField("出发日")
    returned_on = models.DateField("返回日")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="带队领导")
    is_led = models.BooleanField("领导带队", default=False)
    place = models.CharField("目的地", max_length=100)
    purpose = models.CharField("事由", max_length=200, blank=True)
    notes = models.TextField("成果与记录", blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="withdrawal", verbose_name="撤回的登记"
    )
    investors = models.ManyToManyField(Investor, through="TripContact", related_name="+", verbose_name="对接企业")
    evidence = models.ManyToManyField(Attachment, through="TripEvidence", related_name="+", verbose_name="佐证材料")

    class Meta:
        verbose_name = "外出招商"
        ordering = ("-left_on", "pk")
        constraints = (models.CheckConstraint(condition=Q(returned_on__gte=F("left_on")), name="trip_dates_in_order"),)

    def __str__(self) -> str:
        return f"{self.left_on} {self.place}"


class TripContact(Fact):
    """A company met on a trip."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="contacts", verbose_name="外出")
    investor = models.ForeignKey(Investor, models.PROTECT, related_name="+", verbose_name="企业")

    class Meta:
        verbose_name = "对接企业"
        ordering = ("trip_id", "pk")
        constraints = (models.UniqueConstraint(fields=("trip", "investor"), name="trip_contact_once"),)

    def __str__(self) -> str:
        return f"{self.trip_id} {self.investor_id}"


class TripEvidence(Fact):
    """A document that supports a trip: report, photograph, minutes. Later ones are added, none is taken away."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="evidence_rows", verbose_name="外出")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+", verbose_name="附件")

    class Meta:
        verbose_name = "外出佐证"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("trip", "attachment"), name="trip_evidence_once"),)

    def __str__(self) -> str:
        return f"{self.trip_id} {self.attachment_id}"

"""Tables of units, people, accounts, roles, grants and the working-day calendar."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from luodi.base.core.facts import Fact
from luodi.base.orgs.rules import Group, ResetState, Scope, UnitKind


class Unit(models.Model):
    """A unit of the tree. A merged or closed unit keeps its row with `active_to`; its successor is `merged_into`."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("单位代码", max_length=40, unique=True)
    name = models.CharField("单位名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=12, choices=UnitKind)
    group = models.CharField("考核分组", max_length=4, choices=Group, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级单位")
    path = models.CharField("路径", max_length=400, db_index=True, editable=False)
    division_code = models.CharField("行政区划代码", max_length=12, blank=True)
    active_from = models.DateField("设立日", null=True)
    active_to = models.DateField("撤并日", null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="并入单位")

    class Meta:
        verbose_name = "单位"
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(
                condition=Q(active_from=None) | Q(active_to=None) | Q(active_to__gte=F("active_from")),
                name="unit_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name, or the name."""
        return self.short_name or self.name


class UnitGroup(Fact):
    """From which day a unit belongs to another assessment group; of several rows for a day the one recorded last tells.

    `before` is the group that it left, so the first row also tells what was before it. A unit that never changed its
    group has no row.
    """

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("recorded_by",)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    group = models.CharField("考核分组", max_length=4, choices=Group, blank=True)
    before = models.CharField("原分组", max_length=4, choices=Group, blank=True)
    valid_from = models.DateField("起")

    class Meta:
        verbose_name = "分组变更"
        ordering = ("unit_id", "pk")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.group} {self.valid_from}"


class Person(models.Model):
    """A person of a unit: leader, officer, clerk. Not every person has an account."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("name", "phone", "post")

    name = models.CharField("姓名", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people", verbose_name="单位")
    post = models.CharField("职务", max_length=60, blank=True)
    is_leader = models.BooleanField("是否领导", default=False)
    phone = models.CharField("联系电话", max_length=30, blank=True)

    class Meta:
        verbose_name = "人员"
        ordering = ("unit_id", "pk")

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """An account. A service account (`is_service`) cannot sign in; it stands for the command line or a take-over."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("username", "first_name", "last_name", "email", "person")

    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="user", verbose_name="人员")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="users", verbose_name="所属单位")
    is_service = models.BooleanField("服务账号", default=False)
    must_change_password = models.BooleanField("须先改密码", default=False)
    password_until = models.DateTimeField("临时密码有效至", null=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "账号"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The person's name, or the account's."""
        return self.person.name if self.person is not None else (self.first_name or self.username)


class Role(models.Model):
    """A set of permissions with a usual scope; presets are those of domain/10."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    code = models.CharField("角色代码", max_length=20, unique=True)
    name = models.CharField("角色名称", max_length=60)
    scope = models.CharField("常用数据范围", max_length=2, choices=Scope)
    is_preset = models.BooleanField("预置角色", default=False)

    class Meta:
        verbose_name = "角色"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class RolePermission(models.Model):
    """One permission of a role: a cell of the permission matrix."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    role = models.ForeignKey(Role, models.CASCADE, related_name="permissions", verbose_name="角色")
    permission = models.CharField("权限", max_length=60)

    class Meta:
        verbose_name = "角色权限"
        constraints = (models.UniqueConstraint(fields=("role", "permission"), name="role_permission_once"),)

    def __str__(self) -> str:
        return f"{self.role_id} {self.permission}"


class Grant(models.Model):
    """A role given to an account for a unit and a time. Ended, never deleted: from `ended_on` on it gives nothing."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("user",)

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name="账号")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants", verbose_name="角色")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    scope = models.CharField("数据范围", max_length=2, choices=Scope)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True)
    ended_on = models.DateField("收回日", null=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="授予人")
    granted_at = models.DateTimeField("授予时间")

    class Meta:
        verbose_name = "授权"
        ordering = ("user_id", "role_id", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="grant_dates_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role_id} {self.scope}"


class PasswordReset(models.Model):
    """A request to replace an account's password by a temporary one. Of leading accounts a second officer approves it."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("user", "requested_by", "decided_by")

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="账号")
    state = models.CharField("状态", max_length=10, choices=ResetState, default=ResetState.WAITING)
    reason = models.CharField("原因", max_length=200)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="申请人")
    requested_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="批准人")
    decided_at = models.DateTimeField("批准时间", null=True)
    issued_at = models.DateTimeField("发出时间", null=True)

    class Meta:
        verbose_name = "密码重置"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(state__in=(ResetState.WAITING, ResetState.APPROVED)),
                name="password_reset_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")), name="password_reset_other_officer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.get_state_display()}"


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a statutory holiday, or a weekend worked (调休). Editable."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ()

    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("是否工作日")
    name = models.CharField("名称", max_length=40, blank=True)

    class Meta:
        verbose_name = "节假日与调休"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {'上班' if self.is_workday else '休息'}"

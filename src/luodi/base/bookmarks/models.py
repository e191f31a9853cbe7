"""Table of saved views."""

from typing import ClassVar

from django.db import models

from luodi.base.bookmarks.rules import NAME_LENGTH, QUERY_LENGTH, Area
from luodi.base.orgs.models import Unit, User


class SavedView(models.Model):
    """One person's way of looking at a list: its address under a name. `shared_with` is the unit whose people see it too."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("owner",)

    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="保存人")
    area = models.CharField("页面", max_length=12, choices=Area)
    name = models.CharField("名称", max_length=NAME_LENGTH)
    query = models.CharField("地址条件", max_length=QUERY_LENGTH, blank=True)
    shared_with = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="共享单位")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "常用视图"
        ordering = ("area", "name", "pk")
        constraints = (models.UniqueConstraint(fields=("owner", "area", "name"), name="saved_view_once"),)

    def __str__(self) -> str:
        return self.name

"""Table of industry chains."""

from typing import ClassVar

from django.db import models

from luodi.base.orgs.models import Person, Unit


class Chain(models.Model):
    """An industry chain with its chief (链长), lead unit (牵头单位) and task force (专班)."""

    PERSONAL_DATA: ClassVar[tuple[str, ...]] = ("chief",)

    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("产业链", max_length=60, unique=True)
    chief = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="链长")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="牵头单位")
    task_force = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="专班")
    active_from = models.DateField("起", null=True)
    active_to = models.DateField("止", null=True)

    class Meta:
        verbose_name = "产业链"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

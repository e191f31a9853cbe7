"""Triggers by which the database itself refuses to change or delete facts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("offers", "0001_initial")]

    operations: ClassVar = [
        *append_only_operations("offers_plannedproject"),
        *append_only_operations("offers_plannedversion"),
        *append_only_operations("offers_plannedowner"),
        *append_only_operations("offers_plannedstep"),
        *append_only_operations("offers_plannedlink"),
    ]

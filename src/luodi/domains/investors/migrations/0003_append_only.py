"""Triggers by which the database itself refuses to change or delete facts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("investors", "0002_initial")]

    operations: ClassVar = [
        *append_only_operations("investors_activity"),
        *append_only_operations("investors_attendance"),
        *append_only_operations("investors_trip"),
        *append_only_operations("investors_tripcontact"),
        *append_only_operations("investors_tripevidence"),
    ]

"""Triggers by which the database itself refuses to change or delete receipts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("receipts", "0001_initial")]

    operations: ClassVar = [*append_only_operations("receipts_receipt")]

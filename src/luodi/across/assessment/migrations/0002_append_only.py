"""Triggers by which the database itself refuses to change or delete facts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("assessment", "0001_initial")]

    operations: ClassVar = [
        *append_only_operations("assessment_adjustment"),
        *append_only_operations("assessment_jurymark"),
        *append_only_operations("assessment_publication"),
        *append_only_operations("assessment_snapshot"),
        *append_only_operations("assessment_snapshotsetting"),
        *append_only_operations("assessment_snapshotvalue"),
        *append_only_operations("assessment_snapshotscore"),
    ]

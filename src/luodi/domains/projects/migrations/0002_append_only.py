"""Triggers by which the database itself refuses to change or delete facts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("projects", "0001_initial")]

    operations: ClassVar = [
        *append_only_operations("projects_capitalevidence"),
        *append_only_operations("projects_capitalrecord"),
        *append_only_operations("projects_eventevidence"),
        *append_only_operations("projects_exchangerate"),
        *append_only_operations("projects_projectunitshare"),
        *append_only_operations("projects_shareproposal"),
        *append_only_operations("projects_shareproposalline"),
        *append_only_operations("projects_stageevent"),
    ]

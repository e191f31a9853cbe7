"""Triggers by which the database itself refuses to change or delete facts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("lifecycle", "0001_initial")]

    operations: ClassVar = [
        *append_only_operations("lifecycle_clockanswer"),
        *append_only_operations("lifecycle_clockmark"),
        *append_only_operations("lifecycle_clockpause"),
        *append_only_operations("lifecycle_clockpauseend"),
        *append_only_operations("lifecycle_clockstep"),
        *append_only_operations("lifecycle_clockterm"),
        *append_only_operations("lifecycle_competencerule"),
        *append_only_operations("lifecycle_gaterow"),
        *append_only_operations("lifecycle_gatetarget"),
        *append_only_operations("lifecycle_gateversion"),
        *append_only_operations("lifecycle_reviewdraw"),
        *append_only_operations("lifecycle_reviewitem"),
        *append_only_operations("lifecycle_reviewresult"),
        *append_only_operations("lifecycle_waiver"),
    ]

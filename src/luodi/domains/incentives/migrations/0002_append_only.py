"""Triggers by which the database itself refuses to change or delete facts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("incentives", "0001_initial")]

    operations: ClassVar = [
        *append_only_operations("incentives_herolist"),
        *append_only_operations("incentives_herocriterion"),
        *append_only_operations("incentives_herostep"),
        *append_only_operations("incentives_heropublicity"),
        *append_only_operations("incentives_nomination"),
        *append_only_operations("incentives_nominationevidence"),
        *append_only_operations("incentives_nominationwithdrawal"),
        *append_only_operations("incentives_heromark"),
        *append_only_operations("incentives_heroplace"),
        *append_only_operations("incentives_placerevocation"),
        *append_only_operations("incentives_objection"),
        *append_only_operations("incentives_objectionanswer"),
        *append_only_operations("incentives_challenge"),
        *append_only_operations("incentives_challengestep"),
        *append_only_operations("incentives_take"),
        *append_only_operations("incentives_takestep"),
    ]

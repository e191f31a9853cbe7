"""Triggers by which the database itself refuses to change or delete facts."""

from typing import ClassVar

from django.db import migrations

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("supervision", "0001_initial")]

    operations: ClassVar = [
        *append_only_operations("supervision_agendaitem"),
        *append_only_operations("supervision_confirmationanswer"),
        *append_only_operations("supervision_confirmationrequest"),
        *append_only_operations("supervision_decision"),
        *append_only_operations("supervision_findingevidence"),
        *append_only_operations("supervision_findingstep"),
        *append_only_operations("supervision_inspection"),
        *append_only_operations("supervision_inspectionphoto"),
        *append_only_operations("supervision_issueevidence"),
        *append_only_operations("supervision_issuestep"),
        *append_only_operations("supervision_jurymark"),
        *append_only_operations("supervision_meetingstep"),
        *append_only_operations("supervision_orderevidence"),
        *append_only_operations("supervision_ordermilestone"),
        *append_only_operations("supervision_orderstep"),
        *append_only_operations("supervision_planstep"),
    ]

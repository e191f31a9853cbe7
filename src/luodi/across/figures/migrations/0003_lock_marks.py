"""What a lock keeps beside its own columns: the highest numbers of the facts of supervision."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("figures", "0002_append_only")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="LockMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=16, verbose_name="事实")),
                ("last", models.BigIntegerField(verbose_name="最后序号")),
                (
                    "lock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="figures.periodlock",
                        verbose_name="期间锁定",
                    ),
                ),
            ],
            options={
                "verbose_name": "锁定序号",
                "ordering": ("lock_id", "name"),
                "constraints": [models.UniqueConstraint(fields=("lock", "name"), name="lock_mark_once")],
            },
        ),
        *append_only_operations("figures_lockmark"),
    ]

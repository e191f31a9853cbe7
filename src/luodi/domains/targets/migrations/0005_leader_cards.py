import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_unitgroup"),
        ("targets", "0004_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LeaderCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版次")),
                ("basis", models.CharField(max_length=120, verbose_name="依据")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="调整原因")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="领导",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "year", "revision"), name="leader_card_once")
                ],
                "verbose_name": "领导任务卡",
                "ordering": ("-year", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="LeaderTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("SIGNED", "签约项目"),
                            ("LANDED", "落地项目"),
                            ("STARTED", "开工项目"),
                            ("MOVED", "包抓项目推进"),
                            ("TRIPS", "带队外出招商"),
                            ("COMPANIES", "外出对接企业"),
                            ("VISITS", "走访包抓项目"),
                        ],
                        max_length=10,
                        verbose_name="任务",
                    ),
                ),
                ("size_in_yi", models.PositiveSmallIntegerField(default=0, verbose_name="规模（亿元以上）")),
                ("value", models.PositiveSmallIntegerField(verbose_name="目标")),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="targets.leadercard",
                        verbose_name="领导任务卡",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("card", "measure", "size_in_yi"), name="leader_task_once"),
                    models.CheckConstraint(condition=models.Q(("value__gt", 0)), name="leader_task_above_zero"),
                ],
                "verbose_name": "领导任务",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="LeaderCardStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "act",
                    models.CharField(
                        choices=[("SUBMIT", "提交"), ("APPROVE", "审批同意"), ("RETURN", "退回"), ("ISSUE", "下达")],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="意见")),
                ("doc_no", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                ("issued_on", models.DateField(null=True, verbose_name="下达日")),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="targets.leadercard",
                        verbose_name="领导任务卡",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("card", "act"), name="leader_card_step_once")],
                "verbose_name": "领导任务卡步骤",
                "ordering": ("pk",),
            },
        ),
        *append_only_operations("targets_leadercard"),
        *append_only_operations("targets_leadertask"),
        *append_only_operations("targets_leadercardstep"),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_unitgroup"),
        ("targets", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TargetSplit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版次")),
                ("issuer", models.CharField(max_length=60, verbose_name="下达单位")),
                ("tier", models.CharField(blank=True, max_length=20, verbose_name="层级")),
                (
                    "sum_rule",
                    models.CharField(
                        choices=[("EQUAL", "合计等于上级目标"), ("AT_LEAST", "合计不低于上级目标")],
                        max_length=10,
                        verbose_name="合计要求",
                    ),
                ),
                ("basis", models.CharField(max_length=120, verbose_name="依据")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="调整原因")),
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
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="splits",
                        to="targets.target",
                        verbose_name="上级目标",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("target", "revision"), name="target_split_once")],
                "verbose_name": "目标分解",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="SplitLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="目标值")),
                ("proposed", models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="测算值")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="承担单位",
                    ),
                ),
                (
                    "split",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="targets.targetsplit",
                        verbose_name="目标分解",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("split", "unit"), name="split_line_once"),
                    models.CheckConstraint(condition=models.Q(("value__gt", 0)), name="split_line_above_zero"),
                ],
                "verbose_name": "目标分解明细",
                "ordering": ("unit__path",),
            },
        ),
        migrations.CreateModel(
            name="SplitStep",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                (
                    "split",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="targets.targetsplit",
                        verbose_name="目标分解",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("split", "act"), name="split_step_once")],
                "verbose_name": "目标分解步骤",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="IssuedLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="targets.target",
                        verbose_name="目标任务",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued",
                        to="targets.splitline",
                        verbose_name="分解明细",
                    ),
                ),
            ],
            options={
                "verbose_name": "分解下达的目标",
                "ordering": ("pk",),
            },
        ),
        *append_only_operations("targets_targetsplit"),
        *append_only_operations("targets_splitline"),
        *append_only_operations("targets_splitstep"),
        *append_only_operations("targets_issuedline"),
    ]

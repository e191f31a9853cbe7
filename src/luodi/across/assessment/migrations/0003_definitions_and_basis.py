import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_append_only"),
        ("files", "0003_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdjustmentEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "adjustment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_rows",
                        to="assessment.adjustment",
                        verbose_name="考核调整",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="附件",
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
                "verbose_name": "考核调整依据",
                "ordering": ("adjustment_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("adjustment", "attachment"), name="adjustment_evidence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotDefinition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="指标")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("definition", models.TextField(verbose_name="定义")),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="definitions",
                        to="assessment.snapshot",
                        verbose_name="快照",
                    ),
                ),
            ],
            options={
                "verbose_name": "快照口径",
                "ordering": ("snapshot_id", "pk"),
                "constraints": [models.UniqueConstraint(fields=("snapshot", "code"), name="snapshot_definition_once")],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    model_name="adjustment",
                    name="evidence",
                    field=models.ManyToManyField(
                        related_name="+",
                        through="assessment.AdjustmentEvidence",
                        to="files.attachment",
                        verbose_name="依据文件原件",
                    ),
                ),
            ],
        ),
        *append_only_operations("assessment_adjustmentevidence"),
        *append_only_operations("assessment_snapshotdefinition"),
    ]

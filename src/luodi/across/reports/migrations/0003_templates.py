import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_append_only"),
        ("orgs", "0002_unitgroup"),
        ("reports", "0002_dispatch"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=12, verbose_name="编号")),
                ("revision", models.PositiveIntegerField(verbose_name="版次")),
                ("kind", models.CharField(max_length=8, verbose_name="文种")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="文件",
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
                "verbose_name": "文稿模板",
                "ordering": ("code", "-revision"),
                "constraints": [models.UniqueConstraint(fields=("code", "revision"), name="template_revision_once")],
            },
        ),
        migrations.CreateModel(
            name="PaperBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("known_at", models.DateTimeField(verbose_name="数据截至")),
                ("is_masked", models.BooleanField(default=False, verbose_name="数字脱敏")),
                (
                    "state",
                    models.CharField(
                        choices=[("QUEUED", "排队"), ("RUNNING", "生成中"), ("DONE", "已完成")],
                        default="QUEUED",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("lease_until", models.DateTimeField(null=True, verbose_name="处理占用至")),
                ("asked_at", models.DateTimeField(verbose_name="发起时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="范围",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.papertemplate",
                        verbose_name="模板",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量文稿",
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "DONE"), _negated=True), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="paper_batch_ended",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplatePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("known_at", models.DateTimeField(verbose_name="数据截至")),
                ("is_masked", models.BooleanField(default=False, verbose_name="数字脱敏")),
                ("material", models.JSONField(default=dict, verbose_name="数据")),
                ("unsaid", models.PositiveIntegerField(default=0, verbose_name="没有数值的处数")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.paperbatch",
                        verbose_name="批次",
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
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.papertemplate",
                        verbose_name="模板",
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
                "verbose_name": "模板文稿",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="PaperBatchLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="未生成的原因")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="reports.paperbatch",
                        verbose_name="批次",
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
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.templatepaper",
                        verbose_name="文稿",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量文稿明细",
                "ordering": ("batch_id", "unit__path"),
                "constraints": [models.UniqueConstraint(fields=("batch", "unit"), name="paper_batch_unit_once")],
            },
        ),
        migrations.CreateModel(
            name="TemplateUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("is_active", models.BooleanField(verbose_name="启用")),
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
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="reports.papertemplate",
                        verbose_name="模板",
                    ),
                ),
            ],
            options={
                "verbose_name": "模板启用",
                "ordering": ("-pk",),
            },
        ),
        *append_only_operations("reports_papertemplate"),
        *append_only_operations("reports_templatepaper"),
        *append_only_operations("reports_templateuse"),
    ]

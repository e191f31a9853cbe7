import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8, verbose_name="文种")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("filter_set", models.CharField(blank=True, max_length=30, verbose_name="清单范围")),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFT", "草稿"), ("ISSUED", "已定稿")],
                        default="DRAFT",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("has_sources", models.BooleanField(default=True, verbose_name="附数据溯源表")),
                ("is_masked", models.BooleanField(default=False, verbose_name="数字脱敏")),
                ("known_at", models.DateTimeField(verbose_name="数据截至")),
                ("draft", models.JSONField(default=dict, verbose_name="文稿")),
                ("book", models.JSONField(default=dict, verbose_name="数据")),
                ("issuer", models.CharField(max_length=80, verbose_name="发文机关署名")),
                ("dated_on", models.DateField(null=True, verbose_name="成文日期")),
                ("masthead", models.CharField(blank=True, max_length=40, verbose_name="发文机关标志")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="发文字号")),
                ("secrecy", models.CharField(blank=True, max_length=20, verbose_name="密级和保密期限")),
                ("urgency", models.CharField(blank=True, max_length=8, verbose_name="紧急程度")),
                ("signer", models.CharField(blank=True, max_length=40, verbose_name="签发人")),
                ("recipients", models.CharField(blank=True, max_length=200, verbose_name="主送机关")),
                ("copies_to", models.CharField(blank=True, max_length=300, verbose_name="抄送机关")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                ("created_at", models.DateTimeField(verbose_name="起草时间")),
                ("edited_at", models.DateTimeField(null=True, verbose_name="最后修改时间")),
                ("issued_at", models.DateTimeField(null=True, verbose_name="定稿时间")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="定稿 SHA-256")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="最后修改人",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="定稿人",
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
                "verbose_name": "文稿",
                "ordering": ("-pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ISSUED"), _negated=True),
                            models.Q(("issued_at__isnull", False), models.Q(("sha256", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="paper_issued_complete",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, verbose_name="图")),
                ("image", models.BinaryField(verbose_name="图片")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="reports.paper",
                        verbose_name="文稿",
                    ),
                ),
            ],
            options={
                "verbose_name": "文稿图",
                "ordering": ("paper_id", "key"),
                "constraints": [models.UniqueConstraint(fields=("paper", "key"), name="paper_picture_once")],
            },
        ),
    ]

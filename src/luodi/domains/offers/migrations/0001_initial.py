import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0003_append_only"),
        ("chains", "0002_initial"),
        ("orgs", "0002_unitgroup"),
        ("projects", "0007_milestones"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedProject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
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
                        verbose_name="谋划单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "策划项目",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="PlannedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("linked_on", models.DateField(verbose_name="关联日期")),
                ("reason", models.CharField(max_length=300, verbose_name="依据")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                        verbose_name="项目",
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
                    "reverses",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="offers.plannedlink",
                        verbose_name="解除的关联",
                    ),
                ),
                (
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="approvals.slip",
                        verbose_name="审批单",
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="offers.plannedproject",
                        verbose_name="策划项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "策划项目关联",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PlannedVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版次")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "action",
                    models.CharField(
                        blank=True,
                        choices=[("BUILD", "建链"), ("EXTEND", "延链"), ("FILL", "补链"), ("STRENGTHEN", "强链")],
                        max_length=10,
                        verbose_name="建链延链",
                    ),
                ),
                ("sectors", models.CharField(blank=True, max_length=120, verbose_name="产业方向")),
                (
                    "investment_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="计划投资（万元）"),
                ),
                (
                    "land_mu",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="用地需求（亩）"),
                ),
                ("site", models.CharField(blank=True, max_length=120, verbose_name="选址")),
                (
                    "resource",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LAND", "净地"),
                            ("PLANT", "厂房"),
                            ("BUILDING", "楼宇"),
                            ("IDLE_LAND", "闲置土地"),
                            ("MINE", "矿区"),
                            ("ROOF", "屋顶"),
                            ("PARKING", "停车场"),
                        ],
                        max_length=10,
                        verbose_name="依托资源",
                    ),
                ),
                ("brochure", models.TextField(blank=True, verbose_name="推介内容")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="修改原因")),
                (
                    "chain",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="chains.chain",
                        verbose_name="产业链",
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="offers.plannedproject",
                        verbose_name="策划项目",
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
                "verbose_name": "策划项目内容",
                "ordering": ("planned_id", "revision"),
                "constraints": [
                    models.UniqueConstraint(fields=("planned", "revision"), name="planned_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("investment_in_wan__isnull", True), ("investment_in_wan__gt", 0), _connector="OR"
                        ),
                        name="planned_investment_above_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owners",
                        to="offers.plannedversion",
                        verbose_name="策划项目内容",
                    ),
                ),
            ],
            options={
                "verbose_name": "共同谋划单位",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("version", "unit"), name="planned_owner_once")],
            },
        ),
        migrations.CreateModel(
            name="PlannedStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("SOLICIT", "征集"),
                            ("ARGUE", "论证"),
                            ("STORE", "入库"),
                            ("OFFER", "推介"),
                            ("ATTRACT", "招引成功"),
                            ("DROP", "出库"),
                            ("REVOKE", "撤销"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("SOLICITED", "征集"),
                            ("ARGUED", "论证"),
                            ("STORED", "入库"),
                            ("OFFERED", "推介"),
                            ("ATTRACTED", "招引成功"),
                            ("DROPPED", "出库"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="日期")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="offers.plannedproject",
                        verbose_name="策划项目",
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
                    "reverses",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="offers.plannedstep",
                        verbose_name="撤销的步骤",
                    ),
                ),
            ],
            options={
                "verbose_name": "策划项目步骤",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act", "REVOKE"), ("reverses__isnull", False)),
                            models.Q(models.Q(("act", "REVOKE"), _negated=True), ("reverses__isnull", True)),
                            _connector="OR",
                        ),
                        name="planned_step_revokes_another",
                    )
                ],
            },
        ),
    ]

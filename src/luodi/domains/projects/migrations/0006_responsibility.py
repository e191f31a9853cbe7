import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_append_only"),
        ("orgs", "0002_unitgroup"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("projects", "0005_side_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("LEADER", "包抓领导"),
                            ("OWNER", "责任人"),
                            ("LEAD_UNIT", "牵头部门"),
                            ("LOCAL_UNIT", "属地单位"),
                            ("TASK_FORCE", "工作专班"),
                            ("SERVICE", "首席服务员"),
                            ("SITE", "驻工地专员"),
                        ],
                        max_length=12,
                        verbose_name="角色",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="人员",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
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
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "责任安排",
                "ordering": ("project_id", "role", "starts_on", "pk"),
                "indexes": [models.Index(fields=["person", "project"], name="assignment_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", True), ("unit__isnull", False)),
                            models.Q(("person__isnull", False), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="assignment_person_or_unit",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssignmentEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("ends_on", models.DateField(verbose_name="止")),
                ("reason", models.CharField(max_length=200, verbose_name="事由")),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ending",
                        to="projects.assignment",
                        verbose_name="责任安排",
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
                "verbose_name": "责任结束",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="DutyChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("set_code", models.CharField(blank=True, max_length=12, verbose_name="责任体系")),
                ("reason", models.CharField(max_length=200, verbose_name="事由")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_choices",
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
            ],
            options={
                "verbose_name": "责任体系指定",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="DutyPaperFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "paper",
                    models.CharField(
                        choices=[("PLAN", "推进方案"), ("CASE_PLAN", "专案"), ("LETTER", "责任书")],
                        max_length=12,
                        verbose_name="材料",
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="文件",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_papers",
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
            ],
            options={
                "verbose_name": "责任材料",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="DutySet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=12, verbose_name="代码")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("revision", models.PositiveIntegerField(verbose_name="版次")),
                ("valid_from", models.DateField(verbose_name="生效日")),
                (
                    "applies",
                    models.CharField(
                        choices=[("ALL", "全部项目"), ("MAJOR", "重大项目"), ("CHOSEN", "只用于指定的项目")],
                        max_length=8,
                        verbose_name="适用",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
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
                "verbose_name": "责任体系",
                "ordering": ("code", "-revision"),
                "constraints": [models.UniqueConstraint(fields=("code", "revision"), name="duty_set_once")],
            },
        ),
        migrations.CreateModel(
            name="DutySetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("label", models.CharField(max_length=40, verbose_name="要求")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LEADER", "包抓领导"),
                            ("OWNER", "责任人"),
                            ("LEAD_UNIT", "牵头部门"),
                            ("LOCAL_UNIT", "属地单位"),
                            ("TASK_FORCE", "工作专班"),
                            ("SERVICE", "首席服务员"),
                            ("SITE", "驻工地专员"),
                        ],
                        max_length=12,
                        verbose_name="角色",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        blank=True,
                        choices=[("PLAN", "推进方案"), ("CASE_PLAN", "专案"), ("LETTER", "责任书")],
                        max_length=12,
                        verbose_name="材料",
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        choices=[
                            ("ST10", "线索"),
                            ("ST20", "在谈"),
                            ("ST25", "待签"),
                            ("ST30", "协议签约"),
                            ("ST40", "正式签约"),
                            ("ST45", "准备落地"),
                            ("ST50", "落地"),
                            ("ST60", "开工"),
                            ("ST70", "竣工"),
                            ("ST80", "投产"),
                            ("ST90", "达产"),
                        ],
                        max_length=4,
                        verbose_name="自哪一阶段起",
                    ),
                ),
                ("visit_every_days", models.PositiveIntegerField(null=True, verbose_name="走访间隔（天）")),
                (
                    "duty_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="projects.dutyset",
                        verbose_name="责任体系",
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
                "verbose_name": "责任体系要求",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", ""), models.Q(("paper", ""), _negated=True)),
                            models.Q(models.Q(("role", ""), _negated=True), ("paper", "")),
                            _connector="OR",
                        ),
                        name="duty_line_role_or_paper",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("visited_on", models.DateField(verbose_name="走访日期")),
                ("found", models.CharField(max_length=500, verbose_name="了解的情况")),
                ("decided", models.CharField(blank=True, max_length=500, verbose_name="议定事项")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
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
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="projects.visit",
                        verbose_name="更正记录",
                    ),
                ),
                (
                    "visitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="走访人",
                    ),
                ),
            ],
            options={
                "verbose_name": "走访记录",
                "ordering": ("-visited_on", "-pk"),
            },
        ),
        *append_only_operations("projects_assignment"),
        *append_only_operations("projects_assignmentend"),
        *append_only_operations("projects_dutychoice"),
        *append_only_operations("projects_dutypaperfile"),
        *append_only_operations("projects_dutyset"),
        *append_only_operations("projects_dutysetline"),
        *append_only_operations("projects_visit"),
    ]

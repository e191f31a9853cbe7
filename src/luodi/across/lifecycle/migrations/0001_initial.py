import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0003_append_only"),
        ("orgs", "0002_unitgroup"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("projects", "0004_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=24, verbose_name="时限")),
                ("due_on", models.DateField(verbose_name="到期日")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("TWO_THIRDS", "已过三分之二"),
                            ("EARLY", "即将到期"),
                            ("OVERDUE", "已超期"),
                            ("ORANGE", "超期30天"),
                            ("RED", "超期60天"),
                        ],
                        max_length=12,
                        verbose_name="节点",
                    ),
                ),
                ("passed_on", models.DateField(verbose_name="到达日")),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
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
                    "slip",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="approvals.slip",
                        verbose_name="审批单",
                    ),
                ),
            ],
            options={
                "verbose_name": "时限提醒",
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("project__isnull", False)),
                        fields=("code", "project", "due_on", "mark"),
                        name="clock_mark_once_per_project",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("slip__isnull", False)),
                        fields=("code", "slip", "due_on", "mark"),
                        name="clock_mark_once_per_slip",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("project__isnull", False), ("slip__isnull", True)),
                            models.Q(("project__isnull", True), ("slip__isnull", False)),
                            _connector="OR",
                        ),
                        name="clock_mark_of_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("TAKEN", "采纳"), ("KEPT", "不采纳，继续推进")], max_length=8, verbose_name="决定"
                    ),
                ),
                ("note", models.CharField(max_length=300, verbose_name="理由")),
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
                    "mark",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="lifecycle.clockmark",
                        verbose_name="建议",
                    ),
                ),
            ],
            options={
                "verbose_name": "时限建议答复",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="ClockPause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("first_on", models.DateField(verbose_name="起")),
                ("last_on", models.DateField(verbose_name="止")),
                ("cause", models.CharField(max_length=300, verbose_name="外部原因")),
                (
                    "blocking_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="受阻单位",
                    ),
                ),
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
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="approvals.slip",
                        verbose_name="审批单",
                    ),
                ),
            ],
            options={
                "verbose_name": "时限暂停",
                "ordering": ("-first_on", "-pk"),
                "indexes": [models.Index(fields=["project", "first_on"], name="clock_pause_project")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="clock_pause_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockPauseEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("last_on", models.DateField(verbose_name="实际止")),
                ("reason", models.CharField(max_length=200, verbose_name="说明")),
                (
                    "pause",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="lifecycle.clockpause",
                        verbose_name="暂停",
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
                "verbose_name": "时限提前恢复",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ClockStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("RESPOND", "线索响应"),
                            ("JUDGE", "线索研判"),
                            ("FEEDBACK", "线索反馈"),
                            ("REPORT", "线索续报"),
                            ("CONTRACT_FILED", "合同备案"),
                        ],
                        max_length=16,
                        verbose_name="事项",
                    ),
                ),
                ("done_on", models.DateField(verbose_name="办理日")),
                ("note", models.CharField(max_length=300, verbose_name="说明")),
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
            ],
            options={
                "verbose_name": "时限办理",
                "ordering": ("done_on", "pk"),
                "indexes": [models.Index(fields=["project", "step"], name="clock_step_project")],
            },
        ),
        migrations.CreateModel(
            name="ClockTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=24, verbose_name="时限")),
                ("length", models.PositiveSmallIntegerField(verbose_name="长短")),
                ("valid_from", models.DateField(verbose_name="生效日")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                "verbose_name": "时限长短",
                "ordering": ("code", "-valid_from", "-pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("length__gt", 0)), name="clock_term_above_zero")
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetenceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("valid_from", models.DateField(verbose_name="生效日")),
                ("revision", models.PositiveIntegerField(unique=True, verbose_name="版次")),
                (
                    "city_from_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, verbose_name="市级认定起点（万元）"),
                ),
                ("sample_percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="抽查比例（%）")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                "verbose_name": "认定权限",
                "ordering": ("-revision",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("city_from_in_wan__gte", 0), ("sample_percent__gte", 5), ("sample_percent__lte", 100)
                        ),
                        name="competence_in_range",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GateVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("LEAD", "列为线索"),
                            ("TALK", "开始洽谈"),
                            ("CLEAR", "评审通过"),
                            ("FRAMEWORK", "签订框架协议"),
                            ("SIGN", "签订正式合同"),
                            ("PREPARE", "准备落地"),
                            ("LAND", "落地"),
                            ("START", "开工"),
                            ("COMPLETE", "竣工"),
                            ("PRODUCE", "投产"),
                            ("FULL", "达产"),
                            ("HOLD", "搁置"),
                            ("SUSPEND", "停建"),
                            ("RESUME", "复工/恢复"),
                            ("TERMINATE", "终止"),
                            ("RETURN", "退回"),
                            ("REPLACE", "置换"),
                            ("LOSE", "流失"),
                            ("TRANSFER", "移交"),
                            ("MERGE", "合并"),
                            ("REVOKE", "撤销"),
                        ],
                        max_length=10,
                        verbose_name="事项",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("BUILD", "建设"),
                            ("PURCHASE", "购置"),
                            ("LEASE", "租赁改造"),
                            ("SERVICE", "服务/总部"),
                            ("PLATFORM", "平台合作"),
                            ("EXPANSION", "增资扩产"),
                        ],
                        max_length=10,
                        verbose_name="项目类别",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="生效日")),
                ("revision", models.PositiveIntegerField(verbose_name="版次")),
                ("is_used", models.BooleanField(default=True, verbose_name="设此阶段")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
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
                "verbose_name": "关口版本",
                "ordering": ("event", "kind", "-revision"),
                "constraints": [
                    models.UniqueConstraint(fields=("event", "kind", "revision"), name="gate_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="GateRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("code", models.CharField(max_length=40, verbose_name="代码")),
                ("label", models.CharField(max_length=80, verbose_name="要件")),
                (
                    "test",
                    models.CharField(
                        choices=[("FIELD", "项目信息"), ("DOCUMENT", "文件"), ("CONDITION", "条件")],
                        max_length=10,
                        verbose_name="查什么",
                    ),
                ),
                ("least", models.PositiveSmallIntegerField(default=1, verbose_name="份数")),
                ("needs_number", models.BooleanField(default=False, verbose_name="须有文号")),
                ("needs_date", models.BooleanField(default=False, verbose_name="须有日期")),
                ("group", models.CharField(blank=True, max_length=20, verbose_name="组")),
                ("branch", models.CharField(blank=True, max_length=20, verbose_name="分支")),
                ("group_needs", models.PositiveSmallIntegerField(default=1, verbose_name="组内需满足")),
                ("is_core", models.BooleanField(default=False, verbose_name="核心要件")),
                ("may_waive", models.BooleanField(default=True, verbose_name="可豁免")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="lifecycle.gateversion",
                        verbose_name="关口版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "关口要件",
                "ordering": ("version_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("version", "code"), name="gate_row_once")],
            },
        ),
        migrations.CreateModel(
            name="GateTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("target", models.CharField(max_length=40, verbose_name="对象")),
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
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="lifecycle.gaterow",
                        verbose_name="要件",
                    ),
                ),
            ],
            options={
                "verbose_name": "要件对象",
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("row", "target"), name="gate_target_once")],
            },
        ),
        migrations.CreateModel(
            name="ReviewDraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("month", models.DateField(unique=True, verbose_name="月份")),
                ("seed", models.CharField(max_length=40, verbose_name="种子")),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="抽查比例（%）")),
                ("population", models.PositiveIntegerField(verbose_name="认定事实数")),
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
                "verbose_name": "复核抽样",
                "ordering": ("-month",),
            },
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="lifecycle.reviewdraw",
                        verbose_name="抽样",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.stageevent",
                        verbose_name="阶段事件",
                    ),
                ),
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
                    "record",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.capitalrecord",
                        verbose_name="到位资金",
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
                "verbose_name": "复核事项",
                "ordering": ("draw_id", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event__isnull", False), ("record__isnull", True)),
                            models.Q(("event__isnull", True), ("record__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_item_one_fact",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("checked_on", models.DateField(verbose_name="复核日期")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("TRUE", "属实"), ("ERROR", "有误"), ("FALSE", "虚假")],
                        max_length=8,
                        verbose_name="复核结果",
                    ),
                ),
                ("finding", models.CharField(blank=True, max_length=300, verbose_name="复核情况")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="lifecycle.reviewitem",
                        verbose_name="复核事项",
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
                "verbose_name": "复核结果",
                "ordering": ("item_id", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("LEAD", "列为线索"),
                            ("TALK", "开始洽谈"),
                            ("CLEAR", "评审通过"),
                            ("FRAMEWORK", "签订框架协议"),
                            ("SIGN", "签订正式合同"),
                            ("PREPARE", "准备落地"),
                            ("LAND", "落地"),
                            ("START", "开工"),
                            ("COMPLETE", "竣工"),
                            ("PRODUCE", "投产"),
                            ("FULL", "达产"),
                            ("HOLD", "搁置"),
                            ("SUSPEND", "停建"),
                            ("RESUME", "复工/恢复"),
                            ("TERMINATE", "终止"),
                            ("RETURN", "退回"),
                            ("REPLACE", "置换"),
                            ("LOSE", "流失"),
                            ("TRANSFER", "移交"),
                            ("MERGE", "合并"),
                            ("REVOKE", "撤销"),
                        ],
                        max_length=10,
                        verbose_name="事项",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="要件代码")),
                ("label", models.CharField(max_length=80, verbose_name="要件")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
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
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="approvals.slip",
                        verbose_name="审批单",
                    ),
                ),
            ],
            options={
                "verbose_name": "要件豁免",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["project", "event"], name="waiver_project_event")],
            },
        ),
    ]

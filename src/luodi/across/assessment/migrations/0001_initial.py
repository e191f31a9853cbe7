import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0003_append_only"),
        ("figures", "0002_append_only"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PeriodClosing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=40, unique=True, verbose_name="期间")),
                ("start", models.DateField(verbose_name="起")),
                ("end", models.DateField(verbose_name="止")),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "未结账"), ("CLOSING", "结账中"), ("CLOSED", "已结账")],
                        default="OPEN",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "期间结账",
                "ordering": ("-end", "-start"),
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="方案代码")),
                ("name", models.CharField(max_length=80, verbose_name="方案名称")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("", "不分组"),
                            ("G1a", "主城区/工业强区县"),
                            ("G1b", "县域/生态功能县区"),
                            ("G2", "开发区、园区管委会"),
                            ("G3", "市直部门"),
                            ("G4", "产业链专班"),
                            ("G5", "驻外招商组、小分队"),
                            ("G6", "乡镇（街道）"),
                        ],
                        max_length=4,
                        verbose_name="考核分组",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="年度")),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                (
                    "state",
                    models.CharField(
                        choices=[("DRAFT", "草稿"), ("IN_FORCE", "已生效")],
                        default="DRAFT",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("valid_from", models.DateField(null=True, verbose_name="生效日")),
                (
                    "missing",
                    models.CharField(
                        choices=[("spread", "分摊到同板块其他指标"), ("zero", "计0分")],
                        default="spread",
                        max_length=8,
                        verbose_name="不能评价的指标",
                    ),
                ),
                (
                    "colour_mode",
                    models.CharField(
                        choices=[("score", "按得分"), ("quota", "按名次比例")],
                        default="score",
                        max_length=8,
                        verbose_name="五色评定",
                    ),
                ),
                ("is_ranked", models.BooleanField(default=True, verbose_name="排名")),
                ("is_preset", models.BooleanField(default=False, verbose_name="预置")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("made_at", models.DateTimeField(verbose_name="编制时间")),
                ("adopted_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="适用范围",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核方案",
                "ordering": ("code", "group", "-version"),
                "constraints": [
                    models.UniqueConstraint(fields=("code", "group", "version"), name="scheme_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "DRAFT")), fields=("code", "group"), name="scheme_one_draft"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "DRAFT"), ("valid_from__isnull", False), _connector="OR"),
                        name="scheme_in_force_has_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchemeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                (
                    "kind",
                    models.CharField(
                        choices=[("BONUS", "加分"), ("PENALTY", "扣分"), ("VETO", "限制与否决")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="代码")),
                ("name", models.CharField(max_length=80, verbose_name="事项")),
                ("points", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="每件分值")),
                ("limit", models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="封顶")),
                ("figure", models.CharField(blank=True, max_length=20, verbose_name="取数指标")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="assessment.scheme",
                        verbose_name="方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "加分、扣分与否决事项",
                "ordering": ("scheme_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("scheme", "code"), name="scheme_item_once")],
            },
        ),
        migrations.CreateModel(
            name="SchemeLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("code", models.CharField(max_length=10, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="指标")),
                ("block", models.CharField(max_length=20, verbose_name="板块")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("LIN", "线性封顶"),
                            ("TGT", "达标法"),
                            ("HALF", "个数金额各半"),
                            ("EFF", "功效系数"),
                            ("STEP", "阶梯扣分"),
                            ("DED", "扣分法"),
                            ("JURY", "评价"),
                        ],
                        max_length=4,
                        verbose_name="计分方法",
                    ),
                ),
                ("weight", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="权重")),
                ("cap", models.DecimalField(decimal_places=2, default=1, max_digits=4, verbose_name="封顶倍数")),
                ("per_case", models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="每件扣分")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="备注")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="assessment.scheme",
                        verbose_name="方案",
                    ),
                ),
            ],
            options={
                "verbose_name": "考核指标行",
                "ordering": ("scheme_id", "position"),
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "code"), name="scheme_line_once"),
                    models.CheckConstraint(condition=models.Q(("weight__gt", 0)), name="scheme_line_weight_above_zero"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("figure", models.CharField(max_length=20, verbose_name="取数指标")),
                ("target", models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="目标值（%）")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="assessment.schemeline",
                        verbose_name="指标行",
                    ),
                ),
            ],
            options={
                "verbose_name": "取数指标",
                "ordering": ("line_id", "position"),
                "constraints": [
                    models.UniqueConstraint(fields=("line", "figure"), name="line_source_once"),
                    models.CheckConstraint(
                        condition=models.Q(("target", None), ("target__gt", 0), _connector="OR"),
                        name="line_source_target_above_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("version", models.PositiveIntegerField(verbose_name="版次")),
                ("waiting", models.PositiveIntegerField(default=0, verbose_name="未办完事项")),
                ("forced_reason", models.CharField(blank=True, max_length=300, verbose_name="强制结账原因")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "closing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="assessment.periodclosing",
                        verbose_name="期间",
                    ),
                ),
                (
                    "lock",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.periodlock",
                        verbose_name="期间锁定",
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
                "verbose_name": "结账快照",
                "ordering": ("closing_id", "version"),
                "constraints": [models.UniqueConstraint(fields=("closing", "version"), name="snapshot_version_once")],
            },
        ),
        migrations.CreateModel(
            name="SnapshotScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.CharField(max_length=60, null=True, verbose_name="得分")),
                ("rank", models.PositiveIntegerField(null=True, verbose_name="名次")),
                ("colour", models.CharField(max_length=1, verbose_name="颜色")),
                ("grade", models.CharField(blank=True, max_length=10, verbose_name="等次")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.scheme",
                        verbose_name="考核方案",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="assessment.snapshot",
                        verbose_name="快照",
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
                "verbose_name": "快照得分",
                "ordering": ("snapshot_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("snapshot", "scheme", "unit"), name="snapshot_score_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("value", models.CharField(max_length=200, verbose_name="值")),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settings",
                        to="assessment.snapshot",
                        verbose_name="快照",
                    ),
                ),
            ],
            options={
                "verbose_name": "快照配置",
                "ordering": ("snapshot_id", "name"),
                "constraints": [models.UniqueConstraint(fields=("snapshot", "name"), name="snapshot_setting_once")],
            },
        ),
        migrations.CreateModel(
            name="SnapshotValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("window", models.CharField(max_length=6, verbose_name="统计期")),
                ("code", models.CharField(max_length=40, verbose_name="指标")),
                ("entry", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("shown", models.CharField(max_length=40, null=True, verbose_name="公布值")),
                ("raw", models.CharField(max_length=60, null=True, verbose_name="未修约值")),
                ("numerator", models.CharField(max_length=60, null=True, verbose_name="分子")),
                ("denominator", models.CharField(max_length=60, null=True, verbose_name="分母")),
                ("corrections", models.CharField(max_length=60, null=True, verbose_name="其中补计冲减")),
                ("target", models.CharField(blank=True, max_length=120, verbose_name="目标")),
                ("completion", models.CharField(max_length=40, null=True, verbose_name="完成率")),
                ("why", models.CharField(blank=True, max_length=120, verbose_name="无值原因")),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="assessment.snapshot",
                        verbose_name="快照",
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
                "verbose_name": "快照数值",
                "ordering": ("snapshot_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("snapshot", "unit", "window", "code", "entry"), name="snapshot_value_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("scheme_code", models.CharField(max_length=20, verbose_name="方案代码")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("POINTS", "分值调整"),
                            ("CASES", "加扣分事项"),
                            ("VETO", "限制与否决"),
                            ("COLOUR", "改评颜色"),
                        ],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=10, verbose_name="事项代码")),
                ("amount", models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name="分值或件数")),
                (
                    "colour",
                    models.CharField(
                        blank=True,
                        choices=[("绿", "绿"), ("蓝", "蓝"), ("黄", "黄"), ("橙", "橙"), ("红", "红"), ("灰", "灰")],
                        max_length=1,
                        verbose_name="颜色",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("basis", models.CharField(max_length=120, verbose_name="依据文件")),
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
                        related_name="+",
                        to="assessment.adjustment",
                        verbose_name="撤销",
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
                "verbose_name": "考核调整",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["period", "scheme_code", "unit"], name="adjustment_of_period")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "COLOUR"), models.Q(("colour", ""), _negated=True)),
                            models.Q(models.Q(("kind", "COLOUR"), _negated=True), ("colour", "")),
                            _connector="OR",
                        ),
                        name="adjustment_colour_only_for_override",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JuryMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("scheme_code", models.CharField(max_length=20, verbose_name="方案代码")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("line", models.CharField(max_length=10, verbose_name="指标行")),
                ("judge", models.CharField(max_length=60, verbose_name="评价人（单位）")),
                ("mark", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="评价分")),
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
                "verbose_name": "评价分",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["period", "scheme_code", "unit"], name="jury_mark_of_period")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mark__gte", 0), ("mark__lte", 100)), name="jury_mark_within_hundred"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("scheme_code", models.CharField(max_length=20, verbose_name="方案代码")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("", "不分组"),
                            ("G1a", "主城区/工业强区县"),
                            ("G1b", "县域/生态功能县区"),
                            ("G2", "开发区、园区管委会"),
                            ("G3", "市直部门"),
                            ("G4", "产业链专班"),
                            ("G5", "驻外招商组、小分队"),
                            ("G6", "乡镇（街道）"),
                        ],
                        max_length=4,
                        verbose_name="考核分组",
                    ),
                ),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("is_public", models.BooleanField(verbose_name="公布")),
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
                "verbose_name": "排名公布",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["period", "scheme_code", "group"], name="publication_of_period")],
            },
        ),
    ]

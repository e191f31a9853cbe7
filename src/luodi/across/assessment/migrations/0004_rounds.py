import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0003_definitions_and_basis"),
        ("files", "0003_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                ("scheme_code", models.CharField(max_length=20, verbose_name="方案代码")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
            ],
            options={
                "verbose_name": "考核轮次",
                "ordering": ("-pk",),
                "constraints": [models.UniqueConstraint(fields=("scheme_code", "period", "number"), name="round_once")],
            },
        ),
        migrations.CreateModel(
            name="RoundStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="assessment.round",
                        verbose_name="考核轮次",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("act", models.CharField(max_length=12, verbose_name="步骤")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("TRIAL", "试算"),
                            ("SELF_CHECK", "自查申诉"),
                            ("VERIFYING", "核查抽样"),
                            ("PUBLICITY", "公示"),
                            ("FINAL", "已定稿"),
                            ("CANCELLED", "已作废"),
                        ],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(null=True, verbose_name="截止日")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
            ],
            options={
                "verbose_name": "考核步骤",
                "ordering": ("round_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("round", "position"), name="round_step_once")],
            },
        ),
        migrations.CreateModel(
            name="RoundVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="assessment.round",
                        verbose_name="考核轮次",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("TRIAL", "试算"), ("PUBLICITY", "公示"), ("FINAL", "定稿")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
            ],
            options={
                "verbose_name": "考核结果版本",
                "ordering": ("round_id", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="round_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "FINAL")), fields=("round",), name="round_final_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settings",
                        to="assessment.roundversion",
                        verbose_name="结果版本",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("value", models.CharField(max_length=200, verbose_name="值")),
            ],
            options={
                "verbose_name": "考核结果配置",
                "ordering": ("version_id", "name"),
                "constraints": [models.UniqueConstraint(fields=("version", "name"), name="round_setting_once")],
            },
        ),
        migrations.CreateModel(
            name="RoundScore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="assessment.roundversion",
                        verbose_name="结果版本",
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="单位",
                    ),
                ),
                ("calculated", models.CharField(max_length=60, null=True, verbose_name="调整前得分")),
                ("score", models.CharField(max_length=60, null=True, verbose_name="得分")),
                ("judged_weight", models.CharField(max_length=60, verbose_name="已评权重")),
                ("rank", models.PositiveIntegerField(null=True, verbose_name="名次")),
                ("members", models.PositiveIntegerField(verbose_name="参评单位数")),
                (
                    "colour",
                    models.CharField(
                        choices=[("绿", "绿"), ("蓝", "蓝"), ("黄", "黄"), ("橙", "橙"), ("红", "红"), ("灰", "灰")],
                        max_length=1,
                        verbose_name="颜色",
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=10, verbose_name="等次")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
            ],
            options={
                "verbose_name": "考核得分",
                "ordering": ("version_id", "pk"),
                "constraints": [models.UniqueConstraint(fields=("version", "unit"), name="round_score_once")],
            },
        ),
        migrations.CreateModel(
            name="RoundLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="assessment.roundversion",
                        verbose_name="结果版本",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("code", models.CharField(max_length=10, verbose_name="代码")),
                ("name", models.CharField(max_length=80, verbose_name="指标")),
                ("block", models.CharField(max_length=20, verbose_name="板块")),
                ("value", models.CharField(max_length=60, null=True, verbose_name="值")),
                ("k", models.CharField(max_length=60, null=True, verbose_name="K")),
                ("weight", models.CharField(max_length=60, verbose_name="权重")),
                ("counted", models.CharField(max_length=60, verbose_name="计分权重")),
                ("points", models.CharField(max_length=60, null=True, verbose_name="得分")),
                ("correction", models.CharField(max_length=60, verbose_name="经批准调整")),
                (
                    "colour",
                    models.CharField(
                        choices=[("绿", "绿"), ("蓝", "蓝"), ("黄", "黄"), ("橙", "橙"), ("红", "红"), ("灰", "灰")],
                        max_length=1,
                        verbose_name="颜色",
                    ),
                ),
                ("figures", models.CharField(blank=True, max_length=100, verbose_name="取数指标")),
                ("why", models.TextField(verbose_name="怎么算的")),
            ],
            options={
                "verbose_name": "考核得分明细",
                "ordering": ("version_id", "unit_id", "position"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "unit", "position"), name="round_line_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SampleDraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draw",
                        to="assessment.round",
                        verbose_name="考核轮次",
                    ),
                ),
                ("seed", models.CharField(max_length=80, verbose_name="种子")),
                ("percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="比例（%）")),
                ("population", models.PositiveIntegerField(verbose_name="指标行总数")),
            ],
            options={
                "verbose_name": "核查抽样",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="SampleItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="assessment.sampledraw",
                        verbose_name="核查抽样",
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
                ("line", models.CharField(max_length=10, verbose_name="指标行")),
                ("name", models.CharField(max_length=80, verbose_name="指标")),
            ],
            options={
                "verbose_name": "抽中指标",
                "ordering": ("draw_id", "pk"),
                "constraints": [models.UniqueConstraint(fields=("draw", "unit", "line"), name="sample_item_once")],
            },
        ),
        migrations.CreateModel(
            name="SampleFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="found",
                        to="assessment.sampleitem",
                        verbose_name="抽中指标",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("TRUE", "属实"), ("ERROR", "有误"), ("FALSE", "虚假")],
                        max_length=5,
                        verbose_name="结果",
                    ),
                ),
                ("finding", models.CharField(blank=True, max_length=300, verbose_name="核查情况")),
                (
                    "adjustment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.adjustment",
                        verbose_name="考核调整",
                    ),
                ),
            ],
            options={
                "verbose_name": "核查结果",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="assessment.round",
                        verbose_name="考核轮次",
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
                "verbose_name": "自查确认",
                "ordering": ("-pk",),
                "constraints": [models.UniqueConstraint(fields=("round", "unit"), name="confirmation_once")],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="assessment.round",
                        verbose_name="考核轮次",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.roundversion",
                        verbose_name="针对的结果",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("APPEAL", "申诉"), ("OBJECTION", "异议")], max_length=10, verbose_name="类别"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="提出单位",
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="所涉单位",
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=10, verbose_name="指标行")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="指标")),
                ("reason", models.CharField(max_length=1000, verbose_name="理由")),
            ],
            options={
                "verbose_name": "考核申诉",
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["round", "unit"], name="appeal_of_round")],
            },
        ),
        migrations.CreateModel(
            name="AppealEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "appeal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_rows",
                        to="assessment.appeal",
                        verbose_name="考核申诉",
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
            ],
            options={
                "verbose_name": "申诉材料",
                "ordering": ("appeal_id", "pk"),
                "constraints": [models.UniqueConstraint(fields=("appeal", "attachment"), name="appeal_evidence_once")],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    model_name="appeal",
                    name="evidence",
                    field=models.ManyToManyField(
                        related_name="+",
                        through="assessment.AppealEvidence",
                        to="files.attachment",
                        verbose_name="佐证材料",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AppealAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "appeal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="assessment.appeal",
                        verbose_name="考核申诉",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("UPHELD", "采纳"), ("PARTLY", "部分采纳"), ("REJECTED", "不予采纳")],
                        max_length=10,
                        verbose_name="答复意见",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="答复理由")),
                (
                    "adjustment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.adjustment",
                        verbose_name="考核调整",
                    ),
                ),
            ],
            options={
                "verbose_name": "申诉答复",
                "ordering": ("-pk",),
            },
        ),
        *append_only_operations("assessment_round"),
        *append_only_operations("assessment_roundstep"),
        *append_only_operations("assessment_roundversion"),
        *append_only_operations("assessment_roundsetting"),
        *append_only_operations("assessment_roundscore"),
        *append_only_operations("assessment_roundline"),
        *append_only_operations("assessment_sampledraw"),
        *append_only_operations("assessment_sampleitem"),
        *append_only_operations("assessment_samplefinding"),
        *append_only_operations("assessment_confirmation"),
        *append_only_operations("assessment_appeal"),
        *append_only_operations("assessment_appealevidence"),
        *append_only_operations("assessment_appealanswer"),
    ]

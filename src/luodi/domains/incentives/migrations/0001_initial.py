import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("chains", "0002_initial"),
        ("files", "0003_append_only"),
        ("orgs", "0002_unitgroup"),
        ("projects", "0007_milestones"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Challenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                (
                    "subject",
                    models.CharField(
                        choices=[("COMPANY", "目标企业"), ("LINK", "产业链环节"), ("PROJECT", "重点项目")],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="榜题")),
                ("task", models.TextField(verbose_name="任务要求")),
                (
                    "aim",
                    models.CharField(
                        choices=[("SIGN", "签订正式合同"), ("LAND", "落地"), ("START", "开工"), ("PRODUCE", "投产")],
                        max_length=10,
                        verbose_name="成果标准",
                    ),
                ),
                ("evidence_wanted", models.CharField(blank=True, max_length=300, verbose_name="佐证要求")),
                ("reward", models.CharField(max_length=300, verbose_name="激励承诺")),
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
                        verbose_name="张榜单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "揭榜挂帅",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="HeroList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("year", models.PositiveSmallIntegerField(verbose_name="评选年度")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="次数")),
                ("unit_places", models.PositiveSmallIntegerField(verbose_name="单位名额")),
                ("person_places", models.PositiveSmallIntegerField(verbose_name="个人名额")),
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
                        verbose_name="组织单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "英雄榜",
                "ordering": ("-pk",),
                "constraints": [models.UniqueConstraint(fields=("unit", "year", "number"), name="hero_list_once")],
            },
        ),
        migrations.CreateModel(
            name="HeroCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("name", models.CharField(max_length=40, verbose_name="评分标准")),
                ("most", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="满分")),
                (
                    "hero_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="incentives.herolist",
                        verbose_name="英雄榜",
                    ),
                ),
            ],
            options={
                "verbose_name": "英雄榜评分标准",
                "ordering": ("hero_list_id", "position"),
                "constraints": [
                    models.UniqueConstraint(fields=("hero_list", "name"), name="hero_criterion_once"),
                    models.CheckConstraint(
                        condition=models.Q(("most__gt", 0), ("most__lte", 100)), name="hero_criterion_within_hundred"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeroStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("act", models.CharField(max_length=12, verbose_name="步骤")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NOMINATING", "提名中"),
                            ("REVIEWING", "评审中"),
                            ("PROPOSED", "已拟定"),
                            ("PUBLICITY", "公示中"),
                            ("DECIDED", "已公布"),
                            ("CANCELLED", "已取消"),
                        ],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("document_no", models.CharField(blank=True, max_length=60, verbose_name="决定文号")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "hero_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="incentives.herolist",
                        verbose_name="英雄榜",
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
                "verbose_name": "英雄榜步骤",
                "ordering": ("hero_list_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("hero_list", "position"), name="hero_step_once")],
            },
        ),
        migrations.CreateModel(
            name="HeroPublicity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="公示起")),
                ("until", models.DateField(verbose_name="公示止")),
                ("days", models.PositiveSmallIntegerField(verbose_name="工作日")),
                ("contact", models.CharField(max_length=120, verbose_name="联系方式")),
                ("oversight", models.CharField(max_length=120, verbose_name="监督方式")),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publicity",
                        to="incentives.herostep",
                        verbose_name="公示步骤",
                    ),
                ),
            ],
            options={
                "verbose_name": "英雄榜公示",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "kind",
                    models.CharField(choices=[("UNIT", "单位"), ("PERSON", "个人")], max_length=8, verbose_name="类别"),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("UNIT", "单位推荐"), ("SYSTEM", "系统提名")], max_length=8, verbose_name="来源"
                    ),
                ),
                ("deeds", models.TextField(verbose_name="主要事迹")),
                (
                    "hero_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="incentives.herolist",
                        verbose_name="英雄榜",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="个人",
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
                "verbose_name": "英雄榜提名",
                "ordering": ("hero_list_id", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "PERSON"), ("person__isnull", False)),
                            models.Q(("kind", "UNIT"), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="nomination_person_of_its_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeroPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("score", models.CharField(max_length=60, verbose_name="得分")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="incentives.herostep",
                        verbose_name="拟定步骤",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incentives.nomination",
                        verbose_name="提名",
                    ),
                ),
            ],
            options={
                "verbose_name": "上榜名额",
                "ordering": ("step_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("step", "nomination"), name="hero_place_once")],
            },
        ),
        migrations.CreateModel(
            name="HeroMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("points", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="得分")),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incentives.herocriterion",
                        verbose_name="评分标准",
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
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="incentives.nomination",
                        verbose_name="提名",
                    ),
                ),
            ],
            options={
                "verbose_name": "英雄榜评分",
                "ordering": ("nomination_id", "pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("points__gte", 0)), name="hero_mark_not_below_zero")
                ],
            },
        ),
        migrations.CreateModel(
            name="NominationEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="incentives.nomination",
                        verbose_name="提名",
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
                "verbose_name": "提名佐证",
                "ordering": ("nomination_id", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("nomination", "attachment"), name="nomination_evidence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NominationWithdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("reason", models.CharField(max_length=300, verbose_name="原因")),
                (
                    "nomination",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="incentives.nomination",
                        verbose_name="提名",
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
                "verbose_name": "撤回提名",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("told_by", models.CharField(blank=True, max_length=60, verbose_name="反映人或来源")),
                ("text", models.CharField(max_length=500, verbose_name="异议内容")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="incentives.heroplace",
                        verbose_name="针对",
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="incentives.herostep",
                        verbose_name="公示步骤",
                    ),
                ),
            ],
            options={
                "verbose_name": "英雄榜异议",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="ObjectionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("UPHELD", "采纳"), ("REJECTED", "不予采纳")], max_length=8, verbose_name="答复意见"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="核实情况")),
                (
                    "objection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="incentives.objection",
                        verbose_name="异议",
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
                "verbose_name": "异议答复",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="PlaceRevocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("document_no", models.CharField(max_length=60, verbose_name="决定文号")),
                ("reason", models.CharField(max_length=300, verbose_name="原因")),
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocation",
                        to="incentives.heroplace",
                        verbose_name="上榜名额",
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
                "verbose_name": "撤销上榜",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Take",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "kind",
                    models.CharField(choices=[("UNIT", "单位"), ("PERSON", "个人")], max_length=8, verbose_name="类别"),
                ),
                ("promise", models.CharField(max_length=500, verbose_name="承诺")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="takes",
                        to="incentives.challenge",
                        verbose_name="榜",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="揭榜人",
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
                        verbose_name="揭榜单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "揭榜",
                "ordering": ("challenge_id", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "PERSON"), ("person__isnull", False)),
                            models.Q(("kind", "UNIT"), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="take_person_of_its_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TakeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("act", models.CharField(max_length=10, verbose_name="步骤")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("TAKEN", "攻关中"),
                            ("REPORTED", "待验收"),
                            ("ACCEPTED", "揭榜成功"),
                            ("RELEASED", "已解除"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="日期")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                        verbose_name="成果项目",
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
                    "take",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="incentives.take",
                        verbose_name="揭榜",
                    ),
                ),
            ],
            options={
                "verbose_name": "揭榜步骤",
                "ordering": ("take_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("take", "position"), name="take_step_once")],
            },
        ),
        migrations.CreateModel(
            name="ChallengeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("act", models.CharField(max_length=10, verbose_name="步骤")),
                (
                    "state",
                    models.CharField(
                        choices=[("POSTED", "张榜中"), ("ENDED", "已撤榜")], max_length=10, verbose_name="状态"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="完成期限")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "challenge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="incentives.challenge",
                        verbose_name="榜",
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
                "verbose_name": "榜的步骤",
                "ordering": ("challenge_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("challenge", "position"), name="challenge_step_once")],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0003_append_only"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("projects", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=20, verbose_name="编号序列")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后序号")),
            ],
            options={
                "verbose_name": "督办编号",
                "constraints": [
                    models.UniqueConstraint(fields=("series", "year"), name="supervision_counter_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", 0)), name="supervision_counter_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("SUPERVISE", "督查"),
                            ("VERIFY", "核查"),
                            ("CLIMATE", "营商环境督查"),
                            ("VISIT", "项目观摩"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("basis_no", models.CharField(blank=True, max_length=80, verbose_name="依据文号")),
                ("begins_on", models.DateField(verbose_name="开始日")),
                ("ends_on", models.DateField(verbose_name="结束日")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="内容和要求")),
                ("created_at", models.DateTimeField(verbose_name="编制时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "待批准"),
                            ("APPROVED", "已批准"),
                            ("MERGED", "已并入他计划"),
                            ("DONE", "已完成"),
                            ("CANCELLED", "已取消"),
                        ],
                        default="DRAFT",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="supervision.inspectionplan",
                        verbose_name="并入",
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
                "verbose_name": "督查计划",
                "ordering": ("-begins_on", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("begins_on"))), name="inspection_days_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", None), ("state", "MERGED"), _connector="OR"),
                        name="inspection_merged_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="地点")),
                ("inspectors", models.CharField(max_length=120, verbose_name="督查人员")),
                ("summary", models.CharField(max_length=1000, verbose_name="情况")),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="被督查单位",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="supervision.inspectionplan",
                        verbose_name="计划",
                    ),
                ),
            ],
            options={
                "verbose_name": "督查记录",
                "ordering": ("-held_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="问题")),
                ("demand", models.CharField(max_length=500, verbose_name="整改要求")),
                ("found_on", models.DateField(verbose_name="发现日")),
                ("due_on", models.DateField(verbose_name="整改期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ORDERED", "限期整改"),
                            ("REPORTED", "待复查"),
                            ("RETURNED", "复查未通过"),
                            ("CLOSED", "已整改销号"),
                            ("ESCALATED", "已转督办"),
                        ],
                        default="ORDERED",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reported_on", models.DateField(null=True, verbose_name="报告整改日")),
                ("ended_on", models.DateField(null=True, verbose_name="销号日")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="整改单位",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="supervision.inspection",
                        verbose_name="督查记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "限期整改",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["state", "due_on"], name="finding_state_due")],
            },
        ),
        migrations.CreateModel(
            name="FindingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("order", "责令整改"),
                            ("report", "报告整改"),
                            ("close", "复查通过"),
                            ("return", "复查未通过"),
                            ("escalate", "转督办"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="情况")),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supervision.finding",
                        verbose_name="限期整改",
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
                "verbose_name": "整改步骤",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="FindingEvidence",
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
                        related_name="evidence_rows",
                        to="supervision.findingstep",
                        verbose_name="步骤",
                    ),
                ),
            ],
            options={
                "verbose_name": "整改材料",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="InspectionPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("taken_at", models.DateTimeField(verbose_name="拍摄时间")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="拍摄地点")),
                ("latitude", models.DecimalField(decimal_places=6, max_digits=9, null=True, verbose_name="纬度")),
                ("longitude", models.DecimalField(decimal_places=6, max_digits=9, null=True, verbose_name="经度")),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.attachment",
                        verbose_name="照片",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="supervision.inspection",
                        verbose_name="督查记录",
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
                "verbose_name": "督查照片",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="photo_on_earth",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("text", models.TextField(max_length=2000, verbose_name="情况")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("LAND", "用地"),
                            ("POWER", "用电"),
                            ("WATER", "供排水"),
                            ("GAS", "用气用热"),
                            ("LABOUR", "用工"),
                            ("FINANCE", "融资"),
                            ("ENVIRONMENT", "环评与能耗指标"),
                            ("APPROVAL", "审批手续"),
                            ("DEMOLITION", "征迁与外部条件"),
                            ("PROMISE", "承诺兑现"),
                            ("PROGRESS", "推进迟缓"),
                            ("CLIMATE", "营商环境"),
                            ("OTHER", "其他"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("ORDINARY", "一般"), ("SERIOUS", "较大"), ("GRAVE", "重大")],
                        default="ORDINARY",
                        max_length=10,
                        verbose_name="程度",
                    ),
                ),
                ("raised_on", models.DateField(verbose_name="提出日")),
                ("company", models.CharField(blank=True, max_length=120, verbose_name="提出企业")),
                ("contact_name", models.CharField(blank=True, max_length=40, verbose_name="企业联系人")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("created_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("RAISED", "待接办"),
                            ("TAKEN", "办理中"),
                            ("SOLVED", "待确认"),
                            ("ORDERED", "已转三单"),
                            ("CLOSED", "已销号"),
                            ("WITHDRAWN", "已撤回"),
                        ],
                        default="RAISED",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="办结日")),
                ("is_unconfirmed", models.BooleanField(default=False, verbose_name="未获确认")),
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
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="责任单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "问题",
                "ordering": ("-pk",),
                "indexes": [models.Index(fields=["unit", "state"], name="issue_unit_state")],
            },
        ),
        migrations.CreateModel(
            name="ConfirmationRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("token_hash", models.CharField(max_length=64, null=True, unique=True, verbose_name="链接摘要")),
                ("expires_at", models.DateTimeField(verbose_name="有效至")),
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
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="supervision.issue",
                        verbose_name="问题",
                    ),
                ),
            ],
            options={
                "verbose_name": "确认请求",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ConfirmationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_solved", models.BooleanField(verbose_name="已解决")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                ("answered_at", models.DateTimeField(verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="supervision.confirmationrequest",
                        verbose_name="请求",
                    ),
                ),
            ],
            options={
                "verbose_name": "确认答复",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="IssueStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("raise", "提出"),
                            ("take", "接办"),
                            ("solve", "报办结"),
                            ("reject", "未解决，退回"),
                            ("order", "转三单"),
                            ("release", "三单撤销，退回单位"),
                            ("confirm", "确认解决"),
                            ("close_unconfirmed", "未获确认销号"),
                            ("settle", "随三单销号"),
                            ("settle_silent", "随三单销号（未确认）"),
                            ("withdraw", "撤回"),
                        ],
                        max_length=20,
                        verbose_name="步骤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="情况")),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supervision.issue",
                        verbose_name="问题",
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
                "verbose_name": "问题办理步骤",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="IssueEvidence",
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
                        related_name="evidence_rows",
                        to="supervision.issuestep",
                        verbose_name="步骤",
                    ),
                ),
            ],
            options={
                "verbose_name": "问题材料",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="JuryMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("judge", models.CharField(max_length=60, verbose_name="评委")),
                ("mark", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="评分")),
                ("revision", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="supervision.inspection",
                        verbose_name="观摩点",
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
                "verbose_name": "观摩评分",
                "ordering": ("inspection_id", "judge", "-revision"),
                "constraints": [
                    models.UniqueConstraint(fields=("inspection", "judge", "revision"), name="supervision_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mark__gte", 0), ("mark__lte", 100)), name="supervision_mark_in_range"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("WEEKLY", "周调度会"),
                            ("HALF_MONTHLY", "半月调度会"),
                            ("JOINT", "联席会议"),
                            ("SPECIAL", "专题会"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="会议名称")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="地点")),
                ("chair", models.CharField(max_length=60, verbose_name="主持人")),
                ("attendees", models.TextField(blank=True, max_length=1000, verbose_name="参加单位和人员")),
                ("topics", models.TextField(blank=True, max_length=2000, verbose_name="其他议题")),
                ("created_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PLANNED", "筹备中"),
                            ("FROZEN", "议程已定"),
                            ("HELD", "已召开"),
                            ("CANCELLED", "已取消"),
                        ],
                        default="PLANNED",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="纪要编号")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="召集单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "调度会议",
                "ordering": ("-held_on", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="meeting_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("text", models.CharField(max_length=500, verbose_name="议定事项")),
                ("due_on", models.DateField(null=True, verbose_name="完成期限")),
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
                        related_name="withdrawal",
                        to="supervision.decision",
                        verbose_name="撤回的事项",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="supervision.meeting",
                        verbose_name="会议",
                    ),
                ),
            ],
            options={
                "verbose_name": "议定事项",
                "ordering": ("meeting_id", "pk"),
            },
        ),
        migrations.CreateModel(
            name="MeetingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("call", "拟开"),
                            ("freeze", "确定议程"),
                            ("hold", "会议召开，编发纪要"),
                            ("cancel", "取消"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="纪要编号")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supervision.meeting",
                        verbose_name="会议",
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
                "verbose_name": "会议步骤",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("ASSIGN", "交办单"), ("SUPERVISE", "督办单"), ("ACCOUNT", "问责建议单")],
                        max_length=10,
                        verbose_name="单别",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="事项")),
                ("text", models.TextField(max_length=2000, verbose_name="办理要求")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("ISSUE", "问题"),
                            ("MEETING", "会议议定"),
                            ("INSPECTION", "督查发现"),
                            ("ORDER", "前一单逾期或屡退"),
                            ("LEADER", "领导批示"),
                            ("COLOUR", "橙色、红色预警"),
                            ("UNSTARTED", "签约未开工清单"),
                            ("RANKING", "连续考核靠后"),
                            ("OTHER", "其他"),
                        ],
                        default="OTHER",
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("source_key", models.CharField(blank=True, max_length=80, verbose_name="来源标识")),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "草稿"),
                            ("ISSUED", "已下达"),
                            ("SIGNED", "已签收"),
                            ("HANDLING", "办理中"),
                            ("CHECKING", "待核查"),
                            ("RETURNED", "退回重办"),
                            ("CLOSED", "已销号"),
                            ("ESCALATED", "已升级"),
                            ("REVOKED", "已撤销"),
                        ],
                        default="DRAFT",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="文号")),
                ("issued_on", models.DateField(null=True, verbose_name="下达日")),
                ("sign_due_on", models.DateField(null=True, verbose_name="签收期限")),
                ("plan_due_on", models.DateField(null=True, verbose_name="方案期限")),
                ("original_due_on", models.DateField(null=True, verbose_name="原办理期限")),
                ("due_on", models.DateField(null=True, verbose_name="办理期限")),
                ("check_due_on", models.DateField(null=True, verbose_name="核查期限")),
                ("signed_on", models.DateField(null=True, verbose_name="签收日")),
                ("planned_on", models.DateField(null=True, verbose_name="方案日")),
                ("reported_on", models.DateField(null=True, verbose_name="报请核查日")),
                ("ended_on", models.DateField(null=True, verbose_name="办结日")),
                ("returns", models.PositiveSmallIntegerField(default=0, verbose_name="退回次数")),
                ("wanted_due_on", models.DateField(null=True, verbose_name="申请延期至")),
                ("is_extension_used", models.BooleanField(default=False, verbose_name="已申请过延期")),
                ("is_unconfirmed", models.BooleanField(default=False, verbose_name="未获确认")),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="supervision.decision",
                        verbose_name="议定事项",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="supervision.finding",
                        verbose_name="限期整改",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="supervision.issue",
                        verbose_name="问题",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签发人",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="下达单位",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="following",
                        to="supervision.order",
                        verbose_name="前一单",
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="牵头单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "三单",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["state", "due_on"], name="order_state_due"),
                    models.Index(fields=["unit", "state"], name="order_unit_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True), fields=("number",), name="order_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_key", ""), _negated=True),
                        fields=("source_key",),
                        name="order_source_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("issued_on", None), ("number", "")),
                            models.Q(("issued_on__isnull", False), models.Q(("number", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="order_issued_has_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("position", models.PositiveSmallIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("UNDONE", "上次议定未办结"),
                            ("OVERDUE", "逾期三单"),
                            ("PROJECT", "预警项目"),
                            ("ISSUE", "新增问题"),
                            ("OTHER", "其他议题"),
                        ],
                        max_length=10,
                        verbose_name="来源",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="议题")),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="情况")),
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
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="supervision.decision",
                        verbose_name="议定事项",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="supervision.issue",
                        verbose_name="问题",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="supervision.meeting",
                        verbose_name="会议",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="supervision.order",
                        verbose_name="三单",
                    ),
                ),
            ],
            options={
                "verbose_name": "议程",
                "ordering": ("meeting_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("meeting", "position"), name="agenda_position_once")],
            },
        ),
        migrations.CreateModel(
            name="OrderAssist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assists",
                        to="supervision.order",
                        verbose_name="三单",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="协办单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "协办单位",
                "ordering": ("order_id", "unit_id"),
                "constraints": [models.UniqueConstraint(fields=("order", "unit"), name="order_assist_once")],
            },
        ),
        migrations.CreateModel(
            name="OrderMilestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("title", models.CharField(max_length=100, verbose_name="节点")),
                ("due_on", models.DateField(verbose_name="节点期限")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="supervision.order",
                        verbose_name="三单",
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
                "verbose_name": "办理节点",
                "ordering": ("order_id", "due_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="OrderStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("issue", "下达"),
                            ("discard", "作废草稿"),
                            ("sign", "签收"),
                            ("plan", "反馈办理方案"),
                            ("finish", "报请核查"),
                            ("return", "退回重办"),
                            ("close", "销号"),
                            ("close_unconfirmed", "销号（未确认）"),
                            ("escalate", "升级"),
                            ("revoke", "撤销"),
                            ("reply", "反馈进展"),
                            ("assist", "协办反馈"),
                            ("milestone", "完成节点"),
                            ("ask_extension", "申请延期"),
                            ("extend", "同意延期"),
                            ("refuse_extension", "不同意延期"),
                            ("ask_confirmation", "请求确认"),
                            ("remind", "到期提醒"),
                            ("urge", "催办"),
                        ],
                        max_length=20,
                        verbose_name="步骤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="内容")),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="文号")),
                ("sign_due_on", models.DateField(null=True, verbose_name="签收期限")),
                ("plan_due_on", models.DateField(null=True, verbose_name="方案期限")),
                ("due_on", models.DateField(null=True, verbose_name="期限")),
                ("on_site", models.CharField(blank=True, max_length=300, verbose_name="现场核查")),
                ("paper_no", models.CharField(blank=True, max_length=80, verbose_name="决定文号")),
                ("is_public", models.BooleanField(null=True, verbose_name="结果公开")),
                ("key", models.CharField(blank=True, max_length=80, verbose_name="去重键")),
                (
                    "milestone",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supervision.ordermilestone",
                        verbose_name="办理节点",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supervision.order",
                        verbose_name="三单",
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
                "verbose_name": "三单步骤",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        fields=("order", "key"),
                        name="order_step_once_per_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderEvidence",
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
                        related_name="evidence_rows",
                        to="supervision.orderstep",
                        verbose_name="步骤",
                    ),
                ),
            ],
            options={
                "verbose_name": "三单材料",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("draft", "编制"),
                            ("approve", "批准"),
                            ("merge", "并入"),
                            ("finish", "完成"),
                            ("cancel", "取消"),
                        ],
                        max_length=10,
                        verbose_name="步骤",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="supervision.inspectionplan",
                        verbose_name="计划",
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
                "verbose_name": "督查计划步骤",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="PlanUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_units",
                        to="supervision.inspectionplan",
                        verbose_name="计划",
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
                "verbose_name": "被督查单位",
                "ordering": ("plan_id", "unit__path"),
                "constraints": [models.UniqueConstraint(fields=("plan", "unit"), name="plan_unit_once")],
            },
        ),
        migrations.AddField(
            model_name="FindingStep",
            name="evidence",
            field=models.ManyToManyField(
                related_name="+", through="supervision.FindingEvidence", to="files.attachment", verbose_name="材料"
            ),
        ),
        migrations.AddField(
            model_name="InspectionPlan",
            name="units",
            field=models.ManyToManyField(
                related_name="+", through="supervision.PlanUnit", to="orgs.unit", verbose_name="被督查单位"
            ),
        ),
        migrations.AddField(
            model_name="IssueStep",
            name="evidence",
            field=models.ManyToManyField(
                related_name="+", through="supervision.IssueEvidence", to="files.attachment", verbose_name="材料"
            ),
        ),
        migrations.AddField(
            model_name="OrderStep",
            name="evidence",
            field=models.ManyToManyField(
                related_name="+", through="supervision.OrderEvidence", to="files.attachment", verbose_name="材料"
            ),
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("chains", "0002_initial"),
        ("orgs", "0002_unitgroup"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("projects", "0007_milestones"),
        ("reports", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DispatchSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=30, verbose_name="代码")),
                ("revision", models.PositiveIntegerField(verbose_name="修订")),
                ("label", models.CharField(max_length=30, verbose_name="名称")),
                ("says", models.CharField(max_length=200, verbose_name="说明")),
                ("overdue_from", models.PositiveIntegerField(null=True, verbose_name="超期天数不少于")),
                (
                    "amount_from",
                    models.DecimalField(
                        decimal_places=4, max_digits=18, null=True, verbose_name="总投资不低于（万元）"
                    ),
                ),
                (
                    "amount_to",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="总投资低于（万元）"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="责任单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "清单范围",
                "ordering": ("code", "-revision"),
                "constraints": [models.UniqueConstraint(fields=("code", "revision"), name="dispatch_set_revision")],
            },
        ),
        migrations.CreateModel(
            name="DispatchSetTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("STAGE", "阶段"), ("SIDE", "状态"), ("CLOCK", "时限"), ("COLOUR", "颜色")],
                        max_length=8,
                        verbose_name="条件",
                    ),
                ),
                ("value", models.CharField(max_length=24, verbose_name="取值")),
                (
                    "filter_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="reports.dispatchset",
                        verbose_name="清单范围",
                    ),
                ),
            ],
            options={
                "verbose_name": "清单条件",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("filter_set", "kind", "value"), name="dispatch_term_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DispatchVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=30, verbose_name="清单范围")),
                ("label", models.CharField(max_length=30, verbose_name="名称")),
                ("says", models.CharField(max_length=200, verbose_name="说明")),
                ("period", models.CharField(max_length=40, verbose_name="期间")),
                ("last_on", models.DateField(verbose_name="截至日")),
                ("version", models.PositiveIntegerField(verbose_name="版次")),
                ("issued_on", models.DateField(verbose_name="下发日")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.dispatchversion",
                        verbose_name="上一版",
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
                "verbose_name": "调度清单",
                "ordering": ("-last_on", "-pk"),
                "indexes": [models.Index(fields=["code", "unit", "last_on"], name="dispatch_list_latest")],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "unit", "period", "version"), name="dispatch_list_version"),
                    models.CheckConstraint(
                        condition=models.Q(("sha256", ""), _negated=True), name="dispatch_list_sealed"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DispatchItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("project", models.CharField(max_length=200, verbose_name="项目名称")),
                ("investor", models.CharField(blank=True, max_length=200, verbose_name="投资方")),
                (
                    "total_investment_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="总投资（万元）"),
                ),
                ("talks_on", models.DateField(null=True, verbose_name="开始洽谈日")),
                ("talks_until", models.DateField(null=True, verbose_name="洽谈时限")),
                ("signed_on", models.DateField(null=True, verbose_name="签约日")),
                ("contract_start_on", models.DateField(null=True, verbose_name="合同开工日")),
                ("bottom_line_on", models.DateField(null=True, verbose_name="底线日")),
                ("started_on", models.DateField(null=True, verbose_name="开工日")),
                ("suspended_on", models.DateField(null=True, verbose_name="停建日")),
                ("produced_on", models.DateField(null=True, verbose_name="投产日")),
                ("overdue_clock", models.CharField(blank=True, max_length=30, verbose_name="超期时限")),
                ("overdue_days", models.IntegerField(null=True, verbose_name="超期（天）")),
                ("stage", models.CharField(max_length=20, verbose_name="当前阶段")),
                ("obstacle", models.CharField(blank=True, max_length=60, verbose_name="卡点")),
                ("responsible", models.CharField(max_length=160, verbose_name="责任单位/人")),
                ("leader", models.CharField(blank=True, max_length=60, verbose_name="包抓领导")),
                ("aim", models.CharField(blank=True, max_length=120, verbose_name="本月目标")),
                ("next_milestone", models.CharField(blank=True, max_length=120, verbose_name="下月节点")),
                ("colour", models.CharField(blank=True, max_length=1, verbose_name="色")),
                ("urged_times", models.PositiveIntegerField(null=True, verbose_name="督办次数")),
                ("listed_times", models.PositiveIntegerField(verbose_name="连续列入（次）")),
                (
                    "subject",
                    models.ForeignKey(
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
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "dispatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="reports.dispatchversion",
                        verbose_name="清单",
                    ),
                ),
            ],
            options={
                "verbose_name": "清单项目",
                "ordering": ("dispatch_id", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("dispatch", "number"), name="dispatch_item_number"),
                    models.UniqueConstraint(fields=("dispatch", "subject"), name="dispatch_item_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DispatchGone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("project", models.CharField(max_length=200, verbose_name="项目名称")),
                ("reason", models.CharField(max_length=200, verbose_name="移出原因")),
                (
                    "subject",
                    models.ForeignKey(
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
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "dispatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gone",
                        to="reports.dispatchversion",
                        verbose_name="清单",
                    ),
                ),
            ],
            options={
                "verbose_name": "移出清单",
                "ordering": ("dispatch_id", "pk"),
                "constraints": [models.UniqueConstraint(fields=("dispatch", "subject"), name="dispatch_gone_once")],
            },
        ),
        migrations.CreateModel(
            name="WeekCall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("first_on", models.DateField(unique=True, verbose_name="周一")),
                ("due_on", models.DateField(verbose_name="报送期限")),
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
                "verbose_name": "周统计",
                "ordering": ("-first_on",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("first_on"))), name="week_due_after"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("revision", models.PositiveIntegerField(verbose_name="第几次")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="reports.weekcall",
                        verbose_name="周统计",
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
                "verbose_name": "周统计确认",
                "ordering": ("call_id", "unit_id", "revision"),
                "constraints": [
                    models.UniqueConstraint(fields=("call", "unit", "revision"), name="weekly_return_revision")
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=12, verbose_name="指标")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("exact", models.CharField(blank=True, max_length=80, verbose_name="未修约值")),
                ("text", models.CharField(blank=True, max_length=40, verbose_name="数值")),
                ("measure", models.CharField(blank=True, max_length=12, verbose_name="单位")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="无数值的原因")),
                ("facts", models.PositiveIntegerField(null=True, verbose_name="事实条数")),
                (
                    "weekly",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="reports.weeklyreturn",
                        verbose_name="周统计确认",
                    ),
                ),
            ],
            options={
                "verbose_name": "周统计数值",
                "ordering": ("weekly_id", "pk"),
                "constraints": [models.UniqueConstraint(fields=("weekly", "code"), name="weekly_value_once")],
            },
        ),
        *append_only_operations("reports_dispatchgone"),
        *append_only_operations("reports_dispatchitem"),
        *append_only_operations("reports_dispatchset"),
        *append_only_operations("reports_dispatchsetterm"),
        *append_only_operations("reports_dispatchversion"),
        *append_only_operations("reports_weekcall"),
        *append_only_operations("reports_weeklyreturn"),
        *append_only_operations("reports_weeklyvalue"),
    ]

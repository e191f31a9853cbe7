import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0003_append_only"),
        ("files", "0003_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("projects", "0006_responsibility"),
    ]

    operations = [
        migrations.CreateModel(
            name="MilestoneDone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("code", models.CharField(max_length=8, verbose_name="节点代码")),
                ("name", models.CharField(max_length=60, verbose_name="节点")),
                ("done_on", models.DateField(verbose_name="完成日")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
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
                        to="projects.milestonedone",
                        verbose_name="撤销的完成",
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
                "verbose_name": "节点完成",
                "ordering": ("project_id", "pk"),
                "indexes": [models.Index(fields=["project", "code"], name="milestone_done_project")],
            },
        ),
        migrations.CreateModel(
            name="MilestonePhoto",
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
                    "done",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="projects.milestonedone",
                        verbose_name="节点完成",
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
                "verbose_name": "节点材料",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("version", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("target_on", models.DateField(verbose_name="目标日")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="调整原因")),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="approvals.slip",
                        verbose_name="审批单",
                    ),
                ),
            ],
            options={
                "verbose_name": "节点计划",
                "ordering": ("project_id", "-version"),
                "constraints": [
                    models.UniqueConstraint(fields=("project", "version"), name="plan_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("slip__isnull", True), ("version", 1)),
                            models.Q(("slip__isnull", False), ("version__gt", 1)),
                            _connector="OR",
                        ),
                        name="plan_change_has_slip",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("code", models.CharField(max_length=8, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="节点")),
                ("days", models.PositiveSmallIntegerField(verbose_name="天数")),
                (
                    "event",
                    models.CharField(
                        blank=True,
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
                        verbose_name="阶段事件",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="计划日")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="projects.plan",
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
                "verbose_name": "计划节点",
                "ordering": ("plan_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("plan", "code"), name="plan_step_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanLink",
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
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.planstep",
                        verbose_name="前置节点",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="projects.planstep",
                        verbose_name="节点",
                    ),
                ),
            ],
            options={
                "verbose_name": "计划前置",
                "ordering": ("step_id", "after_id"),
                "constraints": [models.UniqueConstraint(fields=("step", "after"), name="plan_link_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                "verbose_name": "节点模板",
                "ordering": ("kind", "-valid_from", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ProgressReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("period", models.CharField(max_length=7, verbose_name="月份")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版次")),
                (
                    "invested_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, verbose_name="本月完成投资（万元）"),
                ),
                (
                    "work_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="累计完成工作量（%）"),
                ),
                ("works", models.CharField(max_length=500, verbose_name="形象进度")),
                (
                    "light",
                    models.CharField(
                        choices=[("GREEN", "绿（正常）"), ("YELLOW", "黄（有滞后）"), ("RED", "红（严重滞后）")],
                        max_length=6,
                        verbose_name="红黄绿",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="滞后原因和办法")),
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
                "verbose_name": "进度月报",
                "ordering": ("project_id", "-period", "-version"),
                "constraints": [
                    models.UniqueConstraint(fields=("project", "period", "version"), name="progress_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("work_percent__gte", 0), ("work_percent__lte", 100)),
                        name="progress_percent_in_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("invested_in_wan__gte", 0)), name="progress_amount_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("light", "GREEN"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="progress_reason_unless_green",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("code", models.CharField(max_length=8, verbose_name="代码")),
                ("name", models.CharField(max_length=60, verbose_name="节点")),
                ("days", models.PositiveSmallIntegerField(verbose_name="天数")),
                (
                    "event",
                    models.CharField(
                        blank=True,
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
                        verbose_name="阶段事件",
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
                        related_name="steps",
                        to="projects.plantemplate",
                        verbose_name="模板",
                    ),
                ),
            ],
            options={
                "verbose_name": "模板节点",
                "ordering": ("template_id", "position"),
                "constraints": [models.UniqueConstraint(fields=("template", "code"), name="template_step_once")],
            },
        ),
        migrations.CreateModel(
            name="TemplateLink",
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
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.templatestep",
                        verbose_name="前置节点",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="projects.templatestep",
                        verbose_name="节点",
                    ),
                ),
            ],
            options={
                "verbose_name": "模板前置",
                "ordering": ("step_id", "after_id"),
                "constraints": [models.UniqueConstraint(fields=("step", "after"), name="template_link_once")],
            },
        ),
        *append_only_operations("projects_milestonedone"),
        *append_only_operations("projects_milestonephoto"),
        *append_only_operations("projects_plan"),
        *append_only_operations("projects_planlink"),
        *append_only_operations("projects_planstep"),
        *append_only_operations("projects_plantemplate"),
        *append_only_operations("projects_progressreturn"),
        *append_only_operations("projects_templatelink"),
        *append_only_operations("projects_templatestep"),
    ]

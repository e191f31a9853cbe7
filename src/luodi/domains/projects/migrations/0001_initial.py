import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("approvals", "0001_initial"),
        ("chains", "0001_initial"),
        ("files", "0001_initial"),
        ("investors", "0001_initial"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后序号")),
            ],
            options={
                "verbose_name": "项目编号",
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="项目编号")),
                ("name", models.CharField(max_length=200, verbose_name="项目名称")),
                ("name_key", models.CharField(db_index=True, max_length=200, verbose_name="名称归一")),
                ("national_code", models.CharField(blank=True, max_length=24, verbose_name="投资项目代码")),
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
                        default="BUILD",
                        max_length=10,
                        verbose_name="项目类别",
                    ),
                ),
                (
                    "chain_action",
                    models.CharField(
                        blank=True,
                        choices=[("BUILD", "建链"), ("EXTEND", "延链"), ("FILL", "补链"), ("STRENGTHEN", "强链")],
                        max_length=10,
                        verbose_name="延链补链",
                    ),
                ),
                ("sector_code", models.CharField(blank=True, max_length=5, verbose_name="行业代码")),
                ("content", models.TextField(blank=True, verbose_name="建设内容及规模")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="建设地点")),
                (
                    "total_investment_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="总投资（万元）"),
                ),
                (
                    "fixed_investment_in_wan",
                    models.DecimalField(
                        decimal_places=4, max_digits=18, null=True, verbose_name="固定资产投资（万元）"
                    ),
                ),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="币种")),
                ("land_mu", models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="用地（亩）")),
                ("is_industrial", models.BooleanField(default=False, verbose_name="产业类")),
                ("is_advanced", models.BooleanField(default=False, verbose_name="先进制造")),
                ("is_high_tech", models.BooleanField(default=False, verbose_name="高新技术")),
                ("is_green", models.BooleanField(default=False, verbose_name="节能环保")),
                ("is_foreign", models.BooleanField(default=False, verbose_name="外资")),
                ("is_major", models.BooleanField(default=False, verbose_name="重大项目")),
                (
                    "negotiation_class",
                    models.CharField(
                        choices=[("ORDINARY", "普通（3个月）"), ("MAJOR", "重大（6个月）")],
                        default="ORDINARY",
                        max_length=10,
                        verbose_name="洽谈时限",
                    ),
                ),
                ("planned_start_on", models.DateField(null=True, verbose_name="合同约定开工日")),
                ("planned_completion_on", models.DateField(null=True, verbose_name="合同约定竣工日")),
                ("planned_production_on", models.DateField(null=True, verbose_name="合同约定投产日")),
                ("leader", models.CharField(blank=True, max_length=60, verbose_name="包抓领导")),
                ("owner", models.CharField(blank=True, max_length=60, verbose_name="责任人")),
                ("contact_phone", models.CharField(blank=True, max_length=60, verbose_name="联系电话")),
                ("remark", models.TextField(blank=True, verbose_name="备注")),
                ("scope_note", models.CharField(blank=True, max_length=40, verbose_name="不计入原因")),
                ("batch", models.CharField(blank=True, db_index=True, max_length=40, verbose_name="导入批次")),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="登记已撤销")),
                ("created_at", models.DateTimeField(verbose_name="登记时间")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "stage",
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
                        default="ST10",
                        max_length=4,
                        verbose_name="阶段",
                    ),
                ),
                (
                    "side_status",
                    models.CharField(
                        choices=[
                            ("NORMAL", "正常"),
                            ("ON_HOLD", "搁置"),
                            ("SUSPENDED", "停建"),
                            ("TERMINATED", "终止"),
                            ("RETURNED", "退回"),
                            ("REPLACED", "置换"),
                            ("LOST", "流失"),
                            ("TRANSFERRED", "移交"),
                            ("MERGED", "合并"),
                        ],
                        default="NORMAL",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("side_since", models.DateField(null=True, verbose_name="状态起始日")),
                ("framework_on", models.DateField(null=True, verbose_name="协议日期")),
                ("signed_on", models.DateField(null=True, verbose_name="签约日期")),
                ("landed_on", models.DateField(null=True, verbose_name="落地日期")),
                ("started_on", models.DateField(null=True, verbose_name="开工日期")),
                ("completed_on", models.DateField(null=True, verbose_name="竣工日期")),
                ("produced_on", models.DateField(null=True, verbose_name="投产日期")),
                (
                    "contract_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="合同额（万元）"),
                ),
                (
                    "capital_in_wan",
                    models.DecimalField(decimal_places=4, default=0, max_digits=18, verbose_name="累计到位（万元）"),
                ),
                ("search_text", models.CharField(blank=True, max_length=600, verbose_name="检索文本")),
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
                    "investor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investors.investor",
                        verbose_name="主要投资方",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                        verbose_name="原项目（增资扩产）",
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
                "verbose_name": "项目",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["unit", "stage"], name="project_unit_stage"),
                    models.Index(fields=["stage", "side_status"], name="project_stage_side"),
                    models.Index(fields=["signed_on"], name="project_signed"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total_investment_in_wan", None), ("total_investment_in_wan__gt", 0), _connector="OR"
                        ),
                        name="project_total_above_zero",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CapitalRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("arrived_on", models.DateField(verbose_name="到位日")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "日"),
                            ("month", "月"),
                            ("quarter", "季"),
                            ("year", "年"),
                            ("as_of", "台账口径日"),
                        ],
                        default="day",
                        max_length=8,
                        verbose_name="日期精度",
                    ),
                ),
                ("span_from", models.DateField(verbose_name="期间起")),
                ("span_to", models.DateField(verbose_name="期间止")),
                (
                    "amount_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, verbose_name="到位金额（万元）"),
                ),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="币种")),
                (
                    "amount_in_currency_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="原币金额（万）"),
                ),
                ("rate", models.DecimalField(decimal_places=6, max_digits=12, null=True, verbose_name="汇率")),
                ("rate_source", models.CharField(blank=True, max_length=60, verbose_name="汇率来源")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("FOREIGN", "境外"),
                            ("OUT_PROVINCE", "省外"),
                            ("OUT_CITY", "省内市外"),
                            ("OUTSIDE", "市域外（未细分）"),
                            ("LOCAL", "本地"),
                        ],
                        default="OUT_PROVINCE",
                        max_length=12,
                        verbose_name="资金来源",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("CASH", "现汇"),
                            ("EQUIPMENT", "设备"),
                            ("LAND", "土地"),
                            ("WORKS", "建安"),
                            ("INTANGIBLE", "无形资产"),
                            ("OTHER", "其他"),
                        ],
                        default="CASH",
                        max_length=12,
                        verbose_name="出资形式",
                    ),
                ),
                ("voucher_no", models.CharField(blank=True, db_index=True, max_length=80, verbose_name="凭证号")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="事由")),
                ("batch", models.CharField(blank=True, db_index=True, max_length=40, verbose_name="导入批次")),
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
                        to="projects.capitalrecord",
                        verbose_name="冲减记录",
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capital_records",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "到位资金",
                "ordering": ("arrived_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_in_wan", 0), _negated=True), name="capital_not_zero"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("span_to__gte", models.F("span_from"))), name="capital_span_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CapitalEvidence",
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_rows",
                        to="projects.capitalrecord",
                        verbose_name="到位资金",
                    ),
                ),
            ],
            options={
                "verbose_name": "资金佐证",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalProject",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("code", models.CharField(db_index=True, max_length=20, verbose_name="项目编号")),
                ("name", models.CharField(max_length=200, verbose_name="项目名称")),
                ("name_key", models.CharField(db_index=True, max_length=200, verbose_name="名称归一")),
                ("national_code", models.CharField(blank=True, max_length=24, verbose_name="投资项目代码")),
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
                        default="BUILD",
                        max_length=10,
                        verbose_name="项目类别",
                    ),
                ),
                (
                    "chain_action",
                    models.CharField(
                        blank=True,
                        choices=[("BUILD", "建链"), ("EXTEND", "延链"), ("FILL", "补链"), ("STRENGTHEN", "强链")],
                        max_length=10,
                        verbose_name="延链补链",
                    ),
                ),
                ("sector_code", models.CharField(blank=True, max_length=5, verbose_name="行业代码")),
                ("content", models.TextField(blank=True, verbose_name="建设内容及规模")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="建设地点")),
                (
                    "total_investment_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="总投资（万元）"),
                ),
                (
                    "fixed_investment_in_wan",
                    models.DecimalField(
                        decimal_places=4, max_digits=18, null=True, verbose_name="固定资产投资（万元）"
                    ),
                ),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="币种")),
                ("land_mu", models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="用地（亩）")),
                ("is_industrial", models.BooleanField(default=False, verbose_name="产业类")),
                ("is_advanced", models.BooleanField(default=False, verbose_name="先进制造")),
                ("is_high_tech", models.BooleanField(default=False, verbose_name="高新技术")),
                ("is_green", models.BooleanField(default=False, verbose_name="节能环保")),
                ("is_foreign", models.BooleanField(default=False, verbose_name="外资")),
                ("is_major", models.BooleanField(default=False, verbose_name="重大项目")),
                (
                    "negotiation_class",
                    models.CharField(
                        choices=[("ORDINARY", "普通（3个月）"), ("MAJOR", "重大（6个月）")],
                        default="ORDINARY",
                        max_length=10,
                        verbose_name="洽谈时限",
                    ),
                ),
                ("planned_start_on", models.DateField(null=True, verbose_name="合同约定开工日")),
                ("planned_completion_on", models.DateField(null=True, verbose_name="合同约定竣工日")),
                ("planned_production_on", models.DateField(null=True, verbose_name="合同约定投产日")),
                ("leader", models.CharField(blank=True, max_length=60, verbose_name="包抓领导")),
                ("owner", models.CharField(blank=True, max_length=60, verbose_name="责任人")),
                ("contact_phone", models.CharField(blank=True, max_length=60, verbose_name="联系电话")),
                ("remark", models.TextField(blank=True, verbose_name="备注")),
                ("scope_note", models.CharField(blank=True, max_length=40, verbose_name="不计入原因")),
                ("batch", models.CharField(blank=True, db_index=True, max_length=40, verbose_name="导入批次")),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="登记已撤销")),
                ("created_at", models.DateTimeField(verbose_name="登记时间")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "chain",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="chains.chain",
                        verbose_name="产业链",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "investor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="investors.investor",
                        verbose_name="主要投资方",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="orgs.unit",
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.project",
                        verbose_name="原项目（增资扩产）",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 项目",
                "verbose_name_plural": "historical 项目s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ProjectExtra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("header", models.CharField(max_length=100, verbose_name="列名")),
                ("value", models.TextField(verbose_name="内容")),
                ("batch", models.CharField(blank=True, max_length=40, verbose_name="导入批次")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extras",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "台账其他列",
                "ordering": ("project_id", "pk"),
                "constraints": [models.UniqueConstraint(fields=("project", "header"), name="project_extra_once")],
            },
        ),
        migrations.CreateModel(
            name="ProjectInvestor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("share_percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="占比（%）")),
                (
                    "investor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investors.investor",
                        verbose_name="投资方",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="investor_shares",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "投资方占比",
                "ordering": ("project_id", "-share_percent"),
                "constraints": [
                    models.UniqueConstraint(fields=("project", "investor"), name="project_investor_once"),
                    models.CheckConstraint(
                        condition=models.Q(("share_percent__gt", 0), ("share_percent__lte", 100)),
                        name="investor_share_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectUnitShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "role",
                    models.CharField(
                        choices=[("PROMOTE", "招引"), ("LAND", "落地"), ("COOPERATE", "协同")],
                        max_length=10,
                        verbose_name="角色",
                    ),
                ),
                ("share_percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="分担（%）")),
                ("valid_from", models.DateField(verbose_name="起")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版次")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                ("batch", models.CharField(blank=True, max_length=40, verbose_name="导入批次")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_shares",
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
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位分担",
                "ordering": ("project_id", "role", "-revision", "unit_id"),
                "constraints": [
                    models.UniqueConstraint(fields=("project", "role", "revision", "unit"), name="unit_share_once"),
                    models.CheckConstraint(
                        condition=models.Q(("share_percent__gt", 0), ("share_percent__lte", 100)),
                        name="unit_share_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "role",
                    models.CharField(
                        choices=[("PROMOTE", "招引"), ("LAND", "落地"), ("COOPERATE", "协同")],
                        max_length=10,
                        verbose_name="角色",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="起")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="share_proposals",
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
                "verbose_name": "单位分担调整",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="ShareProposalLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("share_percent", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="分担（%）")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="projects.shareproposal",
                        verbose_name="调整",
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
                "verbose_name": "单位分担调整明细",
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "unit"), name="share_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("share_percent__gt", 0), ("share_percent__lte", 100)),
                        name="share_line_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageEvent",
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
                        verbose_name="事件",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="发生日")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "日"),
                            ("month", "月"),
                            ("quarter", "季"),
                            ("year", "年"),
                            ("as_of", "台账口径日"),
                        ],
                        default="day",
                        max_length=8,
                        verbose_name="日期精度",
                    ),
                ),
                (
                    "amount_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="金额（万元）"),
                ),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="币种")),
                (
                    "amount_in_currency_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="原币金额（万）"),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="事由")),
                ("batch", models.CharField(blank=True, db_index=True, max_length=40, verbose_name="导入批次")),
                (
                    "occasion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="investors.activity",
                        verbose_name="签约活动",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
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
                        to="projects.stageevent",
                        verbose_name="撤销事件",
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
                "verbose_name": "阶段事件",
                "ordering": ("occurred_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event", "REVOKE"), _negated=True), ("reverses__isnull", False), _connector="OR"
                        ),
                        name="revoke_names_its_event",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventEvidence",
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_rows",
                        to="projects.stageevent",
                        verbose_name="事件",
                    ),
                ),
            ],
            options={
                "verbose_name": "事件佐证",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                ("currency", models.CharField(max_length=3, verbose_name="币种")),
                ("day", models.DateField(verbose_name="日期")),
                ("rate", models.DecimalField(decimal_places=6, max_digits=12, verbose_name="中间价")),
                ("source", models.CharField(max_length=60, verbose_name="来源")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版次")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="更正原因")),
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
                "verbose_name": "汇率",
                "ordering": ("currency", "-day", "-revision"),
                "constraints": [
                    models.UniqueConstraint(fields=("currency", "day", "revision"), name="rate_once"),
                    models.CheckConstraint(condition=models.Q(("rate__gt", 0)), name="rate_above_zero"),
                ],
            },
        ),
        migrations.AddField(
            model_name="CapitalRecord",
            name="evidence",
            field=models.ManyToManyField(
                related_name="+", through="projects.CapitalEvidence", to="files.attachment", verbose_name="佐证材料"
            ),
        ),
        migrations.AddField(
            model_name="StageEvent",
            name="evidence",
            field=models.ManyToManyField(
                related_name="+", through="projects.EventEvidence", to="files.attachment", verbose_name="佐证材料"
            ),
        ),
    ]

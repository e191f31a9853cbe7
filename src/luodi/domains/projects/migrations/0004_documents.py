import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luodi.base.core.facts import append_only_operations


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0003_append_only"),
        ("orgs", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("projects", "0003_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="SiteCheck",
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
                        verbose_name="核查事项",
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="核查日期")),
                ("place", models.CharField(max_length=120, verbose_name="核查地点")),
                (
                    "conclusion",
                    models.CharField(
                        choices=[("MEETS", "符合"), ("FALLS_SHORT", "不符合")], max_length=12, verbose_name="核查结论"
                    ),
                ),
                ("finding", models.CharField(blank=True, max_length=500, verbose_name="核查情况")),
                (
                    "first_checker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="核查人一",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="site_checks",
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
                    "second_checker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="核查人二",
                    ),
                ),
            ],
            options={
                "verbose_name": "现场核查",
                "ordering": ("-checked_on", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_checker", models.F("second_checker")), _negated=True),
                        name="site_check_two_persons",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SitePhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "scene",
                    models.CharField(
                        choices=[
                            ("PILING", "桩基施工"),
                            ("FOUNDATION", "基础施工"),
                            ("MAIN", "主体施工"),
                            ("FIT_OUT", "装修改造施工"),
                            ("EQUIPMENT", "设备到场（安装）"),
                            ("FINISHED", "完工外观"),
                            ("OPERATION", "生产（营业）现场"),
                            ("CEREMONY", "奠基仪式"),
                            ("FENCE", "围挡"),
                            ("LEVELLING", "场地平整"),
                            ("OTHER", "其他"),
                        ],
                        max_length=12,
                        verbose_name="画面内容",
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="拍摄时间")),
                ("latitude", models.DecimalField(decimal_places=6, max_digits=9, verbose_name="纬度")),
                ("longitude", models.DecimalField(decimal_places=6, max_digits=9, verbose_name="经度")),
                (
                    "source",
                    models.CharField(
                        choices=[("EXIF", "照片自带"), ("PHONE", "手机定位"), ("TYPED", "手工填写")],
                        max_length=8,
                        verbose_name="时间地点来源",
                    ),
                ),
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
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="site_photos",
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
                    "site_check",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="projects.sitecheck",
                        verbose_name="现场核查",
                    ),
                ),
            ],
            options={
                "verbose_name": "现场照片",
                "ordering": ("-taken_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__gte", -90),
                            ("latitude__lte", 90),
                            ("longitude__gte", -180),
                            ("longitude__lte", 180),
                        ),
                        name="site_photo_on_earth",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LEAD_NOTE", "线索登记材料"),
                            ("CONTACT_RECORD", "洽谈接洽记录"),
                            ("ADMISSION", "准入三条件评估表"),
                            ("LAND_CHECK", "用地预审意见"),
                            ("ENVIRONMENT_CHECK", "环评预审意见"),
                            ("ENERGY_CHECK", "能耗预审意见"),
                            ("SAFETY_CHECK", "安全预审意见"),
                            ("DUE_DILIGENCE", "尽职调查报告"),
                            ("REVIEW_MINUTES", "评审（决策）会议纪要"),
                            ("FAIR_COMPETITION", "公平竞争审查结论"),
                            ("LEGAL_OPINION", "合法性审查（法律）意见"),
                            ("FINANCE_OPINION", "财政承受能力意见"),
                            ("FRAMEWORK", "框架（意向）协议文本"),
                            ("NON_BINDING", "非约束性声明"),
                            ("CONTRACT", "正式合同（双方盖章）"),
                            ("CONTRACT_TERMS", "履约与退出条款摘要"),
                            ("LICENCE", "营业执照（运营主体）"),
                            ("FILING", "项目备案证"),
                            ("APPROVAL", "项目核准批复"),
                            ("LAND_CONTRACT", "土地出让合同"),
                            ("PROPERTY", "不动产权证"),
                            ("LEASE", "租赁合同"),
                            ("LAND_APPROVAL", "用地批准书"),
                            ("OFFICE", "办公场所（入驻）合同"),
                            ("WORKS_CONTRACT", "施工合同"),
                            ("WORKS_PERMIT", "施工许可证"),
                            ("START_REPORT", "批准的开工报告"),
                            ("EXEMPTION", "免办施工许可依据"),
                            ("EQUIPMENT_CONTRACT", "设备采购合同"),
                            ("PAYMENT", "发票或付款凭证"),
                            ("FIT_OUT", "装修改造合同"),
                            ("OPENING", "开业证明"),
                            ("STAFF_LIST", "人员名册（社保月报）"),
                            ("ACCEPTANCE", "竣工验收（备案）材料"),
                            ("SELF_DECLARATION", "完工自声明（含完成比例）"),
                            ("PRODUCTION_LICENCE", "生产（经营）许可证"),
                            ("ENVIRONMENT_ACCEPTANCE", "环保验收材料"),
                            ("SAFETY_ACCEPTANCE", "安全验收材料"),
                            ("NOT_REQUIRED", "无需许可（验收）的说明"),
                            ("OUTPUT_RECORD", "当月用电或产量记录"),
                            ("FIRST_SALE", "首张销售发票或完税证明"),
                            ("FULL_OUTPUT", "达产核定表（达合同 80%）"),
                            ("OUTPUT_PROOF", "税务或统计部门数据证明"),
                            ("OTHER", "其他材料"),
                        ],
                        max_length=24,
                        verbose_name="文件类别",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="文号（编号）")),
                ("issued_on", models.DateField(null=True, verbose_name="出具日期")),
                ("valid_until", models.DateField(null=True, verbose_name="有效期至")),
                (
                    "amount_in_wan",
                    models.DecimalField(decimal_places=4, max_digits=18, null=True, verbose_name="载明金额（万元）"),
                ),
                ("party_code", models.CharField(blank=True, max_length=40, verbose_name="载明对方代码")),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[("PASS", "符合（通过）"), ("EXCEPTION", "适用例外规定"), ("FAIL", "不符合（不通过）")],
                        max_length=10,
                        verbose_name="结论",
                    ),
                ),
                ("commits_money", models.BooleanField(default=False, verbose_name="含资金承诺")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("is_withdrawal", models.BooleanField(default=False, verbose_name="仅作废")),
                (
                    "attachment",
                    models.ForeignKey(
                        null=True,
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
                        related_name="documents",
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
                        related_name="superseded_by",
                        to="projects.projectdocument",
                        verbose_name="取代的文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "项目文件",
                "ordering": ("kind", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_withdrawal", False), ("reverses__isnull", False), _connector="OR"),
                        name="withdrawal_names_its_document",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_withdrawal", True),
                            models.Q(("number", ""), _negated=True),
                            ("attachment__isnull", False),
                            _connector="OR",
                        ),
                        name="document_has_number_or_file",
                    ),
                ],
            },
        ),
        *append_only_operations("projects_projectdocument"),
        *append_only_operations("projects_sitecheck"),
        *append_only_operations("projects_sitephoto"),
    ]

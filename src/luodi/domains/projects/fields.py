"""The fields of a project, one row each: forms, list columns, export and import aliases follow from it."""

from typing import Final

from luodi.base.core.fieldspec import FieldSpec, FieldTable

PROJECT_FIELDS: Final = FieldTable(
    (
        FieldSpec("code", "项目编号", "text", section="基本情况", listed=True, help="系统编号，自动产生"),
        FieldSpec("name", "项目名称", "text", section="基本情况", listed=True),
        FieldSpec("investor", "投资方", "text", section="基本情况", listed=True, help="企业全称"),
        FieldSpec("uscc", "统一社会信用代码", "code", section="基本情况", help="18 位，境外企业可不填"),
        FieldSpec("unit", "责任单位", "choice", section="基本情况", listed=True),
        FieldSpec("kind", "项目类别", "choice", section="基本情况"),
        FieldSpec("content", "建设内容及规模", "text", section="基本情况"),
        FieldSpec("total_investment_in_wan", "总投资", "money", "万元", section="投资规模", listed=True),
        FieldSpec("fixed_investment_in_wan", "固定资产投资", "money", "万元", section="投资规模"),
        FieldSpec("currency", "币种", "choice", section="投资规模"),
        FieldSpec("land_mu", "用地面积", "decimal", "亩", section="投资规模"),
        FieldSpec("chain", "产业链", "choice", section="产业归属", listed=True),
        FieldSpec("chain_action", "延链补链", "choice", section="产业归属"),
        FieldSpec("sector_code", "行业代码", "code", section="产业归属", help="国民经济行业分类，如 C1351"),
        FieldSpec("national_code", "投资项目代码", "code", section="产业归属", help="发改在线平台 24 位代码"),
        FieldSpec("place", "建设地点", "text", section="产业归属"),
        FieldSpec("is_industrial", "产业类", "boolean", section="项目属性"),
        FieldSpec("is_advanced", "先进制造", "boolean", section="项目属性"),
        FieldSpec("is_high_tech", "高新技术", "boolean", section="项目属性"),
        FieldSpec("is_green", "节能环保", "boolean", section="项目属性"),
        FieldSpec("is_foreign", "外资", "boolean", section="项目属性"),
        FieldSpec("is_major", "重大项目", "boolean", section="项目属性"),
        FieldSpec("negotiation_class", "洽谈时限", "choice", section="推进安排"),
        FieldSpec("planned_start_on", "合同约定开工日", "date", section="推进安排"),
        FieldSpec("planned_completion_on", "合同约定竣工日", "date", section="推进安排"),
        FieldSpec("planned_production_on", "合同约定投产日", "date", section="推进安排"),
        FieldSpec("leader", "包抓领导", "text", section="推进安排"),
        FieldSpec("owner", "责任人", "text", section="推进安排"),
        FieldSpec(
            "contact_phone",
            "联系电话",
            "phone",
            section="推进安排",
            sensitive=True,
            help="平时只显示头尾；留空不改，填“无”则清除",
        ),
        FieldSpec("stage", "阶段", "choice", section="当前状态", listed=True),
        FieldSpec("side_status", "状态", "choice", section="当前状态", listed=True),
        FieldSpec("signed_on", "签约日期", "date", section="当前状态", listed=True),
        FieldSpec("started_on", "开工日期", "date", section="当前状态", listed=True),
        FieldSpec("completed_on", "竣工日期", "date", section="当前状态"),
        FieldSpec("produced_on", "投产日期", "date", section="当前状态"),
        FieldSpec("capital_in_wan", "累计到位资金", "money", "万元", section="当前状态", listed=True),
        FieldSpec("remark", "备注", "text", section="推进安排"),
    )
)

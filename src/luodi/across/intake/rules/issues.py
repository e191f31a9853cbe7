"""What can be wrong with a row: one code, one sentence that says what to do. Codes never change their meaning (contract)."""

from typing import Final

REJECTING: Final = frozenset(
    {"name.missing", "date.invalid", "date.out_of_range", "money.negative", "money.unreadable", "row.shifted"}
)
"""Codes that decide the row when they concern its name, its signing day or its amount; elsewhere they are warnings."""

ALWAYS_REJECTING: Final = frozenset(
    {"name.missing", "row.shifted", "row.continues_rejected", "capital.no_project", "capital.voucher_reused"}
)

MILD: Final = frozenset({"money.approximate", "currency.rate_missing"})
"""Remarks on values that are kept: the row stays a plain import."""

SENTENCES: Final[dict[str, str]] = {
    "name.missing": "这一行没有项目名称，请补填后重新导入",
    "date.invalid": "“{value}”不是有效的日期，请按“2023-05-06”或“2023年5月”的写法改正",
    "date.out_of_range": "“{value}”的年份不在合理范围内，请核对年份",
    "date.ambiguous": "“{value}”可能是1月也可能是10月，已按1月处理，请核对并写成“2022年1月”或“2022年10月”",
    "date.order": "“{value}”早于签约时间，请核对这两个日期",
    "date.future": "“{value}”晚于本台账的截止日期，请核对；尚未发生的请填到预计时间栏",
    "date.missing": "到位资金没有到位时间，暂不计入，请补填时间",
    "money.negative": "“{value}”是负数，请核对金额",
    "money.unreadable": "“{value}”看不出是多少钱，请填写数字，需要时写明单位（如1.2亿元）",
    "money.missing": "已正式签约但没有填金额，请补填；补填前不计入合同额",
    "money.approximate": "“{value}”是约数，已按所写数字导入，请核对确切金额",
    "money.range": "“{value}”是一个范围，金额暂不导入，请填写确定的数字",
    "money.unit_slip": "“{value}”与同列其他金额相差约一万倍，可能写错了单位，暂不计入，请核对",
    "money.fixed_above_total": "固定资产投资“{value}”大于总投资，请核对",
    "uscc.invalid": "“{value}”：{fault}",
    "status.unknown": "看不懂“{value}”是什么进展，已按日期判断阶段，请改用规范的状态（如已签约、已开工、已投产）",
    "status.conflict": "状态写“{value}”，与已填的日期不一致，已按日期判断阶段，请核对",
    "scope.local": "“{value}”属于本地，本地企业再投资不计入招商引资，请核对投资方",
    "scope.below_threshold": "投资额“{value}”低于认定门槛，请核对金额或移出台账",
    "scope.excluded": "“{value}”类项目不在招商引资认定范围内，请核对项目类别",
    "capital.no_project": "没有找到名为“{value}”的项目，请先登记项目或改正项目名称",
    "capital.voucher_reused": "凭证号“{value}”已在第{other}行用过，同一凭证只能计一次，请核对",
    "capital.before_signing": "“{value}”在签约之前到位，暂不计入，请核对到位时间或签约时间",
    "capital.after_termination": "“{value}”在项目终止之后到位，暂不计入，请核对",
    "capital.over_ceiling": "加上“{value}”后累计到位超过合同额的{percent}%，暂不计入，请核对或办理增资",
    "capital.negative": "“{value}”是负数而没有说明，请注明冲减的是哪一笔",
    "capital.not_countable": "“{value}”是保证金或财政资金一类，按规定不计入到位资金",
    "currency.rate_missing": "“{value}”是外币，系统里没有当日汇率，已按原币保存，请录入汇率后再计入",
    "row.continues_rejected": "这一行接续的第{other}行没有导入，请一并改正后重新导入",
    "row.shifted": "这一行的内容与表头错位，请对齐各列后重新导入",
    "formula.uncached": "单元格是公式但没有保存结果，按空白处理，请用Excel打开并保存后重新导入",
}


def sentence(code: str, **words: object) -> str:
    """The sentence of a code with its words filled in."""
    return SENTENCES[code].format(**words)

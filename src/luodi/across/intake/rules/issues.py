"""What can be wrong with a row: one code, one sentence that says what to do. Codes never change their meaning (contract)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from luodi.across.intake.rules.money import CURRENCY_NAMES

_ROWS_NAMED: Final = 5

REJECTING: Final = frozenset(
    {"name.missing", "date.invalid", "date.out_of_range", "money.negative", "money.unreadable", "row.shifted"}
)
"""Codes that decide the row when they concern its name, its signing day or its amount; elsewhere they are warnings."""

ALWAYS_REJECTING: Final = frozenset(
    {"name.missing", "row.shifted", "row.continues_rejected", "capital.no_project", "capital.voucher_reused"}
)

MILD: Final = frozenset({"money.approximate", "money.contract_above_total", "currency.rate_missing"})
"""Remarks on values that are kept: the row stays a plain import."""

SENTENCES: Final[dict[str, str]] = {
    "name.missing": "这一行没有项目名称，请补填后重新导入",
    "date.invalid": "“{value}”不是有效的日期，请按“2023-05-06”或“2023年5月”的写法改正",
    "date.out_of_range": "“{value}”的年份不在合理范围内，请核对年份后改正",
    "date.ambiguous": "“{value}”可能是1月也可能是10月，已按1月处理，请核对并写成“2022年1月”或“2022年10月”",
    "date.order": "“{value}”早于它前面的环节（如签约时间），请核对这两个日期，改正后重新导入",
    "date.future": "“{value}”晚于本台账的口径日，暂不计入。日期写错了请改正；还没有发生的，请填到“预计……时间”一栏",
    "date.missing": "这一笔到位资金没有到位时间，暂不计入，请补填到位时间后重新导入",
    "money.negative": "“{value}”是负数，请核对后改为正数",
    "money.unreadable": "“{value}”看不出是多少钱，请填写数字，需要时写明单位（如 1.2亿元）",
    "money.missing": "已正式签约但没有填金额，补填前不计入合同额，请补填后重新导入",
    "money.approximate": "“{value}”是约数，已按所写数字导入，请核对确切金额",
    "money.range": "“{value}”是一个范围，金额没有导入，请填写一个确定的数字",
    "money.unit_slip": "“{value}”与同列其他金额相差约一万倍，可能把万元和亿元写混了，暂不计入，请核对后改正",
    "money.fixed_above_total": "固定资产投资“{value}”大于总投资，暂不计入，请核对这两个数",
    "money.contract_above_total": "合同额“{value}”大于总投资，已按所写数字导入，请核对这两个数",
    "uscc.invalid": "信用代码“{value}”{fault}；项目照常导入，信用代码暂空",
    "status.unknown": "看不懂“{value}”是什么进展，已按日期判断阶段，请改用规范的写法（如已签约、已开工、已投产）",
    "status.conflict": "状态写的是“{value}”，与已填的日期不一致，已按日期判断阶段，请核对哪个写错了",
    "scope.local": "“{value}”属于本地，本地企业再投资不计入招商引资（投资方或资金来源写明本地的，项目照常登记、不计入统计），请核对投资方或其所在地",
    "scope.below_threshold": "投资额“{value}”低于认定门槛，请核对金额或移出台账",
    "scope.excluded": "“{value}”类项目不在招商引资认定范围内，请核对项目类别",
    "capital.no_project": "没有找到名为“{value}”的项目，请先登记项目或改正项目名称",
    "capital.voucher_reused": "凭证号“{value}”已在第{other}行用过，同一张凭证只能计一次，请核对凭证号，或删去重复的一行",
    "capital.before_signing": "“{value}”在签约之前到位，暂不计入，请核对到位时间和签约时间",
    "capital.after_termination": "“{value}”在项目终止之后到位，暂不计入，请核对到位时间和终止时间",
    "capital.over_ceiling": "加上“{value}”后，累计到位资金超过合同额的{percent}%，这一笔暂不计入，请核对金额；确已增资的，先登记增资后的合同额",
    "capital.negative": "“{value}”是负数而没有说明，暂不计入，请在备注里写明冲减的是哪一笔",
    "capital.not_countable": "“{value}”是保证金、财政资金一类，按规定不计入到位资金；填错了款项性质的请改正",
    "currency.rate_missing": "“{value}”是{currency}，系统里没有{day}的{currency}汇率，暂不折算计入。请先在“汇率”页录入，再重新导入",
    "text.too_long": "这一格有{count}个字，最多{most}个：项目里只留开头，全文存在项目的“台账其他列”，请精简后在项目页改正",
    "row.continues_rejected": "这一行接续的第{other}行没有导入，请一并改正后重新导入",
    "row.shifted": "这一行的内容与表头错位，请对齐各列后重新导入",
    "formula.uncached": "单元格是公式，但文件里没有保存计算结果，已按空白处理。请用 Excel 或 WPS 打开、保存后重新导入",
}


def sums_differ(column: str, rows: Sequence[int]) -> str:
    """What is said of a column of running totals that are not the sums of the periods beside it."""
    named = "、".join(str(row) for row in rows[:_ROWS_NAMED])
    more = f"等 {len(rows)} 行" if len(rows) > _ROWS_NAMED else "行"
    return (
        f"“{column}”一列只作核对、不重复入账；第 {named} {more}与各期之和不一致，请核对。"
        "多出的是以前年度到位的，请另列一栏写明截至时间后重新导入"
    )


def currency_name(code: str) -> str:
    """USD → 美元."""
    return CURRENCY_NAMES.get(code, code)


def rate_day(day: date | None) -> str:
    """The day whose rate is wanted; without one it is the day of a signing that is not told."""
    return day.isoformat() if day else "签约日（这一行没有填）"


def sentence(code: str, **words: object) -> str:
    """The sentence of a code with its words filled in."""
    return SENTENCES[code].format(**words)

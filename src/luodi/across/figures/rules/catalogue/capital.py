"""Family C: capital in place (domain/05 §4.6, recognition after domain/04 §4.5.8)."""

from typing import Final

from luodi.across.figures.rules.conditions import Condition, Flag, Happened, Is, Moment, Within
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import OUTSIDE_PROVINCE, Amount, Capital, Cohort, Formula, Money, Proof, Takes

_SIGNED: Final = Happened(Moment.SIGN, Within.COHORT)
_COHORT: Final = (_SIGNED, Is(Flag.SIGN_AMOUNT_KNOWN))
_CAPITAL: Final = Capital()
_RECORDS: Final = "到位资金记录（已认定，含冲减）"
_SPANS: Final = "只知季度、年度或累计数的记录，仅计入包含其整个区间的期间"
_EMPTY: Final = "期间内没有到位资金，分母为0"


def _share(code: str, name: str, says: str, *where: Condition, cohort: Cohort | None = None) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says=says,
        sources=_RECORDS,
        numerator=(Capital(where=where),),
        denominator=_CAPITAL,
        cohort=cohort,
        is_flow=True,
        no_denominator=_EMPTY,
        note=_SPANS,
    )


def _total(code: str, name: str, says: str, measure: Capital, *targets: str, cohort: Cohort | None = None) -> Figure:
    return Figure(
        code=code,
        name=name,
        unit="亿元",
        digits=2,
        formula=Formula.TOTAL,
        says=says,
        sources=_RECORDS,
        numerator=(measure,),
        cohort=cohort,
        is_flow=True,
        target_of=targets,
        note=_SPANS,
    )


FIGURES: Final = (
    _total(
        "C01",
        "实际到位资金（市域外）",
        "所选期间内到位并经认定的境外、省外、省内市外资金之和，冲减为负；本地资金不计",
        _CAPITAL,
        "C01",
    ),
    Figure(
        code="C02",
        name="到位资金任务完成率",
        unit="%",
        digits=1,
        formula=Formula.COMPLETION,
        says="实际到位资金（C01）÷目标任务额×100%；目标期起点至截止日累计，各下达单位、各层级分别计算，可超过100%",
        sources=f"{_RECORDS}、目标任务",
        numerator=(_CAPITAL,),
        is_flow=True,
        target_of=("C01", "C02"),
        note=_SPANS,
    ),
    _total(
        "C03",
        "省外到位资金",
        "实际到位资金（C01）中来源为省外和境外的部分",
        Capital(origins=OUTSIDE_PROVINCE),
        "C03",
    ),
    _total(
        "C04.v",
        "新签约项目到位资金",
        "当年新签约项目在所选期间的到位资金之和",
        Capital(where=(_SIGNED,)),
        "C04",
        cohort=Cohort.YEAR_TO_DATE,
    ),
    _share(
        "C04.r",
        "新签约项目到位资金占比",
        "当年新签约项目到位资金（C04.v）÷实际到位资金（C01）×100%",
        _SIGNED,
        cohort=Cohort.YEAR_TO_DATE,
    ),
    Figure(
        code="C05",
        name="资金到位率",
        unit="%",
        digits=1,
        formula=Formula.RATIO,
        says="签约项目截止日累计到位资金÷其合同额×100%；合同额未知的项目分子分母都不计，比例按截止日的分担",
        sources=f"{_RECORDS}、签约事件所载合同额",
        numerator=(Capital(takes=Takes.TOTAL, where=_COHORT),),
        denominator=Amount(Money.CONTRACT, _COHORT, Proof.SIGN),
        cohort=Cohort.ROLLING,
        takes_calibre=True,
        target_of=("C05",),
        no_denominator="窗口内没有合同额已知的签约项目，分母为0",
    ),
    _share(
        "C06",
        "产业链项目到位资金占比",
        "产业链项目的到位资金÷实际到位资金（C01）×100%",
        Is(Flag.CHAIN),
    ),
    _share(
        "C07",
        "制造业项目到位资金占比",
        "行业门类为制造业（C）的项目的到位资金÷实际到位资金（C01）×100%",
        Is(Flag.MANUFACTURING),
    ),
    Figure(
        code="C08",
        name="到位资金同比",
        unit="%",
        digits=1,
        formula=Formula.GROWTH,
        says="（本期实际到位资金−上年同期数）÷上年同期数×100%；上年同期取上年同一起止日，已结账的取公布数",
        sources=_RECORDS,
        numerator=(_CAPITAL,),
        is_flow=True,
        note=_SPANS,
    ),
    Figure(
        code="C09",
        name="到位资金年均增长",
        unit="%",
        digits=1,
        formula=Formula.YEARLY_GROWTH,
        says="（末个完整年度到位资金÷首个完整年度到位资金）^（1÷相隔年数）−1；所选期间须含两个以上完整年度",
        sources=_RECORDS,
        numerator=(_CAPITAL,),
        is_flow=True,
        note=_SPANS,
    ),
    Figure(
        code="C10",
        name="到位资金缺口",
        unit="亿元",
        digits=2,
        formula=Formula.GAP,
        says="目标任务额−实际到位资金（C01）；目标期起点至截止日累计，各下达单位、各层级分别计算，负数表示超额",
        sources=f"{_RECORDS}、目标任务",
        numerator=(_CAPITAL,),
        is_flow=True,
        target_of=("C01", "C02"),
        note=_SPANS,
    ),
)

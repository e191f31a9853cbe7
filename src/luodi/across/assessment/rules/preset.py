"""The preset of domain/06 §4.8: groups, weights, bonus, penalty and veto items. Its columns are 100 each (a test adds them up).

What has no facts in the system yet has no sources and says so in its note: it is not judged until they are there.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from luodi.across.assessment.rules.methods import Method
from luodi.across.assessment.rules.sheets import ItemKind, ItemSpec, LineSpec, SheetSpec, SourceSpec, Veto

CODE: Final = "STD"
NAME: Final = "招商引资考核（预置方案）"
_COLUMNS: Final = ("G1a", "G1b", "G2", "G3", "G6")
_SIGNING, _PROGRESS, _CAPITAL, _QUALITY, _SERVICE = "签约", "推进", "资金", "质效", "服务与基础"
_WAITS: Final = "数据待接入，暂不评价"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the table: a line and its weight in each column."""

    code: str
    name: str
    block: str
    method: Method
    weights: tuple[int, int, int, int, int]
    sources: tuple[SourceSpec, ...] = ()
    cap: Fraction = Fraction(1)
    note: str = ""


def _of(*figures: str, target: int | None = None) -> tuple[SourceSpec, ...]:
    return tuple(SourceSpec(figure, None if target is None else Fraction(target)) for figure in figures)


_UP: Final = Fraction(12, 10)
_LIN, _TGT, _HALF, _EFF, _DED = Method.LIN, Method.TGT, Method.HALF, Method.EFF, Method.DED
_ROWS: Final = (
    _Row("S06", "签约完成率（个数、金额各半）", _SIGNING, _HALF, (8, 10, 8, 15, 18), _of("S06.n", "S06.v"), _UP),
    _Row("S05", "十亿元以上重大项目完成率", _SIGNING, _LIN, (5, 3, 6, 5, 0), _of("S05"), _UP),
    _Row("T01", "产业类项目占比（数量、投资各半）", _SIGNING, _TGT, (4, 4, 0, 0, 4), (), note=_WAITS),
    _Row("T02", "制造业项目落地、开工、建成", _PROGRESS, _LIN, (8, 6, 10, 0, 0), (), _UP, _WAITS),
    _Row("P02", "新签约项目开工率", _PROGRESS, _TGT, (9, 9, 10, 10, 14), _of("P02", target=80)),
    _Row("P03", "近三年签约项目开工率", _PROGRESS, _TGT, (5, 5, 5, 5, 4), _of("P03", target=60)),
    _Row("P06", "合同履约率", _PROGRESS, _TGT, (6, 6, 6, 8, 8), _of("P06", target=90)),
    _Row("C05", "资金到位率（近三年）", _CAPITAL, _TGT, (6, 6, 6, 6, 6), _of("C05", target=30)),
    _Row("C02", "到位资金完成率", _CAPITAL, _LIN, (16, 18, 16, 18, 20), _of("C02"), _UP),
    _Row("P08", "竣工投产项目完成率", _QUALITY, _LIN, (6, 6, 8, 0, 4), _of("P08.n"), _UP),
    _Row("C13", "占重大项目比", _QUALITY, _EFF, (3, 3, 0, 0, 0), (), note=_WAITS),
    _Row("C12", "占固投比", _QUALITY, _EFF, (4, 4, 4, 0, 0), (), note=_WAITS),
    _Row("C14", "入统率与有效开工率（各半）", _QUALITY, _TGT, (3, 3, 4, 0, 6), (), note=_WAITS),
    _Row("F05", "实际使用外资完成率", _CAPITAL, _LIN, (4, 2, 4, 3, 0), (), _UP, _WAITS),
    _Row("B01", "亩均投资强度与亩均税收达标", _QUALITY, _TGT, (3, 3, 4, 0, 0), (), note=_WAITS),
    _Row("A03", "主要领导外出招商完成率", _SERVICE, _LIN, (2, 3, 2, 8, 6), _of("A01"), note="有效外出率待接入"),
    _Row("L01", "有效线索与首报", _SERVICE, _LIN, (0, 0, 0, 8, 4), (), _UP, _WAITS),
    _Row("G01", "承诺兑现率与投诉诉求按期办结率", _SERVICE, _LIN, (3, 3, 3, 6, 2), (), note=_WAITS),
    _Row("G06", "要素与三单按期办结率", _SERVICE, _LIN, (2, 2, 2, 5, 2), _of("G06", "G07", target=100)),
    _Row("G09", "基础工作（报送及时率、差错率、资料）", _SERVICE, _DED, (3, 4, 2, 3, 2), _of("G09.r", "G09.e")),
)


def _sheet_line(row: _Row, weight: int) -> LineSpec:
    return LineSpec(
        row.code, row.name, row.block, row.method, Fraction(weight), row.cap, Fraction(0), row.sources, row.note
    )


def _waiting(code: str, name: str, block: str, weight: str, method: Method = Method.LIN) -> LineSpec:
    note = "" if method in {Method.JURY, Method.DED} else _WAITS
    return LineSpec(
        code, name, block, method, Fraction(weight), _UP if method is Method.LIN else Fraction(1), note=note
    )


_TASK_FORCES: Final = (
    _waiting("Z01", "新引进亿元项目完成率", "引进", "30"),
    _waiting("Z02", "产业链项目到位资金完成率", "到位", "20"),
    _waiting("T08", "产业契合度", "引进", "20", Method.TGT),
    _waiting("Z03", "载体单位评价（园区）", "评价", "10.5", Method.JURY),
    _waiting("Z04", "载体单位评价（乡镇）", "评价", "4.5", Method.JURY),
    _waiting("Z05", "招商工作队评价", "评价", "15", Method.JURY),
)
_OUTSTATIONS: Final = (
    _waiting("L01", "有效线索", "线索", "25"),
    _waiting("A07", "拜访与邀请考察", "线索", "20"),
    _waiting("Z06", "转在谈", "项目", "20"),
    LineSpec("S06", "签约", "项目", Method.LIN, Fraction(25), _UP, Fraction(0), _of("S06.n")),
    _waiting("Z07", "周报日志与纪律", "纪律", "10", Method.DED),
)
_B, _P, _V = ItemKind.BONUS, ItemKind.PENALTY, ItemKind.VETO
ITEMS: Final = (
    ItemSpec(_B, "B1", "世界500强投资且开工", Fraction(3)),
    ItemSpec(_B, "B2", "中国500强、民企500强、独角兽投资且开工", Fraction(2)),
    ItemSpec(_B, "B3", "单体50亿元以上项目开工", Fraction(4)),
    ItemSpec(_B, "B4", "单体10亿元以上项目开工（已计50亿元的不再计）", Fraction(2)),
    ItemSpec(_B, "B5", "上级表彰或现场观摩组内前三", Fraction(1), Fraction(2)),
    ItemSpec(_B, "B6", "列入英雄榜", Fraction(1)),
    ItemSpec(_B, "B7", "成功揭榜", Fraction(1)),
    ItemSpec(_B, "B8", "首谈流转落地贡献", Fraction(1)),
    ItemSpec(_P, "D1", "项目退回", Fraction(-1), None, "P15"),
    ItemSpec(_P, "D2", "超期未开工", Fraction(-2, 10), Fraction(-3), "P11"),
    ItemSpec(_P, "D3", "停建超过三个月", Fraction(-3, 10)),
    ItemSpec(_P, "D4", "虚假或重复签约", Fraction(-2)),
    ItemSpec(_P, "D5", "逾期兑现承诺", Fraction(-5, 10)),
    ItemSpec(_P, "D6", "三单问责", Fraction(-1)),
    ItemSpec(_P, "D7", "迟报", Fraction(-1, 10)),
    ItemSpec(_V, Veto.ZERO_SIGNED, "零签约：签约类计0分，等次不高于合格"),
    ItemSpec(_V, Veto.FALSIFIED, "数据造假认定：总分不高于59分"),
    ItemSpec(_V, Veto.UNFAIR_PROMISE, "签订违规优惠承诺：扣5分，不享受加分"),
    ItemSpec(_V, Veto.ACCIDENT, "招引项目发生重大环保、安全事故：不评优秀"),
)

SHEETS: Final = {
    **{
        group: SheetSpec(tuple(_sheet_line(row, row.weights[place]) for row in _ROWS if row.weights[place]), ITEMS)
        for place, group in enumerate(_COLUMNS)
    },
    "G4": SheetSpec(_TASK_FORCES, ITEMS),
    "G5": SheetSpec(_OUTSTATIONS, ITEMS),
}
"""The sheet of each group."""

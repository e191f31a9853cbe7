"""A book of figures as seed 001 prints them, with the words and groups of a half-year summary."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material
from luodi.across.reports.engine.half_year import Office, half_year_words, target_item

PERIOD = "2023年上半年"
FigureMaker = Callable[..., FigureValue]


def make_figure(code: str, name: str, raw: object, unit: str, text: str = "", **more: object) -> FigureValue:
    value = None if raw is None else Decimal(str(raw))
    shown = text or ("" if value is None else str(value))
    return FigureValue(code, name, value, unit, shown, period=PERIOD, calibre="口径A（含终止）", **more)  # type: ignore[arg-type]


SIGNED = Decimal("64.1")
FIGURES: dict[str, FigureValue] = {
    "S01": make_figure("S01", "新签正式合同项目数", 38, "个", facts=38, definition="认定的正式签约项目个数"),
    "S02": make_figure("S02", "新签正式合同额", SIGNED, "亿元", "64.10", facts=38),
    "S06.n@区政府工作报告": make_figure("S06.n", "签约任务完成率（个数）", 95, "%", "95.0"),
    "S06.v@市级": make_figure("S06.v", "签约任务完成率（金额）", SIGNED / 120 * 100, "%", "53.4"),
    "S06.v@区级/M0": make_figure("S06.v", "签约任务完成率（金额）", SIGNED / 160 * 100, "%", "40.1"),
    "S09.n": make_figure("S09.n", "新签约项目数同比", None, "%", why="上年同期为零"),
    "P03": make_figure("P03", "近三年签约项目开工率", Decimal(53) / 132 * 100, "%", "40.2"),
    "P03.numerator": make_figure("P03", "近三年签约项目中已开工", 53, "个"),
    "P03.denominator": make_figure("P03", "近三年签约项目", 132, "个"),
    "C01": make_figure("C01", "实际到位资金", "6.1", "亿元", "6.10"),
    "C10": make_figure("C10", "到位资金缺口", None, "亿元", why="到位资金任务未下达"),
    "A02.n": make_figure("A02.n", "领导带队外出次数", 24, "次"),
    "A02.c": make_figure("A02.c", "领导带队对接企业数", 45, "家"),
    "chains.count": make_figure("", "产业链条数", 12, "条"),
    "chains.taskforces": make_figure("", "产业链招商专班数", 12, "个"),
    "outposts.count": make_figure("", "驻外招商组数", 4, "个"),
    "heroes.units": make_figure("", "招商英雄榜上榜单位", 3, "个"),
    "heroes.people": make_figure("", "招商英雄榜上榜个人", 6, "个"),
    "heroes.unit_claims": make_figure("", "揭榜单位", 10, "个"),
    "heroes.person_claims": make_figure("", "揭榜个人", 12, "名"),
    "T04.n": make_figure("T04.n", "产业链项目数", 38, "个"),
    "T04.v": make_figure("T04.v", "产业链项目合同额", SIGNED, "亿元", "64.10"),
    "T04.n@铝产业": make_figure("T04.n", "产业链项目数（铝产业）", 2, "个"),
    "T04.n@食品加工": make_figure("T04.n", "产业链项目数（食品加工）", 11, "个"),
    "C06": make_figure("C06", "产业链项目到位资金占比", 95, "%", "95.0"),
    "activity.proposed@座谈会": make_figure("", "拟合作项目", 42, "个"),
    "activity.companies@座谈会": make_figure("", "参会企业", 44, "家"),
    "A05.n@文旅大会": make_figure("A05.n", "活动现场签约项目数", 2, "个"),
    "A05.v@文旅大会": make_figure("A05.v", "活动协议引资额", 55, "亿元", "55.00"),
    "P10": make_figure("P10", "签约未开工项目数", 29, "个", facts=29),
    "P14.r.numerator.r36": make_figure("P14.r", "近三年签约项目中已终止", 50, "个"),
    "P13.n": make_figure("P13.n", "停建项目数", 0, "个"),
    "P19": make_figure("P19", "在谈转化率", None, "%", why="期初和期间都没有在谈项目，分母为0"),
    "schedule": make_figure("", "时序进度", 50, "%", "50"),
    "limits.talk": make_figure("", "洽谈时限", 3, "个月"),
    "limits.talk_major": make_figure("", "重大项目洽谈时限", 6, "个月"),
}


@pytest.fixture
def figure() -> FigureMaker:
    return make_figure


@pytest.fixture
def book() -> FigureBook:
    return FigureBook(FIGURES)


@pytest.fixture
def material(book: FigureBook) -> Material:
    office = Office("区", "松汀区招商投资局", "区招商投资局")
    words = half_year_words(2023, 1, office) | {
        "outposts": "粤港澳大湾区、长三角、京津冀、成渝地区双城经济圈",
        "hero_year": "2022",
    }
    groups = {
        "count_targets": (target_item("区政府工作报告"),),
        "amount_targets": (
            target_item("市级", measured="正式合同额"),
            target_item("区级", "M0", measured="正式合同额"),
        ),
        "chains": (
            Item({"chain": "铝产业"}, ("再生铝综合利用项目", "铝深加工项目")),
            Item({"chain": "食品加工"}, ("示例肉奶牛养殖", "示例预制菜"), 11),
        ),
        "activities": (
            Item({"verb": "筹办", "activity": "央企国企支持中心城市建设座谈会", "code": "座谈会"}),
            Item({"verb": "举办", "activity": "文旅大会招商推介活动", "code": "文旅大会"}, ("峡谷二期", "夜游经济")),
        ),
    }
    return Material(book, words, groups)

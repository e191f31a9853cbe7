"""The words of the office's own templates: kinds and periods, which figures they may name, lists, tables, limits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.figures.rules.catalogue import BY_CODE, CATALOGUE
from luodi.across.figures.rules.figure import Figure
from luodi.across.figures.rules.measures import Formula
from luodi.across.reports.rules.dispatch import AVAILABLE
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import Period

LARGEST_BYTES: Final = 10 * 1024 * 1024
"""A template holds words and a few seals: more than this is a mistake."""
MOST_ROWS: Final = 500
"""No repetition writes more than this, whatever its list holds."""
MOST_PLACES: Final = 1_000
"""Placeholders of one template."""
SCHEDULE: Final = "schedule"


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """What a template is for: its periods (as `Period.kind`) and how they are called."""

    code: str
    name: str
    period_kinds: frozenset[str]
    period_name: str


OWN_KIND: Final = "RP00"
"""Whatever the office writes besides: it takes every period, so it may not speak of 本月 or 本季."""
KINDS: Final[Mapping[str, TemplateKind]] = {
    one.code: one
    for one in (
        TemplateKind("RP01", "半月招商动态", frozenset({"half_month"}), "半月"),
        TemplateKind("RP02", "每月通报", frozenset({"month"}), "月"),
        TemplateKind("RP03", "季度晾晒", frozenset({"quarter"}), "季"),
        TemplateKind("RP04", "半年总结", frozenset({"half"}), "半年"),
        TemplateKind("RP05", "年度总结", frozenset({"year"}), "年"),
        TemplateKind("RP06", "调研报告", frozenset({"quarter", "half", "year", "span"}), "季、半年、年或跨年的期间"),
        TemplateKind("RP07", "领导讲话资料包", frozenset({"month", "quarter", "half", "year"}), "月、季、半年或年"),
        TemplateKind("RP11", "考核得分表与分析", frozenset({"quarter", "half", "year"}), "季、半年或年"),
        TemplateKind("RP12", "五色图", frozenset({"month", "quarter"}), "月或季"),
        TemplateKind(
            OWN_KIND, "自定文稿", frozenset({"half_month", "month", "quarter", "half", "year", "span"}), "任一时期"
        ),
    )
}

NAMED_WINDOWS: Final[Mapping[str, str]] = {"month": "本月", "quarter": "本季", "half": "本半年", "year": "本年"}
WINDOWS: Final[Mapping[str, str]] = {**NAMED_WINDOWS, "period": "本期", "ytd": "年初至今", "r36": "近三年"}
MONEY_UNITS: Final = ("元", "万元", "亿元")
PORTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "P03": {"numerator": "个", "denominator": "个"},
    "P14.r": {"numerator": "个", "denominator": "个"},
    "P13.r": {"numerator": "个", "denominator": "个"},
    "S06.n": {"denominator": "个"},
    "S06.v": {"denominator": "亿元"},
    "C02": {"denominator": "亿元"},
}
"""Of which figures both sides may be named, and their units; the denominator of a completion is the target."""
_OF_TARGETS: Final = frozenset({Formula.COMPLETION, Formula.GAP})
_GROWS: Final = frozenset({Formula.GROWTH, Formula.YEARLY_GROWTH})
_REFERENCE: Final = re.compile(
    r"(?P<code>[A-Za-z]\w*)(?P<parts>(?:\.\w+)*)(?:@(?P<qualifier>[^~@]+))?(?:~(?P<calibre>[ABC]))?", re.ASCII
)
_QUALIFIED: Final = re.compile(r"(?P<head>[\x21-\x7e]+)@(?P<qualifier>[^~@]+)(?P<tail>~[ABC])?")

WORDS: Final[Mapping[str, str]] = {
    "单位": "文稿所写的单位全称",
    "简称": "单位简称",
    "全域": "全区、全县或全市；下级单位的文稿写该单位简称",
    "党委政府": "区委、区政府",
    "领导": "区领导",
    "招商部门": "区招商投资局",
    "时期": "时期名称，如2023年6月",
    "年": "年份",
    "月": "截止月份，如6",
    "季度": "截止季度，如二",
    "半年": "上半年或下半年",
    "下一步": "上半年写“下半年”，下半年写“下一步”",
    "累计期": "年初至截止月，如1—6月",
    "截止日": "时期的最后一天",
    "数据截至": "取数的日期和时间",
    "结账": "是否结账、第几版",
}


@dataclass(frozen=True, slots=True)
class ListKind:
    """A closed list that a passage may be repeated over: the words and numbers of its items, and its choices."""

    name: str
    words: tuple[str, ...]
    numbers: Mapping[str, str]
    has_figures: bool
    choices: tuple[str, ...] = ()


PROJECT_WORDS: Final[Mapping[str, str]] = {
    "项目": "project",
    "投资方": "investor",
    "签约日": "signed_on",
    "合同开工日": "contract_start_on",
    "底线日": "bottom_line_on",
    "开工日": "started_on",
    "停建日": "suspended_on",
    "投产日": "produced_on",
    "阶段": "stage",
    "卡点": "obstacle",
    "责任单位": "responsible",
    "包抓领导": "leader",
    "下月节点": "next_milestone",
    "色": "colour",
}
"""The words of a project, and where they stand in a line of the dispatch lists."""
PROJECT_NUMBERS: Final[Mapping[str, str]] = {"总投资": "total_investment_in_wan", "超期天数": "overdue_days"}
PROJECT_UNITS: Final[Mapping[str, str]] = {"总投资": "万元", "超期天数": "天"}
LISTS: Final[Mapping[str, ListKind]] = {
    one.name: one
    for one in (
        ListKind("单位", ("序号", "名称", "全称"), {}, True),
        ListKind("产业链", ("序号", "名称"), {}, True),
        ListKind("项目", ("序号", *PROJECT_WORDS), PROJECT_NUMBERS, False, tuple(one.label for one in AVAILABLE)),
    )
}
TABLES: Final[Mapping[str, str]] = {
    "主要指标": "主要指标完成情况：本期、累计、同比、任务、完成率、比时序",
    "下级单位": "各下级单位累计：签约、合同额、到位资金及完成率",
    "产业链": "各产业链签约个数与合同额",
}
INSERTED: Final[Mapping[str, str]] = {
    "{{表 名次}}": "各考核分组的名次、得分、升降和五色；{{表 名次：分组 前10}} 只列一个分组的前10名",
    "{{表 名单：签约未开工 前20 列 项目、总投资、开工日}}": "调度清单里的项目，必须写明前几个；列可选，最多8列；公开稿不印",
    "{{图 S02.ytd 按单位 前10}}": "各下级单位的柱状图，从大到小；单独成段，只能在正文",
    "{{图 C01 按月}}": "年初以来逐月的柱状图",
}
"""Tables with a choice, and charts: how each is written and what it shows."""


@dataclass(frozen=True, slots=True)
class Want:
    """A figure as a template names it, taken apart. `of_item`: that of the repeated unit or chain."""

    code: str
    window: str = ""
    portion: str = ""
    qualifier: str = ""
    calibre: str = "A"


def want_of(key: str) -> Want:
    """`S06.n.ytd@市级~B` taken apart. ValueError when it is not written so."""
    qualifier = ""
    found = _QUALIFIED.fullmatch(key)
    if found is not None:
        qualifier, key = found["qualifier"], found["head"] + (found["tail"] or "")
    plain = _REFERENCE.fullmatch(key)
    if plain is None:
        raise ValueError(f"“{key}”不是指标的写法")
    parts = [part for part in plain["parts"].split(".") if part]
    window = next((part for part in parts if part in WINDOWS), "")
    portion = next((part for part in parts if part in ("numerator", "denominator")), "")
    suffix = [part for part in parts if part not in (window, portion)]
    return Want(".".join((plain["code"], *suffix)), window, portion, qualifier, plain["calibre"] or "A")


def require_template_kind(code: str) -> TemplateKind:
    """The kind of the code; BusinessError for one that templates do not have."""
    kind = KINDS.get(code.upper())
    if kind is None:
        known = "、".join(f"{one.code}（{one.name}）" for one in KINDS.values())
        raise BusinessError(f"“{code}”不能用模板生成，可以用模板的文种：{known}。", code="reports.template_kind")
    return kind


def require_template_period(kind: TemplateKind, period: Period) -> None:
    """BusinessError when templates of the kind do not speak of such a period."""
    if period.kind not in kind.period_kinds:
        raise BusinessError(
            f"{kind.name}模板的时期应为{kind.period_name}，不能用“{period.label}”，请换一个时期。",
            code="reports.period_kind",
        )


def figure_fault(key: str, kind: TemplateKind, *, of_item: bool = False) -> str:
    """What is wrong with a figure that a template of the kind names, as a sentence; empty when nothing is."""
    if key == SCHEDULE:
        return ""
    try:
        want = want_of(key)
    except ValueError as error:
        return f"{error}，应写作 S01、S06.n.ytd、P03~B"
    figure = BY_CODE.get(want.code)
    if figure is None:
        return _unknown(want.code)
    checks = (_window_fault(want, figure, kind), _side_fault(want, figure))
    if of_item and want.qualifier:
        return f"重复段里的 {key} 不能再用 @ 指定"
    return next((fault for fault in checks if fault), "")


def drawn_fault(key: str, by: str, kind: TemplateKind) -> str:
    """What is wrong with a figure that is to be drawn by units or by months, as a sentence; empty when nothing is."""
    if key == SCHEDULE:
        return "时序进度没有图，请选一个指标"
    says = figure_fault(key, kind, of_item=True)
    if says or by == "单位":
        return says
    want = want_of(key)
    if want.window or want.portion or not BY_CODE[want.code].is_flow:
        return f"按月的图只用于按期间发生的指标，写法不带 .ytd 等窗口，如“图 C01 按月”；{key} 不行"
    return ""


def is_growth(key: str) -> bool:
    """Whether the figure is a growth, which alone may be said with 同比增长/下降."""
    try:
        figure = BY_CODE.get(want_of(key).code)
    except ValueError:
        return False
    return figure is not None and figure.formula in _GROWS


def money_unit(key: str) -> str:
    """The unit of money of the figure; empty for one that is no money."""
    try:
        want = want_of(key)
    except ValueError:
        return ""
    figure = BY_CODE.get(want.code)
    unit = PORTIONS.get(want.code, {}).get(want.portion, "") if want.portion else figure.unit if figure else ""
    return unit if unit in MONEY_UNITS else ""


def _unknown(code: str) -> str:
    parts = [figure.code for figure in CATALOGUE if figure.base_code == code]
    if parts:
        return f"指标 {code} 分为 {'、'.join(parts)}，请写明是哪一个"
    close = [figure.code for figure in CATALOGUE if figure.code.upper() == code.upper()]
    hint = f"，是不是 {close[0]}" if close else "，请查看“口径说明”里的代码"
    return f"没有代码为 {code} 的指标{hint}"


def _window_fault(want: Want, figure: Figure, kind: TemplateKind) -> str:
    word = WINDOWS.get(want.window, "")
    named = f"{want.code}（{figure.name}）"
    if want.window in NAMED_WINDOWS and want.window not in kind.period_kinds:
        return f"{kind.name}的时期是{kind.period_name}，{named}没有“{word}”，请写 .period（本期）或 .ytd（年初至今）"
    if want.window in NAMED_WINDOWS and len(kind.period_kinds) > 1:
        return f"{kind.name}可用于任一时期，{named}不能写“{word}”，请写 .period（本期）"
    if want.window == "r36" and figure.cohort is None:
        return f"{named}没有“近三年”窗口，请去掉 .r36"
    is_standing = not figure.is_flow and figure.duty is None
    if is_standing and want.window in {*NAMED_WINDOWS, "period", "ytd"}:
        return f"{named}看的是截止日的情况，没有“{word}”，请写 {want.code}"
    return ""


def _side_fault(want: Want, figure: Figure) -> str:
    named = f"{want.code}（{figure.name}）"
    if want.portion and want.portion not in PORTIONS.get(want.code, {}):
        return f"{named}的{'分子' if want.portion == 'numerator' else '分母'}不能单独引用"
    if want.calibre != "A" and not figure.takes_calibre:
        return f"{named}不分口径，请去掉 ~{want.calibre}"
    if want.qualifier and figure.formula not in _OF_TARGETS:
        return f"{named}不按下达单位区分，请去掉 @{want.qualifier}"
    return ""


class TemplateFaulty(BusinessError):
    """A template cannot be taken: `faults` names everything that is wrong, each with its place."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"模板有{len(self.faults)}处要改：{'；'.join(self.faults)}。", code="reports.template_faulty")


def require_template_size(size: int) -> None:
    """BusinessError `reports.template_file` for an empty file or one that is too big to be a template."""
    if size == 0:
        raise BusinessError("模板文件是空的，请检查后重新上传。", code="reports.template_file")
    if size > LARGEST_BYTES:
        raise BusinessError(
            f"模板有 {size / 1048576:.1f} MB，超过 {LARGEST_BYTES // 1048576} MB 的上限，请去掉大图片后再上传。",
            code="reports.template_file",
        )

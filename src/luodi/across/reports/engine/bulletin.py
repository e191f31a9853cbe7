"""RP02 每月通报: what a month brought, targets against time, groups ranked, what lags, what is asked (domain/11 §4.19)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Item
from luodi.across.reports.engine.exhibits import ChartExhibit, ChartLine, Exhibit, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.grids import Spec, own_table, unit_table
from luodi.across.reports.engine.remarks import group_remarks, is_own, low_sentence, ranking_sentence, unit_items
from luodi.across.reports.engine.standing import Standing
from luodi.across.reports.engine.template import (
    Body,
    Clause,
    Condition,
    Each,
    Flow,
    Points,
    Section,
    Show,
    Template,
    point,
    sentence,
)
from luodi.base.core.documents.content import ColumnKind

KIND: Final = "RP02"
ANNEX_TITLE: Final = "各单位主要指标完成情况"
AREA_TABLE: Final = "area"
AREA_CHART: Final = "completion"
OWN_TABLE: Final = "own"
_INDICATORS: Final = (
    ("新签正式合同项目数（个）", "S01", "S06.n", "S09.n"),
    ("新签正式合同额（亿元）", "S02", "S06.v", "S09.v"),
    ("实际到位资金（亿元）", "C01", "C02", "C08"),
    ("新开工项目数（个）", "P01", "", ""),
    ("领导外出招商次数（次）", "A01", "", ""),
)
_AIMED: Final = (("签约项目数", "S06.n"), ("合同额", "S06.v"), ("到位资金", "C02"))
_SHORT: Final = (
    Spec("签约项目完成率（%）", "S06.n.ytd", "percent", width=14),
    Spec("合同额（亿元）", "S02.ytd", width=13),
    Spec("到位资金（亿元）", "C01.ytd", width=13),
    Spec("得分", "X02", width=12),
    Spec("较上月", "X03.moved", "text", "升降", 11, alignment="center"),
    Spec("上月色", "X04.before", "text", "颜色", 10, alignment="center"),
    Spec("本月色", "X04", "text", "颜色", 10, alignment="center"),
)
_MEASURES: Final[tuple[tuple[str, str, str, str, str, ColumnKind], ...]] = (
    ("签约项目", "S01", "S06.n", "S09.n", "个", "number"),
    ("正式合同额", "S02", "S06.v", "S09.v", "亿元", "decimal"),
    ("到位资金", "C01", "C02", "C08", "亿元", "decimal"),
)
_FULL: Final = tuple(
    spec
    for top, flow, completion, growth, unit, kind in _MEASURES
    for spec in (
        Spec(f"本月（{unit}）", f"{flow}.month", kind, width=12, top=top),
        Spec(f"累计（{unit}）", f"{flow}.ytd", kind, width=12, top=top),
        Spec(f"任务（{unit}）", f"{flow}.target", "number", "数值", width=12, top=top),
        Spec("完成率（%）", f"{completion}.ytd", "percent", width=12, top=top),
        Spec("同比（%）", f"{growth}.ytd", "percent", width=12, top=top),
    )
)


def bulletin_exhibits(groups: Sequence[Standing], book: FigureBook) -> tuple[Exhibit, ...]:
    """The table of the area, and for each group its ranking, its chart, and the full table for the annex."""
    found: list[Exhibit] = [_area_table(book), *_completion_chart(book)]
    if is_own(groups):
        return (*found, own_table(groups[0], book))
    for group in groups:
        if group.scored:
            caption = f"{group.name}累计完成情况和{'排名' if group.is_ranked else '得分'}"
            found.append(
                unit_table(f"rank-{group.code}", caption, group.scored, _SHORT, book, has_rank=group.is_ranked)
            )
        found.append(unit_table(f"full-{group.code}", f"{group.name}主要指标", group.members, _FULL, book, size=9.0))
    return tuple(found)


def annexed(groups: Sequence[Standing]) -> tuple[str, ...]:
    """The keys of the annexed tables."""
    return () if is_own(groups) else tuple(f"full-{group.code}" for group in groups)


def bulletin_template(groups: Sequence[Standing]) -> Template:
    """The template of the month; groups and their remarks are said as far as there are any."""
    return Template(
        kind=KIND,
        title="[[place]][[year]]年[[month]]招商引资工作通报",
        opening=(Flow((sentence("现将[[place]][[year]]年[[month]]招商引资工作情况通报如下"),)),),
        sections=(
            Section("主要指标完成情况", (*_OVERVIEW, Show(AREA_TABLE), Show(AREA_CHART), *_rankings(groups))),
            _PROGRESS,
            Section("外出招商", (_TRIPS,)),
            Section("三单与整改", (_ORDERS,)),
            Section("存在问题", (_problems(groups),)),
            Section("下步要求", (_DEMANDS,)),
            Section("有关说明", tuple(_remarks(groups))),
        ),
        word_names={
            "count_aims": "签约项目数任务",
        },
    )


def bulletin_groups(groups: Sequence[Standing], book: FigureBook) -> dict[str, tuple[Item, ...]]:
    """The items said one by one: targets of the area, best and low units of each group."""
    found = {name: _aims(code, book) for name, code in (("counts", "S06.n"), ("amounts", "S06.v"), ("funds", "C02"))}
    late = tuple(
        Item({"what": f"{name}{word}", "key": f"{code}.{part}"})
        for name, code in (("签约项目数", "S01"), ("合同额", "S02"), ("新开工项目数", "P01"), ("到位资金", "C01"))
        for word, part in (("补计", "added"), ("冲减", "taken"))
        if f"{code}.{part}" in book
    )
    return {**found, "corrected": late, **unit_items(groups)}


def _aims(code: str, book: FigureBook) -> tuple[Item, ...]:
    keys = [f"{code}{number}" for number in ("", *range(2, 9))]
    known = [key for key in keys if f"{key}.ytd" in book and not book.why_not(f"{key}.ytd")]
    return tuple(Item({"aim": _issuer(f"{key}.ytd", book), "key": key}) for key in known)


def _completions(group: str) -> Each:
    return Each(
        group,
        (Clause("[[aim]]任务的{{[[key]].ytd}}"), Clause("{{[[key]].ahead|比时序}}", before="、")),
        separator="，",
        one="完成",
        many="分别完成",
    )


_NOT_APPLICABLE: Final = "／"
_LATE: Final = "其中含结账后认定、计入本月的以前期间净额："
_CORRECTED: Final = Each(
    "corrected", (Clause("[[what]]{{[[key]]}}", drops_zero=True),), separator="、", one=_LATE, many=_LATE
)
_OVERVIEW: Final[tuple[Body, ...]] = (
    Flow(
        (
            sentence(
                "[[month]]，[[area]]新签正式合同{{S01.month}}",
                Clause("合同额{{S02.month}}"),
                Clause("新开工项目{{P01.month}}", before="；"),
                Clause("实际到位资金{{C01.month}}", before="；"),
            ),
            sentence(_CORRECTED, is_carrying=False),
        )
    ),
    Flow(
        (
            sentence("[[to_date]]，时序进度为{{schedule}}", is_carrying=False),
            sentence("累计新签正式合同{{S01.ytd}}", _completions("counts"), Clause("{{S09.n.ytd|同比}}")),
            sentence("正式合同额{{S02.ytd}}", _completions("amounts"), Clause("{{S09.v.ytd|同比}}")),
            sentence("实际到位资金{{C01.ytd}}", _completions("funds"), Clause("{{C08.ytd|同比}}")),
        )
    ),
)

_PROGRESS: Final = Section(
    "项目推进",
    (
        Flow(
            (
                sentence(
                    Clause("[[to_date]]签约项目中，亿元以上{{S04.ytd}}", drops_zero=True),
                    Clause("其中十亿元以上{{S05.ytd}}", drops_zero=True),
                ),
                sentence(
                    Clause("累计新开工项目{{P01.ytd}}", instead=""),
                    Clause("近三年签约项目开工率{{P03.ytd}}"),
                ),
                sentence(
                    Clause("截至[[month]]末，签约未开工项目{{P10.ytd}}", drops_zero=True),
                    Clause("其中超期未开工{{P11.ytd}}", drops_zero=True),
                ),
                sentence(Clause("停建项目{{P13.n.ytd}}", drops_zero=True), Clause("占在建项目的{{P13.r.ytd}}")),
                sentence(
                    Clause("今年以来，终止项目{{P14.n.ytd}}", drops_zero=True, instead="今年以来，没有终止的项目"),
                    Clause("退回项目{{P15.ytd}}", drops_zero=True),
                ),
            )
        ),
    ),
)

_TRIPS: Final = Flow(
    (
        sentence(
            Clause(
                "[[month]]，领导带队外出招商{{A01.month}}",
                drops_zero=True,
                instead="[[month]]，没有登记领导带队外出招商",
            ),
        ),
        sentence(
            Clause("[[to_date]]累计{{A01.ytd}}", drops_zero=True),
            Clause("完成年度任务的{{A01.rate}}"),
            Clause("对接企业{{A02.c.ytd}}", drops_zero=True),
        ),
    )
)

_ORDERS: Final = Flow(
    (
        sentence(
            Clause(
                "[[month]]，办理期限到期的三单{{G07.due.month}}",
                drops_zero=True,
                instead="[[month]]，没有办理期限到期的三单",
            ),
            Clause("按期办结率{{G07.month}}"),
        ),
        *(
            sentence(Clause(f"{what}{{{{{code}.due.month}}}}", drops_zero=True), Clause(f"{rate}{{{{{code}.month}}}}"))
            for code, what, rate in (
                ("G08", "期限到期的整改", "按期完成率"),
                ("G06", "新提出要素问题", "解决率"),
                ("P24", "到期的项目节点", "按期率"),
                ("G09.r", "应报的项目进度月报", "报送及时率"),
            )
        ),
    )
)

_DEMANDS: Final = Points(
    (
        point(
            "紧盯目标抓进度", "对照全年目标任务和时序进度逐项找差距，进度滞后的单位要拿出追赶措施，按周调度、按月见效"
        ),
        point(
            "紧盯项目抓开工", "对签约未开工项目逐个明确开工时间、责任单位和责任人，超期的限期整改，停建的逐个研究复工"
        ),
        point("紧盯数据抓质量", "签约、开工、到位资金要及时填报、附齐佐证、按期认定，做到应报尽报、数出有据"),
    )
)


def _rankings(groups: Sequence[Standing]) -> list[Body]:
    found: list[Body] = []
    if is_own(groups):
        return [Flow((ranking_sentence(groups[0], is_alone=True),)), Show(OWN_TABLE)]
    for group in groups:
        if group.scored:
            found += [Flow((ranking_sentence(group),)), Show(f"rank-{group.code}")]
    return found


def _problems(groups: Sequence[Standing]) -> Points:
    low = tuple(low_sentence(group) for group in groups if group.low)
    idle = () if is_own(groups) else (sentence(Clause("零签约单位{{S12.ytd}}", drops_zero=True)),)
    behind = tuple(
        sentence(
            Each(
                name,
                (
                    Clause(
                        f"{words}[[aim]]任务{{{{[[key]].ahead|比时序}}}}",
                        when=(Condition("[[key]].ahead", "<", Decimal(0)),),
                    ),
                ),
                separator="、",
            )
        )
        for name, words in (("counts", "签约项目数"), ("amounts", "正式合同额"), ("funds", "到位资金"))
    )
    return Points(
        (
            point("目标进度不够均衡", *behind, *idle),
            point(
                "项目推进还有卡点",
                sentence(
                    Clause("超期未开工项目{{P11.ytd}}", drops_zero=True),
                    Clause("停建项目{{P13.n.ytd}}", before="、", drops_zero=True),
                ),
            ),
            *((point("部分单位排名靠后", *low),) if low else ()),
        )
    )


def _remarks(groups: Sequence[Standing]) -> list[Body]:
    notes = Flow(
        (
            sentence(
                "“完成率”为年初以来累计数与全年任务之比，“时序进度”按月数计算，得分和五色按考核方案“[[scheme]]”评定"
            ),
            sentence("“较上月”为组内名次变化；能评分的单位不足四个的分组不排名", is_carrying=False),
        )
    )
    return [notes, *group_remarks(groups)]


def _area_table(book: FigureBook) -> TableExhibit:
    columns = (
        ExhibitColumn("指标", width=43),
        ExhibitColumn("本月", "number", 14),
        ExhibitColumn("累计", "number", 14),
        ExhibitColumn("累计同比（%）", "percent", 15),
        ExhibitColumn("任务来源", width=16, alignment="center"),
        ExhibitColumn("全年任务", "number", 14),
        ExhibitColumn("完成率（%）", "percent", 15),
        ExhibitColumn("比时序（百分点）", "decimal", 20),
    )
    rows: list[tuple[str, ...]] = []
    for label, flow, completion, growth in _INDICATORS:
        grown = f"{{{{{growth}.ytd|表内}}}}" if growth else _NOT_APPLICABLE
        # Pieces and money stand in one column: each as the text says it, without zeros at the end.
        said = (f"{{{{{flow}.month|数值}}}}", f"{{{{{flow}.ytd|数值}}}}", grown)
        for number, aim in enumerate(_aim_numbers(completion, book)):
            first = (label, *said) if number == 0 else ("　　同上", "", "", "")
            rows.append((*first, *_aim_cells(completion, flow, aim, book)))
    return TableExhibit(AREA_TABLE, "主要指标完成情况", columns, tuple(rows), size=10.5)


def _aim_numbers(completion: str, book: FigureBook) -> list[str]:
    more = [str(number) for number in range(2, 9) if f"{completion}{number}.ytd" in book] if completion else []
    return ["", *more]


def _aim_cells(completion: str, flow: str, aim: str, book: FigureBook) -> tuple[str, str, str, str]:
    if not completion and f"{flow}.rate" in book:
        return (_issuer(f"{flow}.rate", book), f"{{{{{flow}.target|数值}}}}", f"{{{{{flow}.rate|表内}}}}", _ahead(flow))
    if not completion:
        return (_NOT_APPLICABLE,) * 4
    return (
        _issuer(f"{completion}{aim}.ytd", book) or _NOT_APPLICABLE,
        f"{{{{{flow}.target{aim}|数值}}}}",
        f"{{{{{completion}{aim}.ytd|表内}}}}",
        f"{{{{{completion}{aim}.ahead|表内}}}}",
    )


def _ahead(key: str) -> str:
    return f"{{{{{key}.ahead|表内}}}}"


def _issuer(key: str, book: FigureBook) -> str:
    """Who set the target: it stands in brackets behind the name, as `（金额）（市级）`; empty without a target."""
    if key not in book or book.why_not(key):
        return ""
    return book[key].name.rpartition("（")[2].removesuffix("）")


def _completion_chart(book: FigureBook) -> tuple[Exhibit, ...]:
    """Completion of each target beside the time that has passed; a single target needs no chart."""
    keys = [(name, f"{code}{aim}.ytd") for name, code in _AIMED for aim in _aim_numbers(code, book)]
    known = [(name, key) for name, key in keys if not book.why_not(key)]
    if len(known) < 2:
        return ()
    names = tuple(f"{name}（{_issuer(key, book)}）" for name, key in known)
    lines = (
        ChartLine("完成率", tuple(key for _, key in known), digits=1),
        ChartLine("时序进度", tuple("schedule" for _ in known), "line", digits=1),
    )
    return (ChartExhibit(AREA_CHART, "任务完成率与时序进度", names, lines, "%"),)

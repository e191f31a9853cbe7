"""RP05 年度（五年）总结: seven targets and what was done, how it was done, what is wanting, what comes (seed 004)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.exhibits import Exhibit, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.fairs import FAIR_TABLE, fair_sentence
from luodi.across.reports.engine.phrases import share
from luodi.across.reports.engine.template import (
    Body,
    Clause,
    Condition,
    Each,
    Flow,
    Point,
    Points,
    Section,
    Sentence,
    Show,
    Template,
    point,
    sentence,
)
from luodi.across.reports.engine.years import YEARS_CHART, YEARS_TABLE

KIND: Final = "RP05"
GOAL_TABLE: Final = "goals"
_ROWS: Final = (
    ("A01", "领导带队外出招商（次）", ":0"),
    ("S01", "新签约项目（个）", ":0"),
    ("S04", "其中：亿元以上项目（个）", ":0"),
    ("S05", "其中：10亿元以上项目（个）", ":0"),
    ("F08", "外资项目引进（个）", ":0"),
    ("S02", "新签约项目计划总投资（合同额，亿元）", ":2"),
    ("C01", "实际到位资金（亿元）", ":2"),
)
"""The seven lines, and the digits in which their completion is printed: whole percents for counts, two for money."""
_WORD_NAMES: Final = {
    "A01.met": "各年度外出招商任务的完成情况",
    "G04": "投诉按期办结率",
    "honours": "500强、独角兽、上市公司投资方",
    "fairs": "有签约环节的招商活动",
    "outposts": "驻外招商地区",
    "chain": "产业链",
    "names": "项目名称",
}


def annual_exhibits(book: FigureBook, marks: Sequence[Sequence[str]]) -> tuple[Exhibit, ...]:
    """The table of the seven lines; `marks` are the keys of the targets of each line, in order."""
    columns = (
        ExhibitColumn("序号", "index", 9),
        ExhibitColumn("目标任务", width=50),
        ExhibitColumn("任务来源", width=26, alignment="center"),
        ExhibitColumn("任务数", "number", 16),
        ExhibitColumn("完成数", "number", 16),
        ExhibitColumn("完成率（%）", "number", 17),
    )
    rows: list[tuple[str, ...]] = []
    for number, ((code, label, digits), keys) in enumerate(zip(_ROWS, marks, strict=True), 1):
        for place, key in enumerate(keys):
            first = (str(number), label) if place == 0 else ("", "　　同上")
            done = f"{{{{{code}|表内}}}}" if place == 0 else ""
            issuer = _issuer(f"{key}.aim", book)
            rows.append((*first, issuer, f"{{{{{key}.aim|数值}}}}", done, f"{{{{{key}.rate{digits}|表内}}}}"))
    note = "亿元以上项目包含10亿元以上项目；到位资金含以前年度签约项目本期到位的资金，不以本期签约额为限"
    return (TableExhibit(GOAL_TABLE, "目标任务完成情况", columns, tuple(rows), note=note),)


def annual_template(*, is_long: bool) -> Template:
    """The template of a year, or (`is_long`) of several, in which nothing is compared with the year before."""
    return Template(
        kind=KIND,
        title="[[span]]招商引资工作总结",
        opening=(
            Flow(
                (
                    sentence(
                        "[[span]]，[[office]]按照[[committee]]工作部署，紧扣招商引资目标任务，统筹抓好招引、签约、落地、服务各环节工作"
                    ),
                    sentence("现将工作情况总结如下"),
                )
            ),
        ),
        sections=(
            Section("主要成效", sections=(_results(is_long=is_long), _MANNER)),
            Section("主要问题", (_PROBLEMS,)),
            Section("[[next]]工作建议", (_PROPOSALS,)),
        ),
        word_names=_WORD_NAMES,
    )


def _issuer(key: str, book: FigureBook) -> str:
    """Who set the target: it stands in brackets behind the name; a stroke without a target."""
    return "／" if book.why_not(key) else book[key].name.rpartition("（")[2].removesuffix("）")


def _against(code: str, digits: str) -> Each:
    return Each(
        f"goals_{code}",
        (Clause(f"完成[[aim]]任务{{{{[[key]].aim}}}}的{{{{[[key]].rate{digits}}}}}"),),
        separator="、",
    )


def _growth(key: str, *, is_long: bool) -> tuple[Clause, ...]:
    return () if is_long else (Clause(f"{{{{{key}|同比}}}}"),)


def _record(key: str, *, is_long: bool) -> tuple[Clause, ...]:
    return () if is_long else (Clause("创历年新高", when=(Condition(key, "==", Decimal(1)),)),)


def _results(*, is_long: bool) -> Section:
    trips = sentence(
        Clause("[[leaders]]累计带队外出招商{{A01}}", drops_zero=True),
        _against("A01", ":0"),
        *((Clause("各年度均完成年度任务数", when=(Condition("A01.met", "==", "A01.years"),)),) if is_long else ()),
    )
    points: tuple[tuple[str, Sentence], ...] = (
        ("外出招商", trips),
        (
            "项目签约",
            sentence("[[area]]新签约项目{{S01}}", _against("S01", ":0"), *_growth("S09.n", is_long=is_long)),
        ),
        ("亿元项目", sentence("新签约项目中，亿元以上项目{{S04}}", _against("S04", ":0"))),
        ("重大项目", sentence("亿元以上项目中，10亿元以上项目{{S05}}", _against("S05", ":0"))),
        ("外资项目", sentence("引进外资项目{{F08}}", _against("F08", ":0"))),
        (
            "投资总额",
            sentence(
                "新签约项目计划总投资{{S02}}",
                _against("S02", ":2"),
                *_growth("S09.v", is_long=is_long),
                *_record("X06.S02", is_long=is_long),
            ),
        ),
        (
            "资金到位",
            sentence(
                "实际到位资金{{C01}}",
                _against("C01", ":2"),
                *_growth("C08", is_long=is_long),
                *_record("X06.C01", is_long=is_long),
                *((Clause("{{C09|年均}}"),) if is_long else ()),
            ),
        ),
    )
    body: list[Body] = [
        Flow((sentence("对照目标任务，各项指标完成情况如下"),)),
        Points(tuple(Point(title, (said,)) for title, said in points), is_split=True),
        Show(GOAL_TABLE),
    ]
    if is_long:
        body += [Show(YEARS_TABLE), Show(YEARS_CHART)]
    return Section("对照目标任务，主动作为", tuple(body))


_CHAINS: Final = Each(
    "chains",
    (
        Clause("围绕[[chain]]，签约[[names]]项目{{T04.n@[[chain]]}}", drops_zero=True),
        Clause("合同额{{T04.v@[[chain]]}}", drops_zero=True),
    ),
    one="其中：",
    many="其中：",
    before="。",
    limit=5,
)
_MANNER: Final = Section(
    "创新招商模式，招大引强",
    (
        Points(
            (
                point(
                    "突出多元化招商",
                    sentence(
                        Clause("组织和参加招商活动{{activities.count}}", drops_zero=True),
                        Clause("参会企业{{activities.companies}}", drops_zero=True),
                    ),
                    sentence(Clause("外出招商对接企业{{A02.c}}", drops_zero=True)),
                    sentence(
                        Clause("面向重点区域设立{{outposts.count}}驻外招商组", drops_zero=True),
                        Clause("分别驻点[[outposts]]"),
                    ),
                ),
                point(
                    "突出招大引强与招新引高",
                    sentence(
                        Clause("引进500强、独角兽和上市公司投资项目{{S10}}", drops_zero=True),
                        Each(
                            "honours",
                            (Clause("[[list]]{{[[key]]}}（[[names]]）"),),
                            separator="、",
                            one="投资方有",
                            many="投资方有",
                        ),
                    ),
                    sentence(Clause("新签约项目平均单体投资规模{{S07}}")),
                ),
                point(
                    "突出产业链招商",
                    sentence(
                        Clause("围绕{{chains.count}}产业链精准招商", drops_zero=True),
                        Clause("签约产业链项目{{T04.n}}", drops_zero=True),
                        Clause("合同额{{T04.v}}", drops_zero=True),
                        Clause("产业链项目到位资金" + share("总额", "{{C06}}"), drops_zero=True),
                        _CHAINS,
                    ),
                    sentence(Clause("制造业项目到位资金" + share("总额", "{{C07}}"), drops_zero=True)),
                ),
                point("突出展会招商", fair_sentence()),
            ),
            is_split=True,
        ),
        Show(FAIR_TABLE),
    ),
)

_BEHIND: Final = Each(
    "all_goals",
    (
        Clause(
            "[[what]]只完成[[aim]]任务的{{[[key]].rate[[digits]]}}",
            when=(Condition("[[key]].rate", "<", Decimal(100)),),
        ),
    ),
    separator="，",
    limit=40,
)
_PROBLEMS: Final = Points(
    (
        point("目标任务完成不够均衡", sentence(_BEHIND)),
        point(
            "开工率和资金到位率有待提高",
            sentence(
                Clause(
                    "[[span]]签约的{{P03.denominator.period}}项目中，截至[[day]]已开工{{P03.numerator.period}}，开工率{{P03.period}}"
                ),
                Clause("已终止{{P14.r.numerator.period}}", drops_zero=True),
            ),
            sentence(Clause("签约项目累计到位资金与合同额之比（资金到位率）为{{C05.period}}")),
        ),
        point(
            "存量项目推进还有卡点",
            sentence(
                Clause("截至[[day]]，签约未开工项目{{P10}}", drops_zero=True),
                Clause("停建项目{{P13.n}}", drops_zero=True),
                Clause("超期在谈项目{{P20}}", drops_zero=True),
            ),
        ),
        point(
            "要素保障和企业服务还有短板",
            sentence(
                Clause("截至[[day]]尚未销号的问题{{factors.open}}", drops_zero=True),
                Each("factors", (Clause("[[factor]]{{[[key]]}}"),), separator="、", one="其中", many="其中"),
            ),
            sentence(Clause("企业投诉按期办结{{G04}}")),
        ),
    ),
    lead="对照目标任务和高质量发展要求，工作中还存在一些问题：",
)

_PROPOSALS: Final = Points(
    (
        point("强化规划引领", "把招商引资规划和产业规划、空间规划一并谋划，每年明确主攻方向、重点区域和重点企业"),
        point("压实责任任务", "对照上级下达的任务逐级分解，建立可落实、可检查、可考评的机制，按月调度、按季通报"),
        point("创新招商模式", "深化产业链招商、以商招商、驻点招商、委托招商，用好商会协会和专业机构，建强专业招商队伍"),
        point(
            "补短板强链条",
            sentence("围绕主导产业细分链条，明确建链、补链、强链的重点企业和重点项目，推动上下游配套集聚"),
            sentence(Clause("抓好在谈项目{{P18.n}}的转化", drops_zero=True), is_carrying=False),
        ),
        point(
            "优化服务环境",
            sentence("对在谈和签约项目实行专人负责、专人服务、专案推进，倒排工期、挂图作战"),
            sentence(Clause("推动签约未开工项目{{P10}}尽快开工", drops_zero=True), is_carrying=False),
        ),
    ),
    is_split=True,
)

"""RP07 领导讲话资料包: results, problems, points of work and demands in numbers, each with its definition (seed 002)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.exhibits import Exhibit, ExhibitColumn, TableExhibit
from luodi.across.reports.engine.fairs import FAIR_TABLE, fair_sentence
from luodi.across.reports.engine.standing import Member
from luodi.across.reports.engine.template import (
    Clause,
    Condition,
    Each,
    Flow,
    Section,
    Sentence,
    Show,
    Template,
    sentence,
)
from luodi.across.reports.engine.tokens import plain_word, qualified, tokens

KIND: Final = "RP07"
RANK_TABLE, LATE_TABLE, DEFINITION_TABLE = "ranks", "unlanded", "definitions"
_SHOWN: Final = 15
_WORD_NAMES: Final = {
    "B04": "培育“五上”企业数",
    "C11": "固定资产投资",
    "G02": "逾期未兑现金额",
    "A07": "驻点招商到岗和拜访企业数",
    "P01.1000": "新开工千万元以上项目数",
    "names": "项目名称",
    "units": "单位名称",
    "chain": "产业链",
}


@dataclass(frozen=True)
class Unlanded:
    """A signed project that has not landed: name, unit, days since the signing as the key of a figure."""

    project: str
    unit: str
    signed_on: str
    key: str


def rank_table(members: Sequence[Member]) -> tuple[TableExhibit, ...]:
    """Units by number and by amount of signings: many small projects show at once (seed 002)."""
    if not members:
        return ()
    columns = (
        ExhibitColumn("单位", width=40),
        ExhibitColumn("签约（个）", "number", 17),
        ExhibitColumn("按个数名次", "number", 18),
        ExhibitColumn("合同额（亿元）", "decimal", 20),
        ExhibitColumn("按金额名次", "number", 18),
        ExhibitColumn("名次差", "text", 14, alignment="center"),
    )
    keys = ("S01|表内", "rank.count|数值", "S02|表内", "rank.amount|数值", "rank.shift|升降")
    rows = tuple((one.label, *(_field(key, one.code) for key in keys)) for one in members)
    note = "只列有签约的单位，数值相同的名次相同；名次差＝按个数名次−按金额名次，↓表示个数靠前而金额靠后，单体投资偏小"
    return (TableExhibit(RANK_TABLE, "各单位签约个数与金额名次", columns, rows, note=note),)


def unlanded_table(rows: Sequence[Unlanded]) -> tuple[TableExhibit, ...]:
    """The projects signed in the period that have not landed, the longest waiting first."""
    if not rows:
        return ()
    columns = (
        ExhibitColumn("项目", width=56),
        ExhibitColumn("责任单位", width=36),
        ExhibitColumn("签约日", "date", 22),
        ExhibitColumn("已签约（天）", "number", 18),
    )
    lines = tuple(
        (plain_word(one.project), one.unit, one.signed_on, f"{{{{{one.key}|数值}}}}") for one in rows[:_SHOWN]
    )
    note = f"共{len(rows)}个，只列签约时间最长的{_SHOWN}个" if len(rows) > _SHOWN else ""
    return (TableExhibit(LATE_TABLE, "签约未落地项目", columns, lines, note=note, is_internal=True),)


def definition_table(draft: Draft, book: FigureBook) -> Exhibit:
    """What each figure of the text means, each once, in order of appearance; one told unit by unit has one line."""
    columns = (
        ExhibitColumn("指标", width=40),
        ExhibitColumn("数值", width=22, alignment="center"),
        ExhibitColumn("口径", width=90),
    )
    seen: dict[str, tuple[str, str, str]] = {}
    for block in draft.blocks:
        for token in tokens(block.text) if block.kind != "exhibit" else ():
            figure = book[token.key]
            key, at, _ = token.key.partition("@")
            says = "；".join(part for part in (figure.definition, figure.calibre, figure.period, figure.source) if part)
            value = "分列" if at else f"{{{{{key}}}}}"
            seen.setdefault(key, (plain_word(figure.bare_name), value, plain_word(says) or "—"))
    return TableExhibit(DEFINITION_TABLE, "文中数据的口径", columns, tuple(seen.values()), size=9.0)


def speech_template() -> Template:
    """The template: numbers and short facts to speak from, no rhetoric."""
    return Template(
        kind=KIND,
        title="[[place]][[span]]招商引资工作讲话资料",
        opening=(
            Flow(
                (
                    sentence(
                        "本资料按成绩、问题、重点、要求四部分列出[[span]]的数据和名单，供起草讲话时选用，口径见附件"
                    ),
                )
            ),
        ),
        sections=(
            Section("成绩", (_RESULTS, Show(FAIR_TABLE))),
            Section("问题", sections=(_OUTER, _INNER)),
            Section("重点", (_FOCUS,)),
            Section("要求", (_DEMANDS,)),
        ),
        word_names=_WORD_NAMES,
    )


def _field(key: str, code: str) -> str:
    name, _, phrase = key.partition("|")
    return f"{{{{{qualified(name, code)}|{phrase}}}}}"


def _record(key: str) -> Clause:
    return Clause("创历年新高", when=(Condition(key, "==", Decimal(1)),))


def _listed(text: str, group: str) -> Sentence:
    """A number and who it is, one by one."""
    return sentence(Clause(text, drops_zero=True), Each(group, (Clause("[[name]]"),), separator="、", before="："))


_RESULTS: Final = Flow(
    (
        sentence(
            "[[span]]，[[area]]新签正式合同{{S01}}",
            Clause("{{S09.n|同比}}"),
            Clause("合同额{{S02}}"),
            Clause("{{S09.v|同比}}"),
            _record("X06.S02"),
        ),
        sentence(fair_sentence().parts[0]),
        sentence(
            Clause("新开工项目{{P01}}", drops_zero=True),
            Clause("竣工{{P07.n}}", before="、", drops_zero=True),
            Clause("投产{{P08.n}}", before="、", drops_zero=True),
        ),
        sentence("实际利用市域外资金{{C01}}", Clause("{{C08|同比}}"), _record("X06.C01")),
        sentence(Clause("培育“五上”企业{{B04}}"), is_carrying=False),
        sentence(Clause("固定资产投资{{C11}}"), is_carrying=False),
    )
)
_OUTER: Final = Section(
    "客观方面",
    (
        Flow(
            (
                sentence(
                    Clause("截至[[day]]，企业和单位反映、尚未销号的问题{{factors.open}}", drops_zero=True),
                    Each("factors", (Clause("[[factor]]{{[[key]]}}"),), separator="、", one="其中", many="其中"),
                ),
                sentence(Clause("因要素未保障尚未落地的签约项目{{blocked.count}}", drops_zero=True)),
                sentence(Clause("政策承诺逾期未兑现{{G02}}"), is_carrying=False),
            )
        ),
    ),
)
_INNER: Final = Section(
    "主观方面",
    (
        Flow(
            (
                sentence(
                    Clause("平均单体投资{{S07}}"),
                    Clause("10亿元以上项目占{{S08}}", drops_zero=True),
                ),
                sentence(
                    Each(
                        "shifted",
                        (Clause("[[unit]]签约个数列第{{rank.count@[[code]]}}、金额列第{{rank.amount@[[code]]}}"),),
                        separator="；",
                        limit=3,
                        one="个数靠前而金额靠后的单位，",
                        many="个数靠前而金额靠后的单位，",
                    )
                ),
                sentence(
                    Clause("[[span]]签约的{{P05.signed.period}}项目中，未落地{{P05.unlanded.period}}", drops_zero=True),
                    Clause("取消{{P05.cancelled.period}}", drops_zero=True),
                    Clause("落地率{{P05.period}}"),
                ),
                _listed("被退回项目{{P15}}", "returned"),
                _listed("被置换项目{{P16.n}}", "replaced"),
                _listed("零签约单位{{S12}}", "idle"),
                _listed("签约项目一个都没有落地的单位{{P17.period}}", "lost"),
                sentence(Clause("项目观摩平均得分{{P25}}")),
                sentence(Clause("资金到位率{{C05.period}}")),
            )
        ),
        Show(RANK_TABLE),
        Show(LATE_TABLE),
    ),
)
_FOCUS: Final = Flow(
    (
        sentence(
            Clause("在谈项目{{P18.n}}", drops_zero=True),
            Clause("投资额{{P18.v}}", drops_zero=True),
            Clause("其中超期{{P20}}", drops_zero=True),
        ),
        sentence(
            Each(
                "sectors",
                (
                    Clause("[[sector]]新签{{S01@[[key]]}}", drops_zero=True),
                    Clause("合同额{{S02@[[key]]}}", before="、", drops_zero=True),
                ),
                one="按行业看，",
                many="按行业看，",
            )
        ),
        sentence(
            Clause("产业链项目签约{{T04.n}}", drops_zero=True),
            Each(
                "chains",
                (Clause("[[chain]]{{T04.n@[[chain]]}}", drops_zero=True),),
                separator="、",
                one="其中",
                many="其中",
            ),
        ),
        sentence(Clause("签约未开工项目{{P10}}", drops_zero=True), Clause("其中超期{{P11}}", drops_zero=True)),
        sentence(Clause("新开工千万元以上项目{{P01.1000}}"), is_carrying=False),
        sentence(
            Clause("面向重点区域设立驻外招商组{{outposts.count}}", drops_zero=True), Clause("分别驻点[[outposts]]")
        ),
        sentence(Clause("驻点拜访企业{{A07}}"), is_carrying=False),
    )
)
_DEMANDS: Final = Flow(
    (
        sentence(
            Clause("在办三单{{orders.open}}", drops_zero=True),
            Clause("其中逾期{{orders.overdue}}", drops_zero=True),
        ),
        sentence(Clause("期限到期的三单{{G07.denominator}}", drops_zero=True), Clause("按期办结率{{G07}}")),
        sentence(Clause("期限到期的整改{{G08.denominator}}", drops_zero=True), Clause("按期完成率{{G08}}")),
        sentence(Clause("到期项目节点{{P24.denominator}}", drops_zero=True), Clause("按期率{{P24}}")),
        sentence(Clause("距全年到位资金任务还差{{C10}}", when=(Condition("C10", ">", Decimal(0)),))),
        sentence(
            Clause("时序进度为{{schedule}}"),
            Each("aims", (Clause("[[what]]完成[[aim]]任务的{{[[key]].rate}}"),), separator="，"),
        ),
    )
)

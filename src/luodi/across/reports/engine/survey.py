"""RP06 调查（调研）报告: what was reached, how, what is wanting, what is proposed (seeds 000 and 003)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from luodi.across.reports.engine.cross_table import STAGE_TABLE
from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.fairs import FAIR_TABLE, fair_sentence
from luodi.across.reports.engine.landing import LANDING_TABLE
from luodi.across.reports.engine.phrases import share
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
from luodi.across.reports.engine.tokens import plain_word, qualified
from luodi.across.reports.engine.years import YEARS_CHART, YEARS_TABLE

KIND: Final = "RP06"
CHAIN_TABLE: Final = "chains"
BLOCKED_TABLE: Final = "blocked"
_SHOWN: Final = 15
_WORD_NAMES: Final = {
    "F01": "新设外资企业数",
    "F03": "合同外资",
    "F04": "实际使用外资",
    "F07": "投资来源国家（地区）数",
    "T06.n": "谋划包装推介项目数",
    "C13": "占重大项目比",
    "P23": "策划项目招引成功率",
    "chain": "产业链",
    "names": "项目名称",
    "outposts": "驻外招商地区",
}


@dataclass(frozen=True)
class Blocked:
    """A factor, the mark of its figure, and the projects that cannot land because of it."""

    factor: str
    key: str
    projects: tuple[str, ...]


def blocked_table(rows: Sequence[Blocked]) -> tuple[TableExhibit, ...]:
    """Projects that have not landed, by the factor that is missing."""
    if not rows:
        return ()
    columns = (
        ExhibitColumn("要素", width=26),
        ExhibitColumn("项目数（个）", "number", 18),
        ExhibitColumn("项目", width=90),
    )
    lines = tuple((one.factor, f"{{{{{one.key}|表内}}}}", _named(one.projects)) for one in rows)
    note = "一个项目缺几种要素的，在各种要素中分别列出"
    return (TableExhibit(BLOCKED_TABLE, "因要素未保障尚未落地的项目", columns, lines, note=note, is_internal=True),)


def chain_table(chains: Sequence[str]) -> tuple[TableExhibit, ...]:
    """Signings by chain."""
    if not chains:
        return ()
    columns = (
        ExhibitColumn("产业链", width=44),
        ExhibitColumn("签约项目（个）", "number", 24),
        ExhibitColumn("合同额（亿元）", "decimal", 24),
    )
    rows = [
        (plain_word(name), *(f"{{{{{qualified(key, name)}|表内}}}}" for key in ("T04.n", "T04.v"))) for name in chains
    ]
    rows.append(("产业链合计", "{{T04.n|表内}}", "{{T04.v|表内}}"))
    return (TableExhibit(CHAIN_TABLE, "产业链签约情况", columns, tuple(rows), strong=(len(rows) - 1,)),)


def survey_template(*, is_long: bool) -> Template:
    """The template; over several years (`is_long`) nothing is compared with the span before."""
    return Template(
        kind=KIND,
        title="关于[[span]][[place]]招商引资项目推进情况的调研报告",
        opening=(Flow((sentence("现将[[span]][[place]]招商引资项目推进情况调研结果报告如下"),)),),
        sections=(
            Section("基本情况", tuple(_basics(is_long=is_long))),
            Section("主要做法", sections=_PRACTICE),
            Section("存在的困难和问题", sections=_PROBLEMS),
            Section("几点建议", (_PROPOSALS,)),
        ),
        word_names=_WORD_NAMES,
    )


def _named(names: Sequence[str]) -> str:
    told = "、".join(plain_word(name) for name in names[:_SHOWN])
    return f"{told}等{len(names)}个" if len(names) > _SHOWN else told


def _basics(*, is_long: bool) -> list[Body]:
    compared = () if is_long else (Clause("{{S09.n|同比}}"),)
    amounts = () if is_long else (Clause("{{S09.v|同比}}"),)
    grown = (Clause("{{C09|年均}}"),) if is_long else (Clause("{{C08|同比}}"),)
    found: list[Body] = [
        Flow(
            (
                sentence(
                    "[[span]]，[[area]]累计签订正式合同{{S01}}",
                    *compared,
                    Clause("合同额{{S02}}"),
                    *amounts,
                    Clause("平均单体投资规模{{S07}}"),
                    Clause("实际到位资金{{C01}}", before="；"),
                    *grown,
                ),
                sentence(
                    Clause("签约项目中，亿元以上项目{{S04}}", drops_zero=True),
                    Clause("其中10亿元以上{{S05}}", drops_zero=True),
                ),
                sentence(Clause("累计策划包装推介项目{{T06.n}}"), is_carrying=False),
            )
        ),
        Flow(
            (
                sentence(
                    Clause("引进外资项目{{F08}}", drops_zero=True),
                ),
                sentence(Clause("新设外资企业{{F01}}"), Clause("合同外资{{F03}}"), is_carrying=False),
                sentence(Clause("实际使用外资{{F04}}"), is_carrying=False),
                sentence(Clause("来投资的国家（地区）{{F07}}"), is_carrying=False),
            )
        ),
        Flow(
            (
                sentence(
                    Clause("到位资金中，[[year]]年新签约项目到位{{C04.v}}", drops_zero=True),
                    Clause(share("总到位资金", "{{C04.r}}")),
                    Clause("其余为以前年度签约的续建项目"),
                ),
                sentence(
                    Clause("新开工项目{{P01}}", drops_zero=True),
                    Clause("竣工{{P07.n}}", before="、", drops_zero=True),
                    Clause("投产{{P08.n}}", before="、", drops_zero=True),
                ),
            )
        ),
    ]
    return [*found, Show(YEARS_TABLE), Show(YEARS_CHART)] if is_long else found


_CHAINS: Final = Each(
    "chains",
    (Clause("[[chain]]{{T04.n@[[chain]]}}", drops_zero=True),),
    separator="、",
    one="其中",
    many="其中",
    limit=5,
)
_PRACTICE: Final = (
    Section(
        "强化组织领导",
        (
            Flow(
                (
                    sentence(
                        Clause("[[leaders]]带队外出招商{{A01}}", drops_zero=True),
                        Clause("对接企业{{A02.c}}", drops_zero=True),
                    ),
                    sentence(Clause("组建产业链招商专班{{chains.taskforces}}", drops_zero=True)),
                )
            ),
        ),
    ),
    Section(
        "创新方式方法",
        (
            Flow(
                (
                    sentence(
                        Clause("组织和参加招商活动{{activities.count}}", drops_zero=True),
                        Clause("参会企业{{activities.companies}}", drops_zero=True),
                    ),
                    sentence(
                        Clause("设立驻外招商组{{outposts.count}}", drops_zero=True), Clause("分别驻点[[outposts]]")
                    ),
                    fair_sentence(),
                )
            ),
            Show(FAIR_TABLE),
        ),
    ),
    Section(
        "聚焦强链延链",
        (
            Flow(
                (
                    sentence(
                        Clause("签约产业链项目{{T04.n}}", drops_zero=True),
                        Clause("合同额{{T04.v}}", drops_zero=True),
                        _CHAINS,
                    ),
                    sentence(
                        Clause("制造业项目占新签工业项目的{{T02.n}}", drops_zero=True),
                        Clause("投资占{{T02.v}}", drops_zero=True),
                    ),
                    sentence(Clause("招商引资项目占重大项目的{{C13}}"), is_carrying=False),
                )
            ),
            Show(CHAIN_TABLE),
        ),
    ),
    Section(
        "优化服务保障",
        (
            Flow(
                (
                    sentence(
                        Clause("截至[[day]]，应在建的{{P04.denominator}}项目中已开复工{{P04.numerator}}"),
                        Clause("开复工率{{P04}}"),
                        Clause(
                            "其中[[year]]年新签约的{{P02.denominator}}项目中已开工{{P02.numerator}}，开工率{{P02}}",
                            before="；",
                        ),
                    ),
                    sentence(
                        Clause("企业和单位提出的要素问题{{G06.denominator}}", drops_zero=True), Clause("解决率{{G06}}")
                    ),
                )
            ),
        ),
    ),
)

_PROBLEMS: Final = (
    Section(
        "项目落地推进比较慢",
        (
            Flow(
                (
                    sentence(
                        "[[span]]签约的{{P05.signed.period}}项目中，取消{{P05.cancelled.period}}、"
                        "未落地{{P05.unlanded.period}}、已落地{{P05.landed.period}}",
                        Clause("综合落地率{{P05.period}}"),
                        Clause("三类之和与签约项目数一致", when=(Condition("P05.gap.period", "==", Decimal(0)),)),
                    ),
                    sentence(
                        Clause("已落地项目中，停建{{P05.landed_suspended.period}}", drops_zero=True),
                        Clause("落地后终止{{P05.landed_ended.period}}", drops_zero=True),
                    ),
                    sentence(
                        Clause("未落地项目中，准备落地{{P05.unlanded_preparing.period}}", drops_zero=True),
                        Clause("搁置{{P05.unlanded_held.period}}", drops_zero=True),
                    ),
                )
            ),
            Show(LANDING_TABLE),
            Flow(
                (
                    sentence(
                        Clause("重大项目签约{{major.all.all}}", drops_zero=True),
                        Clause("其中已经落地或者准备落地{{major.landing}}"),
                        Clause("已经竣工或者投产{{major.done}}", drops_zero=True),
                        Clause("停建{{major.all.SUSPENDED}}", drops_zero=True),
                        Clause("已终止{{major.all.TERMINATED}}", drops_zero=True),
                    ),
                )
            ),
            Show(STAGE_TABLE),
        ),
    ),
    Section(
        "项目谋划和推进还需加强",
        (
            Flow(
                (
                    sentence(Clause("策划项目招引成功率{{P23}}"), is_carrying=False),
                    sentence(
                        Clause("截至[[day]]，签约未开工项目{{P10}}", drops_zero=True),
                        Clause("其中超期未开工{{P11}}", drops_zero=True),
                    ),
                    sentence(Clause("签约项目累计到位资金与合同额之比（资金到位率）为{{C05.period}}", drops_zero=True)),
                    sentence(Clause("超期在谈项目{{P20}}", drops_zero=True)),
                )
            ),
        ),
    ),
    Section(
        "要素保障不够到位",
        (
            Flow(
                (
                    sentence(
                        Clause("截至[[day]]尚未销号的问题{{factors.open}}", drops_zero=True),
                        Each("factors", (Clause("[[factor]]{{[[key]]}}"),), separator="、", one="其中", many="其中"),
                    ),
                    sentence(Clause("因要素未保障，{{blocked.count}}签约项目尚未落地", drops_zero=True)),
                )
            ),
            Show(BLOCKED_TABLE),
        ),
    ),
)

_PROPOSALS: Final = Points(
    (
        point("健全招商机制", "压实招商主体责任，统筹全域招商，建立信息互通和首报保护机制，避免重复招商、重复建设"),
        point("扎实精准招商", "围绕主导产业补链延链，做实项目前期调研和论证，提高项目谋划和签约质量"),
        point(
            "狠抓项目落地",
            sentence("建立项目台账，细化节点任务，实行领导包抓、专班服务、限期整改"),
            sentence(
                Clause("对{{P05.unlanded.period}}未落地项目逐个明确落地时间和责任", drops_zero=True), is_carrying=False
            ),
        ),
        point("做好要素保障", "坚持要素跟着项目走，统筹用地、用能、融资等指标，优先保障重大项目"),
        point("优化营商环境", "减环节、减材料、减时限，依法兑现承诺，及时办理企业诉求"),
    ),
    is_split=True,
)

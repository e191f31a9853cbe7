"""The language of templates: what falls when a figure or a word is missing."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material, compose, name_list
from luodi.across.reports.engine.draft import Draft, Omission
from luodi.across.reports.engine.template import (
    Body,
    Clause,
    Condition,
    Each,
    Flow,
    Points,
    Section,
    Template,
    point,
    sentence,
)

FigureMaker = Callable[..., FigureValue]


def composed(
    *bodies: Body,
    figures: dict[str, FigureValue],
    words: dict[str, str] | None = None,
    groups: dict[str, tuple[Item, ...]] | None = None,
    sections: tuple[Section, ...] = (),
) -> Draft:
    template = Template("RP00", "试写", bodies, sections, word_names={"area": "地区"})
    return compose(template, Material(FigureBook(figures), words or {}, groups or {}))


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def test_a_clause_without_its_figure_falls_and_the_reason_is_kept(figure: FigureMaker) -> None:
    figures = {"S01": figure("S01", "新签", 38, "个"), "S09": figure("S09", "同比", None, "%", why="上年同期为零")}

    draft = composed(Flow((sentence("签订{{S01}}", Clause("{{S09|同比}}")),)), figures=figures)

    assert texts(draft) == ["签订{{S01}}。"]
    assert draft.omissions == (Omission("开头", "〔同比〕", "S09", "上年同期为零"),)


def test_a_sentence_falls_with_its_first_part(figure: FigureMaker) -> None:
    flow = Flow((sentence("到位{{C01}}", Clause("签订{{S01}}")), sentence("签订{{S01}}")))

    draft = composed(flow, figures={"S01": figure("S01", "新签", 38, "个")})

    assert texts(draft) == ["签订{{S01}}。"]


def test_another_wording_stands_in_when_the_figure_is_missing(figure: FigureMaker) -> None:
    flow = Flow((sentence(Clause("转化率{{P19}}", instead="在谈{{P18.n}}")),))

    draft = composed(flow, figures={"P18.n": figure("P18.n", "在谈项目数", 16, "个")})

    assert texts(draft) == ["在谈{{P18.n}}。"]
    assert [(one.key, one.why) for one in draft.omissions] == [("P19", "系统中尚无这项数据")]


def test_a_missing_word_drops_the_clause_and_is_named_in_chinese(figure: FigureMaker) -> None:
    flow = Flow((sentence("[[area]]签订{{S01}}"), sentence("签订{{S01}}")))

    draft = composed(flow, figures={"S01": figure("S01", "新签", 38, "个")})

    assert texts(draft) == ["签订{{S01}}。"]
    assert draft.omissions == (Omission("开头", "〔地区〕签订〔新签〕", "area", "系统中尚无这项资料"),)


def test_zero_is_said_unless_the_clause_would_be_silly(figure: FigureMaker) -> None:
    figures = {"S01": figure("S01", "新签", 0, "个"), "P10": figure("P10", "未开工", 0, "个")}

    draft = composed(Flow((sentence("签订{{S01}}", Clause("督办{{P10}}", drops_zero=True)),)), figures=figures)

    assert texts(draft) == ["签订{{S01}}。"]


@pytest.mark.parametrize(("completion", "expected"), [("40", ["仅完成{{S06}}。"]), ("50", []), ("53.4", [])])
def test_a_condition_compares_with_another_figure(figure: FigureMaker, completion: str, expected: list[str]) -> None:
    figures = {"S06": figure("S06", "完成率", completion, "%"), "schedule": figure("", "时序", 50, "%")}
    clause = Clause("仅完成{{S06}}", when=(Condition("S06", "<", "schedule"),))

    assert texts(composed(Flow((sentence(clause),)), figures=figures)) == expected


def test_a_condition_on_a_figure_that_cannot_be_said_is_not_met(figure: FigureMaker) -> None:
    figures = {"C10": figure("C10", "缺口", None, "亿元", why="任务未下达"), "S01": figure("S01", "新签", 1, "个")}
    clause = Clause("签订{{S01}}", when=(Condition("C10", ">", Decimal(0)),))

    draft = composed(Flow((sentence(clause),)), figures=figures)

    assert texts(draft) == []
    assert draft.omissions[0].why == "任务未下达"


def test_targets_are_joined_and_one_alone_is_not_said_to_be_several(figure: FigureMaker) -> None:
    figures = {
        "S02": figure("S02", "合同额", "64.1", "亿元"),
        "S06@市级": figure("S06", "完成率", "53.4", "%"),
        "S06@区级": figure("S06", "完成率", None, "%", why="未下达"),
    }
    each = Each("targets", (Clause("[[t]]目标的{{S06@[[t]]}}"),), separator="、", one="完成", many="分别完成")
    flow = Flow((sentence("合同额{{S02}}", each),))
    both = {"targets": (Item({"t": "市级"}), Item({"t": "区级"}))}

    one_known = composed(flow, figures=figures, groups=both)
    all_known = composed(flow, figures={**figures, "S06@区级": figures["S06@市级"]}, groups=both)

    assert texts(one_known) == ["合同额{{S02}}，完成市级目标的{{S06@市级}}。"]
    assert texts(all_known) == ["合同额{{S02}}，分别完成市级目标的{{S06@市级}}、区级目标的{{S06@区级}}。"]


def test_points_are_numbered_over_those_that_remain(figure: FigureMaker) -> None:
    points = Points(
        (
            point("带头", sentence("外出{{A02}}"), "压实责任"),
            point("专班", sentence("组建{{N}}"), "协同推进"),
            point("激励", sentence("上榜{{H}}")),
        )
    )
    known = {"A02": figure("A02", "外出", 24, "次"), "H": figure("", "上榜", 3, "个")}

    several = composed(points, figures=known)
    single = composed(points, figures={"A02": known["A02"]})

    assert texts(several) == ["一是带头。外出{{A02}}。压实责任。二是激励。上榜{{H}}。"]
    assert texts(single) == ["带头。外出{{A02}}。压实责任。"]
    split = composed(replace(points, lead="打算：", is_split=True), figures=known)
    assert texts(split) == ["打算：一是带头。外出{{A02}}。压实责任。", "二是激励。上榜{{H}}。"]


def test_a_section_without_text_is_left_out_with_its_heading_and_the_rest_is_counted(figure: FigureMaker) -> None:
    figures = {"S01": figure("S01", "新签", 38, "个")}
    inner = tuple(
        Section(name, (Flow((sentence(f"签订{{{{{key}}}}}"),)),))
        for name, key in (("甲", "S01"), ("乙", "X9"), ("丙", "S01"))
    )
    section = Section("情况", (Flow((sentence("呈现[[subsections]]个特点"),)),), inner)

    draft = composed(figures=figures, sections=(section,))

    assert texts(draft) == ["情况", "呈现二个特点。", "甲", "签订{{S01}}。", "丙", "签订{{S01}}。"]
    assert [block.level for block in draft.blocks if block.kind == "heading"] == [1, 2, 2]
    assert [one.place for one in draft.omissions] == ["第一部分（二）"]


@pytest.mark.parametrize(
    ("names", "total", "listed"),
    [
        (("甲项目",), None, "甲"),
        (("甲项目", "乙"), 2, "甲、乙"),
        (("甲", "乙"), 11, "甲、乙等"),
        (("甲", "乙", "丙", "丁"), None, "甲、乙、丙等"),
        ((), 3, ""),
    ],
)
def test_names_are_listed_with_a_word_for_the_rest(names: tuple[str, ...], total: int | None, listed: str) -> None:
    assert name_list(names, total) == listed


def test_a_name_from_the_ledger_cannot_smuggle_in_a_field(figure: FigureMaker) -> None:
    figures = {"S01": figure("S01", "新签", 38, "个"), "C01": figure("C01", "到位", 6, "亿元")}
    flow = Flow((sentence(Each("g", (Clause("签约[[name]]{{S01}}"),))),))

    draft = composed(flow, figures=figures, groups={"g": (Item({"name": "甲{{C01}}\n项目"}),)})

    assert texts(draft) == ["签约甲（（C01）） 项目{{S01}}。"]


def test_a_subsection_that_is_left_alone_loses_its_heading(figure: FigureMaker) -> None:
    figures = {"S01": figure("S01", "新签", 38, "个")}
    parts = tuple(
        Section(name, (Flow((sentence(text),)),)) for name, text in (("客观", "缺{{C01}}"), ("主观", "签{{S01}}"))
    )

    draft = composed(figures=figures, sections=(Section("问题", sections=parts),))

    assert texts(draft) == ["问题", "签{{S01}}。"]

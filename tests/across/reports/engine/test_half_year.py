"""RP04: the half-year summary of seed 001's figures, word for word, and what it says when there is little to say."""

import re
from datetime import date
from pathlib import Path

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.compose import Material, compose
from luodi.across.reports.engine.half_year import HALF_YEAR, Office, half_year_words, target_item
from luodi.across.reports.engine.phrases import say
from luodi.across.reports.engine.printing import Cover, print_paper
from luodi.across.reports.engine.tokens import split, tokens
from luodi.base.core.documents import count_characters, write_text

GOLDEN = Path(__file__).with_name("half_year_2023H1.txt")
COVER = Cover("松汀区招商投资局", date(2023, 7, 5))


def paper_text(material: Material, *, has_sources: bool = False) -> str:
    paper = print_paper(compose(HALF_YEAR, material), material.book, COVER, has_sources=has_sources)
    return write_text(paper)


def test_the_paper_reads_as_it_should(material: Material) -> None:
    assert paper_text(material) == GOLDEN.read_text(encoding="utf-8")


def test_the_figures_of_the_seed_stand_in_its_sentences(material: Material) -> None:
    text = paper_text(material)

    for passage in (
        "全区签订正式合同38个，完成区政府工作报告目标的95%；",
        "正式合同额64.1亿元，分别完成市级正式合同额目标的53.4%、区级正式合同额M0目标的40%；",
        "近三年签约的132个项目中，累计认定开工53个，开工率40.2%；实际到位资金6.1亿元。主要呈现三个特点：",
        "区领导带队外出招商24次，对接企业45家。",
        "组建12个产业链招商专班。面向重点区域设立4个驻外招商组，",
        "签约产业链项目38个，合同额64.1亿元，产业链项目到位资金占总额的95%。",
        "围绕食品加工，签约示例肉奶牛养殖、示例预制菜等项目11个。",
        "推出拟合作项目42个，44家企业参加；",
        "协议引资55亿元。",
        "对29个签约未开工项目实行点对点督办，",
        "近三年签约项目中已终止50个，目前签约未开工项目29个。",
        "应在2024年一季度前开工",
    ):
        assert passage in text


def test_every_number_of_the_text_is_a_field_or_a_year(material: Material) -> None:
    draft = compose(HALF_YEAR, material)

    words = "".join(piece for block in draft.blocks for piece in split(block.text) if isinstance(piece, str))

    assert re.findall(r"\d+", re.sub(r"20\d\d年", "", words)) == ["0", "0"]
    assert re.findall(r".{2}\d", re.sub(r"20\d\d年", "", words)) == ["额M0", "额M0"]


def test_every_field_of_the_draft_can_be_said(material: Material) -> None:
    draft = compose(HALF_YEAR, material)

    fields = [token for block in draft.blocks for token in tokens(block.text)]

    assert len(fields) > 30
    assert [token.text for token in fields if not say(token, material.book).is_said] == []


def test_what_could_not_be_said_is_noted_with_its_reason(material: Material) -> None:
    omissions = {one.key: one.why for one in compose(HALF_YEAR, material).omissions}

    assert omissions["S09.n"] == "上年同期为零"
    assert omissions["P13.n"] == "本期为零，按惯例不写"
    assert omissions["contest"] == "系统中尚无这项资料"
    assert omissions["S06.v@市级"] == "签约任务完成率（金额）不小于时序进度，不需要写"


def test_without_facts_the_paper_says_plans_and_no_number() -> None:
    words = half_year_words(2023, 1, Office("县", "示例县投资促进局", "县投资促进局"))

    text = paper_text(Material(FigureBook(), words))

    assert re.findall(r"\d+", re.sub(r"20\d\d年(7月5日)?", "", text)) == []
    assert "一、下半年工作打算" in text
    assert "同比" not in text


def test_the_second_half_year_speaks_of_itself() -> None:
    words = half_year_words(2023, 2, Office("市", "示例市招商局", "市招商局"))

    assert (words["half"], words["plan"], words["bottom_line"]) == ("下半年", "下一步", "2024年一季度前")
    assert (words["area"], words["committee"], words["leaders"]) == ("全市", "市委、市政府", "市领导")


def test_a_tier_prints_whole_percents_and_names_itself() -> None:
    tier = target_item("区级", "M0", measured="正式合同额")

    assert dict(tier.words) == {"label": "区级正式合同额M0目标", "target": "区级/M0", "digits": ":0"}
    assert dict(target_item("区政府工作报告").words) == {
        "label": "区政府工作报告目标",
        "target": "区政府工作报告",
        "digits": "",
    }


def test_the_paper_stays_within_the_length_allowed(material: Material) -> None:
    paper = print_paper(compose(HALF_YEAR, material), material.book, COVER)

    assert 1000 < count_characters(paper) < 4000

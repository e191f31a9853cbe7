"""What the grammar finds in one sentence: kind, stated figure, operands, verdict."""

import pytest

from luodi.across.proofreading.engine.claims import Relation
from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import Passage


def relations(*texts: str) -> list[Relation]:
    return list(proofread([Passage(text) for text in texts]).relations)


@pytest.mark.parametrize(
    ("text", "kind", "stated", "operands", "verdict"),
    [
        ("项目83个，完成任务数65个的127%。", "ratio", "127%", ["83个", "65个"], "truncated"),
        ("签约120个，其中工业48个，占签约总数的40%。", "share", "40%", ["48个", "120个"], "consistent"),
        ("签约120个，其中工业48个，占42%。", "share", "42%", ["48个", "120个"], "inconsistent"),
        ("50个项目中，35个已落地，占70%。", "share", "70%", ["35个", "50个"], "consistent"),
        ("签约80个，已开工58个，开工率72.5%。", "ratio", "72.5%", ["58个", "80个"], "consistent"),
        ("到位资金420亿元，是上年210亿元的2倍。", "ratio", "2倍", ["420亿元", "210亿元"], "consistent"),
        ("到位36.8亿元，比上年同期的32.0亿元增长15%。", "growth", "15%", ["36.8亿元", "32.0亿元"], "consistent"),
        ("由120亿元增加到210亿元，增长65%。", "growth", "65%", ["210亿元", "120亿元"], "inconsistent"),
        ("新开工58个，比上年增加8个，增长16%。", "growth", "16%", ["58个", "8个"], "consistent"),
        (
            "由2019年的120亿元增加到2023年的209.88亿元，年均增长15%。",
            "growth",
            "15%",
            ["209.88亿元", "120亿元"],
            "consistent",
        ),
        ("履约率由72.4%提高到81.6%，提高9.2个百分点。", "difference", "9.2个百分点", ["81.6%", "72.4%"], "consistent"),
        (
            "签约385个、取消106个、未落地69个、已落地210个。",
            "partition",
            "385个",
            ["106个", "69个", "210个"],
            "consistent",
        ),
        ("内资58.0亿元、外资6.3亿元，合计66.5亿元。", "sum", "66.5亿元", ["58.0亿元", "6.3亿元"], "inconsistent"),
        (
            "在建132个，其中已开工53个、未开工29个，其余50个已终止。",
            "partition",
            "50个",
            ["132个", "53个", "29个"],
            "consistent",
        ),
        ("引进25个，总投资87.5亿元，平均每个项目3.5亿元。", "average", "3.5亿元", ["87.5亿元", "25个"], "consistent"),
        ("1—6月到位资金60亿元，月均10亿元。", "average", "10亿元", ["60亿元"], "consistent"),
        ("先后引进甲乙、丙丁、戊己、庚辛等3个企业。", "count", "3个", [], "inconsistent"),
    ],
)
def test_a_relation_is_found_and_judged(text: str, kind: str, stated: str, operands: list[str], verdict: str) -> None:
    found = [
        (one.kind, one.stated.text, [operand.text for operand in one.operands], one.verdict.value)
        for one in relations(text)
    ]

    assert (kind, stated, operands, verdict) in found


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("签约项目38个，完成年度目标的95%。", "目标任务数"),
        ("到位资金6.1亿元，同比增长12%。", "基数"),
        ("今年新签约***个，同比增长***.*%。", "隐去"),
        ("产业链项目到位资金占总额度的95%。", "总数"),
    ],
)
def test_what_the_text_does_not_give_is_unverifiable_and_said(text: str, note: str) -> None:
    (relation,) = relations(text)

    assert relation.verdict.value == "unverifiable"
    assert relation.recomputed is None
    assert note in relation.note


def test_parts_that_do_not_cover_their_whole_are_told_and_are_no_error() -> None:
    (relation,) = relations("共实施项目329个（其中新签约120个，续建207个）。")

    assert relation.verdict.value == "unverifiable"
    assert "327个" in relation.note
    assert "329个" in relation.note


def test_parts_that_the_text_calls_all_must_cover_their_whole() -> None:
    (relation,) = relations("共实施项目329个，分别为东区120个、西区207个。")

    assert relation.verdict.value == "inconsistent"


def test_announced_members_are_counted_over_the_following_paragraphs() -> None:
    (relation,) = relations("主要呈现三个特点：", "（一）机制完善。", "（二）产业聚焦。", "（三）活动赋能。")

    assert (relation.kind, relation.verdict.value) == ("count", "consistent")


def test_one_quantity_said_twice_must_be_the_same() -> None:
    first, second = "2023年全市招商引资到位资金412.63亿元。", "2023年全市招商引资到位资金421.63亿元。"

    assert [one.verdict.value for one in relations(first, second)] == ["inconsistent"]
    assert [one.verdict.value for one in relations(first, first)] == ["consistent"]
    assert [one.verdict.value for one in relations(first, "2023年全市招商引资到位资金413亿元。")] == ["consistent"]


def test_a_planted_error_is_marked_where_it_stands() -> None:
    text = "全市签约385个，已落地210个，落地率65%。"

    (relation,) = relations(text)

    assert text[relation.at.start : relation.at.end] == relation.quote == "落地率65%"
    assert str(relation.recomputed) == "54.55"


def test_a_doubtful_reading_that_holds_after_all_is_not_said_to_lack_anything() -> None:
    found = relations(
        "全区新签约正式合同项目38个，完成市级任务40个的95%；合同总投资64.1亿元，完成市级目标任务120亿元的53.4%。"
        "其中工业项目21个，占签约项目总数的55.3%；现代农业项目9个，占23.6%。"
    )

    assert (found[-1].stated.text, found[-1].verdict.value) == ("23.6%", "truncated")
    assert found[-1].note == "截尾；四舍五入应为23.7%。"

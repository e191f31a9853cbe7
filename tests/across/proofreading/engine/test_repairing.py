import pytest

from luodi.across.proofreading.engine.repairing import repair


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("完成任務(wù)數(shù)65個", "完成任务数65个"),
        ("實際到位資金412.63億元", "实际到位资金412.63亿元"),
        ("今 年三季度,累计引进 60 个", "今年三季度,累计引进60个"),
        ("总投资 2357.\n92 亿元", "总投资2357.92亿元"),
        ("总投资2357\n.92亿元", "总投资2357.92亿元"),
        ("全角１２３．５％", "全角123．5％"),
        ("零\u200b宽\ufeff字", "零宽字"),
        ("AB CD", "AB CD"),
        ("⼀⼆", "一二"),
        ("项目 1 2 0 个，占 4 2 ％", "项目120个，占42％"),
        ("东区 5 3 2", "东区5 3 2"),
    ],
)
def test_what_copying_did_is_undone(text: str, shown: str) -> None:
    assert repair(text).shown == shown


def test_the_grammar_reads_one_kind_of_signs_and_the_shown_text_keeps_its_own() -> None:
    repaired = repair("到位资金53·4%,其中(内资)1,234个")

    assert repaired.shown == "到位资金53·4%,其中(内资)1,234个"
    assert repaired.read == "到位资金53.4%，其中（内资）1,234个"
    assert len(repaired.shown) == len(repaired.read)


def test_a_wide_comma_of_thousands_is_told_by_the_unit_behind() -> None:
    assert repair("资金１，２３４．５万元").read == "资金1,234.5万元"
    assert "，" in repair("共12，345号文").read


def test_every_sign_knows_where_it_came_from() -> None:
    original = "完成任務(wù)數(shù)65個的 127%"

    repaired = repair(original)
    start = repaired.shown.index("65个的127%")

    begin, end = repaired.original(start, start + len("65个的127%"))
    assert original[begin:end] == "65個的 127%"


def test_a_row_without_end_is_no_figure() -> None:
    assert "*" not in repair("*" * 100 + "个").read
    assert "9" not in repair("9" * 30 + "个").read

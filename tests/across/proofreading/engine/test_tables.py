from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import Passage

PROGRESS = (
    ("单位", "任务（亿元）", "完成（亿元）", "完成率（%）", "上年同期（亿元）", "今年累计（亿元）", "同比（%）"),
    ("东区", "10", "8.5", "85.0", "7.00", "8.50", "21.4"),
    ("西区", "20", "15.0", "70.0", "12.00", "15.00", "25.0"),
    ("合计", "30", "25.5", "85.0", "19.00", "23.50", "23.7"),
)
KINDS = (
    ("类别", "项目数（个）", "占比"),
    ("工业", "21", "52.5%"),
    ("服务业", "12", "30%"),
    ("农业", "7", "18.5%"),
    ("合计", "40", "100%"),
)


def wrong(table: tuple[tuple[str, ...], ...]) -> list[tuple[int | None, int | None, str]]:
    return [
        (one.at.row, one.at.column, one.kind)
        for one in proofread([Passage(table=table)]).relations
        if one.verdict.value == "inconsistent"
    ]


def test_totals_completion_and_growth_of_a_table_are_recomputed() -> None:
    assert wrong(PROGRESS) == [(3, 4, "ratio"), (4, 3, "sum")]


def test_shares_of_a_table_are_of_its_total() -> None:
    assert wrong(KINDS) == [(4, 3, "share")]


def test_ranks_and_rates_are_not_added_up() -> None:
    table = (("单位", "排名", "完成率"), ("东区", "1", "85%"), ("西区", "2", "70%"), ("合计", "—", "78%"))

    assert proofread([Passage(table=table)]).relations == []


def test_a_total_above_subtotals_is_no_error() -> None:
    table = (("单位", "个数"), ("东区小计", "5"), ("甲镇", "2"), ("乙镇", "3"), ("合计", "5"))

    assert wrong(table) == []

from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading.passages import Passage
from luodi.across.proofreading.selectors import explanations

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


ROWS = (
    ("单位", "工业（亿元）", "农业（亿元）", "服务业（亿元）", "合计（亿元）", "占比"),
    ("东区", "3.0", "1.0", "2.0", "6.0", "30%"),
    ("西区", "4.0", "1.0", "3.0", "9.0", "45%"),
    ("南区", "2.0", "1.0", "2.0", "5.0", "25%"),
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


def test_a_column_called_total_is_the_sum_of_the_others_in_its_row() -> None:
    assert wrong(ROWS) == [(3, 5, "sum")]


def test_a_total_that_the_other_rows_do_not_confirm_is_not_of_these_columns() -> None:
    table = (
        ("单位", "签约", "开工", "合计"),
        ("东区", "5", "2", "9"),
        ("西区", "4", "1", "8"),
        ("南区", "3", "1", "4"),
    )

    assert wrong(table) == []


def test_what_a_figure_of_a_table_was_computed_from_is_told_by_row_and_column() -> None:
    (found,) = [one for one in explanations(proofread([Passage(table=ROWS)])) if one.verdict.value == "inconsistent"]

    assert [one.where for one in found.operands] == ["本表第3行第2列", "本表第3行第3列", "本表第3行第4列"]


def test_a_column_that_the_rows_show_to_be_computed_needs_no_name() -> None:
    table = (
        ("镇", "在册", "复工", "复工比（%）", "停工"),
        ("东镇", "40", "36", "90", "4"),
        ("西镇", "50", "40", "80", "10"),
        ("南镇", "60", "45", "75", "16"),
        ("北镇", "80", "60", "70", "20"),
        ("中镇", "25", "20", "80", "5"),
    )

    assert wrong(table) == [(4, 5, "difference"), (5, 4, "ratio")]


def test_columns_that_agree_in_few_rows_are_not_related() -> None:
    table = (
        ("镇", "人口", "企业", "税收"),
        ("东镇", "40", "36", "4"),
        ("西镇", "50", "40", "10"),
        ("南镇", "60", "45", "9"),
        ("北镇", "80", "60", "31"),
    )

    assert wrong(table) == []

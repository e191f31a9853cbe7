"""RP15 and RP10 as documents: what stands where, what is said when there is nothing, and that nothing is doubled."""

from datetime import date
from decimal import Decimal

from luodi.across.reports.engine.one_pager import Bar, OnePager, Seen, Trouble, one_pager_document, quarters, spans
from luodi.across.reports.engine.order_sheet import OrderEntry, OrderSheet, order_document, state_chart
from luodi.base.core.documents import Note, Paragraph, Table

KINDS = ("交办单", "督办单", "问责建议单")
DAY = date(2023, 6, 30)


def sheet(**changed: object) -> OnePager:
    plain: dict[str, object] = {
        "title": "示例项目",
        "on": DAY,
        "facts": [("项目编号", "P2023-0001"), ("投资方", ""), ("阶段", "落地"), ("备注", "无")],
        "bars": [],
        "money": [],
        "problems": [],
        "orders": [],
        "photos": [],
    }
    return OnePager(**(plain | changed))  # type: ignore[arg-type]  # a test changes one part at a time


def letters(found: OnePager) -> list[list[str]]:
    (gantt,) = [table for table in one_pager_document(found).tables() if table.caption == "挂图作战"]
    return [[cell.text for cell in row.cells] for row in gantt.rows]


def test_the_facts_stand_three_in_a_row_and_what_is_not_known_is_a_dash() -> None:
    table = next(one_pager_document(sheet()).tables())

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["项目编号", "P2023-0001", "投资方", "—", "阶段", "落地"],
        ["备注", "无", "", "", "", ""],
    ]


def test_bars_are_marked_month_by_month_as_planned_done_or_late() -> None:
    bars = [
        Bar("设计", date(2023, 1, 10), date(2023, 2, 20), date(2023, 3, 5)),
        Bar("开工", date(2023, 3, 1), date(2023, 4, 30), None, 61, is_critical=True),
        Bar("竣工", date(2023, 5, 1), date(2023, 8, 31), None),
    ]

    assert letters(sheet(bars=bars)) == [
        ["设计", "2023-02-20", "2023-03-05", "计", "计", "完", "", "", "", "", ""],
        ["★开工", "2023-04-30", "—", "", "", "计", "超", "超", "超", "", ""],
        ["竣工", "2023-08-31", "—", "", "", "", "", "计", "计", "计", "计"],
    ]


def test_a_long_plan_is_told_in_wider_columns() -> None:
    bars = [Bar("建设", date(2021, 1, 1), date(2025, 12, 31), None)]

    (line,) = letters(sheet(bars=bars))

    assert len(line) - 3 == 10
    assert set(line[3:]) == {"计"}


def test_without_plan_money_or_trouble_the_sheet_says_what_to_do() -> None:
    notes = [block.text for block in one_pager_document(sheet()).body if isinstance(block, Note)]

    assert notes == [
        "还没有节点计划，也没有合同约定日期；请在“节点”页编制倒排计划。",
        "还没有已认定的到位资金。",
        "没有未办结的问题和三单。",
    ]


def test_problems_orders_photos_and_money_have_their_tables() -> None:
    told = Trouble("招交〔2023〕1号", "交办单：用地", "资规局", DAY, "办理中")
    found = sheet(
        problems=[told],
        orders=[told],
        photos=[Seen(DAY, "主体施工", "照片.jpg")],
        money=[("2023Q1", Decimal("100.00"))],
    )

    captions = [table.caption for table in one_pager_document(found).tables()]

    assert captions == ["基本情况", "到位资金（按季度，万元）", "未办结的问题", "未办结的三单", "现场照片"]


def test_quarters_without_money_stand_between_and_earlier_ones_are_one_sum() -> None:
    arrivals = [(date(2023, 1, 5), Decimal(10)), (date(2023, 9, 1), Decimal("2.5"))]
    assert quarters(arrivals) == [("2023Q1", Decimal("10.00")), ("2023Q2", Decimal(0)), ("2023Q3", Decimal("2.50"))]

    long = quarters([(date(2020, 2, 1), Decimal(7)), (date(2023, 9, 1), Decimal(1))])
    assert (long[0], len(long)) == (("此前", Decimal("7.00")), 9)
    assert quarters([]) == []


def test_a_bar_begins_where_the_one_before_it_ended() -> None:
    bars = [Bar("签约", None, date(2023, 2, 1), date(2023, 2, 1)), Bar("开工", None, date(2024, 3, 31), None)]

    assert [bar.begins_on for bar in spans(bars)] == [None, date(2023, 2, 1)]


def entry(**changed: object) -> OrderEntry:
    plain: dict[str, object] = {
        "kind": "交办单",
        "number": "招交〔2023〕1号",
        "title": "用地",
        "basis": "会议纪要",
        "demand": "请办理",
        "unit": "资规局",
        "handler": "示例甲",
        "contact": "示例乙",
        "issued_on": DAY,
        "due_on": DAY,
        "signed_on": None,
        "result": "已办",
        "opinion": "",
        "state": "办理中",
        "is_late": False,
    }
    return OrderEntry(**(plain | changed))  # type: ignore[arg-type]  # a test changes one part at a time


def test_orders_are_counted_and_each_kind_has_its_table() -> None:
    entries = [entry(), entry(number="招交〔2023〕2号", is_late=True), entry(kind="督办单", state="已销号")]
    found = order_document(OrderSheet("示例区", "2023年上半年", DAY, entries), KINDS, None)

    opening = found.body[0]
    assert isinstance(opening, Paragraph)
    assert opening.text == "2023年上半年下达三单3件，其中交办单2件、督办单1件；已销号1件，超过时限未办结1件。"
    tables = [block for block in found.body if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [2, 1]
    assert tables[0].rows[1].cells[9].text == "办理中（超期）：已办"
    assert [block.text for block in found.body if isinstance(block, Note)] == ["本期没有下达问责建议单。"]


def test_without_orders_that_is_said_and_nothing_is_drawn() -> None:
    empty = OrderSheet("示例区", "2023年上半年", DAY, [])

    assert state_chart(empty, KINDS) is None
    opening = order_document(empty, KINDS, None).body[0]
    assert isinstance(opening, Paragraph)
    assert "没有下达" in opening.text

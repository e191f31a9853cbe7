"""RP08: the dispatch list as a landscape table."""

import io
from datetime import date
from decimal import Decimal

import docx
import openpyxl
from docx.enum.section import WD_ORIENT

from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow, dispatch_document
from luodi.across.reports.engine.printing import Cover
from luodi.base.core.documents import paragraph, write_docx, write_text, write_xlsx

FULL = DispatchRow(
    project="示例新材料项目",
    investor="示例新材料有限公司",
    total_investment_in_wan=Decimal("12000"),
    signed_on=date(2022, 8, 15),
    contract_start_on=date(2023, 1, 1),
    bottom_line_on=date(2023, 3, 31),
    stage="准备落地",
    responsible="示例街道/张某",
    leader="李某",
)
UNSTARTED = DispatchList("签约未开工", "截止日已正式签约、尚未开工", (FULL, DispatchRow("示例二项目")))
AS_AT = date(2023, 6, 30)


def test_the_list_has_the_columns_that_say_something_and_a_sum() -> None:
    text = write_text(dispatch_document([UNSTARTED], area="松汀区", as_at=AS_AT, cover=Cover()))

    assert text.splitlines() == [
        "松汀区签约未开工项目调度清单",
        "（截至2023年6月30日）",
        "共2个项目，总投资1.20亿元",
        "序号 | 项目 | 投资方 | 总投资（万元） | 签约日 | 合同开工日 | 底线日 | 当前阶段 | 责任单位/人 | 包抓领导",
        "1 | 示例新材料项目 | 示例新材料有限公司 | 12,000 | 2022-08-15 | 2023-01-01 | 2023-03-31 | 准备落地 "
        "| 示例街道/张某 | 李某",
        "2 | 示例二项目 | — | — | — | — | — | — | — | —",
        " | 合计 |  | 12,000 |  |  |  |  |  | ",
        "注：签约未开工指截止日已正式签约、尚未开工；有1个项目未登记总投资，合计中不含；“—”表示没有或尚未掌握。",
    ]


def test_the_pages_lie_on_their_side() -> None:
    word = docx.Document(
        io.BytesIO(write_docx(dispatch_document([UNSTARTED], area="松汀区", as_at=AS_AT, cover=Cover())))
    )

    assert [section.orientation for section in word.sections] == [WD_ORIENT.LANDSCAPE]
    assert len(word.tables[0].columns) == 10


def test_several_sets_make_a_sentence_and_a_captioned_table_each_but_none_for_an_empty_set() -> None:
    talks = DispatchList(
        "超期在谈", "已过时限", (DispatchRow("示例三项目", talks_on=date(2023, 1, 5), overdue_days=86),)
    )
    suspended = DispatchList("停建", "截止日处于停建状态", ())

    document = dispatch_document([UNSTARTED, talks, suspended], area="松汀区", as_at=AS_AT, cover=Cover())

    assert document.title == "松汀区项目调度清单"
    assert [table.caption for table in document.tables()] == ["签约未开工项目", "超期在谈项目"]
    assert [column.header for column in list(document.tables())[1].columns] == [
        "序号",
        "项目",
        "开始洽谈日",
        "超期（天）",
    ]
    assert document.body[0] == paragraph(
        "截至2023年6月30日：签约未开工2个项目，总投资1.20亿元；超期在谈1个项目。没有停建的项目。"
        "同一项目符合几类条件的，在几张清单中分别列出。"
    )


def test_nothing_to_dispatch_is_a_sentence_and_no_table() -> None:
    document = dispatch_document([DispatchList("停建", "停", ())], area="松汀区", as_at=AS_AT, cover=Cover())

    assert document.body == (paragraph("截至2023年6月30日，没有停建的项目，本期不列清单。"),)


def test_the_workbook_holds_numbers_and_days_on_a_sheet_a_list() -> None:
    talks = DispatchList("超期在谈", "已过时限", (DispatchRow("示例三项目", overdue_days=86),))
    data = write_xlsx(dispatch_document([UNSTARTED, talks], area="松汀区", as_at=AS_AT, cover=Cover()))

    book = openpyxl.load_workbook(io.BytesIO(data))
    line = [cell.value for cell in book.worksheets[0][4]]
    assert book.sheetnames == ["签约未开工项目", "超期在谈项目"]
    assert line[:4] == [1, "示例新材料项目", "示例新材料有限公司", 12000]
    assert line[4].date() == date(2022, 8, 15)
    assert [cell.value for cell in book.worksheets[0][6]][:4] == ["", "合计", "", 12000]

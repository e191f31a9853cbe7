"""RP08: the dispatch list as a landscape table."""

import io
from datetime import date
from decimal import Decimal

import docx
import openpyxl
from docx.enum.section import WD_ORIENT

from luodi.across.reports.engine.dispatch import DispatchList, DispatchRow, dispatch_document
from luodi.across.reports.engine.printing import Cover
from luodi.base.core.documents import write_docx, write_text, write_xlsx

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


def test_the_list_has_the_columns_of_the_dispatch_meeting() -> None:
    text = write_text(dispatch_document([UNSTARTED], area="松汀区", as_at=AS_AT, cover=Cover()))

    assert text.splitlines() == [
        "松汀区签约未开工项目调度清单",
        "（截至2023年6月30日）",
        "共2个项目",
        "序号 | 项目 | 投资方 | 总投资（万元） | 签约日 | 合同开工日 | 底线日 | 当前阶段 | 卡点（类别） | 责任单位/人 "
        "| 包抓领导 | 本月目标 | 下月节点 | 色 | 督办次数",
        "1 | 示例新材料项目 | 示例新材料有限公司 | 12,000 | 2022-08-15 | 2023-01-01 | 2023-03-31 | 准备落地 | — "
        "| 示例街道/张某 | 李某 | — | — | — | —",
        "2 | 示例二项目 | — | — | — | — | — | — | — | — | — | — | — | — | —",
        "注：签约未开工指截止日已正式签约、尚未开工；“—”表示没有或尚未掌握。",
    ]


def test_the_pages_lie_on_their_side() -> None:
    word = docx.Document(
        io.BytesIO(write_docx(dispatch_document([UNSTARTED], area="松汀区", as_at=AS_AT, cover=Cover())))
    )

    assert [section.orientation for section in word.sections] == [WD_ORIENT.LANDSCAPE]
    assert len(word.tables[0].columns) == 15


def test_several_sets_make_several_captioned_tables() -> None:
    suspended = DispatchList("停建", "截止日处于停建状态", ())

    document = dispatch_document([UNSTARTED, suspended], area="松汀区", as_at=AS_AT, cover=Cover())

    assert document.title == "松汀区项目调度清单"
    assert [table.caption for table in document.tables()] == ["签约未开工项目", "停建项目"]


def test_the_workbook_holds_numbers_and_days() -> None:
    data = write_xlsx(dispatch_document([UNSTARTED], area="松汀区", as_at=AS_AT, cover=Cover()))

    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    line = [cell.value for cell in sheet[4]]
    assert line[:4] == [1, "示例新材料项目", "示例新材料有限公司", 12000]
    assert line[4].date() == date(2022, 8, 15)
    assert line[8] == "—"

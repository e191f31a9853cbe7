"""One order as an official paper: what stands where, and the receipt that comes back."""

from datetime import date

from luodi.across.reports.engine.order_paper import OrderMark, OrderPaper, paper_document
from luodi.base.core.documents import Note, Paragraph, Table

DAY = date(2023, 7, 3)


def paper(**changed: object) -> OrderPaper:
    plain: dict[str, object] = {
        "kind": "交办单",
        "number": "招交〔2023〕1号",
        "issuer": "示例区招商投资局",
        "unit": "东县",
        "handler": "周正",
        "assists": ("西县",),
        "title": "协调项目用地",
        "text": "一周内完成用地预审\n书面反馈结果。",
        "basis": "区领导批示",
        "project": "示例项目（P2023-0001）",
        "previous": "",
        "signer": "示例乙",
        "contact": "",
        "issued_on": DAY,
        "sign_due_on": date(2023, 7, 4),
        "plan_due_on": date(2023, 7, 6),
        "due_on": date(2023, 7, 12),
    }
    return OrderPaper(**(plain | changed))  # type: ignore[arg-type]  # a test changes one part at a time


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def said(found: OrderPaper) -> list[str]:
    return [block.text for block in paper_document(found).body if isinstance(block, Paragraph | Note)]


def test_an_order_names_unit_matter_people_and_days_and_is_signed_before_its_receipt() -> None:
    document = paper_document(paper())

    facts = next(document.tables())
    assert (document.title, document.number, document.recipients) == (
        "示例区招商投资局交办单",
        "招交〔2023〕1号",
        "东县：",
    )
    assert (document.issuer, document.signed_on) == ("示例区招商投资局", DAY)
    assert rows(facts) == [
        ["事项", "协调项目用地"],
        ["涉及项目", "示例项目（P2023-0001）"],
        ["牵头单位", "东县（承办人：周正）"],
        ["协办单位", "西县"],
        ["签收期限", "2023年7月4日前"],
        ["办理方案期限", "2023年7月6日前"],
        ["办结期限", "2023年7月12日前"],
        ["签发、联系人", "签发：示例乙"],
    ]
    assert said(paper()) == [
        "根据区领导批示，现将下列事项交由你单位办理。请明确专人，按时签收、反馈和办结。",
        "办理要求：一周内完成用地预审。",
        "书面反馈结果。",
    ]


def test_the_receipt_is_the_annex_with_the_places_to_fill_in() -> None:
    (receipt,) = paper_document(paper()).annexes

    table = next(block for block in receipt.body if isinstance(block, Table))
    assert receipt.title == "交办单回执"
    assert [line[0] for line in rows(table)] == [
        "单别文号", "事项", "签收单位", "签收人、电话", "签收日期", "承办人、职务",
        "办理方案", "办理结果", "负责人签字", "核查意见",
    ]  # fmt: skip
    assert table.note == "本回执请填写后交回示例区招商投资局。"


def test_a_complex_matter_lists_its_milestones() -> None:
    marks = (OrderMark("完成勘测", date(2023, 7, 10)), OrderMark("取得批复", date(2023, 7, 28)))

    _, table, _ = paper_document(paper(marks=marks)).tables()

    assert rows(table) == [["1", "完成勘测", "2023-07-10"], ["2", "取得批复", "2023-07-28"]]


def test_a_proposal_of_accountability_asks_for_a_statement() -> None:
    found = paper(kind="问责建议单", is_accountability=True, basis="")

    assert said(found)[0] == "提出问责建议，请你单位作出书面说明。请明确专人，按时签收、反馈和办结。"
    assert ["书面说明期限", "2023年7月6日前"] in rows(next(paper_document(found).tables()))
    receipt = next(block for block in paper_document(found).annexes[0].body if isinstance(block, Table))
    assert "书面说明" in [line[0] for line in rows(receipt)]


def test_a_draft_says_that_it_is_one_and_bears_no_day() -> None:
    found = paper(
        number="", issued_on=None, sign_due_on=None, plan_due_on=None, due_on=None, signer="", is_basis_gone=True
    )
    document = paper_document(found)

    assert (document.number, document.issuer, document.signed_on) == ("（草稿，未下达）", "", None)
    assert said(found)[0] == "本单的依据已不复存在，不得下达。"
    assert ["办理时限", "下达时确定"] in rows(next(document.tables()))
    assert found.name == "交办单（草稿）协调项目用地"

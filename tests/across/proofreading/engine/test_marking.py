"""The marked copy and the list: marks stand in their places, and the text is what it was."""

from io import BytesIO

from docx import Document
from docx.shared import Pt
from openpyxl import load_workbook

from luodi.across.proofreading.engine import listing, marking
from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading import read

TEXT = "全市签约385个，已落地210个，落地率65%，其余不变。"


def word() -> bytes:
    document = Document()
    paragraph = document.add_paragraph("全市签约385个，已落地210个，落")
    bold = paragraph.add_run("地率6")
    bold.bold, bold.font.size = True, Pt(16)
    paragraph.add_run("5%，其余不变。")
    table = document.add_table(rows=4, cols=2)
    for row, texts in enumerate((("单位", "个数"), ("东区", "12"), ("西区", "15"), ("合计", "28"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_document_keeps_its_text_and_look_and_gets_comments() -> None:
    original = word()
    passages = read("a.docx", original)
    proof = proofread(passages)

    marked = marking.marked(proof, marking.marks_of(proof), original)

    document = Document(BytesIO(marked))
    assert read("a.docx", marked) == passages
    # The sign of a comment is a run without text.
    shown = [(run.text, run.bold) for run in document.paragraphs[0].runs if run.text]
    assert shown == [
        ("全市签约385个，已落地210个，", None),
        ("落", None),
        ("地率6", True),
        ("5%", None),
        ("，其余不变。", None),
    ]
    assert [comment.text for comment in document.comments] == [
        "不符：按文中数字（210个、385个）应为55%，文中写作65%，请核对。",
        "不符：按文中数字（12、15）应为27，文中写作28，请核对。",
    ]


def test_comments_are_counted_on_from_those_that_stand_there() -> None:
    document = Document()
    for _ in range(3):
        run = document.add_paragraph().add_run(TEXT)
    document.add_comment(run, text="原有批注", author="某人")
    buffer = BytesIO()
    document.save(buffer)
    proof = proofread(read("a.docx", buffer.getvalue()))

    marked = Document(BytesIO(marking.marked(proof, marking.marks_of(proof), buffer.getvalue())))

    wrong = "不符：按文中数字（210个、385个）应为55%，文中写作65%，请核对。"
    assert [(comment.comment_id, comment.text) for comment in marked.comments] == [
        (0, "原有批注"),
        *((number, wrong) for number in (1, 2, 3)),
    ]


def test_a_run_that_holds_more_than_text_is_not_divided() -> None:
    document = Document()
    run = document.add_paragraph().add_run(TEXT)
    run.add_break()
    run._r.append(run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}sym", {}))
    buffer = BytesIO()
    document.save(buffer)
    proof = proofread(read("a.docx", buffer.getvalue()))

    marked = Document(BytesIO(marking.marked(proof, marking.marks_of(proof), buffer.getvalue())))

    assert len(marked.paragraphs[0].runs[0]._r.findall("{*}sym")) == 1
    assert len(list(marked.comments)) == 1


def test_a_text_becomes_a_document_with_comments() -> None:
    proof = proofread(read("a.txt", TEXT.encode()))

    document = Document(BytesIO(marking.marked(proof, marking.marks_of(proof))))

    assert document.paragraphs[0].text == TEXT
    assert len(list(document.comments)) == 1


def test_what_is_consistent_gets_no_comment() -> None:
    proof = proofread(read("a.txt", "签约385个，已落地210个，落地率55%。".encode()))

    assert marking.marks_of(proof) == []


def test_the_list_has_a_row_for_every_relation() -> None:
    proof = proofread(read("a.txt", TEXT.encode()))

    book = load_workbook(BytesIO(listing.workbook("报告", proof)))

    rows = list(book["核数清单"].iter_rows(min_row=3, values_only=True))
    assert rows == [
        (
            1,
            "第1段",
            "落地率65%",
            "比率",
            "210个、385个",
            "65%",
            "54.55%",
            "不符",
            "按文中数字（210个、385个）应为55%，文中写作65%，请核对。",
        )
    ]

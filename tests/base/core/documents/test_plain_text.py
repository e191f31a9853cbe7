"""A paper as plain text, and its length."""

from datetime import date

from luodi.base.core.documents import (
    Annex,
    Column,
    Document,
    Figure,
    Heading,
    Note,
    Table,
    count_characters,
    paragraph,
    row,
    write_text,
)

TABLE = Table(
    (Column("单位"), Column("个数")), (row("甲街道", "3"),), caption="表1", unit_line="单位：个", note="注：略。"
)
PAPER = Document(
    "上半年总结",
    (Heading("情况"), paragraph("签订合同", Figure("38个", "S01"), "。"), TABLE, Note("附注。")),
    issuer="区招商投资局",
    signed_on=date(2023, 7, 5),
    annexes=(Annex("说明", (Heading("口径"), paragraph("含终止。"))),),
)


def test_the_text_reads_like_the_paper() -> None:
    assert write_text(PAPER).splitlines() == [
        "上半年总结",
        "一、情况",
        "签订合同38个。",
        "表1",
        "单位：个",
        "单位 | 个数",
        "甲街道 | 3",
        "注：略。",
        "附注。",
        "区招商投资局",
        "2023年7月5日",
        "附件",
        "说明",
        "一、口径",
        "含终止。",
    ]


def test_annexes_can_be_left_out() -> None:
    assert "含终止。" not in write_text(PAPER, has_annexes=False)


def test_length_counts_title_headings_and_paragraphs_only() -> None:
    assert count_characters(PAPER) == len("上半年总结情况签订合同38个。")

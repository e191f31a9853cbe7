"""Papers as LibreOffice lays them out: 22 lines of 28 characters, page numbers, headings, tables, 版记."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

import pytest

from luodi.base.core.documents import Column, Document, Heading, Imprint, Table, paragraph, row, write_docx

MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, (210 - 26) * MM
TOP, BOTTOM = 37 * MM, (297 - 35) * MM
TEXT_LINES = 22


class PageLine(Protocol):
    """A line with its place in points from the upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


class Page(Protocol):
    lines: Sequence[PageLine]


Pages = Sequence[Page]


@pytest.fixture(scope="module")
def pages(render: Callable[[bytes], Pages]) -> Pages:
    """One paper with everything that has a place on the page."""
    columns = (Column("序号", "index", 8), Column("单位", width=40), Column("完成", "money", 20))
    rows = tuple(row(str(number), f"示例街道{number}", "64.10") for number in range(1, 41))
    document = Document(
        "上半年招商投资促进工作总结",
        (
            # Title and a blank line, then 19 lines: the heading would be the 22nd line of page 1.
            paragraph("国" * (28 * 19 - 2)),
            Heading("孤行标题应随正文转页"),
            paragraph("家" * (28 * 25 - 2)),
            Heading("二级标题", 2),
            paragraph("文" * 26),
            Table(columns, rows, caption="表一完成情况"),
        ),
        issuer="松汀区招商投资局",
        signed_on=date(2023, 7, 5),
        imprint=Imprint("区委办公室", "松汀区招商投资局办公室", date(2023, 7, 6)),
    )
    return render(write_docx(document))


def text_lines(page: Page) -> list[PageLine]:
    return [line for line in page.lines if not line.text.startswith("—")]


def test_a_full_page_has_22_lines_of_28_characters(pages: Pages) -> None:
    second = text_lines(pages[1])

    assert len(second) == TEXT_LINES
    full = [line for line in second if set(line.text) == {"家"}]
    assert [len(line.text) for line in full[1:20]] == [28] * 19
    assert len(full[0].text) == 26


def test_the_text_stays_inside_the_text_block(pages: Pages) -> None:
    full = [line for line in text_lines(pages[1]) if len(line.text) == 28]

    assert all(abs(line.left - LEFT) < 1 and abs(line.right - RIGHT) < 2 for line in full)
    assert min(line.top for line in text_lines(pages[1])) > TOP - 3
    assert max(line.bottom for line in text_lines(pages[1])) < BOTTOM + 3


def test_the_first_line_of_a_paragraph_is_indented_by_two_characters(pages: Pages) -> None:
    first, second = [line for line in text_lines(pages[0]) if set(line.text) == {"国"}][:2]

    assert first.left - second.left == pytest.approx(31.5, abs=0.6)


def test_no_heading_is_left_at_the_foot_of_a_page(pages: Pages) -> None:
    assert text_lines(pages[0])[-1].text == "国" * 28
    assert text_lines(pages[1])[0].text == "一、孤行标题应随正文转页"


def test_page_numbers_alternate_one_character_from_the_edge_seven_millimetres_below(pages: Pages) -> None:
    numbers = [next(line for line in page.lines if line.text.startswith("—")) for page in pages]

    assert [number.text for number in numbers][:3] == ["—1—", "—2—", "—3—"]
    assert numbers[0].right == pytest.approx(RIGHT - 14, abs=2)
    assert numbers[1].left == pytest.approx(LEFT + 14, abs=2)
    assert (numbers[0].top + numbers[0].bottom) / 2 == pytest.approx(BOTTOM + 7 * MM + 7, abs=4)


def test_a_table_repeats_its_header_on_the_next_page(pages: Pages) -> None:
    headed = [page for page in pages if any(line.text == "序号单位完成" for line in page.lines)]

    assert len(headed) >= 2
    assert text_lines(headed[1])[0].text == "序号单位完成"


def test_the_caption_stands_on_the_page_of_its_table(pages: Pages) -> None:
    page = next(page for page in pages if any(line.text == "表一完成情况" for line in page.lines))

    texts = [line.text for line in page.lines]
    assert texts[texts.index("表一完成情况") + 1] == "序号单位完成"


def test_the_imprint_hangs_at_the_foot_of_the_last_page(pages: Pages) -> None:
    last = text_lines(pages[-1])[-1]

    assert last.text == "松汀区招商投资局办公室2023年7月6日印发"
    assert BOTTOM - 25 < last.bottom < BOTTOM + 2

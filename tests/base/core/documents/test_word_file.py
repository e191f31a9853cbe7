"""What stands in the Word file: measures, fonts, sizes and styles of GB/T 9704-2012, as exact XML."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from lxml import etree

from luodi.base.core.documents import (
    Annex,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Imprint,
    PageBreak,
    Table,
    Text,
    paragraph,
    row,
    write_docx,
)

Part = Callable[[bytes, str], etree._Element]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = Table((Column("单位"), Column("完成", "money")), (row("甲街道", "64.10"),), caption="表1")


def paper(*blocks: Block, **parts: Any) -> Document:
    return Document("2023年上半年招商投资促进工作总结", blocks, **parts)


def style(styles: etree._Element, style_id: str) -> etree._Element:
    found = styles.find(f"{W}style[@{W}styleId='{style_id}']")
    assert found is not None, style_id
    return found


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def test_the_page_is_a4_with_a_text_block_of_156_by_225_millimetres(part: Part) -> None:
    body = part(write_docx(paper(paragraph("正文。"))), "word/document.xml")

    section = body.find(f".//{W}sectPr")
    assert section is not None
    assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("11906", "16838")
    margins = {side: value(section, "pgMar", side) for side in ("top", "right", "bottom", "left", "footer")}
    assert margins == {"top": "2098", "right": "1474", "bottom": "1984", "left": "1587", "footer": "1307"}
    assert (value(section, "docGrid", "type"), value(section, "docGrid", "linePitch")) == ("lines", "579")


@pytest.mark.parametrize(
    ("style_id", "name", "font", "half_points"),
    [
        ("Title", "Title", "方正小标宋简体", "44"),
        ("BodyText", "Body Text", "仿宋_GB2312", "32"),
        ("Heading1", "heading 1", "黑体", "32"),
        ("Heading2", "heading 2", "楷体_GB2312", "32"),
        ("Heading3", "heading 3", "仿宋_GB2312", "32"),
        ("Heading4", "heading 4", "仿宋_GB2312", "32"),
        ("AnnexMark", "Annex Mark", "黑体", "32"),
        ("Footer", "footer", "宋体", "28"),
    ],
)
def test_each_style_has_the_font_and_size_of_the_standard(
    part: Part, style_id: str, name: str, font: str, half_points: str
) -> None:
    styles = part(write_docx(paper(paragraph("正文。"))), "word/styles.xml")

    found = style(styles, style_id)
    assert value(found, "name") == name
    assert [value(found, "rPr/rFonts", script) for script in ("ascii", "hAnsi", "eastAsia")] == [font] * 3
    assert (value(found, "rPr/sz"), value(found, "rPr/b")) == (half_points, "0")


def test_body_text_is_indented_two_characters_on_exact_lines_without_widow_control(part: Part) -> None:
    body = style(part(write_docx(paper(paragraph("正文。"))), "word/styles.xml"), "BodyText")

    assert (value(body, "pPr/ind", "firstLineChars"), value(body, "pPr/ind", "firstLine")) == ("200", "630")
    assert (value(body, "pPr/spacing", "line"), value(body, "pPr/spacing", "lineRule")) == ("579", "exact")
    assert value(body, "pPr/widowControl") == "0"
    assert value(body, "rPr/spacing") == "-5"


def test_headings_are_real_headings_with_generated_numbers() -> None:
    blocks = (
        Heading("工作情况"),
        Heading("机制", 2),
        Heading("调度", 3),
        Heading("半月", 4),
        Heading("活动", 2),
        Heading("打算"),
        Heading("结构", 2),
        Heading("附则", 1, is_numbered=False),
    )

    word = docx.Document(io.BytesIO(write_docx(paper(*blocks))))

    headings = [(p.style.name, p.text) for p in word.paragraphs if p.style and (p.style.name or "").startswith("Head")]
    assert headings == [
        ("Heading 1", "一、工作情况"),
        ("Heading 2", "（一）机制"),
        ("Heading 3", "1.调度"),
        ("Heading 4", "（1）半月"),
        ("Heading 2", "（二）活动"),
        ("Heading 1", "二、打算"),
        ("Heading 2", "（一）结构"),
        ("Heading 1", "附则"),
    ]


def test_headings_stay_with_what_follows_and_show_in_the_navigation(part: Part) -> None:
    styles = part(write_docx(paper(paragraph("正文。"))), "word/styles.xml")

    for level in (1, 2, 3, 4):
        heading = style(styles, f"Heading{level}")
        assert heading.find(f"{W}pPr/{W}keepNext") is not None
        assert value(heading, "pPr/outlineLvl") == str(level - 1)
    assert value(style(styles, "AnnexTitle"), "pPr/outlineLvl") == "0"


def test_every_run_names_its_chinese_font(part: Part) -> None:
    document = paper(
        Heading("情况"),
        paragraph("签订正式合同", Figure("38个", "S01"), "。", Text("重点。", is_strong=True)),
        TABLE,
        annexes=(Annex("清单", (TABLE,)),),
        imprint=Imprint("区委办公室", "区招商投资局", date(2023, 7, 6)),
        issuer="区招商投资局",
        signed_on=date(2023, 7, 5),
    )
    data = write_docx(document)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
    runs = [run for name in texts for run in part(data, name).iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert len(runs) > 20
    assert [run for run in runs if value(run, "rPr/rFonts", "eastAsia") is None] == []


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(part: Part) -> None:
    data = write_docx(paper(paragraph("正文。")))

    settings = part(data, "word/settings.xml")
    footers = [part(data, f"word/footer{number}.xml") for number in (1, 2)]
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    assert [value(footer, "p/pPr/jc") for footer in footers] == ["right", "left"]
    assert [value(footer, "p/pPr/ind", side) for footer, side in zip(footers, ("right", "left"), strict=True)] == [
        "280",
        "280",
    ]
    for footer in footers:
        assert [text.text for text in footer.iter(f"{W}t")] == ["— ", "1", " —"]
        assert [code.text for code in footer.iter(f"{W}instrText")] == [" PAGE "]


def test_a_long_title_is_one_paragraph_of_balanced_lines(part: Part) -> None:
    document = Document("关于2023年上半年全区招商引资重点项目签约开工和到位资金情况的通报", (paragraph("正文。"),))

    body = part(write_docx(document), "word/document.xml")

    title = next(p for p in body.iter(f"{W}p") if value(p, "pPr/pStyle") == "Title")
    assert [text.text for text in title.iter(f"{W}t")] == [
        "关于2023年上半年全区招商引资重点",
        "项目签约开工和到位资金情况的通报",
    ]
    assert len(list(title.iter(f"{W}br"))) == 1


def test_a_figure_leads_to_the_row_that_explains_it_only_if_that_row_is_printed(part: Part) -> None:
    text = paragraph("合同", Figure("38个", "S01", "S01 新签正式合同项目数"), "。")
    sources = Annex("数据溯源表", (Table((Column("代码"),), (row("S01", anchor="S01"),)),))

    with_annex = part(write_docx(paper(text, annexes=(sources,))), "word/document.xml")
    without = part(write_docx(paper(text)), "word/document.xml")

    (link,) = with_annex.iter(f"{W}hyperlink")
    (bookmark,) = with_annex.iter(f"{W}bookmarkStart")
    assert link.get(f"{W}anchor") == bookmark.get(f"{W}name") == "source_1"
    assert link.get(f"{W}tooltip") == "S01 新签正式合同项目数"
    assert "".join(t.text or "" for t in link.iter(f"{W}t")) == "38个"
    assert list(without.iter(f"{W}hyperlink")) == []
    assert "合同38个。" in "".join(t.text or "" for t in without.iter(f"{W}t"))


def test_a_wide_table_stands_on_a_landscape_page_and_the_text_goes_on_upright(part: Part) -> None:
    wide = Table(TABLE.columns, TABLE.rows, is_wide=True)

    body = part(write_docx(paper(paragraph("前。"), wide, paragraph("后。"))), "word/document.xml")

    sizes = [
        (value(s, "pgSz", "w"), value(s, "pgSz", "h"), value(s, "pgSz", "orient")) for s in body.iter(f"{W}sectPr")
    ]
    assert [size[:2] for size in sizes] == [("11906", "16838"), ("16838", "11906"), ("11906", "16838")]
    assert sizes[1][2] == "landscape"
    (table,) = body.iter(f"{W}tbl")
    assert value(table, "tblPr/tblW", "w") == "12756"


def test_an_annex_begins_on_its_own_page_with_its_mark_and_its_title(part: Part) -> None:
    document = paper(paragraph("正文。"), annexes=(Annex("甲表", (TABLE,)), Annex("乙表", (paragraph("文。"),))))

    word = docx.Document(io.BytesIO(write_docx(document)))

    texts = [(p.style.style_id if p.style else "", p.text) for p in word.paragraphs if p.text]
    assert ("AnnexList", "附件：1.甲表") in texts
    assert ("AnnexList", "2.乙表") in texts
    marks = [p for p in word.paragraphs if p.style and p.style.style_id == "AnnexMark"]
    assert [mark.text for mark in marks] == ["附件1", "附件2"]
    assert [mark.paragraph_format.page_break_before for mark in marks] == [True, True]
    assert [text for kind, text in texts if kind == "AnnexTitle"] == ["甲表", "乙表"]


def test_a_single_annex_has_no_number() -> None:
    word = docx.Document(io.BytesIO(write_docx(paper(paragraph("正文。"), annexes=(Annex("甲表", (TABLE,)),)))))

    texts = [p.text for p in word.paragraphs if p.text]
    assert "附件：甲表" in texts
    assert "附件" in texts


def test_a_page_break_is_carried_by_what_follows(part: Part) -> None:
    document = paper(paragraph("前。"), PageBreak(), paragraph("后。"), PageBreak(), Table(TABLE.columns, TABLE.rows))

    body = part(write_docx(document), "word/document.xml")

    broken = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in broken] == ["后。", "单位"]


def test_the_red_head_carries_the_number_and_a_red_rule(part: Part) -> None:
    document = paper(paragraph("正文。"), masthead="示例区招商投资局文件", number="示招办〔2023〕5号")

    data = write_docx(document)

    styles = part(data, "word/styles.xml")
    assert value(style(styles, "Masthead"), "rPr/color") == "FF0000"
    assert value(style(styles, "DocumentNumber"), "pPr/pBdr/bottom", "color") == "FF0000"
    kinds = [value(p, "pPr/pStyle") for p in part(data, "word/document.xml").iter(f"{W}p")]
    assert kinds[:5] == ["Masthead", "Normal", "DocumentNumber", "Normal", "Title"]


def test_the_imprint_is_a_text_box_at_the_foot_of_the_last_page(part: Part) -> None:
    imprint = Imprint("区委办公室，区政府办公室", "示例区招商投资局办公室", date(2023, 7, 6))

    body = part(write_docx(paper(paragraph("正文。"), imprint=imprint)), "word/document.xml")

    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    (anchor,) = body.iter(f"{drawing}anchor")
    vertical = anchor.find(f"{drawing}positionV")
    assert vertical is not None
    assert vertical.get("relativeFrom") == "margin"
    assert [child.text for child in vertical] == ["bottom"]
    words = "".join(text.text or "" for text in anchor.iter(f"{W}t"))
    assert words == "抄送：区委办公室，区政府办公室。示例区招商投资局办公室2023年7月6日印发"


def test_characters_no_file_may_hold_are_left_out(part: Part) -> None:
    body = part(write_docx(paper(paragraph("项目\x0b名\x00称<&>\ud800"))), "word/document.xml")

    assert "项目名称<&>" in "".join(text.text or "" for text in body.iter(f"{W}t"))


def test_the_font_table_names_stand_ins_for_computers_without_the_official_fonts(part: Part) -> None:
    fonts = part(write_docx(paper(paragraph("正文。"))), "word/fontTable.xml")

    stand_ins = {font.get(f"{W}name"): value(font, "altName") for font in fonts}
    assert stand_ins["仿宋_GB2312"] == "仿宋"
    assert stand_ins["楷体_GB2312"] == "楷体"


PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "tabs", "kinsoku", "wordWrap"),
    *("overflowPunct", "adjustRightInd", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
)


def test_paragraph_properties_stand_in_the_order_of_the_schema(part: Part) -> None:
    document = paper(
        Heading("情况"),
        PageBreak(),
        TABLE,
        Table(TABLE.columns, TABLE.rows, is_wide=True),
        paragraph("后。"),
        annexes=(Annex("清单", (TABLE,)),),
        imprint=Imprint("区委办公室", "区招商投资局", date(2023, 7, 6)),
        issuer="区招商投资局",
        signed_on=date(2023, 7, 5),
    )
    data = write_docx(document)

    found = [*part(data, "word/document.xml").iter(f"{W}pPr"), *part(data, "word/styles.xml").iter(f"{W}pPr")]
    assert len(found) > 40
    for properties in found:
        places = [PARAGRAPH_ORDER.index(etree.QName(child).localname) for child in properties]
        assert places == sorted(places), etree.tostring(properties)


def test_the_same_content_gives_the_same_bytes_and_other_content_others() -> None:
    document = paper(paragraph("合同38个。"), TABLE, signed_on=date(2023, 7, 5), issuer="区招商投资局")

    first, second = write_docx(document), write_docx(document)

    assert first == second
    assert write_docx(paper(paragraph("合同39个。"), TABLE)) != first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        core = archive.read("docProps/core.xml").decode("utf-8")
    assert "2023-07-05T00:00:00Z" in core
    assert "区招商投资局" in core

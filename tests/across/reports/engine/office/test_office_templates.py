"""An office's Word file as a template: marks that Word has split, conditions, repetitions, faults with their places."""

import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal

import docx
import pytest
from docx.document import Document as WordDocument

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.compose import Item, Material
from luodi.across.reports.engine.office.filling import Filled, Manner
from luodi.across.reports.engine.office.template import OfficeTemplate, blocks_of
from luodi.across.reports.rules.templates import KINDS
from luodi.across.reports.selectors.office_material import vocabulary
from luodi.base.core.errors import BusinessError


def figure(code: str, raw: object, unit: str, text: str = "", why: str = "") -> FigureValue:
    value = None if raw is None else Decimal(str(raw))
    return FigureValue(code, code, value, unit, text or ("" if value is None else str(value)), why)


BOOK = FigureBook(
    {
        "S01": figure("S01", 38, "个"),
        "S02": figure("S02", "64.15", "亿元", "64.15"),
        "S09.n": figure("S09.n", None, "%", why="上年同期为零"),
        "S09.v": figure("S09.v", "12.94", "%", "12.9"),
        "P15.ytd": figure("P15", 0, "个"),
        "P03": figure("P03", "40.1515", "%", "40.2"),
        "C10": figure("C10", "8.9", "亿元", "8.90"),
        "S01.ytd@QJ-E": figure("S01", 9, "个"),
        "S01.ytd@QJ-W": figure("S01", 4, "个"),
        "总投资@u1": figure("", "85000", "万元"),
    }
)
MATERIAL = Material(
    BOOK,
    {"单位": "示例区", "半年": "上半年"},
    {
        "单位": (
            Item({"code": "QJ-E", "名称": "东县", "序号": "1"}),
            Item({"code": "QJ-W", "名称": "西县", "序号": "2"}),
        ),
        "项目：停建": (Item({"code": "u1", "项目": "预制菜项目", "序号": "1"}),),
        "产业链": (),
    },
)


def office(*paragraphs: str | Sequence[str], table: Sequence[Sequence[str]] = ()) -> WordDocument:
    """A Word file; a paragraph given as parts has a run for each, as Word leaves it."""
    made = docx.Document()
    for given in paragraphs:
        paragraph = made.add_paragraph()
        for part in (given,) if isinstance(given, str) else given:
            paragraph.add_run(part)
    if table:
        grid = made.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return made


def saved(document: WordDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def filled(document: WordDocument, *, is_masked: bool = False) -> Filled:
    return OfficeTemplate(saved(document)).fill(MATERIAL, Manner(500, is_masked))


def said(*paragraphs: str | Sequence[str], is_masked: bool = False) -> list[str]:
    return [block.text for block in blocks_of(filled(office(*paragraphs), is_masked=is_masked).content)]


def faults(*paragraphs: str, kind: str = "RP04", table: Sequence[Sequence[str]] = ()) -> list[str]:
    template = OfficeTemplate(saved(office(*paragraphs, table=table)))
    return [str(fault) for fault in template.faults(vocabulary(KINDS[kind]))]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("{{单位}}签约{{S01}}", "示例区签约38个"),
        ("｛｛S01｝｝", "38个"),
        ("{{S02}}", "64.15亿元"),
        ("{{S02:1}}", "64.2亿元"),
        ("{{S02:1|截尾}}", "64.1亿元"),
        ("{{S02|万元}}", "641500万元"),
        ("{{S02|万元|数值}}", "641500"),
        ("{{P03|截尾}}", "40.1%"),
        ("{{S09.v|同比}}", "同比增长12.9%"),
        ("{{S09.n|同比}}", "—"),
        ("{{有则写}}，{{S09.n|同比}}{{结束}}完", "完"),
        ("{{有则写}}{{S09.v|同比}}{{结束}}", "同比增长12.9%"),
        ("{{非零则写}}退回{{P15.ytd}}{{否则}}没有退回{{结束}}", "没有退回"),
        ("{{如果 C10 > 0}}还差{{C10}}{{结束}}", "还差8.9亿元"),
        ("{{如果 P03 ≥ 50}}过半{{否则}}未过半{{结束}}", "未过半"),
        ("{{如果 S09.n > 0}}增{{否则}}无从比较{{结束}}", "无从比较"),
        ("{{逐个 单位 用、连}}{{项.名称}}{{项.S01.ytd}}{{结束}}。", "东县9个、西县4个。"),
        ("{{逐个 单位 前1}}{{项.名称}}{{结束}}", "东县"),
        ("{{逐个 项目：停建}}{{项.项目}}{{项.总投资|亿元}}{{结束}}", "预制菜项目8.5亿元"),
        ("甲{{有则写}}其中：{{逐个 产业链}}{{项.名称}}{{结束}}{{结束}}", "甲"),
    ],
)
def test_marks_are_said(written: str, printed: str) -> None:
    assert said(written) == [printed]


def test_a_mark_that_word_has_split_keeps_the_format_of_its_beginning() -> None:
    document = office(["签约", "{{S", "01", "}}", "，很好"])
    document.paragraphs[0].runs[1].bold = True

    (paragraph,) = docx.Document(io.BytesIO(filled(document).content)).paragraphs

    assert [(run.text, run.bold) for run in paragraph.runs] == [("签约", None), ("38个", True), ("，很好", None)]


def test_words_without_marks_stay_as_they_were_written() -> None:
    document = office("{{S01}}", ["粗", "细"])
    document.paragraphs[1].runs[0].bold = True
    document.paragraphs[1].style = document.styles["Heading 1"]
    document.sections[0].header.paragraphs[0].text = "{{单位}}文件"

    made = docx.Document(io.BytesIO(filled(document).content))

    assert (made.paragraphs[1].style.name, [run.bold for run in made.paragraphs[1].runs]) == ("Heading 1", [True, None])
    assert made.sections[0].header.paragraphs[0].text == "示例区文件"
    assert made.styles.element.xml == document.styles.element.xml


def test_paragraphs_between_marks_of_their_own_are_written_or_left_out() -> None:
    lines = ["{{非零则写}}", "退回{{P15.ytd}}。", "请说明。", "{{结束}}", "{{有则写}}", "{{S01}}", "{{结束}}", "末"]

    assert said(*lines) == ["38个", "末"]


def test_a_row_that_begins_with_a_repetition_is_written_for_each_item() -> None:
    document = office(
        "{{单位}}",
        table=[["单位", "个数"], ["{{逐个 单位}}{{项.名称}}", "{{项.S01.ytd|数值}}"], ["合计", "{{S01|数值}}"]],
    )

    blocks = blocks_of(filled(document).content)

    assert blocks[1].rows == (("单位", "个数"), ("东县", "9"), ("西县", "4"), ("合计", "38"))


def test_what_cannot_be_said_is_a_dash_and_named_with_its_place() -> None:
    made = filled(office("一", "{{S09.n|同比}}"))

    assert [(one.place, one.name, one.why) for one in made.unsaid] == [("第2段", "S09.n", "上年同期为零")]


def test_a_masked_paper_shows_no_value() -> None:
    assert said("签约{{S01}}，{{S02|万元}}，{{S09.v|同比}}", is_masked=True) == ["签约**个，**万元，同比增长**%"]


def test_the_same_material_gives_the_same_bytes() -> None:
    content = saved(office("{{S01}}", table=[["{{逐个 单位}}{{项.名称}}"]]))
    template = OfficeTemplate(content)

    papers = [template.fill(MATERIAL, Manner(500)).content for _ in range(2)]
    again = OfficeTemplate(content).fill(MATERIAL, Manner(500)).content

    assert papers[0] == papers[1] == again


def test_a_list_longer_than_the_bound_is_refused() -> None:
    with pytest.raises(BusinessError, match="有2项，超过1行的上限"):
        OfficeTemplate(saved(office("{{逐个 单位}}{{项.名称}}{{结束}}"))).fill(MATERIAL, Manner(1))


def test_every_fault_is_named_at_once_with_its_place() -> None:
    found = faults(
        "签约{{S01x}}个",
        "{{S01.month}}",
        "",
        "{{有则写}}{{S01}}",
        table=[["{{Z9}}", "好"], ["{{逐个 客商}}{{项.名称}}", "{{项.S01}}"]],
    )

    assert found == [
        "第3段“{{有则写}}{{S01}}”：“有则写”没有对应的“结束”：写在同一段里，或两者各自单独成段",
        "第1段“签约{{S01x}}个”：没有代码为 S01x 的指标，请查看“口径说明”里的代码",
        "第2段“{{S01.month}}”：半年总结的时期是半年，S01（新签正式合同项目数）没有“本月”，请写 .period（本期）或 .ytd（年初至今）",
        "第1个表第1行第1格“{{Z9}}”：没有代码为 Z9 的指标，请查看“口径说明”里的代码",
        "第1个表第2行：没有“客商”这种列表，可以逐个写的是：单位、产业链、项目",
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{{S06}}", "指标 S06 分为 S06.n、S06.v，请写明是哪一个"),
        ("{{s01}}", "没有代码为 s01 的指标，是不是 S01"),
        ("{{P10.ytd}}", "P10（签约未开工项目数）看的是截止日的情况，没有“年初至今”，请写 P10"),
        ("{{S01.r36}}", "S01（新签正式合同项目数）没有“近三年”窗口，请去掉 .r36"),
        ("{{S01~B}}", "S01（新签正式合同项目数）不分口径，请去掉 ~B"),
        ("{{S01|同比}}", "S01 不是增幅，不能写“同比”，请用 S09、C08 等同比指标"),
        ("{{S01|万元}}", "S01 不是金额，不能写成万元"),
        ("{{S01|增加}}", "不认识“|增加”这种说法"),
        ("{{S01:9}}", "小数位数最多 4 位"),
        ("{{县名}}", "没有“县名”这个名称"),
        ("{{项.名称}}", "“项.名称”只能写在“逐个”的段落或表格行里"),
        ("{{逐个 单位}}{{逐个 产业链}}{{项.名称}}{{结束}}{{结束}}", "“逐个”里面不能再套“逐个”"),
        ("{{逐个 单位 前9999}}{{项.名称}}{{结束}}", "“前9999”应在 1 到 500 之间"),
        ("{{逐个 项目}}{{项.项目}}{{结束}}", "请写明是哪一类项目，如“逐个 项目：签约未开工”"),
        ("{{结束}}", "“结束”前面没有对应的"),
        ("{{否则}}", "“否则”只能在“如果”“有则写”里写一次"),
        ("{{有则写}}文字{{结束}}", "“有则写”里没有数据"),
        ("{{S01", "“{{”没有配对的“}}”"),
        ("{{}}", "括号里是空的"),
        ("{{表 全部}}", "没有名为“全部”的表，可以插入的是：主要指标、下级单位、产业链"),
        ("见{{表 主要指标}}", "插入表格、图的一段里不能再有别的文字"),
        ("{{如果 C10}}甲{{结束}}", "条件应写作“如果 C10 > 0”"),
        ("没有占位", "没有一处数据"),
        ("{% for x in y %}{{S01}}{% endfor %}{{x.__class__}}", "没有代码为"),
    ],
)
def test_a_fault_says_what_to_do(written: str, says: str) -> None:
    found = faults(written)

    assert any(says in fault for fault in found), found


def test_a_month_template_takes_the_month() -> None:
    assert faults("{{S01.month}}", kind="RP02") == []
    assert "可用于任一时期" in faults("{{S01.month}}", kind="RP00")[0]


def test_too_deep_conditions_are_refused() -> None:
    assert "条件套得太深" in faults("{{有则写}}" * 40 + "{{S01}}" + "{{结束}}" * 40)[0]


def container(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def with_macro() -> bytes:
    source = zipfile.ZipFile(io.BytesIO(saved(office("{{S01}}"))))
    return container(**{name: source.read(name) for name in source.namelist()}, **{"word/vbaProject.bin": b"x"})


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, "加密文档或旧版"),
        (lambda: b"PK\x03\x04 torn", "已损坏，打不开"),
        (lambda: saved(office("{{S01}}"))[:3000], "已损坏，打不开"),
        (lambda: b"%PDF-1.7", "应是 Word 文档"),
        (with_macro, "带有宏"),
        (lambda: container(**{"[Content_Types].xml": b"", "word/media/a": b"0" * (65 * 1024 * 1024)}), "解压后过大"),
        (lambda: container(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b""}), "没有 Word 正文"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(made: Callable[[], bytes], says: str) -> None:
    with pytest.raises(BusinessError, match=says):
        OfficeTemplate(made())

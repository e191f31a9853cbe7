"""Every kind of file gives the same passages; every file that cannot be read gets a sentence that says what to do."""

import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfWriter

from luodi.across.proofreading.engine.reading import LARGEST, read
from luodi.across.proofreading.engine.reading.passages import Passage, passages_of_lines
from luodi.base.core.errors import BusinessError

TEXT = "全市签约项目385个，已落地210个，落地率55%。"


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(*lines: str) -> bytes:
    """A page whose font maps two-byte codes to signs, as word processors write it."""
    signs = sorted(set("".join(lines)))
    codes = {sign: number for number, sign in enumerate(signs, start=1)}
    mapping = "\n".join(f"<{code:04X}> <{ord(sign):04X}>" for sign, code in codes.items())
    table = f"beginbfchar\n{mapping}\nendbfchar".encode()
    shown = "".join(
        f"1 0 0 1 50 {800 - 20 * row} Tm <{''.join(f'{codes[sign]:04X}' for sign in line)}> Tj "
        for row, line in enumerate(lines)
    )
    content = zlib.compress(f"BT /F1 12 Tf {shown} ET".encode())
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table),
        b"<< /Type /Font /Subtype /CIDFontType2 /DW 1000 >>",
    ]
    written, places = b"%PDF-1.7\n", [b"0000000000 65535 f \n"]
    for number, part in enumerate(parts, start=1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 %d\n%s" % (len(places), b"".join(places))
    trailer = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(places), len(written))
    return written + table + trailer


def locked(*, password: str) -> bytes:
    """The same page behind a password, or (empty) with editing forbidden."""
    writer, buffer = PdfWriter(clone_from=BytesIO(pdf(TEXT))), BytesIO()
    writer.encrypt(password, "owner", algorithm="AES-256")
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_each_encoding(encoding: str) -> None:
    assert read("a.txt", TEXT.encode(encoding)) == [Passage(TEXT)]


def test_a_word_document_is_read_with_its_tables_in_their_order() -> None:
    document = Document()
    document.add_paragraph(TEXT)
    table = document.add_table(rows=2, cols=2)
    for row, texts in enumerate((("单位", "个数"), ("东区", "12"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_paragraph("")
    document.add_paragraph("完")
    buffer = BytesIO()
    document.save(buffer)

    assert read("a.docx", buffer.getvalue()) == [
        Passage(TEXT),
        Passage(table=(("单位", "个数"), ("东区", "12"))),
        Passage("完"),
    ]


def test_a_page_is_read_without_its_scripts() -> None:
    page = (
        f"<html><head><meta charset='gb2312'><style>p{{x:1}}</style></head><body><p>{TEXT}</p><script>var a=3;</script>\
<table><tr><th>单位</th><th>个数</th></tr><tr><td>东区</td><td>12</td></tr></table></body></html>"
    )

    assert read("a.html", page.encode("gb18030")) == [
        Passage(TEXT),
        Passage(table=(("单位", "个数"), ("东区", "12"))),
    ]


def test_a_pdf_with_text_is_read_line_by_line() -> None:
    assert read("a.pdf", pdf("全市签约项目共三百八十五个整，其中已", "落地210个。")) == [
        Passage("全市签约项目共三百八十五个整，其中已\n落地210个。")
    ]


def test_a_pdf_that_only_forbids_editing_is_read() -> None:
    assert read("a.pdf", locked(password="")) == [Passage(TEXT)]


def test_lines_with_tabs_are_the_rows_of_a_table() -> None:
    lines = "附表\n单位：亿元\n单位\t计划\t完成\n东区\t10\t8.5\n西区\t20\t\n说明\t见正文。\n"

    assert read("a.txt", lines.encode()) == [
        Passage("附表"),
        Passage("单位：亿元"),
        Passage(table=(("单位", "计划", "完成"), ("东区", "10", "8.5"), ("西区", "20", ""))),
        Passage("说明\t见正文。"),
    ]


def test_a_line_that_was_full_goes_on_and_a_heading_does_not() -> None:
    full = "今年以来全市招商系统共签约各类招商引资项目合计达到"

    passages = passages_of_lines(["一、基本情况", full, "385个。", "二、问题", full, "（一）质量不高"])

    assert [passage.text for passage in passages] == [
        "一、基本情况",
        f"{full}\n385个。",
        "二、问题",
        full,
        "（一）质量不高",
    ]


def test_a_number_that_is_broken_off_goes_on_and_the_cells_of_a_table_do_not() -> None:
    broken = ["全年签约项目38", "5个，其中已落地21", "0个，落地率", "55%。"]
    cells = ["单位", "签约", "落地率", "东区", "385", "55%"]

    assert [passage.text for passage in passages_of_lines(broken)] == ["\n".join(broken)]
    assert [passage.text for passage in passages_of_lines(cells)] == cells


def with_macros() -> bytes:
    buffer = BytesIO(word(TEXT))
    with ZipFile(buffer, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return buffer.getvalue()


def of_an_unknown_version() -> bytes:
    content = bytearray(word(TEXT))
    content[content.index(b"PK\x01\x02") + 6] = 200
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("a.docx", with_macros(), "macros", "不带宏"),
        ("a.docm", b"PK", "macros", "不带宏"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"x" * 600, "encrypted", "另存为 .docx"),
        ("a.docx", b"PK\x03\x04 broken", "damaged", "另存为 .docx"),
        ("a.docx", word(TEXT)[:900], "damaged", "另存为 .docx"),
        ("a.docx", of_an_unknown_version(), "damaged", "另存为 .docx"),
        ("a.pdf", b"no pdf at all", "damaged", "重新导出"),
        ("a.pdf", pdf(TEXT)[:700], "damaged", "重新导出"),
        ("a.pdf", locked(password="secret"), "encrypted", "去掉密码"),
        ("a.pdf", pdf(" "), "no_text", "文字识别"),
        ("a.txt", b"\x00\x01\x02\xff", "encoding", "另存"),
        ("a.txt", b"  \n ", "empty", "空的"),
        ("a.xlsx", b"PK", "kind", ".docx、.txt、.pdf、.html"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "kind", "另存为 .docx"),
        ("a.wps", b"x", "kind", "另存为 .docx"),
        ("a.txt", b"x" * (LARGEST + 1), "too_big", "上限"),
    ],
    ids=lambda value: value if isinstance(value, str) else "content",
)
def test_a_file_that_cannot_be_read_gets_a_clear_sentence(name: str, content: bytes, code: str, says: str) -> None:
    with pytest.raises(BusinessError) as refused:
        read(name, content)

    assert refused.value.code == f"proofreading.{code}"
    assert says in refused.value.message

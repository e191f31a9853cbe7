"""Files that may be read and files that may not, each refusal with a sentence; what is read is what lies there."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from luodi.across.intake.engine import Limits, parse_workbook, read_file
from luodi.base.core.errors import BusinessError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = ["序号", "项目名称", "投资方", "总投资（万元）", "签约时间"]
ROW = [1, "晟图智能装备制造基地项目", "杭州晟图智能装备有限公司", 3500, "2023.5.6"]


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def workbook(path: Path, *, rows: int = 1, options: dict[str, object] | None = None) -> Path:
    book = xlsxwriter.Workbook(str(path), options or {})
    page = book.add_worksheet("台账")
    page.write_row(0, 0, HEAD)
    for number in range(rows):
        page.write_row(number + 1, 0, ROW)
    book.close()
    return path


def refused(path: Path, limits: Limits | None = None) -> BusinessError:
    with pytest.raises(BusinessError) as caught:
        read_file(path, limits=limits or Limits())
    assert any("\u4e00" <= char <= "\u9fff" for char in caught.value.message)
    return caught.value


def with_part(source: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(name, content)
    return source


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "intake.empty_file"),
        (b"MZ\x90\x00" + b"\0" * 200, "intake.not_a_workbook"),
        (b"%PDF-1.7 ...", "intake.not_a_workbook"),
        (b"\x89PNG\r\n" + b"\0" * 50, "intake.not_a_workbook"),
        (b"Rar!\x1a\x07\x00", "intake.not_a_workbook"),
        (b"PK\x05\x06" + b"\0" * 18, "intake.not_a_workbook"),
        (b"PK\x03\x04 cut off in the middle", "intake.damaged"),
        (b"\x00\x01\x02\x03" * 40, "intake.not_a_workbook"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "intake.encrypted"),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600, "intake.not_a_workbook"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"), "intake.macros"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600, "intake.damaged"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "intake.not_a_workbook",
        ),
        (b"\n\n\n", "intake.empty_sheets"),
        ("项目名称,总投资".encode() + b"\x01\x02\xff\xfe\x00"[:2] + b"\xff\xff", "intake.encoding"),
    ],
    ids=[
        "empty",
        "exe",
        "pdf",
        "picture",
        "rar",
        "empty zip",
        "cut zip",
        "binary",
        "encrypted",
        "word",
        "macros",
        "broken xls",
        "xml 2003",
        "blank lines",
        "no encoding",
    ],
)
def test_what_is_no_readable_workbook_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = put(tmp_path / "台账.xlsx", content)

    assert refused(path).code == code


def test_a_zip_bomb_is_seen_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)

    assert refused(path).code == "intake.zip_bomb"


def test_an_archive_that_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "large.xlsx", rows=50)

    assert refused(path, Limits(max_unpacked_bytes=2_000)).code == "intake.zip_bomb"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "large.xlsx", rows=50)

    assert refused(path, Limits(max_file_bytes=1_000)).code == "intake.too_large"


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    path = with_part(workbook(tmp_path / "macros.xlsx"), "xl/vbaProject.bin", b"macro")

    assert refused(path).code == "intake.macros"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("word/document.xml", "intake.not_a_workbook"),
        ("xl/workbook.bin", "intake.not_a_workbook"),
        ("readme.txt", "intake.not_a_workbook"),
    ],
)
def test_other_archives_are_told_apart(part: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")

    assert refused(path).code == code


def test_a_sheet_of_16384_columns_is_refused_without_being_opened(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("台账")
    page.write_row(0, 0, HEAD)
    page.write(0, 16_383, "最后一列")
    page.write(1_048_575, 0, "最后一行")
    book.close()

    error = refused(path)

    assert error.code == "intake.too_many_columns"
    assert "16384列" in error.message


def test_formatted_but_empty_columns_and_rows_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "formatted.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("台账")
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ROW)
    look = book.add_format({"bg_color": "#FFFF00"})
    page.write_blank(1, 16_383, None, look)
    page.write_blank(1_048_575, 0, None, look)
    book.close()

    (sheet,) = read_file(path).sheets

    assert (len(sheet.rows), len(sheet.rows[0])) == (2, 5)


def test_too_many_rows_are_refused_with_the_limit(tmp_path: Path) -> None:
    path = workbook(tmp_path / "long.xlsx", rows=30)

    error = refused(path, Limits(max_rows=20))

    assert (error.code, "20行" in error.message) == ("intake.too_many_rows", True)


def test_empty_sheets_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("一")
    book.add_worksheet("二")
    book.close()

    assert refused(path).code == "intake.empty_sheets"


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", rows=20).read_bytes()

    assert refused(put(tmp_path / "half.xlsx", whole[: len(whole) // 2])).code == "intake.damaged"


def test_hidden_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("台账")
    page.write_row(0, 0, HEAD)
    for row in (1, 2, 3):
        page.write_row(row, 0, ROW)
    page.set_row(2, None, None, {"hidden": True})
    page.set_column(3, 3, None, None, {"hidden": True})
    page.merge_range(4, 0, 4, 2, "注：无")
    other = book.add_worksheet("说明")
    other.write(0, 0, "填表说明")
    other.hide()
    book.close()

    sheet, notes = read_file(path).sheets

    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {4})
    assert [(area.top, area.left, area.bottom, area.right) for area in sheet.merged] == [(5, 1, 5, 3)]
    assert (sheet.state, notes.state) == ("visible", "hidden")


def test_formulas_saved_without_their_result_are_named(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("台账")
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ROW)
    page.write_row(2, 0, [2, "骏禾冷链物流园项目", "苏州骏禾供应链管理有限公司"])
    page.write_formula(2, 3, "=D2*2", None, "")
    page.write(2, 4, "2023.6")
    book.close()

    raw = read_file(path)
    parsed = parse_workbook(raw)

    assert raw.sheets[0].uncached_formulas == ((3, 4),)
    assert ("总投资（万元）", "formula.uncached") in [(issue.column, issue.code) for _, issue in parsed.issues()]


def test_old_xls_is_read_whatever_its_name(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("台账")
    for column, (head, cell) in enumerate(zip(HEAD, ROW, strict=True)):
        page.write(0, column, head)
        page.write(1, column, cell)
    path = tmp_path / "其实是旧格式.xlsx"
    book.save(str(path))

    raw = read_file(path)

    assert (raw.format, raw.sheets[0].rows[1][1]) == ("xls", ROW[1])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_in_any_usual_encoding_and_with_any_separator(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    lines = [
        HEAD,
        [*ROW[:1], "“晟图”项目，一期" if delimiter != "，" else "", *ROW[2:]],
        ["2", "骏禾䶮项目", "苏州骏禾有限公司", "1,200", ""],
    ]
    text = "\r\n".join(
        delimiter.join(f'"{cell}"' if delimiter in str(cell) else str(cell) for cell in line) for line in lines
    )
    path = put(tmp_path / "台账.csv", text.encode(encoding))

    raw = read_file(path)

    assert (raw.format, raw.delimiter) == ("csv", delimiter)
    assert raw.sheets[0].rows[2][1] == "骏禾䶮项目"
    assert raw.sheets[0].rows[0] == HEAD


def test_a_line_break_inside_quotes_stays_in_its_cell_and_rows_are_excels(tmp_path: Path) -> None:
    path = put(tmp_path / "A3_登记表.csv", '登记表,\n"项目\n名称",总投资\n"甲\n乙项目",100\n'.encode())

    raw = read_file(path)

    assert (raw.sheets[0].name, len(raw.sheets[0].rows)) == ("登记表", 3)
    assert raw.sheets[0].rows[2] == ["甲\n乙项目", "100"]


def test_separators_may_be_named_in_the_first_line(tmp_path: Path) -> None:
    path = put(tmp_path / "导出.csv", "sep=|\n项目名称|总投资\n甲,乙项目|100\n".encode())

    assert read_file(path).sheets[0].rows[1] == ["甲,乙项目", "100"]


def test_a_page_called_xls_is_read_with_its_spans(tmp_path: Path) -> None:
    page = "<html><table><tr><th rowspan=2>项目名称</th><th colspan=2>投资（万元）</th></tr><tr><th>总投资</th><th>固投</th></tr><tr><td>甲<br>项目</td><td>100</td><td>&nbsp;80</td></tr></table>"
    path = put(tmp_path / "导出.xls", page.encode())

    raw = read_file(path)

    assert raw.format == "html"
    assert raw.sheets[0].rows == [["项目名称", "投资（万元）", ""], ["", "总投资", "固投"], ["甲\n项目", "100", "80"]]
    assert [(area.top, area.left, area.bottom, area.right) for area in raw.sheets[0].merged] == [
        (1, 1, 2, 1),
        (1, 2, 1, 3),
    ]


def test_a_page_without_a_table_is_refused(tmp_path: Path) -> None:
    assert refused(put(tmp_path / "x.xls", b"<html><body>nothing</body></html>")).code == "intake.not_a_workbook"


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    cells = "".join(
        f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        for text in ("项目名称", "投资方")
    )
    content = (
        "<?xml version='1.0' encoding='UTF-8'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet><table:table table:name='台账'><table:table-row>"
        f"{cells}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "台账.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)

    raw = read_file(path)

    assert (raw.format, list(raw.sheets[0].rows[0])) == ("ods", ["项目名称", "投资方"])


def test_an_encrypted_open_document_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        archive.writestr("content.xml", "x")

    assert refused(put(tmp_path / "x.ods", buffer.getvalue())).code == "intake.encrypted"

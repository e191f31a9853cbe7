"""Files that are no ledger, and files that only look as if they were none: name, bytes, words of the sentence ("" = it is read)."""

import io
import zipfile
from dataclasses import dataclass

import xlsxwriter
import xlwt

HEADER = ("项目名称", "投资方", "总投资（万元）", "签约时间")
ROW = ("示例部件项目", "示例实业有限公司", 8500, "2023-03-01")


@dataclass(frozen=True)
class BadFile:
    """A file and what is said of it."""

    name: str
    content: bytes
    words: str


def workbook(*sheets: tuple[tuple[object, ...], ...]) -> bytes:
    """An xlsx of sheets of rows."""
    store = io.BytesIO()
    book = xlsxwriter.Workbook(store)
    for rows in sheets:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    return store.getvalue()


def _zip_bomb() -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    return store.getvalue()


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def _old_workbook() -> bytes:
    store = io.BytesIO()
    book = xlwt.Workbook()
    page = book.add_sheet("台账")
    for number, row in enumerate((HEADER, ROW)):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    book.save(store)
    return store.getvalue()


def _page(body: str) -> bytes:
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def refused() -> dict[str, BadFile]:
    """Each is refused with one sentence, in the wizard and on the command line."""
    wide = tuple(f"列{number}" for number in range(16_384))
    return {
        "a renamed program": BadFile("台账.xlsx", b"MZ\x90\0" + b"\0" * 2000, "而是程序文件"),
        "a zip bomb": BadFile("台账.xlsx", _zip_bomb(), "解压后大得不正常"),
        "an encrypted workbook": BadFile("台账.xlsx", _encrypted(), "设有打开密码"),
        "a sheet without cells": BadFile("台账.xlsx", workbook(()), "文件里没有内容"),
        "a header alone": BadFile("台账.xlsx", workbook((HEADER,)), "只有表头，没有一行项目"),
        "16,384 columns": BadFile("台账.xlsx", workbook((wide, wide)), "有16384列，超过1000列的上限"),
        "an empty csv": BadFile("台账.csv", b"", "文件是空的"),
        "a csv of blank lines": BadFile("台账.csv", b"\n\n,,,\n", "文件里没有内容"),
        "an xlsx of no bytes": BadFile("台账.xlsx", b"", "文件是空的"),
        "a page without a table": BadFile("台账.xls", _page("<p>登录已超时</p>"), "文件里没有表格"),
        "sixty sheets of notes": BadFile("台账.xlsx", workbook(*[(("这是说明",),)] * 60), "没有找到项目台账"),
        "a list of units": BadFile("单位.csv", "代码,名称,类别,上级代码\nA,甲镇,乡镇,\n".encode(), "这是单位名单"),
        "a pdf": BadFile("台账.xlsx", b"%PDF-1.4" + b"\0" * 100, "而是PDF文件"),
    }


def read() -> dict[str, BadFile]:
    """Each is read, whatever its name and encoding say."""
    lines = "\t".join(HEADER) + "\r\n" + "\t".join(str(cell) for cell in ROW) + "\r\n"
    cells = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADER, ROW)]
    ledgers = [
        (HEADER, (f"第{number}号部件项目", f"示例{number}号实业有限公司", 5000, "2023-03-01")) for number in range(60)
    ]
    return {
        "a csv in UTF-16": BadFile("台账.csv", lines.encode("utf-16"), ""),
        "a page with a table": BadFile("台账.xls", _page(f"<table>{''.join(cells)}</table>"), ""),
        "an old workbook under a new name": BadFile("台账.xlsx", _old_workbook(), ""),
        "sixty sheets": BadFile("台账.xlsx", workbook(*ledgers), ""),
    }

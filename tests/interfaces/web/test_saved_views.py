"""A saved view with chosen columns: it opens as it was kept, and its export holds exactly the rows and columns of the page."""

import io
import re
from collections.abc import Callable
from html.parser import HTMLParser

import openpyxl
import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
VIEW = "q=项目&unit=QJ-E&sort=-contract_in_wan&columns=contract_in_wan&columns=stage&columns=signed_on"


class Sheet(HTMLParser):
    """The first table of a page: its headers, and the words of its rows' cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[list[str]] = []
        self._in_cell = False
        self.feed(page[page.index("<table") : page.index("</tbody>")])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.lines.append([])
        if tag in {"th", "td"}:
            self.lines[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in {"th", "td"}

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.lines[-1][-1] = re.sub(r"\s+", " ", self.lines[-1][-1] + data).strip()


def plain(cell: object) -> str:
    """A cell of the workbook as the page writes it."""
    if isinstance(cell, float | int):
        return f"{cell:,.2f}".removesuffix(".00")
    return str(cell)[:10] if hasattr(cell, "isoformat") else str(cell)


def test_a_saved_view_exports_the_rows_and_columns_that_it_shows(signed_in: SignIn) -> None:
    for name, amount in (("甲项目", "12800"), ("乙项目", "500.5"), ("丙项目", "64100")):
        factories.signed_project("QJ-E", name=name, amount=amount)
    factories.signed_project("QJ-W", name="西县项目", amount="99999")
    factories.signed_project("QJ-E", name="别的", amount="88888")
    client = signed_in(factories.statistics_office())

    kept = client.post("/views/projects/save/", {"name": "东县大小", "query": f"{VIEW}&after=7"})
    page = client.get(kept.headers["Location"])
    shown = Sheet(page.content.decode())
    export = client.get(f"/projects/export/?{kept.headers['Location'].partition('?')[2]}")

    sheet = openpyxl.load_workbook(io.BytesIO(export.content)).active
    assert sheet is not None
    lines = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    head, *rows = [line for line in lines[2:] if line]
    assert head == shown.lines[0] == ["项目名称", "合同额（万元）", "阶段与状态", "签约日期"]
    assert [[plain(cell) for cell in row] for row in rows] == shown.lines[1:]
    assert [row[0] for row in shown.lines[1:]] == ["丙项目", "甲项目", "乙项目"]
    assert (
        f"/projects/export/?{kept.headers['Location'].partition('?')[2]}".replace("&", "&amp;") in page.content.decode()
    )

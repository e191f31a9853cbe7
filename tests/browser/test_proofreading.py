"""Proofreading in the browser: the chosen file stays for the downloads, the answer reads well, and all of it works without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_pages import faults

pytestmark = pytest.mark.browser
OpenAs = Callable[..., Page]
TEXT = "上半年完成签约项目83个，完成任务数65个的127%。\n全区签约15个，其中工业项目9个，占53%。"


def downloaded(page: Page, button: str) -> str:
    """The name of the file that the button brings."""
    with page.expect_download() as found:
        page.get_by_role("button", name=button).click()
    return found.value.suggested_filename


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.usefixtures("ledger")
def test_a_file_is_chosen_once_for_the_answer_and_both_downloads(
    open_as: OpenAs, complaints: list[str], tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "半年报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    page = open_as(factories.statistics_office(), size)
    page.goto("/proofreading/")

    page.set_input_files("#proof-form input[type=file]", path)
    page.get_by_role("button", name="核数", exact=True).click()

    expect(page.locator(".proof-findings > li:visible")).to_have_count(1)
    assert faults(page) == []
    names = [downloaded(page, "带批注的 Word"), downloaded(page, "清单 Excel")]
    assert names == ["半年报告（核数批注）.docx", "半年报告核数清单.xlsx"]
    page.get_by_text("全部（2）").click()
    expect(page.locator(".proof-findings > li:visible")).to_have_count(2)
    assert complaints == []


@pytest.mark.usefixtures("ledger")
def test_a_pasted_text_is_answered_without_scripts(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office(), scripts=False)
    page.goto("/proofreading/")

    page.fill("#proof-form textarea", TEXT)
    page.get_by_role("button", name="核数", exact=True).click()

    expect(page.locator(".proof-findings > li:visible")).to_have_count(1)
    assert downloaded(page, "清单 Excel") == "粘贴的文字核数清单.xlsx"

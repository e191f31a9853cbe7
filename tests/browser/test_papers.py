"""Writing a paper in the browser: chips for figures, paragraphs that move, undo, paste, insertion; and all of it without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from luodi.across.reports.models import Paper
from tests import factories
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
OpenAs = Callable[..., Page]
AMOUNT = "〔新签正式合同额：7.41亿元〕"


def drafted(ledger: dict[str, object]) -> list[str]:
    """The texts of the stored paragraphs and headings."""
    blocks = Paper.objects.get(pk=ledger["paper"]).draft["blocks"]
    return [block[0] for block in blocks]


def opened(open_as: OpenAs, ledger: dict[str, object], **options: object) -> Page:
    page = open_as(factories.statistics_office(), **options)
    page.goto(f"/papers/{ledger['paper']}/edit/")
    return page


def caret_at_end_of(page: Page, text: str) -> None:
    """Put the cursor behind the last character of the paragraph with that text."""
    page.locator(".paper-editor p", has_text=text).first.evaluate(
        "node => { const r = document.createRange(); r.selectNodeContents(node); r.collapse(false);"
        " const s = getSelection(); node.parentNode.focus(); s.removeAllRanges(); s.addRange(r); }"
    )


def test_words_are_typed_a_chip_deleted_a_paragraph_moved_and_the_figures_stay_exact(
    open_as: OpenAs, ledger: dict[str, object], complaints: list[str]
) -> None:
    before = drafted(ledger)
    page = opened(open_as, ledger)
    overview = (
        page.locator(".paper-editor p", has_text="全区签订正式合同")
        .or_(page.locator(".paper-editor p", has_text="签订正式合同"))
        .first
    )
    chips = overview.locator(".chip").count()

    caret_at_end_of(page, "现将2023年上半年")
    page.keyboard.type("特此报告。")
    overview.locator(".chip").first.evaluate(
        "chip => { const r = document.createRange(); r.setStartAfter(chip); r.collapse(true);"
        " const s = getSelection(); s.removeAllRanges(); s.addRange(r); }"
    )
    page.keyboard.press("Backspace")
    expect(overview.locator(".chip")).to_have_count(chips - 1)
    caret_at_end_of(page, "特此报告。")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/papers/{ledger['paper']}/")

    after = drafted(ledger)
    assert after[1] == before[0] + "特此报告。"
    assert after[0] == before[1]
    assert after[2] == before[2].replace("{{S01}}", "", 1)
    assert after[3:] == before[3:]
    assert complaints == []


def test_undo_brings_a_deleted_figure_back_and_redo_takes_it_away(open_as: OpenAs, ledger: dict[str, object]) -> None:
    page = opened(open_as, ledger)
    area = page.locator("textarea[name=text]")
    whole = area.input_value()
    caret_at_end_of(page, "现将2023年上半年")

    page.get_by_role("button", name="新签正式合同额", exact=True).click()
    assert AMOUNT in area.input_value().splitlines()[1]
    page.keyboard.press("Control+z")
    assert area.input_value() == whole
    page.keyboard.press("Control+y")

    assert area.input_value().splitlines()[1].endswith(AMOUNT)


def test_a_figure_is_found_in_the_list_and_inserted(open_as: OpenAs, ledger: dict[str, object]) -> None:
    page = opened(open_as, ledger)

    page.fill("#figure-search", "正式合同额")
    expect(page.locator("[data-figure='新签正式合同项目数']")).to_be_hidden()
    caret_at_end_of(page, "现将2023年上半年")
    page.keyboard.type("合同额")
    page.get_by_role("button", name="新签正式合同额", exact=True).click()
    page.keyboard.type("。")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/papers/{ledger['paper']}/")

    assert drafted(ledger)[0].endswith("合同额{{S02}}。")
    expect(page.locator(".paper-text").first).to_contain_text("合同额7.41亿元。")


def test_paste_is_plain_text_and_a_copied_figure_stays_a_figure(open_as: OpenAs, ledger: dict[str, object]) -> None:
    page = opened(open_as, ledger)
    caret_at_end_of(page, "现将2023年上半年")

    page.evaluate(
        """amount => {
          const data = new DataTransfer();
          data.setData("text/html", "<b style='color:red'>粗</b>");
          data.setData("text/plain", `甲段${amount}\\n乙段`);
          document.querySelector(".paper-editor").dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        AMOUNT,
    )

    lines = page.locator("textarea[name=text]").input_value().splitlines()
    assert lines[1].endswith(f"甲段{AMOUNT}")
    assert lines[2] == "乙段"
    expect(page.locator(".paper-editor b")).to_have_count(0)
    expect(page.locator(".paper-editor p", has_text="甲段").locator(".chip").last).to_have_text(AMOUNT)


def test_enter_splits_a_paragraph_and_backspace_joins_it(open_as: OpenAs, ledger: dict[str, object]) -> None:
    page = opened(open_as, ledger)
    area = page.locator("textarea[name=text]")
    whole = area.input_value()
    caret_at_end_of(page, "现将2023年上半年")

    page.keyboard.press("Enter")
    page.keyboard.type("新段")
    assert area.input_value().splitlines()[2] == "新段"
    for _ in "新段":
        page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")

    assert area.input_value() == whole


def test_without_scripts_a_changed_figure_is_refused_and_the_words_are_saved(
    open_as: OpenAs, ledger: dict[str, object]
) -> None:
    before = drafted(ledger)
    page = opened(open_as, ledger, size=PHONE, scripts=False)
    area = page.locator("textarea[name=text]")
    text = area.input_value()

    area.fill(text.replace(AMOUNT, "〔新签正式合同额：8.41亿元〕"))
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("台账中是“7.41亿元”")
    page.locator("textarea[name=text]").fill(text + "再接再厉。\n")
    page.get_by_role("button", name="保存").click()

    assert drafted(ledger) == [*before, "再接再厉。"]


def test_the_second_of_two_editors_is_told_and_loses_nothing(open_as: OpenAs, ledger: dict[str, object]) -> None:
    first, second = opened(open_as, ledger), opened(open_as, ledger)
    for page, words in ((first, "甲的话。"), (second, "乙的话。")):
        caret_at_end_of(page, "现将2023年上半年")
        page.keyboard.type(words)

    first.get_by_role("button", name="保存").click()
    first.wait_for_url(f"**/papers/{ledger['paper']}/")
    second.get_by_role("button", name="保存").click()

    expect(second.get_by_role("alert")).to_contain_text("没有覆盖别人的修改")
    expect(second.locator("#clash")).to_contain_text("甲的话。")
    expect(second.locator(".paper-editor")).to_contain_text("乙的话。")
    assert drafted(ledger)[0].endswith("甲的话。")
    second.get_by_role("button", name="保存").click()
    second.wait_for_url(f"**/papers/{ledger['paper']}/")
    assert drafted(ledger)[0].endswith("乙的话。")

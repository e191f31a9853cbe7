"""Using it: keys, picking rows, charts, cards on a phone, without scripts, the import wizard from file to projects."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from luodi.across.intake import services as intake
from tests import factories
from tests.browser.conftest import PHONE

OpenAs = Callable[..., Page]


@pytest.mark.usefixtures("ledger")
def test_keys_search_go_and_submit(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office())

    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("再生铝")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/projects/")
    page.goto("/targets/new/")
    page.select_option("[name=holder]", "QJ")
    page.fill("[name=issuer]", "区级")
    page.keyboard.press("Control+Enter")

    expect(page.locator("[name=value]:invalid")).to_be_focused()


@pytest.mark.usefixtures("ledger")
def test_the_list_of_keys_opens_and_closes(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office())

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("#keys")).to_be_hidden()


@pytest.mark.usefixtures("ledger")
def test_rows_are_picked_before_the_step_can_be_taken(open_as: OpenAs) -> None:
    factories.filed_event(factories.project(name="待审项目"), "SIGN", date(2023, 3, 1))
    page = open_as(factories.checker())
    page.goto("/approvals/?step=verify")
    button = page.get_by_role("button", name="审核所选")
    expect(button).to_be_disabled()

    page.check("[data-pick-all]")
    expect(page.locator("[data-picked]")).to_have_text("，已选 2 条")
    page.get_by_role("button", name="退回所选").click()
    expect(page.locator("#note")).to_be_focused()
    expect(page.locator("#note")).to_be_in_viewport()
    button.click()
    page.get_by_role("button", name="确定审核 2 件").click()

    expect(page.locator("#messages")).to_contain_text("已审核 2 件，已全部办完。")


@pytest.mark.usefixtures("ledger")
def test_a_chart_is_drawn_and_its_table_says_the_same(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office())
    page.goto("/figures/?unit=QJ&period=2023H1", wait_until="networkidle")
    figure = page.locator("figure.chart", has_text="各单位新签正式合同额")

    figure.get_by_text("数据表").click()

    expect(figure.locator("canvas")).to_be_visible()
    expect(figure.locator("tbody tr")).to_have_text(["东县 6.41", "西县 1.00"], use_inner_text=True)


@pytest.mark.usefixtures("ledger")
def test_unit_and_period_are_switched_in_the_top_bar(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office())

    page.locator(".top summary.has-edge").click()
    page.select_option("[name=unit]", "QJ-W")
    page.select_option("[name=period]", "2023Q1")
    page.get_by_role("button", name="切换").click()

    expect(page.locator(".top summary.has-edge")).to_contain_text("西县")
    expect(page.locator(".top summary.has-edge")).to_contain_text("2023年第一季度")


@pytest.mark.usefixtures("ledger")
def test_on_a_phone_rows_are_cards_and_the_menu_opens_from_the_bottom(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office(), PHONE)
    page.goto("/projects/")

    cell = page.locator(".sheet tbody td[data-label='总投资（万元）']").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"总投资（万元）"'
    page.locator(".bottom-bar").get_by_text("菜单").click()
    page.locator(".side").get_by_text("口径说明").click()

    page.wait_for_url("**/definitions/")


@pytest.mark.usefixtures("ledger")
def test_everything_works_without_scripts(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office(), PHONE, scripts=False)

    page.goto("/projects/")
    page.fill("main [name=q]", "预制菜")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="预制菜加工项目").click()
    page.get_by_role("link", name="填报进展").first.click()
    page.select_option("[name=event]", "LAND")
    page.fill("[name=occurred_on]", "2023-05-01")
    page.get_by_role("button", name="提交审核").click()

    expect(page.locator("#messages")).to_contain_text("已填报")


@pytest.mark.usefixtures("ledger")
def test_a_ledger_goes_from_the_dropped_file_to_the_projects(open_as: OpenAs) -> None:
    page = open_as(factories.statistics_office())
    ledger = "项目名称,投资方,总投资(万元),签约时间\n风储一体化项目,示例能源有限公司,32000,2023-03-01\n"
    page.goto("/intake/new/")

    page.set_input_files("[name=file]", {"name": "台账.csv", "mimeType": "text/csv", "buffer": ledger.encode()})
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator(".tile", has_text="新增")).to_contain_text("1")
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator("#progress")).to_contain_text("排队等待导入")
    intake.commit_next(at=timezone.now())
    page.get_by_role("link", name="查看本批项目").click(timeout=15_000)

    expect(page.locator("tbody")).to_contain_text("风储一体化项目")


@pytest.mark.usefixtures("ledger")
def test_a_rule_that_refuses_stays_in_the_form_with_what_was_typed(open_as: OpenAs, ledger: dict[str, object]) -> None:
    page = open_as(factories.clerk())
    page.goto(f"/projects/{ledger['project']}/capital/new/")

    page.fill("[name=arrived_on]", "2023-06-01")
    page.fill("[name=amount_in_wan]", "900000")
    page.fill("[name=voucher_no]", "银收-999")
    page.get_by_role("button", name="提交审核").click()

    expect(page.get_by_role("alert")).to_contain_text("110%")
    expect(page.locator("[name=voucher_no]")).to_have_value("银收-999")

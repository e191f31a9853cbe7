"""The board on the wall in a browser: it fills one window, keeps its picture while the server is away, and works without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import factories

OpenAs = Callable[..., Page]
WALL = "/screen/?unit=QJ&period=2023H1"
MINUTE = 61_000


@pytest.mark.usefixtures("ledger")
def test_the_last_good_picture_stays_with_since_when_until_the_server_is_back(open_as: OpenAs) -> None:
    page = open_as(factories.user("r01"), (1920, 1080))
    page.clock.install()
    page.goto(WALL, wait_until="networkidle")
    drawn_at = page.get_attribute("[data-drawn-at]", "data-drawn-at")

    page.route("**/screen/**", lambda route: route.abort())
    page.clock.run_for(MINUTE)
    expect(page.locator("#lost")).to_have_text(f"与服务器失去联系，显示的是 {drawn_at} 的画面，每分钟自动重试")
    page.unroute("**/screen/**")
    page.route("**/screen/**", lambda route: route.fulfill(status=502, body="<p>网关</p>"))
    page.clock.run_for(MINUTE)
    expect(page.locator("#lost")).to_contain_text("服务器答复异常（502）")
    expect(page.locator(".wall-figure")).to_have_count(5)
    page.unroute("**/screen/**")
    page.clock.run_for(MINUTE)

    expect(page.locator("#lost")).to_be_hidden()
    expect(page.locator(".wall-canvas canvas")).to_have_count(2)


@pytest.mark.usefixtures("ledger")
def test_it_fits_the_window_of_a_wall_and_its_words_are_large(open_as: OpenAs) -> None:
    page = open_as(factories.user("r01"), (1920, 1080))

    page.goto(WALL, wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollHeight") == 1080
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.wall-value')).fontSize)") == 72


@pytest.mark.usefixtures("ledger")
def test_without_scripts_it_shows_the_same_numbers_and_a_link_to_refresh(open_as: OpenAs) -> None:
    page = open_as(factories.user("r01"), (1920, 1080), scripts=False)

    page.goto(WALL)

    assert page.locator(".wall-chart tbody tr").count() == 4
    assert page.get_by_role("link", name="刷新").get_attribute("href") == "/screen/?unit=QJ&period=2023H1"

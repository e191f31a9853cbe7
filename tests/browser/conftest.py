"""A real browser against a served instance. Chromium is the system's (LUODI_CHROMIUM names another one)."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from luodi.base.orgs.models import User

# Playwright's loop runs in this thread, where Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = (1440, 900), (390, 844)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    names = (os.environ.get("LUODI_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("没有找到 Chromium：请执行 sh scripts/system-tools.sh，或用 LUODI_CHROMIUM 指明")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained about; pages answered with an error status on purpose are left out."""
    return []


@pytest.fixture
def open_as(browser: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """`open_as(user, size)`: a window with that person signed in; `scripts=False` runs none, `workers=False` no service worker."""
    from tests import factories  # models can be imported only once Django is awake

    opened = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def sign_in(
        user: "User | None", size: tuple[int, int] = WIDE, *, scripts: bool = True, workers: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            java_script_enabled=scripts,
            base_url=live_server.url,
            reduced_motion="reduce",
            service_workers="allow" if workers else "block",
            timezone_id="Asia/Shanghai",
            geolocation={"latitude": 30.512345, "longitude": 114.312345},
            permissions=["geolocation"],
        )
        opened.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/accounts/login/")
        if user is not None:
            page.fill("[name=login]", user.username)
            page.fill("[name=password]", factories.PASSWORD)
            page.click("main button[type=submit]")
            page.wait_for_url(lambda url: "login" not in url)
        return page

    yield sign_in
    for context in opened:
        context.close()


@pytest.fixture
def ledger(transactional_db: None) -> dict[str, object]:
    """A small ledger in every state: signed, started, with capital, waiting, a target, a chain, a batch, a paper."""
    from tests.browser.standing import a_ledger  # models can be imported only once Django is awake

    return a_ledger()

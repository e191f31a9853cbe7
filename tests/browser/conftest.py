"""A real browser against a served instance. Chromium is the system's (LUODI_CHROMIUM names another one)."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
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
    from django.utils import timezone

    from luodi.across.intake import services as intake
    from luodi.across.reports import services as reports
    from luodi.domains.targets import services as targets
    from tests import factories

    east = factories.signed_project(
        "QJ-E", on=date(2023, 2, 1), amount="64100", name="年产30万吨再生铝及铝灰渣综合利用项目"
    )
    factories.recognised_event(east, "START", date(2023, 5, 20))
    factories.recognised_capital(east, "5000", date(2023, 4, 1))
    factories.signed_project("QJ-W", on=date(2023, 3, 1), amount="10000", name="预制菜加工项目")
    waiting = factories.filed_capital(east, "120", date(2023, 6, 1), evidence=[factories.attachment()])
    office, unit = factories.statistics_office(), factories.unit("QJ")
    targets.issue_target(
        unit,
        indicator="S02",
        value=Decimal(12),
        measure="亿元",
        period="2023",
        issuer="市级",
        actor=office,
        at=factories.AT,
    )
    paper = reports.draft_paper("RP04", period="2023H1", unit=unit, actor=office, at=timezone.now())
    text = "项目名称,投资方,总投资(万元),签约时间\n肉奶牛养殖项目,示例牧业有限公司,5600,2023-03-01\n坏行,示例,1,2023.13.1\n"
    batch = intake.upload(
        text.encode(), file_name="台账.csv", unit=unit, options=intake.ImportOptions(), actor=office, at=timezone.now()
    )
    intake.preview(batch, actor=office)
    return {"project": east.pk, "slip": waiting.slip.pk, "paper": paper.pk, "batch": batch.code}

"""Pictures of every page at 1440 and 390 pixels, in screenshots/: `python scripts/screenshots.py` (make screenshots).

Builds a demonstration district in a temporary folder, serves it, signs in and follows the links; of addresses that differ
only in their numbers or filters one is taken. Names at the end what did not fit, failed, or complained in the console.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
LUODI = Path(sys.executable).with_name("luodi")
WIDTHS = {1440: 900, 390: 844}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NOT_PAGES = re.compile(r"logout|/static/|/export|/download|\.(?:xlsx|docx|csv|json|pdf|png|svg)$")
START_SECONDS = 60
DOWNLOAD = 0


@dataclass
class Findings:
    """What is wrong, in words, page by page."""

    lines: list[str] = field(default_factory=list)

    def add(self, width: int, path: str, what: str) -> None:
        """One more remark."""
        self.lines.append(f"{width} px {path}: {what}")


def chromium() -> str:
    """The browser's program; leaves with a clear line if there is none."""
    names = (os.environ.get("LUODI_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    for name in names:
        found = shutil.which(name) if name else None
        if found:
            return found
    sys.exit("没有找到 Chromium。请执行 sh scripts/system-tools.sh，或用 LUODI_CHROMIUM 指明")


@contextmanager
def demonstration() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A served demonstration district of its own: address, and user name and password of every account."""
    with tempfile.TemporaryDirectory(prefix="luodi-pictures-") as folder:
        made = subprocess.run(
            [LUODI, "demo", "--no-serve", "--home", folder, "--json"], check=True, stdout=subprocess.PIPE, text=True
        )
        accounts = [(one["username"], one["password"]) for one in json.loads(made.stdout)["accounts"]]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        server = subprocess.Popen([LUODI, "serve", "--home", folder, "--port", str(port)])
        try:
            await_answer(address)
            yield address, accounts
        finally:
            server.terminate()
            server.wait(30)


def await_answer(address: str) -> None:
    """Waits until the server answers anything."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    sys.exit("服务没有应答")


def shape(address: str) -> str:
    """What pages of one kind have in common: the path with every number as `n` and every code (figure, role) as `code`."""
    path = re.sub(r"/[A-Za-z]{1,2}\d+(?:\.[\w.-]+)?(?=/|$)", "/code", urlsplit(address).path)
    return re.sub(r"(?<=/)\d+(?=/|$)", "n", path)


def links(page: Page, address: str) -> Iterator[str]:
    """Addresses of this instance that the page offers."""
    for href in page.eval_on_selector_all("a[href]:not([download])", "all => all.map(one => one.getAttribute('href'))"):
        target = urljoin(page.url, href).partition("#")[0]
        if target.startswith(address) and not NOT_PAGES.search(urlsplit(target).path):
            yield target


def picture(page: Page, path: str, width: int, folder: Path, findings: Findings) -> None:
    """One picture of the page as it stands, and whether it is wider than the window."""
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if excess > 1:
        findings.add(width, path, f"宽出 {excess} 像素")


def open_page(page: Page, target: str) -> int:
    """Goes there and waits until nothing is loading; the status of the answer, or DOWNLOAD for a file."""
    try:
        answer = page.goto(target, wait_until="networkidle")
    except Error as error:
        if "Download is starting" in error.message:
            return DOWNLOAD
        raise
    return answer.status if answer else 500


def walk(context: BrowserContext, first: str, width: int, seen: set[str], findings: Findings) -> None:
    """Takes a picture of every kind of page that can be reached and was not `seen` yet."""
    folder = ROOT / "screenshots" / str(width)
    folder.mkdir(parents=True, exist_ok=True)
    address = f"{urlsplit(first).scheme}://{urlsplit(first).netloc}/"
    waiting, known = [first], {shape(first)}
    page = context.new_page()
    page.on("console", lambda said: findings.add(width, page.url, said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: findings.add(width, page.url, str(error)))
    for target in waiting:
        kind = shape(target)
        status = open_page(page, target)
        if status == DOWNLOAD:
            continue
        if status >= 400:
            findings.add(width, kind, f"答复 {status}")
            continue
        if kind not in seen:
            picture(page, kind, width, folder, findings)
            seen.add(kind)
        for link in links(page, address):
            if shape(link) not in known | seen:
                known.add(shape(link))
                waiting.append(link)
    page.close()


def sign_in(context: BrowserContext, address: str, user: str, password: str) -> None:
    """Signs in through the form, as a person does."""
    page = context.new_page()
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", user)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "login" not in url)
    page.close()


def take(browser: Browser, address: str, accounts: list[tuple[str, str]]) -> Findings:
    """All pictures at all widths: signed out, then what each account adds."""
    findings = Findings()
    for width, height in WIDTHS.items():
        seen: set[str] = set()
        for account in [None, *accounts]:
            context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
            if account:
                sign_in(context, address, *account)
            walk(context, f"{address}/" if account else f"{address}/accounts/login/", width, seen, findings)
            context.close()
        print(f"{width} px：{len(seen)} 页", file=sys.stderr)
    return findings


def main() -> int:
    """Pictures of a running instance (--url, --user, --password) or of a fresh demonstration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="已在运行的实例地址")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        if chosen.url:
            findings = take(browser, chosen.url.rstrip("/"), [(chosen.user, chosen.password)])
        else:
            with demonstration() as (address, accounts):
                findings = take(browser, address, accounts)
        browser.close()
    for line in findings.lines:
        print(line, file=sys.stderr)
    return 1 if findings.lines else 0


if __name__ == "__main__":
    sys.exit(main())

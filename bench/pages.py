"""The project list of a city: one client and sixteen, totals, search, a deep page; on the database of this process."""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, RequestFactory

from bench import bare, district
from bench.timing import Row, against, alone, percentile, slope
from luodi.across.insight.selectors import project_totals
from luodi.base.orgs.selectors import operator, unit_by_code
from luodi.domains.projects.selectors import ProjectFilter, projects

CLIENTS, ASKED_EACH, WORKERS, ROUNDS = 16, 12, 2, 5
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_NEXT = re.compile(r'href="(\?[^"]*after=[^"]+)"')


def rows_of(count: int) -> list[Row]:
    """All rows for a city of `count` projects, laid first; for the growth, the page is asked for with a tenth of them too."""
    city, client, factory = district.found(), signed_in(), RequestFactory()
    where, code = f"{connection.vendor}，{count:,} 个项目", city.asked
    address = f"/projects/?unit={code}"
    first = partial(client.get, address)
    district.lay(city, 0, count // 10)
    early = alone("", "", first, "", 15)
    district.lay(city, count // 10, count)
    deep = partial(client.get, _tenth_page(client, address))
    wanted = ProjectFilter(unit=unit_by_code(code))
    found = projects(operator(), ProjectFilter(search=district.RARE))
    bare_page = partial(bare.page, factory.get(address))
    rows = [
        against("清单页", f"{where}，按单位筛选 50 行，不经服务器，对不经中间件的裸视图", bare_page, first, "", 15),
        against("清单页，第 10 页", f"{where}，对第 1 页", first, deep, "与第 1 页同", 15),
        alone("清单合计", f"{where}，一个单位", lambda: project_totals(operator(), wanted), "", 15),
        alone("检索两个字", f"{where}，前 50 行", lambda: list(found[:50]), "≤ 20 ms", 15),
    ]
    grown = slope((count // 10, early.ours), (count, rows[0].ours))
    rows.append(
        Row("清单页，增长", f"{connection.vendor}，{count // 10:,} 到 {count:,} 个项目的斜率", None, grown, "≤ 0.1")
    )
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return [*rows, *_served(where, address, cookie)]


def signed_in() -> Client:
    """The service account's browser."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(username="luodi"), backend=_BACKEND)
    return client


def _tenth_page(client: Client, address: str) -> str:
    for _ in range(9):
        found = _NEXT.search(client.get(address).content.decode())
        if found is None:
            break
        address = "/projects/" + found[1].replace("&amp;", "&")
    return address


def _served(where: str, address: str, cookie: str) -> list[Row]:
    """One client and sixteen at once against two processes of granian, the bare page and ours in turn."""
    with _serving("bench.bare_wsgi:application") as bare_port, _serving("luodi.config.wsgi:application") as our_port:
        return [_crowd(clients, where, address, cookie, (bare_port, our_port)) for clients in (1, CLIENTS)]


def _crowd(clients: int, where: str, address: str, cookie: str, ports: tuple[int, int]) -> Row:
    sides: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for side, port in zip(sides, ports, strict=True):
            side.extend(_asked(clients, port, address, cookie))
    p95 = f"p95 {percentile(sides[0], 95) * 1000:.0f} 与 {percentile(sides[1], 95) * 1000:.0f} ms"
    what = f"{where}，{clients} 个用户，{WORKERS} 个进程，{p95}"
    return Row("清单页，经服务器", what, statistics.median(sides[0]), statistics.median(sides[1]), "≤ 2 × 裸页")


@contextmanager
def _serving(target: str) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--port", str(port), target]
    server = subprocess.Popen(
        [sys.executable, *words], env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def _asked(clients: int, port: int, address: str, cookie: str) -> list[float]:
    """Seconds of every answer; each client waits for one before it asks the next."""
    taken: list[float] = []

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port)
        moments = [time.perf_counter()]
        for _ in range(ASKED_EACH):
            line.request("GET", address, headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise RuntimeError(f"{address}: {answer.status}")
            moments.append(time.perf_counter())
        taken.extend(later - earlier for earlier, later in pairwise(moments))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(taken) != clients * ASKED_EACH:
        raise RuntimeError("some answers did not come")
    return taken

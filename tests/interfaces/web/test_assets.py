"""What a page costs over the wire: its HTML, style sheets and scripts, compressed, hashed and kept by the browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from luodi.interfaces.cli import assets
from tests import factories

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LIMIT_BYTES = 150_000
NEEDED = re.compile(r'(?:<link rel="stylesheet" href|<script[^>]* src)="(/static/[^"]+)"')
CHARTS = "echarts"


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """Static files as `luodi serve` leaves them in the home."""
    settings.STATIC_ROOT = str(tmp_path)
    assert assets.collect()
    return tmp_path


def over_the_wire(client: Client, address: str) -> int:
    """Bytes of the body as a browser that takes gzip gets it."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == "gzip", address
    return len(answer.getvalue())


@pytest.mark.parametrize("address", ["/", "/projects/"])
def test_a_page_with_all_it_needs_stays_under_150_kilobytes_before_charts(
    collected: Path, signed_in: SignIn, address: str
) -> None:
    for number in range(60):
        factories.project(name=f"年产{number}万吨再生铝合金及精深加工项目")
    client = signed_in(factories.clerk())
    client.get(address)

    needed = [name for name in NEEDED.findall(client.get(address).content.decode()) if CHARTS not in name]

    assert len(needed) >= 4
    assert over_the_wire(client, address) + sum(over_the_wire(client, name) for name in needed) < LIMIT_BYTES


def test_files_are_named_after_their_content_and_kept_for_ever(collected: Path, signed_in: SignIn) -> None:
    client = signed_in(factories.clerk())

    needed = NEEDED.findall(client.get("/projects/").content.decode())

    assert all(re.search(r"\.[0-9a-f]{12}\.(css|js)$", name) for name in needed)
    for name in needed:
        assert client.get(name).headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_collecting_again_does_nothing_until_a_file_changes(collected: Path) -> None:
    again = assets.collect()
    (collected / ".collected").write_text("an older version", encoding="ascii")

    assert (again, assets.collect()) == (False, True)


def test_without_collected_files_pages_name_those_of_the_package(
    settings: Settings, tmp_path: Path, signed_in: SignIn
) -> None:
    settings.STATIC_ROOT = str(tmp_path / "nothing")

    needed = NEEDED.findall(signed_in(factories.clerk()).get("/projects/").content.decode())

    assert "/static/web/app.css" in needed

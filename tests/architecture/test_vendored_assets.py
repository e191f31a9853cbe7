"""Front-end files of others are exactly those that VENDOR.md names, with a licence, and pages ask no other host."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SOURCE, name_of

SHIPPED = SOURCE / "interfaces/web/static/vendor"
TESTED = ROOT / "tests/browser/vendor"
ROW = re.compile(
    r"^\| (?P<package>\S+) \| (?P<version>[\d.]+) \| (?P<licence>[\w.-]+) \| (?P<folder>\S+) \| (?P<files>\d+) "
    r"\| (?P<packed>[0-9a-f]{64}) \| (?P<digest>[0-9a-f]{64}) \|$",
    re.MULTILINE,
)
PAGES = sorted((SOURCE / "interfaces/web").rglob("*.html"))
OWN_ASSETS = [
    path
    for path in sorted((SOURCE / "interfaces/web/static").rglob("*"))
    if path.suffix in {".css", ".js"} and SHIPPED not in path.parents
]
# Namespaces of SVG and XML are names, not addresses.
ADDRESS = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


def digest(folder: Path) -> str:
    lines = [
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return sha256("".join(lines).encode()).hexdigest()


def named(target: Path) -> list[dict[str, str]]:
    return [row.groupdict() for row in ROW.finditer((target / "VENDOR.md").read_text(encoding="utf-8"))]


@pytest.mark.parametrize("target", [SHIPPED, TESTED], ids=["shipped", "tested"])
def test_what_lies_there_is_what_is_named(target: Path) -> None:
    assert {row["folder"] for row in named(target)} == {path.name for path in target.iterdir() if path.is_dir()}


@pytest.mark.parametrize("target", [SHIPPED, TESTED], ids=["shipped", "tested"])
def test_every_file_is_as_it_was_taken(target: Path) -> None:
    for row in named(target):
        folder = target / row["folder"]

        assert sum(path.is_file() for path in folder.rglob("*")) == int(row["files"])
        assert digest(folder) == row["digest"], f"{row['package']}: run scripts/vendor_assets.py"
        assert row["folder"].endswith(row["version"])


@pytest.mark.parametrize("target", [SHIPPED, TESTED], ids=["shipped", "tested"])
def test_every_package_carries_its_licence(target: Path) -> None:
    for row in named(target):
        assert len((target / row["folder"] / "LICENSE").read_text(encoding="utf-8")) > 500


def test_no_source_map_is_asked_for() -> None:
    files = [path for path in SHIPPED.rglob("*") if path.suffix in {".css", ".js"}]

    assert [name_of(path) for path in files if b"sourceMappingURL" in path.read_bytes()] == []


@pytest.mark.parametrize("path", PAGES + OWN_ASSETS, ids=name_of)
def test_a_page_asks_no_other_host(path: Path) -> None:
    assert ADDRESS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_has_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    inline = [found for found in re.findall(r"<script\b[^>]*>", text) if "src=" not in found and "json" not in found]
    handlers = re.findall(r"\son[a-z]+\s*=\s*[\"']", text)

    assert inline + handlers + re.findall(r"<style\b|\sstyle\s*=\s*[\"']", text) == []


def test_every_shipped_script_and_style_is_used_by_a_page() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    files = [path for path in SHIPPED.rglob("*") if path.suffix in {".css", ".js"}]

    assert [name_of(path) for path in files if path.relative_to(SHIPPED.parent).as_posix() not in pages] == []


def test_every_vendored_file_named_in_a_page_exists() -> None:
    asked = {
        name
        for path in PAGES
        for name in re.findall(r"""{%\s*static\s+["'](vendor/[^"']+)["']""", path.read_text(encoding="utf-8"))
    }

    assert {name for name in asked if not (SHIPPED.parent / name).is_file()} == set()

"""Opens written papers: the parts of a Word file as XML, and its pages as LibreOffice lays them out."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<cachedir>{cache}</cachedir>
{aliases}
</fontconfig>
"""
ALIAS = (
    '<match target="pattern"><test name="family"><string>{name}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{stand_in}</string></edit></match>'
)
OFFICE_FONTS = ("仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")


@dataclass(frozen=True)
class Line:
    """A line of text on a page, in points from the page's upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class RenderedPage:
    width: float
    height: float
    lines: tuple[Line, ...]


Render = Callable[[bytes], tuple[RenderedPage, ...]]
Part = Callable[[bytes, str], etree._Element]


@pytest.fixture
def part() -> Part:
    """Reads one part of a Word file as XML."""

    def read(data: bytes, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return etree.fromstring(archive.read(name))

    return read


@pytest.fixture(scope="session")
def render(tmp_path_factory: pytest.TempPathFactory) -> Render:
    """Turns a Word file into pages of positioned lines; the official fonts are mapped to a free one."""
    missing = [tool for tool in ("soffice", "pdftotext", "fc-match") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"没有 {'、'.join(missing)}：文稿的版面未在 LibreOffice 中核对（make test 会安装它们）")
    folder = tmp_path_factory.mktemp("render")
    fonts = folder / "fonts.conf"
    stand_in = chinese_font()
    aliases = "\n".join(ALIAS.format(name=name, stand_in=stand_in) for name in OFFICE_FONTS)
    fonts.write_text(FONTS.format(cache=folder / "fonts", aliases=aliases), encoding="utf-8")

    def turn(data: bytes) -> tuple[RenderedPage, ...]:
        source = folder / "paper.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)],
            check=True,
            capture_output=True,
            timeout=180,
            env={"FONTCONFIG_FILE": str(fonts), "HOME": str(folder), "PATH": "/usr/local/bin:/usr/bin:/bin"},
        )
        return read_pages(folder / "paper.pdf")

    return turn


def chinese_font() -> str:
    """A free font with Chinese characters."""
    asked = subprocess.run(
        ["fc-match", "--format=%{family[0]}", "serif:lang=zh-cn:charset=4ea7 6c40"], check=True, capture_output=True
    )
    return asked.stdout.decode("utf-8").strip()


def read_pages(pdf: Path) -> tuple[RenderedPage, ...]:
    """The lines of each page from the top; words at one height are one line."""
    words = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout
    tree = etree.fromstring(words, etree.XMLParser(recover=True))
    return tuple(_read_page(page) for page in tree.iter("{http://www.w3.org/1999/xhtml}page"))


def _read_page(page: etree._Element) -> RenderedPage:
    rows: dict[int, list[Line]] = {}
    for word in page:
        left, right, top, bottom = (float(word.get(side, "0")) for side in ("xMin", "xMax", "yMin", "yMax"))
        rows.setdefault(round((top + bottom) / 6), []).append(Line(word.text or "", left, right, top, bottom))
    lines = [
        Line(
            "".join(word.text for word in sorted(row, key=lambda word: word.left)),
            min(word.left for word in row),
            max(word.right for word in row),
            min(word.top for word in row),
            max(word.bottom for word in row),
        )
        for row in rows.values()
    ]
    lines.sort(key=lambda line: line.top)
    return RenderedPage(float(page.get("width", "0")), float(page.get("height", "0")), tuple(lines))

"""Finds a font with Chinese characters on the machine; charts are drawn with it."""

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from luodi.base.core.errors import BusinessError

# In the order in which they are wanted: upright, even strokes, complete.
FONT_FILES = (
    "NotoSansCJKsc-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
    "NotoSansSC-Regular.ttf",
    "SourceHanSansSC-Regular.otf",
    "SourceHanSansCN-Regular.otf",
    "SourceHanSans-Regular.ttc",
    "msyh.ttc",
    "simhei.ttf",
    "SIMHEI.TTF",
    "PingFang.ttc",
    "STHeiti Light.ttc",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "NotoSerifCJK-Regular.ttc",
    "simsun.ttc",
)
ADVICE = "请安装一种中文字体（Debian、Ubuntu：apt-get install fonts-noto-cjk），或把 simhei.ttf 放到 ~/.fonts 下。"


def folders() -> Iterator[Path]:
    """Where this system keeps its fonts."""
    home = Path.home()
    yield from (home / ".fonts", home / ".local/share/fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
    if sys.platform == "win32":
        yield Path("C:/Windows/Fonts")
    if sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))


def find_font(places: Sequence[Path]) -> Path | None:
    """The most wanted font file below the folders; None when there is none."""
    found: dict[str, Path] = {}
    for place in places:
        if place.is_dir():
            for path in sorted(place.rglob("*.[toTO][tT][fcFC]")):
                found.setdefault(path.name, path)
    return next((found[name] for name in FONT_FILES if name in found), None)


@cache
def chinese_font() -> Path | None:
    """A Chinese font of this machine; None when there is none."""
    return find_font(tuple(folders()))


def require_font() -> Path:
    """The same; BusinessError that says what to install."""
    font = chinese_font()
    if font is None:
        raise BusinessError(f"本机没有中文字体，画不出图表。{ADVICE}", code="documents.no_font")
    return font

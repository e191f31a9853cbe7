"""Takes the front-end files we ship out of their npm packages and writes VENDOR.md beside them.

Run by a maintainer who raises a version (`python scripts/vendor_assets.py`, needs npm); nobody else needs npm.
The table below is the whole truth: what is not listed is not shipped. A LICENSE file that a package does not carry
is written by hand and kept.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src/luodi/interfaces/web/static/vendor"
TESTED = ROOT / "tests/browser/vendor"

# One name a file of the icon set; whoever needs another one adds it here and runs this script.
ICONS = """
alert-circle alert-triangle arrow-back-up arrow-down arrow-left arrow-right arrow-up arrows-sort badge ban bell
bookmark briefcase building building-community building-factory-2 building-skyscraper calendar calendar-event
calendar-stats chart-bar chart-donut chart-line chart-pie check checks chevron-down chevron-left chevron-right
chevron-up chevrons-left chevrons-right circle-check circle-dashed circle-x clipboard clipboard-check
clipboard-list clock coin coins columns columns-3 copy currency-yuan database device-floppy dots dots-vertical
download edit external-link eye eye-off file-analytics file-export file-import file-spreadsheet file-text
file-type-docx filter filter-off flag git-branch heart-handshake help-circle hierarchy history home hourglass id
inbox info-circle key layout-columns link list list-details lock login logout map map-pin menu-2 message minus
notes paperclip pencil percentage photo plane-departure player-pause player-play plus presentation printer
refresh report report-analytics rosette-discount-check search settings shield shield-check shield-lock signature
sitemap sort-ascending sort-descending star sum table table-export table-import target timeline topology-star-3
trash trending-down trending-up unlink upload user user-check user-circle user-plus users x zoom-in
"""


@dataclass(frozen=True)
class Asset:
    """One npm package and the files we take from it: path in the package → name in our folder."""

    package: str
    version: str
    licence: str
    target: Path
    files: dict[str, str]

    @property
    def folder(self) -> Path:
        """Where the files lie, e.g. `…/vendor/tabler-core-1.6.1`."""
        return self.target / f"{self.package.lstrip('@').replace('/', '-')}-{self.version}"


ASSETS = (
    Asset("@tabler/core", "1.6.1", "MIT", SHIPPED, {"dist/css/tabler.min.css": "tabler.min.css"}),
    Asset(
        "@tabler/icons",
        "3.51.0",
        "MIT",
        SHIPPED,
        {"LICENSE": "LICENSE"} | {f"icons/outline/{name}.svg": f"{name}.svg" for name in ICONS.split()},
    ),
    Asset(
        "echarts",
        "6.1.0",
        "Apache-2.0",
        SHIPPED,
        {
            "LICENSE": "LICENSE",
            "NOTICE": "NOTICE",
            "licenses/LICENSE-d3": "LICENSE-d3",
            "dist/echarts.common.min.js": "echarts.common.min.js",
        },
    ),
    Asset(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        TESTED,
        {"LICENSE": "LICENSE", "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt", "axe.min.js": "axe.min.js"},
    ),
)

# A source map would be asked for by the hashing static storage, and we ship none.
SOURCE_MAP = re.compile(rb"\n?(?:/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*$")

NOTE = """# 随附的前端文件 / Vendored front-end files

由 `scripts/vendor_assets.py` 从 npm 包中取出，运行时不访问任何外部地址。
文件内容与包内相同，只去掉末尾的 sourceMappingURL 一行。
Taken out of npm packages by `scripts/vendor_assets.py`; unchanged but for the closing sourceMappingURL line.

“目录 sha256”：目录内各文件按名称排序，逐行写“sha256 两个空格 文件名”，再取 sha256；
由 `tests/architecture/test_vendored_assets.py` 核对。

| 名称 | 版本 | 许可 | 目录 | 文件数 | npm 包 sha256 | 目录 sha256 |
|---|---|---|---|---|---|---|
"""


def folder_digest(folder: Path) -> str:
    """The sha256 of the sorted list `sha256  name` of all files of a folder, one a line."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def fetch(asset: Asset, scratch: Path) -> str:
    """Unpacks the wanted files of one package into its folder; answers the package's own sha256."""
    called = subprocess.run(
        ["npm", "pack", "--silent", f"{asset.package}@{asset.version}"],
        cwd=scratch,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = scratch / called.stdout.strip().splitlines()[-1]
    asset.folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for inside, outside in asset.files.items():
            source = packed.extractfile(f"package/{inside}")
            if source is None:
                raise SystemExit(f"{asset.package}: {inside} is no file")
            (asset.folder / outside).write_bytes(SOURCE_MAP.sub(b"", source.read()))
    return hashlib.sha256(archive.read_bytes()).hexdigest()


def main() -> None:
    """Fetches every package of the table and writes one VENDOR.md per target folder."""
    rows: dict[Path, list[str]] = {SHIPPED: [], TESTED: []}
    with tempfile.TemporaryDirectory() as scratch:
        for asset in ASSETS:
            packed = fetch(asset, Path(scratch))
            if not (asset.folder / "LICENSE").is_file():
                sys.exit(f"{asset.folder} has no LICENSE: write it by hand")
            count = sum(path.is_file() for path in asset.folder.rglob("*"))
            cells = (asset.package, asset.version, asset.licence, asset.folder.name, str(count), packed)
            rows[asset.target].append(f"| {' | '.join(cells)} | {folder_digest(asset.folder)} |\n")
    for target, lines in rows.items():
        text = NOTE + "".join(lines)
        if target == SHIPPED:
            text += "\nhtmx 2（0BSD）不在此处：由 Python 包 django-htmx 附带，用 `{% htmx_script %}` 引入。\n"
            text += "htmx 2 (0BSD) is not here: the Python package django-htmx carries it (`{% htmx_script %}`).\n"
        (target / "VENDOR.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

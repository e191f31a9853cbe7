"""`make bench [SCALE]`: measures import, figures, project list and paper; writes bench/results and bench/README.md.

`python -m bench small` uses small data and takes some minutes; `tiny` only shows that everything runs. With names behind the scale (import, figures, district,
pages) only these are measured and printed, and nothing is written. Pages are measured on SQLite and, in a process of its
own, on a PostgreSQL that scripts/with_postgres.py lays out.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

HOME = tempfile.mkdtemp(prefix="luodi-bench-")
os.environ.setdefault("LUODI_HOME", HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")

import django  # noqa: E402  # the home must be named before the settings are read

django.setup()

import python_calamine  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench import pages, seeded, sums  # noqa: E402
from bench.timing import Row, against, alone, slope, worst  # noqa: E402
from luodi.across.figures.engine.compute import compute  # noqa: E402
from luodi.across.figures.engine.source import MartFiles  # noqa: E402
from luodi.across.figures.engine.store import MartStore  # noqa: E402
from luodi.across.figures.engine.terms import Query, terms_of  # noqa: E402
from luodi.across.figures.rules.catalogue import CATALOGUE  # noqa: E402
from luodi.across.figures.rules.measures import Capital  # noqa: E402
from luodi.across.intake.services import ImportOptions, import_file  # noqa: E402
from luodi.across.reports.selectors import document_bytes  # noqa: E402
from luodi.across.reports.services import draft_paper  # noqa: E402
from luodi.base.core.periods import parse_period  # noqa: E402
from luodi.base.orgs.rules import UnitKind  # noqa: E402
from luodi.base.orgs.selectors import operator, root_unit  # noqa: E402
from luodi.base.orgs.services import install_instance  # noqa: E402


class Sizes(NamedTuple):
    """Rows of the ledger, projects, capital facts and units of the mart, projects of the list."""

    ledger: int
    projects: int
    capital: int
    listed: int
    units: int = 3_000


FOLDER = Path(__file__).parent
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
SIZES = {
    "tiny": Sizes(ledger=200, projects=1_000, capital=5_000, listed=1_000, units=30),
    "small": Sizes(ledger=5_000, projects=20_000, capital=100_000, listed=20_000),
    "full": Sizes(ledger=100_000, projects=1_000_000, capital=10_000_000, listed=1_000_000),
}
BEGIN, END = "<!-- 结果 -->", "<!-- 结果完 -->"
PIECES = ("import", "figures", "district", "pages")
ROUNDS = 5


def imports(rows: int) -> list[Row]:
    """Ledgers of 40 columns against calamine's bare read, and how the time grows. Each round is rolled back."""
    small, big = _import(rows // 10), _import(rows)
    growth = slope((rows // 10, small.ours), (rows, big.ours))
    return [small, big, Row("导入，增长", f"{rows // 10:,} 到 {rows:,} 行的斜率", None, growth, "≤ 1.0")]


def _import(rows: int) -> Row:
    path = seeded.ledger(Path(HOME) / f"台账{rows}.xlsx", rows)

    def bare() -> None:
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    def ours() -> None:
        with transaction.atomic():
            options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
            _, answer = import_file(path, unit=root_unit(), options=options, actor=operator(), at=AT)
            transaction.set_rollback(True)
        made = answer["sheets"][0]["rows"]["created"]  # type: ignore[index]  # the answer is a plain document
        if made != rows:
            raise RuntimeError(f"{made} of {rows} rows came in: nothing is measured that way")

    what = f"{rows:,} 行 × 40 列，含查重、事实、审计"
    return against("导入", what, bare, ours, "≤ 6 × 裸读；5,000 行 ≤ 2 s", ROUNDS)


def growing_figures(projects: int, capital: int, units: int) -> list[Row]:
    """The figures of a tenth and of all, and how the time grows."""
    small, big = figures(projects // 10, capital // 10, units), figures(projects, capital, units)
    growth = slope((projects // 10, small[0].ours), (projects, big[0].ours))
    return [*small, *big, Row("指标，增长", f"{projects // 10:,} 到 {projects:,} 个项目的斜率", None, growth, "≤ 1.0")]


def figures(projects: int, capital: int, units: int) -> list[Row]:
    """All figures of the catalogue for all units: against 40 sums of one table, and against as many as figures need."""
    folder = Path(HOME) / "mart-bench"
    with MartStore(folder).writing(afresh=True) as draft:
        for table, frame in seeded.mart(projects, capital, units).items():
            draft.replace(table, frame)
    period = parse_period("2023H1")
    query = Query(period=period.span, figures=CATALOGUE, period_code=period.code)
    terms = [term.measure for term in set(terms_of(query))]
    money = sum(isinstance(measure, Capital) for measure in terms)

    def ours() -> None:
        (sheet,) = compute(MartFiles(folder), [replace(query)])
        for unit in sheet.units:
            sheet.values(unit)

    what = f"{len(CATALOGUE)} 个指标 × {units:,} 单位，{projects:,} 项目、{capital:,} 笔资金"
    few = partial(sums.forty_sums, folder)
    many = partial(sums.conditional_sums, folder, of_projects=len(terms) - money, of_capital=money)
    same = f"{what}；裸查询带同样多（{len(terms)} 个）的条件聚合"
    return [
        against("指标", f"{what}；裸查询只有 40 个", few, ours, "≤ 2 × 裸 Polars（40 个条件聚合）", ROUNDS),
        against("指标", same, many, ours, "≤ 2 × 裸 Polars（同样的聚合）", ROUNDS),
    ]


def one_district() -> list[Row]:
    """List page and board of one district, the half-year paper."""
    path = seeded.ledger(Path(HOME) / "区.xlsx", 500)
    options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
    import_file(path, unit=root_unit(), options=options, actor=operator(), at=AT)
    client = pages.signed_in()
    board = partial(client.get, "/figures/?period=2023H1")
    # A server has its modules loaded; what is measured is the mart brought up to date, and the board.
    client.get("/projects/")
    begun = time.perf_counter()
    board()
    first = time.perf_counter() - begun

    def uncached() -> None:
        cache.clear()
        board()

    def paper() -> None:
        document_bytes(draft_paper("RP04", period="2023H1", unit=root_unit(), actor=operator(), at=datetime.now(UTC)))

    return [
        alone("清单页", "500 个项目的区，50 行一页", partial(client.get, "/projects/"), "≤ 2 × 裸页（另测）"),
        Row("看板，首次", "500 个项目的区，台账刚导入，先更新数据集市，一次", None, first, "—"),
        worst("看板，无缓存", "500 个项目的区，20 次的 p95", uncached, "≤ 150 ms"),
        worst("看板", "500 个项目的区，再次打开，20 次的 p95", board, "≤ 30 ms"),
        alone("文稿", "RP04 连同数据溯源表", paper, "≤ 2 s"),
    ]


def lists(count: int) -> list[Row]:
    """The list of a city on this process's database, and, from a process that has SQLite, on PostgreSQL too."""
    rows = pages.rows_of(count)
    if connection.vendor != "sqlite":
        return rows
    words = [sys.executable, "scripts/with_postgres.py", "--", sys.executable, "-m", "bench", "--json", str(count)]
    environment = {name: value for name, value in os.environ.items() if name != "LUODI_HOME"}
    answer = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return [*rows, *(Row(**found) for found in json.loads(answer.stdout.splitlines()[-1]))]


def report(rows: list[Row], scale: str) -> str:
    """The table as Markdown."""
    model = platform.processor() or platform.machine()
    head = [
        f"`make bench`（规模 {scale}），{datetime.now(UTC):%Y-%m-%d}，{model}，{os.cpu_count()} 核，"
        f"Python {platform.python_version()}，测时负载 {os.getloadavg()[0]:.1f}。"
        "两边轮流测，取中位数；数据由种子生成；“CPU”是本进程的处理器时间。",
        "",
        "| 工作 | 内容 | 裸做（秒） | 本系统（秒） | CPU（秒） | 比值 | 预算 |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    lines = [
        f"| {row.name} | {row.what} | {_seconds(row.limit)} | {_seconds(row.ours)} | {_seconds(row.cpu)} "
        f"| {row.ratio} | {row.budget} |"
        for row in rows
    ]
    return "\n".join([*head, *lines]) + "\n"


def _seconds(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def measure(scale: str, wanted: Sequence[str]) -> list[Row]:
    """The rows of the pieces asked for, in the order in which they stand in the table."""
    sizes = SIZES[scale]
    pieces: dict[str, Callable[[], list[Row]]] = {
        "import": lambda: imports(sizes.ledger),
        "figures": lambda: growing_figures(sizes.projects, sizes.capital, sizes.units),
        "district": one_district,
        "pages": lambda: lists(sizes.listed),
    }
    return [row for name in PIECES if name in wanted for row in pieces[name]()]


def write(rows: list[Row], scale: str) -> None:
    """The results as JSON, and the table between the marks of README.md; what stands around it is written by people."""
    results = FOLDER / "results"
    results.mkdir(exist_ok=True)
    plain = [asdict(row) for row in rows]
    (results / f"{scale}.json").write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    path = FOLDER / "README.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}\n{report(rows, scale)}{END}{after}", encoding="utf-8")


def main(words: list[str]) -> None:
    """Measure and write; `--json N` gives the list pages of N projects on this process's database as JSON."""
    call_command("migrate", verbosity=0)
    install_instance(name="示例区", code="BENCH", kind=UnitKind.COUNTY, at=AT)
    if words[:1] == ["--json"]:
        sys.stdout.write(json.dumps([asdict(row) for row in lists(int(words[1]))]) + "\n")
        return
    scale, wanted = (words or ["full"])[0], words[1:] or PIECES
    rows = measure(scale, wanted)
    if set(wanted) == set(PIECES) and scale != "tiny":
        write(rows, scale)
    sys.stdout.write(report(rows, scale))


if __name__ == "__main__":
    main(sys.argv[1:])

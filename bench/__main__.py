"""`make bench [SCALE]`: measures import, figures, project list and paper; writes bench/results and bench/README.md.

`python -m bench small` uses small data and takes a minute.
"""

import json
import os
import platform
import sys
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="luodi-bench-")
os.environ.setdefault("LUODI_HOME", HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.config.settings")

import django  # noqa: E402  # the home must be named before the settings are read

django.setup()

import polars as pl  # noqa: E402
import python_calamine  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from bench import seeded  # noqa: E402
from bench.timing import Row, in_turn, median_of  # noqa: E402
from luodi.across.figures.engine.compute import compute  # noqa: E402
from luodi.across.figures.engine.source import MartFiles  # noqa: E402
from luodi.across.figures.engine.store import MartStore  # noqa: E402
from luodi.across.figures.engine.terms import Query  # noqa: E402
from luodi.across.figures.rules.catalogue import CATALOGUE  # noqa: E402
from luodi.across.intake.services import ImportOptions, import_file  # noqa: E402
from luodi.across.reports.selectors import document_bytes  # noqa: E402
from luodi.across.reports.services import draft_paper  # noqa: E402
from luodi.base.core.periods import parse_period  # noqa: E402
from luodi.base.orgs.rules import UnitKind  # noqa: E402
from luodi.base.orgs.selectors import operator, root_unit  # noqa: E402
from luodi.base.orgs.services import install_instance  # noqa: E402

FOLDER = Path(__file__).parent
AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
SIZES = {"small": (1_000, 20_000, 100_000), "full": (5_000, 1_000_000, 10_000_000)}


def imports(rows: int) -> Row:
    """A ledger of `rows` × 40 columns against calamine's bare read. Each round is rolled back."""
    path = seeded.ledger(Path(HOME) / "台账.xlsx", rows)

    def bare() -> None:
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    def ours() -> None:
        with transaction.atomic():
            options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
            import_file(path, unit=root_unit(), options=options, actor=operator(), at=AT)
            transaction.set_rollback(True)

    limit, took = in_turn(bare, ours, rounds=3)
    return Row("导入", f"{rows:,} 行 × 40 列，含查重、事实、审计", limit, took, "≤ 6 × 裸读；5,000 行 ≤ 2 s")


def figures(projects: int, capital: int) -> Row:
    """All figures of the catalogue for 3,000 units against one bare grouped query of the same tables."""
    folder = Path(HOME) / "mart-bench"
    with MartStore(folder).writing(afresh=True) as draft:
        for table, frame in seeded.mart(projects, capital, 3_000).items():
            draft.replace(table, frame)
    period = parse_period("2023H1")

    def bare() -> None:
        rows = pl.scan_parquet(folder / "capital-*.parquet").join(
            pl.scan_parquet(folder / "projects-*.parquet").select("project_id", "unit_id"), on="project_id"
        )
        sums = [
            pl.col("amount_fen").filter(pl.col("arrived_on") <= date(2023, 1 + n % 6, 1)).sum().alias(f"c{n}")
            for n in range(40)
        ]
        rows.group_by("unit_id").agg(sums).collect()

    def ours() -> None:
        query = Query(period=period.span, figures=CATALOGUE, period_code=period.code)
        (sheet,) = compute(MartFiles(folder), [query])
        for unit in sheet.units:
            sheet.values(unit)

    limit, took = in_turn(bare, ours, rounds=3)
    what = f"{len(CATALOGUE)} 个指标 × 3,000 单位，{projects:,} 项目、{capital:,} 笔资金"
    return Row("指标", what, limit, took, "≤ 2 × 裸 Polars（同样 40 个条件聚合）")


def pages_and_paper() -> list[Row]:
    """List page and board of one district, the half-year paper."""
    path = seeded.ledger(Path(HOME) / "区.xlsx", 500)
    options = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
    import_file(path, unit=root_unit(), options=options, actor=operator(), at=AT)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(
        get_user_model().objects.get(username="luodi"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    rows = [
        Row(name, what, None, median_of(partial(client.get, url)), budget)
        for name, what, url, budget in (
            ("清单页", "500 个项目的区，50 行一页", "/projects/", "≤ 2 × 裸页（另测）"),
            ("看板", "500 个项目的区", "/figures/?period=2023H1", "≤ 150 ms，无缓存"),
        )
    ]
    seconds = median_of(
        lambda: document_bytes(
            draft_paper("RP04", period="2023H1", unit=root_unit(), actor=operator(), at=datetime.now(UTC))
        )
    )
    return [*rows, Row("文稿", "RP04 连同数据溯源表", None, seconds, "≤ 2 s")]


def report(rows: list[Row], scale: str) -> str:
    """The table as Markdown."""
    head = [
        "# 性能测量",
        "",
        f"`make bench`（规模 {scale}），{datetime.now(UTC):%Y-%m-%d}，{platform.machine()}，{os.cpu_count()} 核，"
        f"Python {platform.python_version()}。两边轮流测，取中位数；数据由种子生成。",
        "",
        "| 工作 | 内容 | 裸做（秒） | 本系统（秒） | 比值 | 预算 |",
        "|---|---|---:|---:|---:|---|",
    ]
    lines = [
        f"| {row.name} | {row.what} | {'—' if row.limit is None else f'{row.limit:.2f}'} | {row.ours:.2f} "
        f"| {row.ratio} | {row.budget} |"
        for row in rows
    ]
    return "\n".join([*head, *lines]) + "\n"


def main(scale: str) -> None:
    """Measure and write."""
    rows_count, projects, capital = SIZES[scale]
    call_command("migrate", verbosity=0)
    install_instance(name="示例区", code="BENCH", kind=UnitKind.COUNTY, at=AT)
    rows = [imports(rows_count), figures(projects, capital), *pages_and_paper()]
    results = FOLDER / "results"
    results.mkdir(exist_ok=True)
    plain = [{"name": row.name, "what": row.what, "limit": row.limit, "ours": row.ours} for row in rows]
    (results / f"{scale}.json").write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    text = report(rows, scale)
    (FOLDER / "README.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "full")

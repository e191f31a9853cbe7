"""The same definitions on a Spark cluster: every figure is the embedded engine's, to the digit."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.across.figures.engine.compute import compute
from luodi.across.figures.engine.drill import drill
from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.spark import SparkFiles
from luodi.across.figures.engine.store import MartStore
from luodi.across.figures.engine.terms import Query
from luodi.across.figures.rules import CATALOGUE, Calibre, chosen
from luodi.across.figures.rules.measures import Cohort
from luodi.base.core.periods import Span
from tests.across.figures.engine.naive import figures
from tests.across.figures.engine.naive_book import Asked
from tests.across.figures.engine.nation import APART, nation, together
from tests.across.figures.engine.synthetic import Ledger
from tests.across.figures.engine.test_engine_equals_naive import close, ledgers, lines, often, said, targets

pytestmark = pytest.mark.spark
HALF = Span(date(2023, 1, 1), date(2023, 6, 30))
WINDOW = Span(date(2021, 3, 1), date(2022, 12, 31))
MIDDLE = datetime(2023, 8, 1, tzinfo=UTC)


def mart_of(folder: Path, tables: dict[str, pl.DataFrame]) -> Path:
    with MartStore(folder).writing(afresh=True) as draft:
        for table, frame in tables.items():
            half = frame.height // 2
            draft.append(table, frame.head(half))
            draft.append(table, frame.tail(frame.height - half))
    return folder


@often(1)
@given(some=st.lists(ledgers(), min_size=12, max_size=12), calibre=st.sampled_from(list(Calibre)))
def test_small_ledgers_on_spark_equal_the_naive_recomputation(
    spark: Any, tmp_path_factory: pytest.TempPathFactory, some: list[Ledger], calibre: Calibre
) -> None:
    folder = mart_of(tmp_path_factory.mktemp("mart"), together(some))
    query = Query(HALF, CATALOGUE, calibre=calibre)

    (sheet,) = compute(SparkFiles(spark, folder), [query], known_at=MIDDLE)

    for place, ledger in enumerate(some):
        rows: dict[str, Any] = {name: frame.rows(named=True) for name, frame in ledger.frames().items()}
        for unit in range(1, 6):
            asked = Asked(HALF.start, HALF.end, unit, calibre.value, MIDDLE, "PROMOTE", None, [])
            expected, found = figures(rows, asked), said(sheet, place * APART + unit)
            assert found.keys() == expected.keys()
            assert [code for code in expected if not close(code, found[code], expected[code].values)] == []


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mart_of(tmp_path_factory.mktemp("nation"), nation(20_000, 300))


def test_every_figure_of_every_unit_in_every_calibre_and_window_equals_the_embedded_engine(
    spark: Any, country: Path
) -> None:
    plain = Query(HALF, CATALOGUE, period_code="2023H1", targets=lines(targets(HALF)))
    queries = [
        plain,
        replace(plain, calibre=Calibre.B, window=Cohort.YEAR_TO_DATE),
        replace(plain, calibre=Calibre.C, window=WINDOW),
    ]
    cluster, embedded = SparkFiles(spark, country), MartFiles(country)

    found = compute(cluster, queries, known_at=MIDDLE)

    expected = compute(embedded, queries, known_at=MIDDLE)
    for one, other in zip(found, expected, strict=True):
        assert len(other.units) == 300
        for unit in other.units:
            assert one.values(unit) == other.values(unit)
    assert set(cluster.scans.values()) == {1}


def test_chains_and_the_facts_behind_a_figure_are_the_same(spark: Any, tmp_path: Path) -> None:
    folder = mart_of(tmp_path, nation(300, 25))
    asked = Query(HALF, chosen(["S01", "S02", "C01"]))

    (found,) = compute(SparkFiles(spark, folder), [asked], nodes={1, 3}, by="chain")
    facts = drill(SparkFiles(spark, folder), Query(HALF, chosen(["S02"])), 1)

    (expected,) = compute(MartFiles(folder), [asked], nodes={1, 3}, by="chain")
    assert found.groups == expected.groups
    for group in found.groups:
        assert found.values(3, group) == expected.values(3, group)
    assert facts == drill(MartFiles(folder), Query(HALF, chosen(["S02"])), 1)


def test_a_sum_beyond_sixty_four_bits_is_exact_on_spark(spark: Any, tmp_path: Path) -> None:
    ledger = Ledger()
    root = ledger.unit()
    left, right = ledger.unit(root), ledger.unit(root)
    for _ in range(3):
        ledger.share(ledger.signed(root, "2023-02-01", amount=2 * 10**18 + 1), {left: 3_333, right: 6_667})
    folder, query = mart_of(tmp_path, ledger.frames()), Query(HALF, chosen(["S02"]))

    (found,) = compute(SparkFiles(spark, folder), [query])

    (expected,) = compute(MartFiles(folder), [query])
    assert found.values(left) == expected.values(left)
    assert found.values(right)[0].raw == "400020000.00000000020001"

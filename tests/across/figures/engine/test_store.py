from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from luodi.across.figures.engine.compute import compute
from luodi.across.figures.engine.schema import ORDER, TABLES
from luodi.across.figures.engine.source import MartFiles
from luodi.across.figures.engine.store import MANIFEST, MANY_PARTS, MartStore
from luodi.across.figures.engine.terms import Query
from luodi.across.figures.rules import CATALOGUE
from luodi.base.core.periods import parse_period
from tests.across.figures.engine.synthetic import Ledger
from tests.across.figures.engine.test_engine_equals_naive import ledgers


@pytest.fixture
def store(tmp_path: Path) -> MartStore:
    return MartStore(tmp_path / "mart")


def some_ledger() -> Ledger:
    ledger = Ledger()
    root = ledger.unit()
    for day in ("2023-01-05", "2023-02-01", "2023-06-30"):
        project = ledger.signed(root, day)
        ledger.event(project, "START", "2023-06-30")
        ledger.capital(project, "2023-06-30", 5)
    return ledger


def write(store: MartStore, frames: dict[str, pl.DataFrame]) -> None:
    with store.writing(afresh=True) as draft:
        for table, frame in frames.items():
            draft.replace(table, frame)


def said(folder: Path) -> list[object]:
    (sheet,) = compute(MartFiles(folder), [Query(parse_period("2023H1").span, CATALOGUE)])
    return [(value.code, value.exact, value.facts) for value in sheet.values(1)]


def halves(frame: pl.DataFrame, cut: int) -> Iterator[pl.DataFrame]:
    yield frame.head(cut % (frame.height + 1))
    yield frame.slice(cut % (frame.height + 1))


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(ledger=ledgers(), cut=st.integers(0, 50))
def test_appended_in_two_parts_is_the_same_as_built_at_once(
    ledger: Ledger, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mart")
    once, twice = MartStore(folder / "once"), MartStore(folder / "twice")
    frames = ledger.frames()
    write(once, frames)
    for number in range(2):
        with twice.writing() as draft:
            for table, frame in frames.items():
                draft.append(table, list(halves(frame, cut))[number])

    for table in TABLES:
        assert once.table(table).equals(twice.table(table).sort(ORDER[table]))
    assert said(once.folder) == said(twice.folder)


def test_a_writer_that_fails_leaves_the_mart_as_it_was(store: MartStore) -> None:
    write(store, some_ledger().frames())
    before = said(store.folder)

    with pytest.raises(RuntimeError), store.writing() as draft:  # noqa: PT012 - the failure is in the block
        draft.append("stage_events", some_ledger().frames()["stage_events"])
        raise RuntimeError

    assert said(store.folder) == before
    assert store.faults() == []


def test_a_reader_keeps_the_state_it_has_opened(store: MartStore) -> None:
    write(store, some_ledger().frames())
    reader = MartFiles(store.folder)

    with store.writing() as draft:
        draft.replace("stage_events", some_ledger().frames()["stage_events"].head(0))

    (sheet,) = compute(reader, [Query(parse_period("2023H1").span, CATALOGUE[:1])])
    assert sheet.values(1)[0].value == "3"
    assert said(store.folder)[0] == ("S01", 0, 0)


def test_a_damaged_manifest_is_taken_for_an_empty_mart(store: MartStore) -> None:
    write(store, some_ledger().frames())
    path = store.folder / MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace('"rows": 6', '"rows": 7'), encoding="utf-8")

    assert store.manifest().tables == {}


def test_a_changed_or_missing_part_is_found(store: MartStore) -> None:
    write(store, some_ledger().frames())
    parts = store.manifest().tables
    (store.folder / parts["capital"][0].file).write_bytes(b"not parquet")
    (store.folder / parts["units"][0].file).unlink()

    faults = store.faults()

    assert [fault.split()[0] for fault in faults] == ["文件", "缺少文件"]


def test_many_small_parts_become_one(store: MartStore) -> None:
    frame = some_ledger().frames()["capital"]
    for _ in range(MANY_PARTS + 1):
        with store.writing() as draft:
            draft.append("capital", frame)

    manifest = store.manifest()

    assert len(manifest.tables["capital"]) == 1
    assert manifest.rows("capital") == 3 * (MANY_PARTS + 1)


def test_parts_that_nobody_names_are_swept_away(store: MartStore) -> None:
    for _ in range(4):
        write(store, some_ledger().frames())

    assert {path.name.rsplit("-", 2)[1] for path in store.folder.glob("*.parquet")} == {"000003", "000004"}


def test_each_part_is_read_once_for_everything(store: MartStore) -> None:
    write(store, some_ledger().frames())
    source = MartFiles(store.folder)

    compute(source, [Query(parse_period(code).span, CATALOGUE) for code in ("2023H1", "2022", "2023-06")])

    assert dict(source.scans) == dict.fromkeys(TABLES.keys() - {"targets", "locks"}, 1)

"""A file that is imported in one go is read once; what was read is not kept for anybody else."""

from datetime import date
from pathlib import Path

import pytest

from luodi.across.intake import engine
from luodi.across.intake.engine import Limits, RawWorkbook
from luodi.across.intake.selectors import reading
from luodi.across.intake.services import ImportOptions, commit, import_file, upload
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.across.intake.ledgers import numbered, write_ledger

pytestmark = pytest.mark.django_db
OPTIONS = ImportOptions(recognise=True, as_of=date(2023, 6, 30))
HEADER = ["项目名称", "投资方", "总投资（亿元）", "签约时间"]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the engine was asked to read."""
    asked: list[Path] = []
    really = engine.read_file

    def counted(path: Path, *, limits: Limits) -> RawWorkbook:
        asked.append(path)
        return really(path, limits=limits)

    monkeypatch.setattr(reading.engine, "read_file", counted)
    return asked


def ledger(folder: Path) -> Path:
    return write_ledger(
        folder / "台账.xlsx", {"台账": [HEADER, *([*numbered(n), 1.5, "2023-02-01"] for n in range(3))]}
    )


def test_an_import_in_one_go_reads_the_file_once(tmp_path: Path, read: list[Path]) -> None:
    unit = factories.district()

    _, answer = import_file(ledger(tmp_path), unit=unit, options=OPTIONS, actor=operator(), at=factories.AT)

    assert len(read) == 1
    assert answer["sheets"][0]["rows"]["created"] == 3


def test_steps_of_their_own_read_the_stored_file_each(tmp_path: Path, read: list[Path]) -> None:
    unit, path = factories.district(), ledger(tmp_path)

    batch = upload(
        path.read_bytes(), file_name=path.name, unit=unit, options=OPTIONS, actor=operator(), at=factories.AT
    )
    commit(batch, actor=operator(), at=factories.AT)

    assert len(read) == 2

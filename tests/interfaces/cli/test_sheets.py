"""`luodi report RP10` and `RP15`: files written whole, and what is asked for when something is missing."""

from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import LEDGER, Run

pytestmark = pytest.mark.django_db


def test_a_project_s_sheet_and_the_orders_are_written(instance: None, run: Run, tmp_path: Path) -> None:
    ledger, word, tables = tmp_path / "台账.csv", tmp_path / "一页纸.docx", tmp_path / "一页纸.xlsx"
    ledger.write_text(LEDGER, encoding="utf-8")
    assert run("import", ledger, "--as-of", "2023-06-30", "--recognise", "--json").status == 0
    code = run("projects", "--json").document["projects"][0]["code"]

    answer = run("report", "RP15", "--period", "2023H1", "--project", code, "-o", word, "--tables", tables, "--json")

    assert answer.status == 0, answer.err
    assert (answer.document["kind"], answer.document["as_at"]) == ("RP15", "2023-06-30")
    assert (word.read_bytes()[:2], tables.read_bytes()[:2]) == (b"PK", b"PK")
    orders = run("report", "RP10", "--period", "2023H1", "-o", tmp_path / "三单.docx", "--json")
    assert orders.document["title"] == "松汀区2023年上半年三单台账"


def test_a_sheet_of_no_project_asks_for_one_and_writes_nothing(instance: None, run: Run, tmp_path: Path) -> None:
    word = tmp_path / "一页纸.docx"

    answer = run("report", "RP15", "--period", "2023H1", "-o", word)

    assert answer.status == 1
    assert "--project" in answer.err
    assert not word.exists()

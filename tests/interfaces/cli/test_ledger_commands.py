"""`luodi units`, `luodi import`, `luodi projects`."""

from pathlib import Path

from django.utils import timezone

from luodi.across.intake.models import ImportBatch
from luodi.base.orgs.models import Unit
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from tests.interfaces.cli.conftest import Run

UNITS = "代码,名称,类别,上级代码,考核分组\nST01,工业园,开发区,ROOT,G2\nST02,白芷镇,乡镇街道,ROOT,G6\n"


def test_units_are_loaded_and_loading_again_changes_nothing(instance: None, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "单位.csv"
    path.write_text(UNITS, encoding="utf-8")

    first, second = run("units", path, "--json"), run("units", path, "--json")

    assert (first.status, second.status) == (0, 0)
    assert first.document == {"file": "单位.csv", "created": 2, "updated": 0, "unchanged": 0}
    assert second.document == {"file": "单位.csv", "created": 0, "updated": 0, "unchanged": 2}
    assert [unit.code for unit in Unit.objects.order_by("code")] == ["ROOT", "ST01", "ST02"]


def test_a_unit_list_is_imported_as_its_kind_with_the_answer_of_an_import(
    instance: None, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "单位.csv"
    path.write_text(UNITS, encoding="utf-8")

    tried = run("import", path, "--kind", "units", "--dry-run", "--json")
    left = Unit.objects.count()
    answer = run("import", path, "--kind", "units", "--json")

    rows = {"read": 2, "created": 2, "updated": 0, "unchanged": 0, "merged": 0, "duplicates": 0}
    rows |= {"skipped_totals": 0, "skipped_other": 0, "rejected": 0}
    assert (tried.status, tried.document["dry_run"], left) == (0, True, 1)
    assert (answer.status, answer.document["sheets"][0]["rows"], Unit.objects.count()) == (0, rows, 3)


def test_a_wrong_unit_list_leaves_nothing(instance: None, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "单位.csv"
    path.write_text(UNITS + "ST03,怪单位,没有这个类别,ROOT,\n", encoding="utf-8")

    answer = run("units", path, "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, "units.kind")
    assert Unit.objects.count() == 1


def test_import_answers_as_the_contract_says(instance: None, run: Run, ledger: Path) -> None:
    answer = run("import", ledger, "--as-of", "2023-06-30", "--recognise", "--json")

    document = answer.document
    assert answer.status == 0
    assert {"file", "sha256", "sheets", "rejected", "warnings", "duplicates", "leftovers", "facts", "dry_run"} <= set(
        document
    )
    assert (document["file"], document["dry_run"]) == ("台账.csv", False)
    (sheet,) = document["sheets"]
    assert {"name", "kind", "header_rows", "unit_of_money", "columns", "rows"} <= set(sheet)
    assert sheet["rows"] == {
        "read": 3,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "merged": 0,
        "duplicates": 0,
        "skipped_totals": 0,
        "skipped_other": 0,
        "rejected": 1,
    }
    (rejected,) = document["rejected"]
    assert (rejected["row"], rejected["column"], rejected["value"]) == (4, "签约时间", "2023.13.1")
    assert rejected["code"] == "date.invalid"
    assert document["facts"]["stage_events"] == StageEvent.objects.count() > 0
    assert document["facts"]["capital_records"] == CapitalRecord.objects.count() == 0


def test_leftovers_lie_beside_the_ledger(instance: None, run: Run, ledger: Path) -> None:
    answer = run("import", ledger, "--json")

    left = ledger.with_name(answer.document["leftovers"])
    assert left.name == "台账.未导入.xlsx"
    assert left.read_bytes().startswith(b"PK")
    assert str(left) in answer.err


def test_leftovers_go_where_they_are_asked_to(instance: None, run: Run, ledger: Path, tmp_path: Path) -> None:
    run("import", ledger, "--leftovers", tmp_path / "退回" / "本月")

    assert (tmp_path / "退回" / "本月" / "台账.未导入.xlsx").is_file()
    assert not ledger.with_name("台账.未导入.xlsx").exists()


def test_a_dry_run_leaves_nothing(instance: None, run: Run, ledger: Path) -> None:
    answer = run("import", ledger, "--dry-run", "--json")

    assert (answer.status, answer.document["dry_run"]) == (0, True)
    assert answer.document["sheets"][0]["rows"]["created"] == 2
    assert (Project.objects.count(), ImportBatch.objects.count()) == (0, 0)
    assert not ledger.with_name("台账.未导入.xlsx").exists()


def test_the_same_ledger_again_changes_nothing(instance: None, run: Run, ledger: Path) -> None:
    run("import", ledger, "--as-of", "2023-06-30", "--recognise")
    before = (Project.objects.count(), StageEvent.objects.count(), CapitalRecord.objects.count())

    again = run("import", ledger, "--as-of", "2023-06-30", "--recognise", "--json")

    assert again.document["sheets"][0]["rows"]["unchanged"] == 2
    assert again.document["facts"] | {"targets": 0} == {"stage_events": 0, "capital_records": 0, "targets": 0}
    assert (Project.objects.count(), StageEvent.objects.count(), CapitalRecord.objects.count()) == before


def test_without_recognise_the_facts_wait(instance: None, run: Run, ledger: Path) -> None:
    run("import", ledger, "--as-of", "2023-06-30")

    projects = run("projects", "--json").document["projects"]
    assert [(row["stage"], row["signed_on"]) for row in projects] == [("ST10", None), ("ST10", None)]


def test_people_read_what_was_refused(instance: None, run: Run, ledger: Path) -> None:
    answer = run("import", ledger)

    assert "未导入 1 处：" in answer.out
    assert "第 4 行：" in answer.out
    assert answer.out.endswith("导入完成。\n")


def test_projects_are_listed_as_the_contract_says(instance: None, run: Run, ledger: Path) -> None:
    run("import", ledger, "--as-of", "2023-06-30", "--recognise")

    document = run("projects", "--json").document

    assert (document["unit"], document["count"]) == ("ROOT", 2)
    first = document["projects"][0]
    assert first == {
        "code": f"P{timezone.localdate().year}-0001",
        "name": "甲号铝材项目",
        "investor": "甲号铝业有限公司",
        "uscc": "",
        "unit": "ROOT",
        "unit_name": "松汀区",
        "chain": "",
        "total_investment": "120000000",
        "currency": "CNY",
        "stage": "ST60",
        "side_status": "NORMAL",
        "signed_on": "2023-03-01",
        "started_on": "2023-05-10",
        "completed_on": None,
        "produced_on": None,
        "capital": "0",
    }


def test_projects_of_a_unit_are_those_of_it_and_below(instance: None, run: Run, ledger: Path, tmp_path: Path) -> None:
    units = tmp_path / "单位.csv"
    units.write_text(UNITS, encoding="utf-8")
    run("units", units)
    run("import", ledger, "--unit", "ST01")

    assert run("projects", "--unit", "ST01", "--json").document["count"] == 2
    assert run("projects", "--unit", "ST02", "--json").document["count"] == 0
    assert run("projects", "--json").document["count"] == 2

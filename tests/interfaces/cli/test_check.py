"""`luodi check`: the contract's document, the copies, the ledger beside it, and refusals."""

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.across.proofreading.badfiles import BAD_FILES
from tests.interfaces.cli.conftest import Run

TEXT = "2023年上半年，全市签约项目83个，完成任务数65个的127%；签约385个，已落地210个，落地率65%。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_document_has_what_the_contract_names(run: Run, report: Path) -> None:
    answer = run("check", report, "--json")

    assert answer.status == 0
    document = answer.document
    assert set(document) == {"file", "figures", "relations", "ledger", "summary"}
    assert document["figures"] == 6
    assert document["summary"] == {"consistent": 0, "truncated": 1, "rounding": 0, "inconsistent": 1, "unverifiable": 0}
    first, second = document["relations"]
    assert first["kind"] == "ratio"
    assert first["quote"] == "完成任务数65个的127%"
    assert TEXT[first["at"]["start"] : first["at"]["end"]] == first["quote"]
    assert first["at"]["paragraph"] == 1
    assert first["operands"] == [
        {"text": "83个", "value": "83", "unit": "个"},
        {"text": "65个", "value": "65", "unit": "个"},
    ]
    assert (first["stated"], first["recomputed"], first["verdict"]) == ("127", "127.69", "truncated")
    assert first["note"] == "截尾；四舍五入应为128%。"
    assert (second["stated"], second["recomputed"], second["verdict"]) == ("65", "54.55", "inconsistent")
    assert document["ledger"] == []


def test_people_get_a_table_and_a_summary(run: Run, report: Path) -> None:
    answer = run("check", report)

    assert "落地率65%" in answer.out
    assert "全文6个数，2处数量关系：相符0处、截尾1处、修约0处、不符1处、无法核对0处。" in answer.out


def test_a_marked_copy_and_a_list_are_written(run: Run, report: Path, tmp_path: Path) -> None:
    marked, listed = tmp_path / "批注.docx", tmp_path / "清单.xlsx"

    assert run("check", report, "--marked", marked, "--list", listed).status == 0

    assert len(list(Document(str(marked)).comments)) == 2
    assert load_workbook(listed).sheetnames == ["核数清单"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("没有.txt",), "file.missing"),
        (("报告.txt", "--unit", "ROOT"), "proofreading.period_missing"),
        (("报告.txt", "--marked", "没有/x.docx"), "file.unwritable"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: str
) -> None:
    monkeypatch.chdir(report.parent)

    answer = run("check", *words, "--json")

    assert answer.status == 1
    assert answer.document["error"]["code"] == code
    assert [path.name for path in report.parent.iterdir()] == [report.name]


@pytest.mark.parametrize(("name", "content", "sentence"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_gets_the_sentence_that_says_what_to_do(
    run: Run, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    answer = run("check", path, "--json")

    assert answer.status == 1
    assert sentence in answer.document["error"]["message"]


def test_wrong_words_end_with_status_two(run: Run) -> None:
    assert run("check").status == 2
    assert run("check", "a.txt", "--period", "2023H3").status == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("instance")
def test_figures_of_the_period_are_compared_with_the_ledger(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "半年.txt"
    path.write_text("上半年，全区签订正式合同3个，到位资金0亿元；去年签约项目9个。", encoding="utf-8")

    lines = run("check", path, "--period", "2023H1", "--json").document["ledger"]

    assert [(line["code"], line["stated"], line["verdict"]) for line in lines] == [
        ("S01", "3", "differs"),
        ("C01", "0", "agrees"),
    ]
    assert lines[0]["quote"] == "全区签订正式合同3个"
    assert Decimal(lines[0]["ledger"]) == 0

"""Exit status and error document of every command."""

from pathlib import Path

import pytest

from tests.interfaces.cli.conftest import Run


@pytest.mark.parametrize("words", [["figures"], ["nonsense"], [], ["import", "甲.xlsx", "--kind", "所有"]])
def test_wrong_usage_gives_2_and_an_error_document(run: Run, words: list[str]) -> None:
    answer = run(*words, "--json")

    assert answer.status == 2
    assert list(answer.document) == ["error"]
    assert answer.document["error"]["code"] == "usage"
    assert answer.document["error"]["message"] in answer.err


def test_without_json_wrong_usage_leaves_standard_output_empty(run: Run) -> None:
    answer = run("figures")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("用法：luodi figures")


REFUSED = [
    (["figures", "--period", "2023H1", "--codes", "S99"], "figures.unknown_code"),
    (["figures", "--period", "2023H1", "--unit", "NOWHERE"], "units.unknown"),
    (["drill", "S03", "--period", "2023H1"], "figures.ambiguous_code"),
    (["projects", "--unit", "NOWHERE"], "units.unknown"),
    (["import", "没有这个文件.xlsx"], "file.missing"),
    (["units", "没有这个文件.xlsx"], "file.missing"),
    (["report", "RP13", "--period", "2023H1", "-o", "总结.docx"], "reports.kind_unknown"),
    (["report", "RP01", "--period", "2023H1", "-o", "动态.docx"], "reports.period_kind"),
    (["report", "RP04", "--period", "2023-06", "-o", "总结.docx"], "reports.period_kind"),
    (["report", "RP04", "--period", "2023H1", "-o", "没有/这个/目录.docx"], "file.unwritable"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED, ids=[" ".join(words[:2]) + f" {code}" for words, code in REFUSED])
def test_what_a_rule_refuses_gives_1_with_its_code(
    instance: None, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str], code: str
) -> None:
    monkeypatch.chdir(tmp_path)

    answer = run("--json", *words)

    assert answer.status == 1
    assert answer.document["error"]["code"] == code
    assert answer.document["error"]["message"] in answer.err
    assert not (tmp_path / "总结.docx").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [["projects"], ["figures", "--period", "2023H1"], ["verify"], ["units", "甲.csv"], ["serve"], ["worker"]],
    ids=lambda words: words[0],
)
def test_without_an_instance_a_command_says_how_to_make_one(run: Run, words: list[str]) -> None:
    answer = run(*words, "--json")

    assert answer.status == 1
    assert answer.document["error"]["code"] == "orgs.no_root"
    assert "luodi init" in answer.document["error"]["message"]

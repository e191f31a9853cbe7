"""The words of the command line."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from luodi.interfaces.cli.parser import WrongUsage, build_parser, in_chinese, options_of

MANUAL = Path(__file__).resolve().parents[3] / "docs" / "manual" / "commands.md"
COMMANDS = {
    "demo": (),
    "init": (),
    "serve": (),
    "worker": (),
    "units": ("单位.csv",),
    "import": ("台账.xlsx",),
    "missing": ("P2023-0001",),
    "orders": (),
    "order": ("招交〔2023〕1号", "-o", "交办单.docx"),
    "projects": (),
    "clocks": (),
    "figures": ("--period", "2023H1"),
    "rank": ("--period", "2023H1"),
    "drill": ("S01", "--period", "2023H1"),
    "close": ("2023-06",),
    "handover": ("示例甲",),
    "dispatch": ("--period", "2023-06b"),
    "check": ("报告.docx",),
    "report": ("RP04", "--period", "2023H1", "-o", "总结.docx"),
    "verify": (),
    "doctor": (),
}


def test_the_table_of_this_test_and_the_manual_have_every_command() -> None:
    shown = build_parser().format_help().partition("\n  命令\n")[2]
    every = re.findall(r"^    ([a-z]+)", shown, re.MULTILINE)
    headings = re.findall(r"^### (.+)$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(COMMANDS) == sorted(every)
    assert sorted(re.findall(r"luodi ([a-z]+)", "、".join(headings))) == sorted(every)


@pytest.mark.parametrize("command", COMMANDS)
def test_home_and_json_may_stand_before_or_after_the_command(command: str) -> None:
    before = build_parser().parse_args(["--home", "甲", "--json", command, *COMMANDS[command]])
    after = build_parser().parse_args([command, *COMMANDS[command], "--json", "--home", "甲"])

    assert (str(before.home), before.as_json) == ("甲", True)
    assert vars(before) == vars(after)


def test_the_defaults_are_those_of_the_contract() -> None:
    demo = build_parser().parse_args(["demo"])
    init = build_parser().parse_args(["init"])
    serve = build_parser().parse_args(["serve"])

    assert (demo.host, demo.port, demo.no_serve) == ("127.0.0.1", 8000, False)
    assert (init.name, init.code) == ("松汀区", "ROOT")
    assert (serve.host, serve.port, serve.workers) == ("127.0.0.1", 8000, 2)


def test_the_options_of_import_are_read() -> None:
    words = "import 台账.xlsx --kind capital --unit YL01 --sheet 明细 --as-of 2023-06-30 --dry-run --recognise"
    options = build_parser().parse_args([*words.split(), "--create-units", "--create-chains"])

    assert str(options.file) == "台账.xlsx"
    assert (options.kind, options.unit, options.sheet, options.as_of) == ("capital", "YL01", "明细", date(2023, 6, 30))
    assert [options.dry_run, options.recognise, options.create_units, options.create_chains] == [True] * 4


def test_the_options_of_figures_are_read() -> None:
    words = "figures --period 2012..2015H1 --codes S01,P03 --calibre B --window 2020-07-01..2023-06-30 --round DOWN --digits 2"
    options = build_parser().parse_args([*words.split(), "--known-at", "2023-07-01T08:00"])

    assert (options.period, options.codes, options.calibre) == ("2012..2015H1", ("S01", "P03"), "B")
    assert (options.window, options.round_mode, options.digits) == ("2020-07-01..2023-06-30", "DOWN", 2)
    assert options.known_at == datetime(2023, 7, 1, 8)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "缺少参数 命令"),
        (["figures"], "缺少参数 --period"),
        (["figures", "--period", "2023H3"], "--period：无法识别期间“2023H3”"),
        (["figures", "--period", "2023H1", "--calibre", "D"], "--calibre 不能取 'D'"),
        (["figures", "--period", "2023H1", "--window", "r12"], "--window：无法识别期间“r12”"),
        (["figures", "--period", "2023H1", "--digits", "-1"], "--digits：“-1”应为不小于 0 的整数"),
        (["figures", "--period", "2023H1", "--known-at", "昨天"], "--known-at：“昨天”不是时点"),
        (["import"], "缺少参数 FILE"),
        (["import", "甲.xlsx", "--kind", "所有"], "--kind 不能取 '所有'"),
        (["import", "甲.xlsx", "--as-of", "2023-02-30"], "--as-of：“2023-02-30”不是日期"),
        (["report", "RP23", "--period", "2023H1", "-o", "x.docx"], "KIND 不能取 'RP23'"),
        (["report", "RP04", "--period", "2023H1"], "缺少参数 -o/--output"),
        (["serve", "--port", "70000"], "--port：端口“70000”应在 1 到 65535 之间"),
        (["verify", "--fast"], "不认识的参数 --fast"),
        (["projects", "--js"], "不认识的参数 --js"),
    ],
)
def test_wrong_usage_is_said_in_chinese(words: list[str], sentence: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        options_of(words)

    assert refused.value.message.startswith(sentence)
    assert refused.value.usage.startswith("用法：luodi")


def test_only_a_comparison_of_papers_needs_no_file() -> None:
    options = options_of(["report", "RP02", "--period", "2023-06", "--against", "2023-05"])

    assert (options.output, options.period, options.against) == (None, "2023-06", "2023-05")


def test_an_unknown_sentence_stays_as_it_is() -> None:
    assert in_chinese("something new") == "something new"


def test_help_speaks_chinese_and_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args(["--help"])

    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert [command for command in COMMANDS if f"    {command} " not in shown] == []
    assert "usage" not in shown
    assert "options" not in shown

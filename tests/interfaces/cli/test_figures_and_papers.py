"""`luodi figures`, `luodi drill` and `luodi report` on the demonstration district."""

import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import DjangoDbBlocker

from luodi.across.reports.models import Paper
from tests.interfaces.cli.conftest import Run, one_district

FIGURE_KEYS = {
    "code",
    "name",
    "value",
    "unit",
    "raw",
    "numerator",
    "denominator",
    "definition",
    "calibre_text",
    "round",
    "digits",
    "facts",
    "targets",
    "window",
}


@pytest.fixture(scope="module", autouse=True)
def db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """One district for all tests of this module, which only read it (in place of pytest-django's own fixture)."""
    with one_district(django_db_blocker, tmp_path_factory.mktemp("district")):
        yield


def test_figures_answer_as_the_contract_says(run: Run) -> None:
    document = run("figures", "--period", "2023H1", "--codes", "P03", "--json").document

    assert {key: document[key] for key in ("period", "from", "to", "unit", "calibre")} == {
        "period": "2023H1",
        "from": "2023-01-01",
        "to": "2023-06-30",
        "unit": "QJ",
        "calibre": "A",
    }
    (figure,) = document["figures"]
    assert set(figure) >= FIGURE_KEYS
    assert {key: figure[key] for key in ("value", "unit", "raw", "round", "digits", "calibre_text", "window")} == {
        "value": "40.2",
        "unit": "%",
        "raw": "0.401515151515",
        "round": "HALF_UP",
        "digits": 1,
        "calibre_text": "含终止",
        "window": "r36",
    }


def test_rounding_and_digits_are_taken_from_the_command_line(run: Run) -> None:
    words = ["figures", "--period", "2023H1", "--codes", "P03", "--json", "--digits", "3", "--round", "DOWN"]

    (figure,) = run(*words).document["figures"]

    assert (figure["value"], figure["round"], figure["digits"]) == ("40.151", "DOWN", 3)


def test_a_window_of_its_own_is_named(run: Run) -> None:
    words = ["figures", "--period", "2023H1", "--codes", "P03", "--window", "2023-01-01..2023-06-30", "--json"]

    (figure,) = run(*words).document["figures"]

    assert (figure["window"], figure["denominator"]) == ("2023-01-01..2023-06-30", "38")


def test_what_cannot_be_said_is_null_with_a_reason(run: Run) -> None:
    (figure,) = run("figures", "--period", "2015H1", "--codes", "P03", "--json").document["figures"]

    assert figure["value"] is None
    assert figure["why"] != ""


def test_without_codes_all_figures_come_and_people_read_a_table(run: Run) -> None:
    answer = run("figures", "--period", "2023H1")
    document = run("figures", "--period", "2023H1", "--json").document

    assert (answer.status, len(answer.out.splitlines())) == (0, len(document["figures"]) + 3)
    assert answer.out.startswith("示例区 2023年上半年（2023-01-01 至 2023-06-30）\n")
    assert "64.10亿元" in answer.out


def test_the_units_of_the_district_add_up_by_their_shares(run: Run) -> None:
    park = run("figures", "--period", "2023H1", "--codes", "S01", "--unit", "QJ-Y1", "--json").document

    assert park["unit"] == "QJ-Y1"
    assert 0 < float(park["figures"][0]["value"]) < 38


def test_drill_names_each_fact(run: Run) -> None:
    answer = run("drill", "C01", "--period", "2023H1", "--json")

    assert answer.status == 0
    assert answer.document["value"] == "6.10"
    assert answer.document["sums"] == {"numerator": "6.1"}
    assert {"part", "kind", "fact", "event", "date", "code", "name", "share", "amount", "contribution"} <= set(
        answer.document["facts"][0]
    )


def test_people_read_a_drill_with_its_sum(run: Run) -> None:
    answer = run("drill", "P10", "--period", "2023H1")

    assert "P10 签约未开工项目数：29个" in answer.out
    assert "分子合计 29，共 29 条。" in answer.out


def test_the_half_year_paper_is_written_with_its_figures(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "文稿" / "半年总结.docx"
    target.parent.mkdir()

    answer = run("report", "RP04", "--period", "2023H1", "-o", target, "--json")

    assert answer.status == 0
    assert list(answer.document) == [
        "kind",
        "title",
        "period",
        "unit",
        "known_at",
        "file",
        "sha256",
        "bytes",
        "characters",
        "paper",
        "omissions",
    ]
    assert answer.document["title"] == "2023年上半年招商投资促进工作总结"
    assert answer.document["sha256"] == sha256(target.read_bytes()).hexdigest()
    text = text_of(target)
    for said in ("38个", "64.1亿元", "53.4%", "40.2%", "6.1亿元", "24次", "45家", "55亿元"):
        assert said in text
    assert "数据溯源表" in text
    assert [path.name for path in target.parent.iterdir()] == ["半年总结.docx"]


def text_of(path: Path) -> str:
    """The words of a .docx without its marks."""
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    return "".join(part.split(">", 1)[1] for part in xml.split("<w:t")[1:] for part in [part.split("</w:t>")[0]])


def test_sources_can_be_left_out_and_tables_saved_beside(run: Run, tmp_path: Path) -> None:
    paper, tables = tmp_path / "总结.docx", tmp_path / "表格.xlsx"

    answer = run("report", "RP04", "--period", "2023H1", "-o", paper, "--tables", tables, "--no-sources")

    assert answer.status == 0
    assert "数据溯源表" not in text_of(paper)
    assert zipfile.is_zipfile(tables)


def test_the_dispatch_list_has_29_rows(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "清单.docx"

    answer = run("report", "RP08", "--period", "2023-06", "-o", target, "--filter", "unstarted", "--json")

    assert answer.status == 0
    rows = [row for table in Document(str(target)).tables for row in table.rows]
    numbers = [row.cells[0].text for row in rows if row.cells[0].text.isdecimal()]
    assert numbers == [str(number) for number in range(1, 30)]


def test_a_paper_that_cannot_be_written_leaves_no_draft(run: Run, tmp_path: Path) -> None:
    before = Paper.objects.count()

    answer = run("report", "RP04", "--period", "2023H1", "-o", tmp_path / "没有" / "总结.docx")

    assert answer.status == 1
    assert Paper.objects.count() == before


PAPERS = (
    pytest.param(
        "RP02",
        "2023-06",
        "示例区2023年6月招商引资工作通报",
        ("新签正式合同7个，合同额8.14亿元", "正式合同额64.1亿元，分别完成市级任务的53.4%"),
        ("表1\u3000主要指标完成情况", "表4\u3000乡镇（街道）累计完成情况和排名", "附表2\u3000分单位数据来源"),
        1,
        id="月通报",
    ),
    pytest.param(
        "RP03",
        "2023Q2",
        "示例区2023年第二季度招商引资晾晒",
        ("农业农村委员会（75.37分）", "靠后的是发展和改革委员会（30.51分）、交通局（3.00分）"),
        ("表2\u3000区直部门综合得分", "表4\u3000单项榜前三名", "表7\u3000乡镇（街道）分项得分"),
        2,
        id="季晾晒",
    ),
    pytest.param(
        "RP12",
        "2023-06",
        "示例区2023年6月招商引资五色图",
        ("绿0个、蓝0个、黄2个、橙5个、红10个，不评价1个",),
        ("表1\u3000各组综合五色分布", "表3\u3000区直部门五色", "表4\u3000乡镇（街道）五色"),
        1,
        id="五色图",
    ),
    pytest.param(
        "RP05",
        "2023",
        "2023年招商引资工作总结",
        ("完成市级任务120亿元的53.42%", "完成市级任务15亿元的40.67%", "引进外资项目3个"),
        ("表1\u3000目标任务完成情况",),
        0,
        id="年度总结",
    ),
    pytest.param(
        "RP06",
        "2023H1",
        "关于2023年上半年示例区招商引资项目推进情况的调研报告",
        ("签约的38个项目中，取消2个、未落地20个、已落地16个，综合落地率42.1%，三类之和与签约项目数一致",),
        ("表2\u3000签约项目落地情况", "表3\u3000重大项目阶段和状态"),
        0,
        id="调研报告",
    ),
    pytest.param(
        "RP07",
        "2023H1",
        "示例区2023年上半年招商引资工作讲话资料",
        ("协议引资55亿元", "距全年到位资金任务还差8.9亿元"),
        ("表1\u3000各单位签约个数与金额名次", "表2\u3000签约未落地项目", "表3\u3000文中数据的口径"),
        0,
        id="讲话资料",
    ),
    pytest.param(
        "RP11",
        "2023H1",
        "示例区2023年上半年招商引资考核得分表与分析",
        ("农业农村委员会（75.37分）", "失分较多的指标是"),
        ("表2\u3000区直部门考核得分", "表7\u3000区直部门分项得分"),
        3,
        id="得分表",
    ),
    pytest.param(
        "RP20",
        "2023H1",
        "示例区2023年上半年招商引资数据包",
        ("招商引资指标19项", "本数据包校验值"),
        ("表1\u3000指标数值", "S01 新签正式合同项目数", "C01 实际到位资金（市域外）"),
        0,
        id="数据包",
    ),
)


@pytest.mark.parametrize(("kind", "period", "title", "said", "sheets", "charts"), PAPERS)
def test_a_paper_of_standings_is_written_with_its_tables_and_charts(
    run: Run,
    tmp_path: Path,
    kind: str,
    period: str,
    title: str,
    said: tuple[str, ...],
    sheets: tuple[str, ...],
    charts: int,
) -> None:
    paper, tables = tmp_path / "文稿.docx", tmp_path / "表格.xlsx"

    answer = run("report", kind, "--period", period, "-o", paper, "--tables", tables, "--json")

    assert (answer.status, answer.document["title"]) == (0, title)
    text = text_of(paper)
    assert [words for words in said if words not in text] == []
    assert "数据溯源表" in text
    assert len(Document(str(paper)).inline_shapes) == charts
    book = openpyxl.load_workbook(tables)
    assert [name for name in sheets if name not in book.sheetnames] == []
    assert sum(len(sheet._charts) for sheet in book) == charts
    assert [sheet.title for sheet in book if not sane(sheet)] == []


def sane(sheet: Worksheet) -> bool:
    """Columns wide enough to read and narrow enough for a page; a wide table lies on its side."""
    widths = [
        sheet.column_dimensions[letter].width
        for letter, group in sheet.column_dimensions.items()
        for _ in range(group.min, (group.max or group.min) + 1)
    ]
    is_upright = sheet.page_setup.orientation == "portrait"
    return bool(widths) and all(5 <= width <= 60 for width in widths) and (sum(widths) <= 105 or not is_upright)


def test_a_data_pack_holds_the_chosen_figures_and_cuts_off_on_request(run: Run, tmp_path: Path) -> None:
    paper, tables = tmp_path / "数据包.docx", tmp_path / "数据包.xlsx"
    asked = ("--codes", "C02,P03", "--round", "DOWN")

    answer = run("report", "RP20", "--period", "2023H1", *asked, "-o", paper, "--tables", tables, "--json")

    assert answer.status == 0
    assert [name[:3] for name in openpyxl.load_workbook(tables).sheetnames if name[0] in "CPS"] == ["C02", "P03"]
    text = text_of(paper)
    assert "40.1" in text
    assert "尾数截去" in text


def test_a_unit_of_a_group_has_its_own_quarterly_paper(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "文稿.docx"

    answer = run("report", "RP03", "--period", "2023Q2", "--unit", "QJ-Z05", "-o", paper, "--json")

    assert (answer.status, answer.document["unit"]) == (0, "QJ-Z05")
    assert "发展和改革委员会" not in text_of(paper)


@pytest.mark.parametrize(
    ("kind", "period", "code"), [("RP03", "2023-06", "reports.period_kind"), ("RP02", "2010-06", "reports.no_facts")]
)
def test_a_paper_of_standings_for_a_period_that_does_not_fit_is_refused(
    run: Run, tmp_path: Path, kind: str, period: str, code: str
) -> None:
    before = Paper.objects.count()

    answer = run("report", kind, "--period", period, "-o", tmp_path / "文稿.docx", "--json")

    assert (answer.status, answer.document["error"]["code"], Paper.objects.count()) == (1, code, before)
    assert not list(tmp_path.glob("*.docx"))


def test_two_kept_papers_are_compared_as_text_json_and_workbook(run: Run, tmp_path: Path) -> None:
    words = ("report", "RP02", "--period", "2023-06", "--against", "2023-05")
    for period in ("2023-05", "2023-06"):
        run("report", "RP02", "--period", period, "-o", tmp_path / "a.docx")
    before = Paper.objects.count()

    said = run(*words, "--codes", "S01")
    told = run(*words, "--codes", "S01", "--of", "QJ-Z01", "-o", tmp_path / "比较.xlsx", "--json")

    document = told.document
    figures = {one["key"]: one for one in document["figures"]}
    (change,) = (one for one in document["changes"] if one["key"] == "S01.ytd")
    (part,) = change["parts"]
    assert (said.status, told.status, Paper.objects.count()) == (0, 0, before)
    assert "↑7个" in said.out
    assert f"文稿编号 {document['then']['paper']}" in said.out
    assert (document["then"]["period"], document["now"]["period"]) == ("2023-05", "2023-06")
    assert [figures["S01.ytd"][word] for word in ("then", "now", "difference")] == ["31", "38", "7"]
    assert (part["difference"], sum(int(one["difference"]) for one in part["rows"])) == ("7", 7)
    assert document["place"]["unit"] == "QJ-Z01"
    assert openpyxl.load_workbook(tmp_path / "比较.xlsx").sheetnames == ["指标", "名次", "得分构成", "项目变化"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--against", "2022H2"), "reports.no_issue", "luodi report RP04 --period 2022H2"),
        (("--against", "2023H1", "--unit", "QJ-Z01"), "reports.no_issue", "luodi report RP04 --period 2023H1"),
        (("--against", "2023H1", "-o", "a.docx"), "reports.difference_file", ".xlsx"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_what_to_do(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if not Paper.objects.filter(kind="RP04", period="2023H1").exists():
        run("report", "RP04", "--period", "2023H1", "-o", "b.docx")

    answer = run("report", "RP04", "--period", "2023H1", *words, "--json")

    assert (answer.status, answer.document["error"]["code"]) == (1, code)
    assert says in answer.document["error"]["message"]

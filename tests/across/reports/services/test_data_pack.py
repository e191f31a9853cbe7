"""RP20 数据包: chosen figures with facts, definitions, hashes; the workbook lists every fact, and they add up."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luodi.across.assessment import services as assessment
from luodi.across.assessment.models import Snapshot
from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.across.reports.selectors import data_pack
from luodi.base.core.documents import Document, write_text
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator
from tests import factories
from tests.across.assessment.city import aim
from tests.across.reports.services.ledger import cells, loose_numbers, seed_004, words
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT
CODES = ("S01", "S02", "P03", "C01")


def draft(period: str = "2023H1", codes: tuple[str, ...] = CODES, **more: object) -> Paper:
    given = {"actor": operator(), "at": AT, **more}
    return reports.draft_paper("RP20", period=period, unit=factories.unit("QJ"), codes=codes, **given)  # type: ignore[arg-type]  # as the verb takes them


def document(paper: Paper) -> Document:
    return selectors.shown(paper).document


def sheets(paper: Paper) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(selectors.workbook_bytes(paper)[1]))
    return {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}


@pytest.fixture
@remembered
def ledger(db: None) -> None:
    """Two signings, one of them started; 500 万元 arrived for it, 100 万元 taken back."""
    factories.district()
    first = factories.signed_project("QJ-E", name="甲项目", amount="20000")
    factories.signed_project("QJ-W", name="乙项目", amount="3000")
    factories.recognised_event(first, "LAND", date(2023, 3, 1))
    factories.recognised_event(first, "START", date(2023, 4, 1))
    record = factories.recognised_capital(first, "500", date(2023, 5, 1))
    factories.reversed_capital(record, "100", on=date(2023, 6, 1))


def test_the_pack_lists_values_with_calibre_window_and_number_of_facts(ledger: None) -> None:
    paper = draft()

    assert paper.title == "示例市2023年上半年招商引资数据包"
    assert cells(document(paper), "指标数值") == [
        ["1", "S01", "新签正式合同项目数", "2", "个", "2023-01-01至2023-06-30", "不分口径", "2"],
        ["2", "S02", "新签正式合同额", "2.30", "亿元", "2023-01-01至2023-06-30", "不分口径", "2"],
        ["3", "P03", "近三年签约项目开工率", "50.0", "%", "2020-07-01至2023-06-30", "含终止", "3"],
        ["4", "C01", "实际到位资金（市域外）", "0.04", "亿元", "2023-01-01至2023-06-30", "不分口径", "2"],
    ]
    assert "招商引资指标4项及其定义、口径和事实条数" in words(document(paper))
    assert loose_numbers(document(paper)) == set()


def test_the_definitions_follow_as_an_annex(ledger: None) -> None:
    annex = document(draft()).annexes[0]

    text = write_text(document(draft()))
    assert annex.title == "指标定义和口径"
    assert "所选期间内签订正式合同并经认定的项目个数；框架、意向协议不计" in text


def test_the_workbook_has_a_sheet_of_facts_for_each_figure_and_they_add_up(ledger: None) -> None:
    found = sheets(draft())

    assert [name for name in found if name[:3] in CODES] == [
        "S01 新签正式合同项目数",
        "S02 新签正式合同额",
        "P03 近三年签约项目开工率",
        "C01 实际到位资金（市域外）",
    ]
    amounts = found["S02 新签正式合同额"][2:]
    assert [(row[2], row[5], row[8]) for row in amounts] == [
        ("签订正式合同", "甲项目", 2),
        ("签订正式合同", "乙项目", 0.3),
        ("合计", "", 2.3),
    ]
    arrived = found["C01 实际到位资金（市域外）"][2:]
    assert [(str(row[1])[:10], row[8]) for row in arrived] == [
        ("2023-05-01", 0.05),
        ("2023-06-01", -0.01),
        ("", 0.04),
    ]
    assert [row[0] for row in found["P03 近三年签约项目开工率"][2:]] == ["分子", "分母", "分母", "分子", "分母"]


def test_a_pack_of_an_open_period_says_so_and_a_closed_one_prints_the_hash_of_its_snapshot(ledger: None) -> None:
    assert ["结账快照", "未结账，没有快照"] in cells(document(draft()), "数据版本")
    assessment.install_presets(at=AT)
    snapshot = assessment.close_at_once(parse_period("2023H1"), actor=operator(), at=AT + timedelta(days=1))

    later = document(draft(at=AT + timedelta(days=9)))

    assert Snapshot.objects.count() == 1
    assert ["快照校验值（SHA-256）", snapshot.sha256] in cells(later, "数据版本")
    assert "本期已结账，数值与结账快照一致" in words(later)


def test_equal_facts_give_an_equal_hash_and_another_fact_another_one(ledger: None) -> None:
    def printed(paper: Paper) -> str:
        return next(row[1] for row in cells(document(paper), "数据版本") if row[0].startswith("本数据包"))

    first = printed(draft())
    assert printed(draft()) == first

    factories.signed_project("QJ-W", name="丙项目")

    assert printed(draft()) != first


def test_completions_are_listed_once_an_issuer_and_refreshing_keeps_the_choice(ledger: None) -> None:
    root = factories.unit("QJ")
    aim(root, "4", issuer="市级")
    aim(root, "8", issuer="区级")

    paper = draft(codes=("S06.n", "C01"))
    again = reports.refresh_paper(paper, actor=operator(), at=AT)

    rows = [row[1:4] for row in cells(document(again), "指标数值")]
    assert rows == [
        ["S06.n", "签约任务完成率（个数）（市级）", "50.0"],
        ["S06.n", "签约任务完成率（个数）（区级）", "25.0"],
        ["C01", "实际到位资金（市域外）", "0.04"],
    ]


def test_a_masked_pack_shows_neither_values_nor_facts(ledger: None) -> None:
    paper = reports.edit_paper(draft(), actor=operator(), at=AT, is_masked=True)

    assert {row[3] for row in cells(document(paper), "指标数值")} == {"**"}
    assert not any(name[:3] in CODES for name in sheets(paper))


def test_the_same_pack_is_the_same_file_to_the_byte(ledger: None) -> None:
    paper = draft()
    first = selectors.workbook_bytes(paper)[1]
    factories.signed_project("QJ-W", name="丁项目")

    assert selectors.workbook_bytes(Paper.objects.get(pk=paper.pk))[1] == first
    assert zipfile.is_zipfile(io.BytesIO(first))


def test_the_pack_of_five_years_holds_every_fact_of_the_source(db: None, tmp_path: Path) -> None:
    seed_004(factories.district(), tmp_path)

    found = sheets(draft("2016..2020", ("S01", "S02", "C01", "A01")))

    facts = {name[:3]: len(rows) - 3 for name, rows in found.items() if name[:3] in {"S01", "S02", "C01", "A01"}}
    assert facts == {"S01": 123, "S02": 123, "C01": 6, "A01": 127}
    assert [str(rows[-1][8]) for name, rows in found.items() if name[:3] in {"S02", "C01"}] == ["398", "412.63"]
    assert Decimal(str(found["S01 新签正式合同项目数"][-1][8])) == 123


@pytest.mark.parametrize(("codes", "code"), [(("Z99",), "figures.unknown_code"), (("S10",), "reports.no_facts")])
def test_what_cannot_be_packed_is_refused(ledger: None, codes: tuple[str, ...], code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        draft(codes=codes)

    assert (refused.value.code, Paper.objects.exists()) == (code, False)


def test_more_facts_than_a_pack_holds_are_refused(ledger: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_pack, "MOST_FACTS", 3)

    with pytest.raises(BusinessError, match="超过一个数据包3条的上限") as refused:
        draft()

    assert refused.value.code == "reports.too_many_facts"


def test_who_may_see_totals_only_gets_no_pack(ledger: None) -> None:
    viewer = factories.user("r03", name="只看汇总", scope="S5")

    with pytest.raises(NotVisible):
        draft(actor=viewer)
    assert not Paper.objects.exists()

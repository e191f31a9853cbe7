"""RP06 调研报告: landing in three classes after seed 003, major projects crossed, what blocks landing, what is left out."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.base.core.documents import Document
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from luodi.domains.supervision import services as supervision
from luodi.domains.supervision.services import IssueValues
from tests import factories
from tests.across.intake.ledgers import HEADER, Cell, numbered, write_ledger
from tests.across.reports.services.ledger import cells, loose_numbers, table, take_in, words
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT
SPAN = "2012..2015H1"


def draft(period: str = SPAN, unit: str = "QJ") -> Paper:
    return reports.draft_paper("RP06", period=period, unit=factories.unit(unit), actor=operator(), at=AT)


def document(period: str = SPAN, unit: str = "QJ") -> Document:
    return selectors.shown(draft(period, unit)).document


@pytest.fixture
@remembered
def seed_003(db: None) -> None:
    """385 signings: 210 landed, 106 ended before, 69 waiting. Of 50 large ones 35 landed, 4 of them completed, 3 suspended."""
    rows: list[list[Cell]] = [[*HEADER, "竣工时间"]]
    for number in range(385):
        is_large = number < 35 or number >= 370
        landed = "2014-05-01" if number < 210 else None
        ended = "2015-02-01" if 210 <= number < 316 else None
        started = "2014-06-01" if number < 7 else None
        completed = "2015-03-01" if number < 4 else None
        word = (
            "停建"
            if 4 <= number < 7
            else "已竣工"
            if completed
            else "已落地"
            if landed
            else "已取消"
            if ended
            else "未落地"
        )
        signed = f"201{2 + number % 3}-03-04"
        rows.append(
            [
                *numbered(number),
                None,
                "西县" if number % 5 else "东县",
                2 if is_large else 0.5,
                signed,
                landed,
                started,
                ended,
                word,
                completed,
            ]
        )
    with TemporaryDirectory() as folder:
        path = write_ledger(Path(folder) / "签约.xlsx", {"签约": rows})
        take_in(path, factories.district(), as_of=date(2015, 6, 30))


def test_signed_is_cancelled_and_waiting_and_landed_and_the_difference_is_printed(seed_003: None) -> None:
    found = document()

    said = words(found)
    assert "关于2012年—2015年上半年示例市招商引资项目推进情况的调研报告" in said
    assert "2012年—2015年上半年，全市累计签订正式合同385个" in said
    assert (
        "2012年—2015年上半年签约的385个项目中，取消106个、未落地69个、已落地210个，综合落地率54.5%，三类之和与签约项目数一致。"
        in said
    )
    assert cells(found, "签约项目落地情况") == [
        ["东县", "77", "22", "13", "42", "54.5", "0"],
        ["西县", "308", "84", "56", "168", "54.5", "0"],
        ["合计", "385", "106", "69", "210", "54.5", "0"],
    ]


def test_large_projects_are_crossed_by_stage_and_status(seed_003: None) -> None:
    found = document()

    assert "重大项目签约50个，其中已经落地或者准备落地35个，已经竣工或者投产4个，停建3个。" in words(found)
    crossed = table(found, "重大项目阶段和状态")
    assert [column.header for column in crossed.columns] == ["阶段", "正常（个）", "停建（个）", "合计（个）"]
    assert cells(found, "重大项目阶段和状态") == [
        ["正式签约", "15", "0", "15"],
        ["落地", "28", "0", "28"],
        ["开工", "0", "3", "3"],
        ["竣工", "4", "0", "4"],
        ["合计", "47", "3", "50"],
    ]


def test_projects_that_cannot_land_are_listed_by_factor(seed_003: None) -> None:
    waiting = Project.objects.filter(stage="ST40", side_status="NORMAL").order_by("pk")[:2]
    for project, category in ((waiting[0], "LAND"), (waiting[1], "LAND"), (waiting[1], "POWER")):
        told = IssueValues(
            title="缺指标",
            text="指标没有落实，项目不能开工建设",
            category=category,
            unit=project.unit,
            project=project,
            raised_on=date(2015, 5, 4),
        )
        supervision.raise_issue(told, actor=operator(), at=AT)

    found = document()

    assert "尚未销号的问题3件，其中用地2件、用电1件。" in words(found)
    assert "因要素未保障，2个签约项目尚未落地。" in words(found)
    assert [row[:2] for row in cells(found, "因要素未保障")] == [["用地", "2"], ["用电", "1"]]


def test_every_number_is_traced(seed_003: None) -> None:
    assert loose_numbers(document()) == set()


def test_foreign_capital_and_planned_projects_are_left_out_with_their_reason(seed_003: None) -> None:
    shown = selectors.shown(draft())

    left = {one.missing: one for one in shown.left_out}
    assert left["实际使用外资"].source.advice.startswith("外资数以商务部门统计为准")
    assert left["谋划包装推介项目数"].is_missing
    assert "外资" not in words(shown.document)


def test_the_table_of_chains_adds_up_also_with_projects_that_have_ended(db: None, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        [*HEADER],
        [*numbered(1), "铝产业", "东县", 2, "2022-03-01", None, None, None, "已签约"],
        [*numbered(2), "食品加工", "东县", 2, "2022-03-01", None, None, "2022-09-01", "已终止"],
    ]
    take_in(write_ledger(tmp_path / "签约.xlsx", {"签约": rows}), factories.district())

    assert cells(document("2022"), "产业链签约情况") == [
        ["铝产业", "1", "2.00"],
        ["食品加工", "1", "2.00"],
        ["产业链合计", "2", "4.00"],
    ]


def test_growth_over_years_is_told_only_over_whole_years_with_a_base(db: None) -> None:
    factories.district()
    made = factories.signed_project(on=date(2019, 1, 5), amount="90000")
    for year, amount in ((2019, "1000"), (2020, "3000"), (2021, "4000")):
        factories.recognised_capital(made, amount, date(year, 6, 1))

    said = words(document("2019..2021"))

    assert (
        "2019—2021年，全市累计签订正式合同1个，合同额9亿元，平均单体投资规模9亿元；实际到位资金8000万元，年均增长100%。"
        in said
    )
    assert "年均" not in words(document("2019H2..2020H1"))


def test_a_county_has_its_own_report(db: None) -> None:
    factories.district()
    factories.signed_project("QJ-E", on=date(2022, 5, 1))
    factories.signed_project("QJ-W", on=date(2022, 5, 1))

    said = words(document("2022", "QJ-E"))

    assert "2022年，全县累计签订正式合同1个" in said
    assert "西县" not in said


def test_without_facts_nothing_is_drafted(db: None) -> None:
    factories.district()

    with pytest.raises(BusinessError, match="写不出调研报告") as refused:
        draft("2022")

    assert (refused.value.code, Paper.objects.exists()) == ("reports.no_facts", False)

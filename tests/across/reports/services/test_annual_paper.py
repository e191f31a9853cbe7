"""RP05 年度总结: the seven lines of seed 004 through the import, years summed up, cut off as that office does it."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from luodi.across.proofreading.engine.proof import proofread
from luodi.across.proofreading.engine.reading import read
from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.base.core.documents import Document
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import RoundMode
from luodi.base.orgs.selectors import operator
from luodi.domains.projects import services as projects
from tests import factories
from tests.across.assessment.city import aim
from tests.across.reports.services.ledger import YEARS, aims, cells, loose_numbers, seed_004, words
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT
PLAN = "2016..2020"
TARGETS = (
    ("S01", "100", "个"),
    ("S04", "65", "个"),
    ("S05", "6", "个"),
    ("S02", "351", "亿元"),
    ("C01", "358", "亿元"),
)


def draft(period: str, mode: RoundMode = "HALF_UP") -> Paper:
    return reports.draft_paper(
        "RP05", period=period, unit=factories.unit("QJ"), actor=operator(), at=AT, round_mode=mode
    )


def document(paper: Paper) -> Document:
    return selectors.shown(paper).document


@pytest.fixture
@remembered
def plan(db: None) -> None:
    root = factories.district()
    with TemporaryDirectory() as folder:
        seed_004(root, Path(folder))
    aims(root, PLAN, TARGETS)
    for year in YEARS:
        aims(root, str(year), [("A01", "25", "次")])


def test_the_seven_lines_stand_in_text_and_table_as_the_source_has_them(plan: None) -> None:
    paper = draft(PLAN, "DOWN")

    said = words(document(paper))
    assert paper.title == "“十三五”期间招商引资工作总结"
    for passage in (
        "市领导累计带队外出招商127次，完成市级各年度合计任务125次的101%，各年度均完成年度任务数。",
        "全市新签约项目123个，完成市级任务100个的123%。",
        "新签约项目中，亿元以上项目83个，完成市级任务65个的127%。",
        "亿元以上项目中，10亿元以上项目9个，完成市级任务6个的150%。",
        "引进外资项目3个。",
        "新签约项目计划总投资398亿元，完成市级任务351亿元的113.39%。",
        "实际到位资金412.63亿元，完成市级任务358亿元的115.25%，年均增长3.7%。",
        "投资方有中国500强3家（",
        "“十四五”期间工作建议",
    ):
        assert passage in said
    assert cells(document(paper), "目标任务完成情况") == [
        ["1", "领导带队外出招商（次）", "市级各年度合计", "125", "127", "101"],
        ["2", "新签约项目（个）", "市级", "100", "123", "123"],
        ["3", "其中：亿元以上项目（个）", "市级", "65", "83", "127"],
        ["4", "其中：10亿元以上项目（个）", "市级", "6", "9", "150"],
        ["5", "外资项目引进（个）", "／", "未下达", "3", "未下达"],
        ["6", "新签约项目计划总投资（合同额，亿元）", "市级", "351", "398.00", "113.39"],
        ["7", "实际到位资金（亿元）", "市级", "358", "412.63", "115.25"],
    ]


def test_rounding_half_up_is_the_usual_manner_and_a_refresh_keeps_the_other(plan: None) -> None:
    usual = document(draft(PLAN))
    assert [row[-1] for row in cells(usual, "目标任务")][3 - 1 : 3] == ["128"]
    assert cells(usual, "目标任务")[6][-1] == "115.26"

    again = reports.refresh_paper(draft(PLAN, "DOWN"), actor=operator(), at=AT)

    assert cells(document(again), "目标任务")[6][-1] == "115.25"
    assert "尾数截去" in str(document(again).annexes[-1].body)


def test_the_years_stand_beside_each_other_and_add_up(plan: None) -> None:
    rows = cells(document(draft(PLAN)), "分年度主要指标")

    assert [row[0] for row in rows] == ["2016年", "2017年", "2018年", "2019年", "2020年", "合计"]
    assert [row[1] for row in rows] == ["25", "25", "25", "24", "24", "123"]
    assert [row[4] for row in rows] == ["80.00", "80.00", "80.00", "80.00", "92.63", "412.63"]
    for column in (1, 2, 3, 4):
        assert sum(Decimal(row[column]) for row in rows[:-1]) == Decimal(rows[-1][column])


def test_targets_of_the_years_are_added_up_only_if_every_year_has_one(plan: None) -> None:
    root = factories.unit("QJ")
    for year in list(YEARS)[:4]:
        aims(root, str(year), [("F08", "1", "个")])
    assert cells(document(draft(PLAN)), "目标任务")[4][3] == "未下达"

    aims(root, "2020", [("F08", "1", "个")])

    assert cells(document(draft(PLAN)), "目标任务")[4][2:] == ["市级各年度合计", "5", "3", "60"]
    assert "外资项目数只完成市级各年度合计任务的60%" in words(document(draft(PLAN)))


def test_every_number_is_traced_and_the_proofreader_finds_nothing_wrong(plan: None) -> None:
    paper = draft(PLAN)

    assert loose_numbers(document(paper)) == set()
    proof = proofread(read("总结.txt", words(document(paper)).encode()))
    assert [one.quote for one in proof.relations if one.verdict == "inconsistent"] == []


def test_what_the_system_does_not_know_is_listed_and_not_written(plan: None) -> None:
    shown = selectors.shown(draft(PLAN))

    left = {one.missing: one for one in shown.left_out}
    assert left["投诉按期办结率"].source.advice.startswith("系统不登记这项资料")
    assert left["外资项目引进数任务"].source.code == "targets"
    assert "投诉" not in words(shown.document)
    assert "同比" not in words(shown.document)


def test_a_single_year_is_compared_with_the_one_before_and_says_a_record_only_when_it_is_one(db: None) -> None:
    root = factories.district()
    for day, amount in ((date(2021, 3, 1), "9000"), (date(2022, 3, 1), "6000")):
        factories.signed_project(on=day, amount=amount)
    aim(root, "2", period="2022")

    said = words(document(draft("2022")))

    assert "2022年招商引资工作总结" in said
    assert "全市新签约项目1个，完成市级任务2个的50%，与上年同期持平。" in said
    assert "新签约项目计划总投资6000万元，同比下降33.3%。" in said
    assert "创历年新高" not in said
    factories.signed_project(on=date(2022, 9, 1), amount="5000")
    assert "新签约项目计划总投资1.1亿元，同比增长22.2%，创历年新高。" in words(document(draft("2022")))


def test_fairs_are_told_by_their_editions_and_framework_amounts_apart(db: None) -> None:
    factories.district()
    for year in (2021, 2022):
        fair = factories.activity("QJ", name="东部博览会", on=date(year, 9, 10))
        made = factories.project(total="30000")
        event = projects.file_event(
            made,
            event="SIGN",
            occurred_on=date(year, 9, 10),
            occasion=fair,
            reason="现场签约",
            actor=factories.clerk(),
            at=AT,
        )
        factories.recognise(event.slip)
        if year == 2021:
            factories.recognised_event(made, "LAND", date(2021, 12, 1))

    found = document(draft("2021..2022"))

    assert "东部博览会（2届）签约项目2个，总投资6亿元。" in words(found)
    assert [row[1:] for row in cells(found, "历届活动")] == [
        ["2021-09-10", "1", "3.00", "0", "0", "1", "100.0"],
        ["2022-09-10", "1", "3.00", "0", "1", "0", "0.0"],
    ]
    assert loose_numbers(found) == set()


@pytest.mark.parametrize(
    ("period", "code"), [("2016H1", "reports.period_kind"), ("2016..2020H1", "reports.period_kind")]
)
def test_only_whole_years_have_a_yearly_paper(db: None, period: str, code: str) -> None:
    factories.district()

    with pytest.raises(BusinessError) as refused:
        draft(period)

    assert (refused.value.code, Paper.objects.exists()) == (code, False)


def test_without_facts_nothing_is_drafted(db: None) -> None:
    factories.district()

    with pytest.raises(BusinessError, match="写不出年度总结") as refused:
        draft("2022")

    assert (refused.value.code, Paper.objects.exists()) == ("reports.no_facts", False)

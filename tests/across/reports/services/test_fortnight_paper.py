"""RP01 半月招商动态 and RP21 周统计表: exact figures, what is left out, what is refused."""

from datetime import date, timedelta

import pytest

from luodi.across.reports import selectors
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.across.reports.selectors import weekly
from luodi.base.core.documents import Document, Table, write_text
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import change_unit
from tests import factories
from tests.across.assessment.city import aim
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT
DAY = timedelta(days=1)
WEEK = "2023-06-26..2023-07-02"


def draft(kind: str, period: str, unit: str = "QJ") -> Paper:
    return reports.draft_paper(kind, period=period, unit=factories.unit(unit), actor=factories.user("r03"), at=AT)


def document(paper: Paper) -> Document:
    return selectors.shown(paper).document


def text(paper: Paper) -> str:
    return write_text(document(paper), has_annexes=False)


def cells(paper: Paper, caption: str) -> list[list[str]]:
    found: Table = next(one for one in document(paper).tables() if caption in one.caption)
    return [[cell.text for cell in line.cells] for line in found.rows]


@remembered
def assessed() -> None:
    """The two counties owe weekly returns."""
    for code in ("QJ-E", "QJ-W"):
        place = factories.unit(code)
        given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
        change_unit(place, actor=factories.officer("sysadmin"), at=AT - 30 * DAY, **given)


@remembered
def a_half_month() -> None:
    """Signed in February and not started; signed large and started in the second half of June; a talk and a lead."""
    factories.signed_project("QJ-E", name="甲项目")
    large = factories.signed_project("QJ-W", name="乙项目", on=date(2023, 6, 18), amount="20000")
    factories.recognised_event(large, "LAND", date(2023, 6, 25))
    factories.recognised_event(large, "START", date(2023, 6, 28))
    factories.recognised_event(factories.project(name="丙项目"), "TALK", date(2023, 6, 20))


def test_the_half_month_says_its_figures_and_those_of_the_year() -> None:
    aim(factories.unit("QJ"), "40")
    a_half_month()

    paper = draft("RP01", "2023-06b")

    said = text(paper)
    assert paper.title == "示例市2023年6月下半月招商引资动态"
    assert (
        "2023年6月下半月（6月16日至30日），全市新签正式合同1个，合同额2亿元；新开工项目1个；实际到位资金0亿元。" in said
    )
    assert "本期没有新登记的招商线索，新增在谈项目1个。" in said
    assert "今年以来，累计新签正式合同2个，完成全年任务的5%。" in said
    assert cells(paper, "主要指标")[0] == ["新签正式合同项目（个）", "1", "2", "40", "5.0"]
    assert cells(paper, "各单位本期") == [["西县", "1", "2.00", "1", "0.00"]]


def test_large_projects_that_moved_and_projects_overdue_are_listed() -> None:
    a_half_month()

    paper = draft("RP01", "2023-06b")

    assert "本期新签约乙；落地乙；新开工乙。" in text(paper)
    assert cells(paper, "重点项目进展") == [
        ["2023-06-18", "新签约", "乙项目", "20000", "西县"],
        ["2023-06-25", "落地", "乙项目", "20000", "西县"],
        ["2023-06-28", "新开工", "乙项目", "20000", "西县"],
    ]
    assert "没有时限超期30天至59天的橙色项目，超期60天以上的红色项目1个" in text(paper)
    assert cells(paper, "橙色、红色") == [["甲项目", "东县", "落地", "60", "红"]]


def test_lists_and_orders_of_the_half_month_are_counted() -> None:
    a_half_month()
    chief = factories.user("r03")
    for period in ("2023-06a", "2023-06b"):
        made = reports.freeze_lists(["unstarted"], period=period, unit=factories.unit("QJ"), actor=chief, at=AT)
    reports.draft_orders(made[0], {1}, actor=chief, at=AT)

    said = text(draft("RP01", "2023-06b"))

    assert "本期下发调度清单1张：签约未开工1个。" in said
    assert (
        "本期新提出问题0个，截至6月30日尚未销号0个。本期下达交办、督办等三单0份，办结0份，截至6月30日在办0份。" in said
    )


def test_what_runs_out_in_the_next_half_month_is_announced() -> None:
    factories.signed_project("QJ-E", name="丁项目", on=date(2023, 4, 10))

    paper = draft("RP01", "2023-06b")

    assert "2023年7月上半月有1项时限到期" in text(paper)
    assert cells(paper, "下半月到期") == [["2023-07-10", "落地", "丁项目", "东县"]]


def test_a_list_that_was_not_frozen_is_named_to_the_drafter() -> None:
    a_half_month()

    shown = selectors.shown(draft("RP01", "2023-06b"))

    assert "下发调度清单" not in write_text(shown.document, has_annexes=False)
    told = next(one for one in shown.left_out if one.missing == "本期定版的调度清单")
    assert told.source.advice == "请在“调度清单”把本期清单定版下发，再重新起草。"


def test_every_number_of_the_tables_has_its_row_in_the_annex() -> None:
    a_half_month()

    found = document(draft("RP01", "2023-06b"))

    anchors = {line.anchor for one in found.annexes[-1].body if isinstance(one, Table) for line in one.rows}
    sources = {cell.source for one in found.body if isinstance(one, Table) for row in one.rows for cell in row.cells}
    assert sources - {""} <= anchors


@pytest.mark.parametrize(
    ("kind", "period", "code"),
    [
        ("RP01", "2023-06b", "reports.no_facts"),
        ("RP01", "2023-06", "reports.period_kind"),
        ("RP21", "2023-06", "reports.period_kind"),
        ("RP21", "2023-06-27..2023-07-03", "reports.period_kind"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_kept(kind: str, period: str, code: str) -> None:
    with pytest.raises(BusinessError) as refused:
        draft(kind, period)

    assert refused.value.code == code
    assert not Paper.objects.exists()


def test_the_week_lists_confirmed_figures_and_names_late_and_missing_units() -> None:
    assessed()
    factories.signed_project("QJ-E", on=date(2023, 6, 28), amount="3500", at=AT - DAY)
    reports.call_weeks(at=AT)
    call = weekly.week_call(date(2023, 6, 26))
    given = {"actor": factories.clerk(), "at": AT, "remark": "一个项目"}
    reports.confirm_week(call, factories.unit("QJ-E"), **given)  # type: ignore[arg-type]  # as the verb takes them

    later = reports.draft_paper("RP21", period=WEEK, unit=factories.unit("QJ"), actor=operator(), at=AT + 2 * DAY)

    said = text(later)
    assert "6月26日至7月2日，全市新签正式合同1个，合同额3500万元" in said
    assert "应报单位2个，按时确认1个，未报1个，报送及时率50%。未报的是西县。" in said
    assert cells(later, "各单位周统计") == [
        ["东县", "1", "0.35", "0", "0.00", "0", "按时确认"],
        ["西县", "—", "—", "—", "—", "—", "未报"],
        ["合计（台账）", "1", "0.35", "0", "0.00", "0", ""],
    ]
    assert cells(later, "单位说明") == [["东县", "一个项目"]]


def test_a_week_of_which_no_return_is_asked_for_has_no_paper() -> None:
    with pytest.raises(NotVisible):
        draft("RP21", WEEK)

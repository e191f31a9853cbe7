"""Two issues of a paper: figures side by side, projects that entered, left or were corrected, why a unit lost its place."""

import io
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from openpyxl import load_workbook

from luodi.across.assessment import services as assessment
from luodi.across.reports import services as reports
from luodi.across.reports.models import Paper
from luodi.across.reports.selectors import difference_sheet, differences, figure_facts
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import operator
from luodi.domains.projects.models import Project
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.factories import AT
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@remembered
def city(db: None) -> None:
    """Five counties with a target of ten contracts each. Until May 甲 signs five, 乙 four, 丙 three, 丁 one in March and one in May."""
    for unit, number in zip(counties(), (5, 4, 3, 0, 0), strict=True):
        aim(unit, "10")
        signed(unit.code, number)
    for month in (3, 5):
        signed(COUNTIES[3], 1, on=date(2023, month, 9))


def june() -> None:
    """乙 signs two more in June, 丙 four."""
    for code, number in ((COUNTIES[1], 2), (COUNTIES[2], 4)):
        signed(code, number, on=date(2023, 6, 5))


def draft(period: str, *, kind: str = "RP02", unit: str = "QJ", day: int = 0) -> Paper:
    return reports.draft_paper(
        kind, period=period, unit=factories.unit(unit), actor=operator(), at=AT + timedelta(days=day)
    )


def both() -> tuple[Paper, Paper]:
    """The bulletins of May and June."""
    june()
    return draft("2023-05"), draft("2023-06", day=1)


def changes(viewer: User, found: differences.Difference, key: str) -> differences.FigureChange:
    return differences.figure_change(viewer, found, key)


def test_each_figure_stands_beside_that_of_the_issue_before_with_its_difference() -> None:
    may, june_paper = both()

    found = differences.difference(operator(), june_paper, may)

    pairs = {pair.key: pair for pair in found.area}
    assert (found.then.paper.pk, found.now.paper.pk) == (may.pk, june_paper.pk)
    assert [pairs[key].difference for key in ("S01.ytd", "S01.month")] == [Decimal(6), Decimal(5)]
    assert (pairs["S01.ytd"].moved, pairs["S02.ytd"].moved) == ("↑6个", "↑0.60亿元")


def test_the_projects_that_entered_sum_to_the_difference_of_the_figure() -> None:
    may, june_paper = both()
    found = differences.difference(operator(), may, june_paper)

    change = changes(operator(), found, "S02.ytd")

    (part,) = change.parts
    assert change.why == ""
    assert {one.way.value for one in part.rows} == {"新计入"}
    assert (len(part.rows), part.others, part.part.same) == (6, 0, 14)
    assert sum((one.difference for one in part.rows), Fraction(0)) == part.part.difference == Fraction(6, 10)
    assert {one.corrected for one in part.rows} == {Fraction(0)}


def test_a_month_has_its_own_projects_those_of_the_month_before_no_longer_count() -> None:
    may, june_paper = both()
    found = differences.difference(operator(), may, june_paper)

    (part,) = changes(operator(), found, "S01.month").parts

    ways = [one.way.value for one in part.rows]
    assert (ways.count("新计入"), ways.count("不再计入"), part.part.difference) == (6, 1, 5)


def test_what_was_recognised_after_the_close_is_named_as_a_correction() -> None:
    assessment.close_at_once(parse_period("2023-05"), actor=operator(), at=AT + timedelta(hours=1))
    may = draft("2023-05", day=1)
    late = factories.signed_project(COUNTIES[3], on=date(2023, 5, 20), at=AT + timedelta(days=2))
    june_paper = draft("2023-06", day=3)
    found = differences.difference(operator(), may, june_paper)

    (month,) = changes(operator(), found, "S01.month").parts
    (to_date,) = changes(operator(), found, "S01.ytd").parts

    assert [one.way.value for one in month.rows if not one.corrected] == ["不再计入"]
    for part in (month, to_date):
        (one,) = (row for row in part.rows if row.corrected)
        assert (one.name, one.way.value, one.correction, one.corrected) == (late.name, "新计入", "补计", 1)


def test_what_was_taken_back_after_the_close_is_named_as_a_correction() -> None:
    assessment.close_at_once(parse_period("2023-05"), actor=operator(), at=AT + timedelta(hours=1))
    may = draft("2023-05", day=1)
    gone = Project.objects.filter(unit__code=COUNTIES[3]).first()
    assert gone is not None
    event = gone.events.get(event="SIGN")
    factories.reversed_event(event, at=AT + timedelta(days=2))
    june_paper = draft("2023-06", day=3)
    found = differences.difference(operator(), may, june_paper)

    (part,) = changes(operator(), found, "S01.ytd").parts

    (one,) = part.rows
    assert (one.name, one.way.value, one.correction, one.difference) == (gone.name, "不再计入", "冲减", -1)


def test_two_drafts_of_one_period_differ_by_what_was_learnt_between_them() -> None:
    first = draft("2023-05")
    for _ in range(2):
        factories.signed_project(COUNTIES[4], on=date(2023, 5, 30), at=AT + timedelta(hours=3))
    second = draft("2023-05", day=1)

    found = differences.difference(operator(), first, second)
    (part,) = changes(operator(), found, "S01.ytd").parts

    assert found.is_same_period
    assert {(one.way.value, one.correction) for one in part.rows} == {("新计入", "补计")}
    assert difference_sheet.difference_name(found).endswith("两稿比较")


def test_why_a_county_fell_is_told_by_its_lines_and_by_who_went_past_it() -> None:
    may, june_paper = both()

    found = differences.difference(operator(), may, june_paper, of=COUNTIES[0])

    assert found.change is not None
    place = found.change.place
    assert (place.rank_then, place.rank_now, place.moved) == (1, 3, "↓2位")
    assert [one.place.label for one in found.change.passed_by] == ["乙县", "丙县"]
    assert found.change.passed == ()
    assert found.change.are_lines_open
    explained = sum((line.difference for line in found.change.lines), Decimal(0)) + found.change.rest
    assert explained == place.gained
    assert found.change.sentence.startswith("甲县由第1名降到第3名；得分由")
    assert "超过甲县的有乙县、丙县" in found.change.sentence
    assert all(one.gains for one in found.change.passed_by)


def test_without_a_choice_the_unit_that_lost_most_places_is_explained() -> None:
    may, june_paper = both()

    found = differences.difference(operator(), may, june_paper)

    assert found.change is not None
    assert found.change.place.code == COUNTIES[0]
    assert [pair.key for pair in found.own if pair.key == f"S01.ytd@{COUNTIES[0]}"] != []


def test_a_viewer_reads_projects_in_reach_and_all_others_as_one_sum() -> None:
    may, june_paper = both()
    found = differences.difference(operator(), may, june_paper)
    clerk = factories.clerk(COUNTIES[1])

    (part,) = changes(clerk, found, "S01.ytd").parts

    assert (len(part.rows), part.others, part.others_difference) == (2, 4, 4)
    assert {Project.objects.get(pk=one.subject[1]).unit.code for one in part.rows} == {COUNTIES[1]}


def test_a_unit_of_another_group_or_place_is_not_found() -> None:
    may, june_paper = both()

    with pytest.raises(NotVisible, match="没有该单位的名次"):
        differences.difference(operator(), may, june_paper, of="QJ")
    with pytest.raises(NotVisible, match="都没有这个数"):
        changes(operator(), differences.difference(operator(), may, june_paper), "S99")


def test_the_workbook_holds_figures_places_lines_and_projects() -> None:
    may, june_paper = both()
    found = differences.difference(operator(), may, june_paper)

    name, content = difference_sheet.difference_bytes(operator(), found)

    book = load_workbook(io.BytesIO(content))
    assert name == "示例市2023年6月招商引资工作通报与2023年5月比较.xlsx"
    assert book.sheetnames == ["指标", "名次", "得分构成", "项目变化"]
    rows = [tuple(cell.value for cell in row) for row in book["项目变化"].iter_rows()]
    entered = [row for row in rows if row[1] == "S01" and row[6] == "新计入" and row[0] == "示例市"]
    assert len(entered) == 12


def test_what_cannot_be_compared_is_refused_with_its_reason() -> None:
    june()
    may, other = draft("2023-05"), draft("2023-05", unit=COUNTIES[0])
    listed = [draft(period, kind="RP08") for period in ("2023-05", "2023-06")]
    masked = reports.edit_paper(draft("2023-06"), actor=operator(), at=AT, is_masked=True)

    for one, second, code in (
        (may, may, "reports.same_paper"),
        (may, other, "reports.not_alike"),
        (*listed, "reports.no_figures"),
        (may, masked, "reports.masked"),
    ):
        with pytest.raises(BusinessError) as refused:
            differences.difference(operator(), one, second)
        assert refused.value.code == code


def test_a_kind_without_printed_places_says_where_to_look() -> None:
    first, second = (draft("2023H1", kind="RP04", day=day) for day in (0, 1))

    found = differences.difference(operator(), first, second)

    assert found.change is None
    assert found.why_no_places.startswith("半年总结不印名次")


def test_the_usual_other_is_the_newest_of_the_period_before() -> None:
    june()
    draft("2023-03")
    older, may = draft("2023-05"), draft("2023-05", day=1)
    june_paper = draft("2023-06", day=2)

    usual = differences.usual_other(operator(), june_paper)
    assert usual is not None
    assert usual.pk == may.pk
    same = differences.usual_other(operator(), draft("2023-02"))
    assert same is None
    assert older.pk in set(differences.other_issues(operator(), june_paper).values_list("pk", flat=True))


@pytest.mark.parametrize("key", ["S01.month", "S02.ytd", f"S01.ytd@{COUNTIES[1]}", f"S06.n.ytd@{COUNTIES[0]}"])
def test_a_figure_leads_to_its_facts_as_known_when_the_paper_took_it(key: str) -> None:
    june()
    paper = draft("2023-06")
    before = figure_facts.behind(figure_facts.taken_by(paper), key)
    factories.signed_project(COUNTIES[1], on=date(2023, 6, 7), at=AT + timedelta(days=5))

    found = figure_facts.behind(figure_facts.taken_by(paper), key)

    assert found.why == ""
    assert found.check != ""
    assert found.rows == before.rows
    assert found.printed.said(found.figure) in found.check


def test_a_figure_without_facts_says_where_it_comes_from() -> None:
    june()
    taken = figure_facts.taken_by(draft("2023-06"))

    found = figure_facts.behind(taken, f"X02@{COUNTIES[0]}")

    assert (found.drill, found.rows) == (None, ())
    assert found.why.startswith("这个数出自登记簿、目标任务、考核方案")
    with pytest.raises(NotVisible):
        figure_facts.behind(taken, "S77")

"""P24, P25 and G06 to G09.e to the digit: what fell due, what was done in time, as known when, for whom, fact by fact."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from luodi.across.figures.engine.schema import ORDER
from luodi.across.figures.rules import CATALOGUE, Formula
from luodi.across.figures.selectors import FigureValue, drill, figures
from luodi.across.figures.selectors.dues_of_plans import month_of_return, return_number
from luodi.across.figures.selectors.mart import store
from luodi.across.figures.services import lock_period, rebuild_mart, refresh_mart, verify_mart
from luodi.across.lifecycle.services.gates_review import draw_month, record_review
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import PlanStep, Project
from luodi.domains.projects.services.milestones import change_plan, make_plan, report_done, reverse_done
from luodi.domains.projects.services.progress import ReturnValues, file_return
from luodi.domains.supervision import services
from luodi.domains.supervision.services import Said
from tests import factories
from tests.domains.supervision import making
from tests.domains.supervision.making import (
    chief,
    clerk,
    finding,
    head,
    inspector,
    issued,
    on,
    raised,
    solved,
    step,
    visit,
)
from tests.factories import attachment, unit
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
LATER = datetime(2025, 1, 20, 1, tzinfo=UTC)
DUE = date(2023, 7, 12)
"""Seven working days after AT: when an order of the tests is due."""


@remembered
def everybody() -> None:
    for known in (chief, inspector, making.leader, clerk, head, factories.project_office):
        known()


@pytest.fixture(autouse=True)
def people(db: None) -> Iterator[None]:
    """Everybody who takes part; at the end the mart is what the ledger says."""
    everybody()
    yield
    assert verify_mart().faults == ()


def asked(
    code: str, period: str = "2023-07", unit_code: str | None = None, known_at: datetime | None = None
) -> FigureValue:
    """One figure as the instance answers it; its drill-down sums to it."""
    (value,) = figures(operator(), period=period, unit=unit_code, codes=(code,), known_at=known_at).figures
    found = drill(operator(), code, period=period, unit=unit_code, known_at=known_at)
    assert found.total("numerator") == Fraction(value.numerator or 0)
    assert found.total("denominator") == Fraction(value.denominator or 0)
    assert value.facts == sum(row.part == "denominator" for row in found.rows)
    return value


def parts(value: FigureValue) -> tuple[str | None, str | None, str | None]:
    """Value, numerator, denominator."""
    return value.value, value.numerator, value.denominator


@pytest.mark.parametrize("code", [figure.code for figure in CATALOGUE if figure.formula is Formula.DUTIES])
def test_where_nothing_was_due_nothing_is_said_and_the_reason_is(code: str) -> None:
    value = asked(code)

    assert parts(value) == (None, "0", "0")
    assert value.why.startswith("本期无")


def test_an_order_counts_when_reported_by_its_day_however_late_it_was_checked() -> None:
    making.closed(issued(title="按期"), on(12))
    making.closed(issued(title="迟一天"), on(13))
    step(making.reported(issued(title="迟查"), on(12)), "close", chief(), on(20))
    issued(title="未办")
    step(issued(title="撤了"), "revoke", chief(), on(4), "项目终止")
    making.draft(title="草稿")

    assert parts(asked("G07")) == ("50.0", "2", "4")
    rows = drill(operator(), "G07", period="2023-07").rows
    assert [(row.name, row.mark, row.day) for row in rows if row.part == "denominator"] == [
        ("按期", "", DUE), ("迟一天", "未按期", DUE), ("迟查", "", DUE), ("未办", "未按期", DUE),
    ]  # fmt: skip
    assert rows[0].code == "招交〔2023〕1号"


def test_a_returned_order_is_judged_by_its_last_report() -> None:
    early = step(making.reported(issued(), on(6)), "return", chief(), on(7), "材料不全")
    step(step(early, "finish", head(), on(11), evidence=[attachment()]), "close", chief(), on(13))
    late = step(making.reported(issued(), on(6)), "return", chief(), on(7), "材料不全")
    step(step(late, "finish", head(), on(13), evidence=[attachment()]), "close", chief(), on(14))

    assert parts(asked("G07")) == ("50.0", "1", "2")


def test_an_extension_moves_the_day_and_an_escalated_order_was_not_in_time() -> None:
    order = making.handling(issued())
    said = Said(note="等批复", due_on=date(2023, 7, 17))
    services.add_remark(order, "ask_extension", actor=head(), at=on(10), said=said)
    before = asked("G07")
    services.add_remark(order, "extend", actor=chief(), at=on(11))
    step(step(order, "finish", head(), on(17), evidence=[attachment()]), "close", chief(), on(18))
    issued("SUPERVISE", previous=issued(), at=on(14))

    assert parts(before) == ("0.0", "0", "1")
    due = [row for row in drill(operator(), "G07", period="2023-07").rows if row.part == "denominator"]
    assert [(row.day, row.mark) for row in due[:2]] == [(DUE, "未按期"), (date(2023, 7, 17), "")]


def test_the_past_is_said_again_and_what_is_not_due_yet_is_left_out() -> None:
    making.closed(issued(), on(12))
    issued()

    assert asked("G07", known_at=on(12)).value is None
    assert parts(asked("G07", known_at=on(13))) == ("50.0", "1", "2")
    assert parts(asked("G07", period="2023-08")) == (None, "0", "0")


def test_units_count_their_own_and_the_root_counts_all() -> None:
    making.closed(issued(), on(12))
    issued(unit_code="QJ-W")

    assert parts(asked("G07", unit_code="QJ-E")) == ("100.0", "1", "1")
    assert parts(asked("G07", unit_code="QJ-W")) == ("0.0", "0", "1")
    assert parts(asked("G07")) == ("50.0", "1", "2")


def test_a_closed_month_keeps_what_was_known_when_it_was_closed() -> None:
    order = making.reported(issued(), on(12))
    lock_period(parse_period("2023-07"), actor=operator(), at=on(34))
    step(order, "close", chief(), on(35))

    assert parts(asked("G07")) == ("0.0", "0", "1")
    assert parts(asked("G07", period="2023Q3")) == ("100.0", "1", "1")


def test_who_waited_in_line_while_a_month_was_closed_is_known_after_it() -> None:
    order = making.reported(issued(), on(12))
    lock_period(parse_period("2023-07"), actor=operator(), at=on(34))
    step(order, "close", chief(), on(33))

    assert parts(asked("G07")) == ("0.0", "0", "1")


def test_factor_problems_count_when_closed_by_the_end_of_the_period() -> None:
    services.take_issue_step(solved(raised()), "confirm", actor=factories.project_office(), at=on(4))
    services.take_issue_step(solved(raised(), on(30)), "confirm", actor=factories.project_office(), at=on(32))
    raised(title="不是要素", category="PROGRESS")
    services.take_issue_step(raised(title="撤回"), "withdraw", actor=factories.project_office(), at=on(4), note="重复")

    assert parts(asked("G06")) == ("50.0", "1", "2")
    assert parts(asked("G06", period="2023Q3")) == ("100.0", "2", "2")
    assert parts(asked("G06", known_at=on(3, 1))) == ("0.0", "0", "3")


def test_a_rectification_counts_when_reported_in_time_and_found_done() -> None:
    made = visit()
    for day, act in ((14, "close"), (17, "close"), (10, "return")):
        row = finding(made)
        services.take_finding_step(row, "report", actor=clerk(), at=on(day), note="已改", evidence=[attachment()])
        services.take_finding_step(row, act, actor=inspector(), at=on(day, 1), note="已复查")
    services.take_finding_step(row, "report", actor=clerk(), at=on(12), note="再改", evidence=[attachment()])
    services.take_finding_step(row, "close", actor=inspector(), at=on(18), note="通过")

    value = asked("G08")

    assert parts(value) == ("66.7", "2", "3")
    assert value.exact == Fraction(200, 3)
    assert parts(asked("G08", known_at=on(15))) == ("33.3", "1", "3")


def test_the_score_of_visits_is_the_mean_of_the_places() -> None:
    tour = making.approved(making.plan("VISIT", units=("QJ-E", "QJ-W")))
    east, west = visit(tour), visit(tour, unit=unit("QJ-W"))
    visit(tour, summary="没有评分")
    for place, judge, mark in ((east, "甲", 80), (east, "甲", 90), (east, "乙", 85), (west, "甲", 88)):
        services.enter_mark(place, judge=judge, mark=Decimal(mark), actor=inspector(), at=factories.AT)
    visit()

    assert parts(asked("P25", unit_code="QJ-E")) == ("87.50", "87.5", "1")
    assert parts(asked("P25")) == ("87.75", "175.5", "2")


def planned(target: date = date(2025, 6, 30), code: str = "QJ-E", *, at: datetime = factories.AT) -> Project:
    """A signed building project under a plan: opening of works due on 2024-11-02."""
    made = factories.signed_project(code)
    make_plan(made, target_on=target, actor=factories.clerk(code), at=at)
    return made


def recognised(slip: object) -> None:
    """Verified by the county, recognised by the bureau's project section."""
    factories.verified(slip)  # type: ignore[arg-type]  # a Slip
    projects.decide(slip, "recognise", actor=factories.project_office(), at=factories.AT)  # type: ignore[arg-type]


def milestones(period: str) -> list[tuple[str, date | None, str]]:
    """What was due: name of the milestone, its day, its mark."""
    rows = drill(operator(), "P24", period=period).rows
    return [(row.name.partition("：")[2], row.day, row.mark) for row in rows if row.part == "denominator"]


def test_a_milestone_counts_when_done_by_its_planned_day() -> None:
    project = planned()
    factories.recognised_event(project, "START", date(2024, 11, 2), at=LATER)

    assert [row for row in milestones("2024-11") if row[0] == "开工"] == [("开工", date(2024, 11, 2), "")]


def test_a_milestone_done_one_day_late_does_not_count() -> None:
    project = planned()
    factories.recognised_event(project, "START", date(2024, 11, 3), at=LATER)

    assert ("开工", date(2024, 11, 2), "未按期") in milestones("2024-11")


def test_a_milestone_is_judged_by_the_approved_plan_and_by_the_old_day_until_it_is_approved() -> None:
    project = planned()
    before = milestones("2025-06")
    change = change_plan(
        project, {"M15": date(2025, 8, 31)}, reason="设备进口延期", actor=factories.clerk(), at=factories.AT
    )

    assert ("投产", date(2025, 6, 30), "未按期") in before
    assert milestones("2025-06") == before
    recognised(change.slip)
    assert "投产" not in {name for name, _, _ in milestones("2025-06")}
    assert ("投产", date(2025, 8, 31), "未按期") in milestones("2025-08")


def test_an_actual_day_counts_once_recognised_until_it_is_taken_back() -> None:
    project = planned(date(2024, 12, 31))
    first = next(iter(sorted(milestones("2020..2026"), key=lambda row: (row[1] or DUE, row[0]))))
    rows = [row for row in drill(operator(), "P24", period="2020..2026").rows if row.part == "denominator"]
    code = next(
        one.code
        for one in PlanStep.objects.filter(plan__project=project)
        if one.name == first[0] and one.pk in {row.fact_id for row in rows}
    )
    at = datetime(2025, 1, 10, 1, tzinfo=UTC)
    done = report_done(project, code, done_on=first[1] or DUE, actor=factories.clerk(), at=at)

    waiting = asked("P24", "2020..2026").numerator
    recognised(done.slip)
    counted = asked("P24", "2020..2026").numerator
    back = reverse_done(done, reason="填错项目", actor=factories.clerk(), at=at)
    recognised(back.slip)

    assert (waiting, counted, asked("P24", "2020..2026").numerator) == ("0", "1", "0")


@pytest.mark.parametrize("event", ["HOLD", "TERMINATE"])
def test_what_stands_on_hold_or_has_ended_on_the_planned_day_owes_nothing(event: str) -> None:
    project = planned()
    assert "开工" in {name for name, _, _ in milestones("2024-11")}

    factories.recognised_event(project, event, date(2024, 10, 1), at=LATER)

    assert milestones("2024-11") == []
    assert milestones("2024-04..2024-09")


def test_returns_are_in_time_by_the_day_of_the_first_filing() -> None:
    project = planned(at=datetime(2023, 4, 3, 1, tzinfo=UTC))
    sound = ReturnValues(Decimal(120), Decimal(15), "场地平整完成", "GREEN")
    for month, moment in (("2023-04", (2023, 5, 5)), ("2023-05", (2023, 6, 6))):
        file_return(project, period=month, values=sound, actor=factories.clerk(), at=datetime(*moment, 1, tzinfo=UTC))

    assert parts(asked("G09.r", "2023-05")) == ("100.0", "1", "1")
    assert parts(asked("G09.r", "2023-06")) == ("0.0", "0", "1")
    assert parts(asked("G09.r", "2023H1")) == ("50.0", "1", "2")
    assert parts(asked("G09.r", "2023H1", known_at=datetime(2023, 5, 4, tzinfo=UTC))) == (None, "0", "0")
    names = [row.name for row in drill(operator(), "G09.r", period="2023H1").rows if row.part == "denominator"]
    assert [name.partition("：")[2] for name in names] == ["2023年4月", "2023年5月"]


def test_the_number_of_a_return_tells_project_and_month() -> None:
    assert month_of_return(return_number(17, parse_period("2023-12"))) == (17, date(2023, 12, 1))


def test_the_share_of_errors_is_that_of_what_was_looked_at() -> None:
    factories.signed_project()
    for code in ("QJ-E", "QJ-W"):
        factories.signed_project(code)
    august = datetime(2023, 8, 2, 1, tzinfo=UTC)
    items = list(draw_month(date(2023, 7, 1), actor=chief(), at=august).items.order_by("pk"))
    assert len(items) == 2
    record_review(items[0], outcome="ERROR", checked_on=date(2023, 8, 2), finding="晚填", actor=chief(), at=august)
    wrong = parts(asked("G09.e"))
    record_review(
        items[0],
        outcome="TRUE",
        checked_on=date(2023, 8, 3),
        finding="补证",
        actor=chief(),
        at=august + timedelta(days=1),
    )

    assert wrong == ("100.0", "1", "1")
    assert parts(asked("G09.e")) == ("0.0", "0", "1")
    assert parts(asked("G09.e", known_at=august)) == ("100.0", "1", "1")


def test_appended_bit_by_bit_is_the_same_as_built_anew() -> None:
    order, problem = issued(), raised()
    project = planned()
    refresh_mart()
    making.closed(order, on(12))
    refresh_mart()
    services.take_issue_step(solved(problem), "confirm", actor=factories.project_office(), at=on(4))
    factories.recognised_event(project, "START", date(2024, 11, 2), at=LATER)
    factories.recognised_event(planned(code="QJ-W"), "TERMINATE", date(2024, 1, 2), at=LATER)
    issued(unit_code="QJ-W")
    refresh_mart()
    appended = store().table("dues").sort(ORDER["dues"])

    rebuild_mart()

    anew: pl.DataFrame = store().table("dues").sort(ORDER["dues"])
    assert anew.equals(appended)
    assert set(anew["kind"]) == {"ORDER", "FACTOR", "MILESTONE", "RETURN"}

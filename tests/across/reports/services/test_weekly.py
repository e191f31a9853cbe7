"""Weekly returns: asked for once, caught up when missed, confirmed with frozen values, counted as in time or late."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from luodi.across.reports import services as reports
from luodi.across.reports.models import WeekCall, WeeklyReturn
from luodi.across.reports.rules.weekly import Timeliness, WeekState
from luodi.across.reports.selectors import weekly
from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.core.periods import Span
from luodi.base.notices.models import Notice
from luodi.base.orgs.rules import UnitKind
from luodi.base.orgs.services import change_unit
from tests import factories
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
AT = factories.AT
DAY = timedelta(days=1)
WEEK = date(2023, 6, 26)


@pytest.fixture(autouse=True)
@remembered
def counties(db: None) -> None:
    """The two counties are assessed, so both owe a return."""
    for code in ("QJ-E", "QJ-W"):
        place = factories.unit(code)
        given = {"name": place.name, "short_name": "", "kind": UnitKind.COUNTY, "group": "G1a"}
        change_unit(place, actor=factories.officer("sysadmin"), at=AT - 30 * DAY, **given)


def called(at: datetime = AT) -> WeekCall:
    reports.call_weeks(at=at)
    return weekly.week_call(WEEK)


def states(call: WeekCall, on: date) -> dict[str, WeekState]:
    return {one.unit.code: one.state for one in weekly.unit_weeks(factories.user("r03"), call, on=on)}


def test_a_week_is_asked_for_once_and_its_units_are_reminded_once() -> None:
    clerk = factories.clerk()

    assert [reports.call_weeks(at=AT), reports.call_weeks(at=AT + timedelta(hours=3))] == [1, 0]

    (call,) = WeekCall.objects.all()
    assert (call.first_on, call.due_on) == (WEEK, date(2023, 7, 3))
    (notice,) = Notice.objects.filter(code="reports.week_due")
    assert notice.recipient == clerk
    assert notice.title == "请确认东县周统计（2023年6月26日—2023年7月2日），2023-07-03 前"


def test_missed_mondays_are_caught_up_with_a_day_to_answer() -> None:
    reports.call_weeks(at=AT)

    assert reports.call_weeks(at=AT + 17 * DAY) == 2

    assert [(one.first_on, one.due_on) for one in WeekCall.objects.order_by("first_on")] == [
        (date(2023, 6, 26), date(2023, 7, 3)),
        (date(2023, 7, 3), date(2023, 7, 21)),
        (date(2023, 7, 10), date(2023, 7, 21)),
    ]


def test_a_confirmation_keeps_the_figures_of_the_moment() -> None:
    factories.signed_project("QJ-E", on=date(2023, 6, 28), amount="3500", at=AT - DAY)
    call = called()

    row = reports.confirm_week(call, factories.unit("QJ-E"), actor=factories.clerk(), at=AT, remark=" 一个\n项目 ")
    factories.signed_project("QJ-E", on=date(2023, 6, 29), at=AT)

    assert row.remark == "一个 项目"
    values = {one.code: (one.exact, one.shown) for one in weekly.values_of(row)}
    assert values["S01"] == ("1", "1个")
    assert Decimal(values["S02"][0]) == Decimal("0.35")
    assert values["A01"] == ("0", "0次")
    assert weekly.check_weekly_returns() == (1, ())
    newest = weekly.unit_week(factories.user("r03"), call, "QJ-E")
    assert newest.values == weekly.values_of(row)


def test_confirming_again_adds_a_revision_only_when_something_is_new() -> None:
    call, unit, clerk = called(), factories.unit("QJ-E"), factories.clerk()
    first = reports.confirm_week(call, unit, actor=clerk, at=AT)
    assert reports.confirm_week(call, unit, actor=clerk, at=AT) == first
    factories.signed_project("QJ-E", on=date(2023, 6, 29), at=AT)

    second = reports.confirm_week(call, unit, actor=clerk, at=AT + 2 * DAY)

    assert (second.revision, WeeklyReturn.objects.count()) == (2, 2)
    found = weekly.unit_week(factories.user("r03"), call, "QJ-E")
    assert (found.state, found.confirmed_at, found.newest) == (WeekState.IN_TIME, AT, second)


def test_late_and_missing_returns_are_counted() -> None:
    call = called()
    assert states(call, date(2023, 7, 3)) == {"QJ-E": WeekState.WAITING, "QJ-W": WeekState.WAITING}

    reports.confirm_week(call, factories.unit("QJ-E"), actor=factories.clerk(), at=AT + DAY)

    assert states(call, date(2023, 7, 5)) == {"QJ-E": WeekState.LATE, "QJ-W": WeekState.MISSING}
    july = Span(date(2023, 7, 1), date(2023, 7, 31))
    found = weekly.unit_timeliness(factories.user("r03"), july, on=date(2023, 7, 5))
    assert {unit.code: one for unit, one in found.items()} == {
        "QJ-E": Timeliness(1, 0, 1, 0),
        "QJ-W": Timeliness(1, 0, 0, 1),
    }


def test_what_a_person_still_has_to_confirm() -> None:
    call, clerk = called(), factories.clerk()
    assert [(one.unit.code, one.call) for one in weekly.own_weeks(clerk)] == [("QJ-E", call)]

    reports.confirm_week(call, factories.unit("QJ-E"), actor=clerk, at=AT)

    assert weekly.own_weeks(clerk) == []


def test_nobody_confirms_for_another_county_or_without_the_right() -> None:
    call = called()
    for actor, refusal in ((factories.clerk("QJ-W"), NotVisible), (factories.user("r07"), NotPermitted)):
        with pytest.raises(refusal):
            reports.confirm_week(call, factories.unit("QJ-E"), actor=actor, at=AT)
    with pytest.raises(NotVisible):
        reports.confirm_week(call, factories.unit("QJ"), actor=factories.statistics_office(), at=AT)
    with pytest.raises(BusinessError, match="最多500个字"):
        reports.confirm_week(call, factories.unit("QJ-E"), actor=factories.clerk(), at=AT, remark="字" * 501)

    assert not WeeklyReturn.objects.exists()


def test_a_county_sees_its_own_week_only() -> None:
    call = called()

    assert [one.unit.code for one in weekly.unit_weeks(factories.clerk(), call)] == ["QJ-E"]
    with pytest.raises(NotVisible):
        weekly.unit_week(factories.clerk(), call, "QJ-W")
    with pytest.raises(NotVisible):
        weekly.week_call(date(2023, 6, 27))

"""A closed period stays closed: what is recognised afterwards appears in the open one, and restating keeps both versions."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from luodi.across.figures import selectors
from luodi.across.figures.models import PeriodLock
from luodi.across.figures.services import lock_period, restate_period, verify_mart
from luodi.base.approvals.rules import SlipAct
from luodi.base.core.errors import BusinessError, NotPermitted
from luodi.base.core.periods import parse_period
from luodi.base.orgs import services as orgs
from luodi.base.orgs.selectors import operator
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.across.figures.services.test_mart import change
from tests.refusals import refused

pytestmark = pytest.mark.django_db
AT = factories.AT
CLOSED_AT = AT + timedelta(days=2)
LATER = AT + timedelta(days=10)
RESTATED_AT = AT + timedelta(days=20)


def value(code: str, period: str, *, unit: str = "QJ", known_at: datetime | None = None) -> str | None:
    sheet = selectors.figures(operator(), period=period, unit=unit, codes=[code], known_at=known_at)
    found = sheet.value(code)
    assert found is not None
    return found.value


def close(period: str, at: datetime = CLOSED_AT) -> PeriodLock:
    return lock_period(parse_period(period), actor=factories.statistics_office(), at=at)


def restate(period: str, at: datetime = RESTATED_AT) -> list[PeriodLock]:
    return restate_period(
        parse_period(period),
        order_document="招领〔2023〕8号",
        reason="漏报更正",
        actor=factories.user("r03"),
        at=at,
    )


def june_project(on: date = date(2023, 6, 10), *, at: datetime = AT) -> Project:
    return factories.signed_project(on=on, at=at, amount="30000")


def test_a_recognition_after_the_close_appears_in_the_open_month_and_the_closed_one_stays() -> None:
    june_project()
    close("2023-06")
    june_project(date(2023, 6, 12), at=LATER)

    assert [value("S01", period) for period in ("2023-06", "2023H1", "2023-07", "2023-01..2023-07")] == [
        "1",
        "1",
        "1",
        "2",
    ]
    july = selectors.figures(operator(), period="2023-07", codes=["S02"]).to_json()["figures"]
    assert [(figure["value"], figure["corrections"]) for figure in july] == [("3.00", "3")]  # type: ignore[attr-defined, index]


def test_the_answer_names_the_closed_period_and_its_version() -> None:
    june_project()
    close("2023-06")

    plain = selectors.figures(operator(), period="2023-06", codes=["S01"]).to_json()

    assert plain["closed"] == {"period": "2023-06", "version": 1}
    assert plain["known_at"] == CLOSED_AT.isoformat()
    assert "closed" not in selectors.figures(operator(), period="2023-07", codes=["S01"]).to_json()


def test_a_question_put_at_a_past_moment_is_answered_as_it_was_then() -> None:
    june_project()
    close("2023-06")
    june_project(date(2023, 6, 12), at=LATER)
    restate("2023-06")

    assert value("S01", "2023-06") == "2"
    assert value("S01", "2023-06", known_at=RESTATED_AT - timedelta(seconds=1)) == "1"
    assert value("S01", "2023-07", known_at=RESTATED_AT - timedelta(seconds=1)) == "1"
    assert value("S01", "2023-07") == "0"
    assert value("S01", "2023-06", known_at=AT - timedelta(seconds=1)) == "0"


def test_reversed_capital_is_negative_in_the_open_month() -> None:
    project = factories.signed_project(on=date(2023, 2, 1), amount="30000")
    record = factories.recognised_capital(project, "6000", date(2023, 6, 5))
    close("2023-06")
    factories.reversed_capital(record, "2000", on=date(2023, 6, 5), at=LATER)

    assert [value("C01", period) for period in ("2023-06", "2023-07", "2023-01..2023-07")] == ["0.60", "-0.20", "0.40"]


def test_a_change_of_attribute_after_the_close_moves_into_the_open_month() -> None:
    project = june_project()
    close("2023-06")
    change(project, at=LATER, is_foreign=True)

    assert [value("F08", period) for period in ("2023-06", "2023-07")] == ["0", "1"]


def test_an_honour_entered_after_the_close_does_not_change_it() -> None:
    june_project()
    close("2023-06")
    investors.award_honour(
        factories.investor(),
        list_name="WORLD500",
        year=2023,
        evidence="榜单",
        actor=factories.clerk(),
        at=LATER,
    )

    assert [value("S10", period) for period in ("2023-06", "2023-07")] == ["0", "1"]


def test_a_target_issued_after_the_close_is_not_counted_against_it() -> None:
    june_project()
    close("2023-06")
    issue_target(
        factories.unit("QJ"),
        indicator="S01",
        value=Decimal(4),
        measure="个",
        period="2023",
        issuer="市级",
        actor=operator(),
        at=LATER,
    )

    assert value("S06.n", "2023H1") is None
    assert value("S06.n", "2023-01..2023-07") == "25.0"


def test_a_merger_entered_after_the_close_does_not_move_closed_values() -> None:
    june_project()
    close("2023-06")
    orgs.merge_units(
        factories.unit("QJ-E"),
        into=factories.unit("QJ-W"),
        on=date(2023, 6, 1),
        actor=operator(),
        at=LATER,
        reason="区划调整",
    )

    assert [value("S01", "2023-06", unit=unit) for unit in ("QJ-E", "QJ-W")] == ["1", "0"]
    assert [value("S01", "2023-01..2023-07", unit=unit) for unit in ("QJ-E", "QJ-W", "QJ")] == ["1", "1", "1"]


def test_who_waited_in_line_while_the_period_was_closed_was_not_known_then() -> None:
    waiting = factories.project()
    slip = factories.filed_event(waiting, "SIGN", date(2023, 6, 10)).slip
    factories.verified(slip)
    close("2023-06")
    projects.decide(slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=CLOSED_AT - timedelta(minutes=1))

    assert [value("S01", period) for period in ("2023-06", "2023-07")] == ["0", "1"]
    assert verify_mart().is_whole


def test_a_quarter_closed_after_its_last_month_has_that_month_s_knowledge() -> None:
    june_project()
    close("2023-06")
    june_project(date(2023, 6, 12), at=LATER)
    quarter = close("2023Q2", at=RESTATED_AT)

    assert quarter.known_at == CLOSED_AT
    assert [value("S01", period) for period in ("2023Q2", "2023H1", "2023-07")] == ["1", "1", "1"]


def test_restating_takes_later_closed_periods_along_and_keeps_the_earlier_versions() -> None:
    close("2023-05")
    close("2023-06")
    june_project(date(2023, 5, 12), at=LATER)

    made = restate("2023-05")

    assert [(lock.period, lock.version) for lock in made] == [("2023-05", 2), ("2023-06", 2)]
    assert [(lock.period, lock.version) for lock in selectors.locks()] == [
        ("2023-05", 1),
        ("2023-05", 2),
        ("2023-06", 1),
        ("2023-06", 2),
    ]
    assert [value("S01", period) for period in ("2023-05", "2023-06", "2023H1", "2023-07")] == ["1", "0", "1", "0"]


def test_a_period_is_not_closed_twice_nor_before_it_is_over_nor_inside_a_closed_one() -> None:
    factories.district()
    close("2023H1")

    with refused("figures.locked"):
        close("2023H1")
    with refused("figures.not_over"):
        close("2023-07")
    with refused("figures.lock_order"):
        close("2023-05")


def test_closing_and_restating_need_their_rights_and_an_order() -> None:
    factories.district()
    clerk = factories.clerk()
    with refused("orgs.not_permitted", NotPermitted):
        lock_period(parse_period("2023-06"), actor=clerk, at=CLOSED_AT)
    close("2023-06")

    with refused("orgs.not_permitted", NotPermitted):
        restate_period(
            parse_period("2023-06"),
            order_document="文",
            reason="由",
            actor=factories.statistics_office(),
            at=RESTATED_AT,
        )
    factories.user("r03")
    with refused("figures.order"):
        restate_period(
            parse_period("2023-06"), order_document=" ", reason="由", actor=factories.user("r03"), at=RESTATED_AT
        )
    with refused("figures.not_locked"):
        restate("2023-05")


def test_the_corrections_of_a_closed_period_are_listed_with_what_was_and_what_is() -> None:
    first = june_project()
    money = factories.recognised_capital(first, "6000", date(2023, 6, 15))
    close("2023-06")
    late = june_project(date(2023, 6, 12), at=LATER)
    factories.reversed_capital(money, "2000", on=date(2023, 6, 15), at=LATER + timedelta(hours=1))
    change(first, at=LATER + timedelta(hours=2), is_foreign=True)
    factories.signed_project(on=date(2023, 7, 5), at=LATER)

    found = selectors.corrections(operator(), "2023-06")

    assert [(row.mark, row.what, row.project.pk, row.before, row.after, row.difference_in_wan) for row in found] == [
        ("补计", "签订正式合同", late.pk, "未计", "30000万元", Decimal(30000)),
        ("冲减", "省外资金到位", first.pk, "6000万元", "4000万元", Decimal(-2000)),
        ("调整", "外资", first.pk, "否", "是", None),
    ]
    assert [row.original_on for row in found] == [date(2023, 6, 12), date(2023, 6, 15), date(2023, 6, 10)]
    assert "S01" in found[0].figures
    assert "C01" in found[1].figures
    assert found[2].figures == ("F08",)
    assert [row.reason for row in found][1:] == ["重复填报", "更正"]


def test_a_changed_share_is_listed_and_a_county_sees_its_own_corrections_only() -> None:
    east, west = june_project(), factories.signed_project("QJ-W", on=date(2023, 6, 1))
    close("2023-06")
    projects.set_shares(
        east,
        {factories.unit("QJ-E"): Decimal(60), factories.unit("QJ-W"): Decimal(40)},
        valid_from=date(2023, 1, 1),
        basis="流转单",
        actor=operator(),
        at=LATER,
    )
    factories.recognised_event(west, "START", date(2023, 6, 20), at=LATER)

    everything = selectors.corrections(operator(), "2023-06")
    own = selectors.corrections(factories.clerk("QJ-E"), "2023-06")

    assert {row.what for row in everything} == {"招引分担", "开工"}
    assert [(row.before, row.after, row.reason) for row in own] == [("东县100%", "东县60%、西县40%", "流转单")]
    with pytest.raises(BusinessError) as caught:
        selectors.corrections(operator(), "2023-05")
    assert caught.value.code == "figures.not_locked"

"""P23, T05 to T07 to the digit: what stands in the library, what was published and found its investor, as known when."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from luodi.across.figures.engine.schema import ORDER
from luodi.across.figures.selectors import FigureValue, drill, figures
from luodi.across.figures.selectors.mart import store
from luodi.across.figures.services import lock_period, rebuild_mart, refresh_mart, verify_mart
from luodi.base.core.periods import parse_period
from luodi.base.orgs.selectors import operator
from luodi.domains.offers import services
from luodi.domains.projects import services as projects
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.domains.offers.making import chain_office, linked, planned, recognise, step, values
from tests.factories import AT, clerk, recognised_event, signed_project, unit
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
LATER = datetime(2023, 8, 10, 1, tzinfo=UTC)


@remembered
def everybody() -> None:
    for known in (chain_office, clerk, factories.checker, factories.project_office):
        known()


@pytest.fixture(autouse=True)
def people(db: None) -> Iterator[None]:
    """Everybody who takes part; at the end the mart is what the ledger says."""
    everybody()
    yield
    assert verify_mart().faults == ()


def asked(
    code: str, period: str = "2023H1", unit_code: str | None = None, known_at: datetime | None = None
) -> FigureValue:
    """One figure as the instance answers it; its drill-down sums to it."""
    (value,) = figures(operator(), period=period, unit=unit_code, codes=(code,), known_at=known_at).figures
    found = drill(operator(), code, period=period, unit=unit_code, known_at=known_at)
    if value.numerator is not None:
        assert found.total("numerator") == Fraction(value.numerator)
    if value.denominator is not None:
        assert found.total("denominator") == Fraction(value.denominator)
    return value


def parts(value: FigureValue) -> tuple[str | None, str | None, str | None]:
    """Value, numerator, denominator."""
    return value.value, value.numerator, value.denominator


def test_without_planned_projects_the_rate_is_not_said_and_the_library_is_empty() -> None:
    assert asked("P23").why == "本期没有对外推介的策划项目"
    assert [asked(code).value for code in ("T05.n", "T05.v", "T06.n", "T06.v", "T07")] == [
        "0",
        "0.00",
        "0",
        "0.00",
        "0",
    ]


def test_the_rate_counts_what_was_published_in_the_period_and_signed_by_its_end() -> None:
    linked(planned(upto="OFFER"), signed_project())
    linked(planned(upto="OFFER"), factories.project())
    planned(upto="OFFER", title="无人认领")
    planned(upto="STORE")

    value = asked("P23")

    assert parts(value) == ("33.3", "1", "3")
    assert value.exact == Fraction(100, 3)
    assert asked("P23", "2023Q2").value is None
    rows = [row for row in drill(operator(), "P23", period="2023H1").rows if row.part == "denominator"]
    assert [(row.code, row.name, row.day, row.mark) for row in rows][2] == (
        "C2023-0003",
        "无人认领",
        date(2023, 3, 1),
        "未招引成功",
    )


def test_a_link_counts_from_its_recognition_and_its_day_on() -> None:
    subject = planned(upto="OFFER")
    made = services.file_link(
        subject, signed_project(), linked_on=date(2023, 4, 1), reason="认领", actor=clerk(), at=AT
    )
    waiting = asked("P23").value
    recognise(made.slip)

    assert (waiting, asked("P23").value) == ("0.0", "100.0")
    assert asked("P23", "2023Q1").value == "0.0"


def test_an_ended_link_counts_until_its_ending() -> None:
    subject = planned(upto="OFFER")
    made = linked(subject, signed_project())
    ending = services.reverse_link(made, ends_on=date(2023, 5, 10), reason="认错项目", actor=clerk(), at=AT)
    recognise(ending.slip)

    assert asked("P23", "2023-01-01..2023-05-09").value == "100.0"
    assert asked("P23").value == "0.0"


def test_a_revoked_signing_does_not_count_from_that_day_on_and_a_terminated_project_still_does() -> None:
    ended, revoked = signed_project(), signed_project()
    linked(planned(upto="OFFER"), ended)
    linked(planned(upto="OFFER"), revoked)
    recognised_event(ended, "TERMINATE", date(2023, 6, 1))
    sign = revoked.events.get(event="SIGN")
    office = factories.statistics_office()
    back = projects.reverse_event(sign, actor=office, at=AT, reason="误报", occurred_on=date(2023, 5, 1))
    factories.recognise(back.slip)

    assert parts(asked("P23", "2023-01-01..2023-04-30")) == ("100.0", "2", "2")
    assert parts(asked("P23")) == ("50.0", "1", "2")


def test_the_library_holds_what_was_stored_and_not_taken_out() -> None:
    planned(upto="ARGUE")
    planned(upto="STORE", resource="PLANT", action="")
    planned(upto="OFFER", investment_in_wan=None, action="BUILD")
    gone = planned("QJ-W", upto="STORE", investment_in_wan=Decimal(50_000))
    step(gone, "DROP", date(2023, 6, 10), "规划调整")

    assert asked("T06.n").value == "2"
    assert (asked("T06.v").value, asked("T06.v").note) == ("3.00", "另有1个策划项目计划投资未知，未计入")
    assert (asked("T05.n").value, asked("T07").value) == ("0", "1")
    assert asked("T06.n", "2023-05").value == "3"
    assert (asked("T06.v", "2023-05").value, asked("T05.v", "2023-05").value) == ("8.00", "5.00")
    assert asked("T06.n", "2023-05", "QJ-W").value == "1"
    assert asked("T06.n", "2022").value == "0"


def test_amounts_that_are_all_unknown_are_not_added_up() -> None:
    planned(upto="STORE", investment_in_wan=None)

    assert asked("T06.v").why == "1个策划项目的计划投资都未知，无法合计"


def test_a_revoked_step_was_never_taken_but_the_past_is_said_as_it_was_known() -> None:
    subject = planned(upto="STORE")
    services.revoke_planned_step(subject, reason="误办", actor=chain_office(), at=LATER)

    assert asked("T06.n").value == "0"
    assert asked("T06.n", known_at=AT).value == "1"


def test_a_closed_period_keeps_what_was_known_when_it_was_closed() -> None:
    subject = planned(upto="OFFER")
    row = signed_project()
    lock_period(parse_period("2023H1"), actor=operator(), at=datetime(2023, 7, 20, tzinfo=UTC))
    at = datetime(2023, 7, 19, tzinfo=UTC)
    made = services.file_link(subject, row, linked_on=date(2023, 4, 1), reason="认领", actor=clerk(), at=at)
    recognise(made.slip)
    services.revise_planned(
        planned("QJ-W"), values(investment_in_wan=Decimal(1)), reason="测算", actor=clerk("QJ-W"), at=at
    )

    assert asked("P23").value == "0.0"
    assert asked("P23", "2023").value == "100.0"


def test_targets_for_the_library_are_measured() -> None:
    planned(upto="STORE")
    issue_target(
        unit("QJ"),
        indicator="T06.n",
        value=Decimal(4),
        measure="个",
        period="2023",
        issuer="市级",
        actor=factories.user("r03"),
        at=AT,
    )

    (target,) = asked("T06.n").targets
    assert (target.value, target.completion) == ("4", "25.0")


def test_appended_bit_by_bit_is_the_same_as_built_anew() -> None:
    subject = planned(upto="STORE")
    refresh_mart()
    step(subject, "OFFER", date(2023, 3, 1))
    linked(subject, signed_project())
    refresh_mart()
    services.revise_planned(subject, values("新名"), reason="更名", actor=clerk(), at=AT)
    refresh_mart()
    tables = ("planned", "planned_steps", "planned_links")
    appended = [store().table(name).sort(ORDER[name]) for name in tables]

    rebuild_mart()

    assert [frame.height for frame in appended] == [2, 4, 1]
    assert all(
        store().table(name).sort(ORDER[name]).equals(frame) for name, frame in zip(tables, appended, strict=True)
    )

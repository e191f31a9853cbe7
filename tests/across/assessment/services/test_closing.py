"""Closing a period: what waits holds it up, the snapshot keeps what was published, restating keeps both versions."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection

from luodi.across.assessment import selectors, services
from luodi.across.assessment.models import (
    PeriodClosing,
    Scheme,
    Snapshot,
    SnapshotDefinition,
    SnapshotScore,
    SnapshotValue,
)
from luodi.across.assessment.rules.closing import ClosingState
from luodi.across.assessment.selectors import published
from luodi.across.figures import selectors as figures
from luodi.across.figures.rules.catalogue import BY_CODE
from luodi.base.audit.models import AuditEntry
from luodi.base.core.errors import NotPermitted
from luodi.base.core.facts import release_statements
from luodi.base.core.periods import parse_period
from luodi.base.notices.models import Notice
from luodi.base.orgs.selectors import operator
from luodi.base.orgs.services import change_unit
from tests import factories
from tests.across.assessment.city import COUNTIES, aim, counties, signed
from tests.refusals import refused

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER, RESTATED_AT = AT + timedelta(days=5), AT + timedelta(days=20)
JUNE, MAY = parse_period("2023-06"), parse_period("2023-05")


def close(code: str = "2023-06", *, at: object = AT, forced: str = "") -> Snapshot:
    office = factories.user("r03") if forced else factories.statistics_office()
    services.start_closing(parse_period(code), actor=office, at=at)  # type: ignore[arg-type]  # a moment
    return services.close_period(parse_period(code), actor=office, at=at, forced_reason=forced)  # type: ignore[arg-type]


def june_project(on: date = date(2023, 6, 10), *, at: object = AT) -> None:
    factories.signed_project(on=on, at=at, amount="30000")  # type: ignore[arg-type]  # a moment


def kept(snapshot: Snapshot, code: str, window: str, unit: str = "QJ") -> SnapshotValue:
    return SnapshotValue.objects.get(snapshot=snapshot, unit__code=unit, code=code, window=window)


def tampered(row: SnapshotValue | SnapshotDefinition, value: str, *, column: str = "shown") -> None:
    """Somebody who is master of the database lifts the triggers and writes another value."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in release_statements(table, connection.vendor):
            cursor.execute(statement)
        cursor.execute(f'UPDATE "{table}" SET {column} = %s WHERE id = %s', [value, row.pk])


def test_a_close_locks_the_figures_and_keeps_what_was_published_of_every_unit() -> None:
    june_project()

    snapshot = close()
    june_project(date(2023, 6, 12), at=LATER)

    row = PeriodClosing.objects.get(period="2023-06")
    assert (row.state, snapshot.version, snapshot.waiting) == (ClosingState.CLOSED, 1, 0)
    assert [kept(snapshot, "S01", window, unit).shown for window in ("period", "ytd") for unit in ("QJ", "QJ-E")] == [
        "1"
    ] * 4
    assert set(snapshot.values.values_list("unit__code", flat=True)) == {"QJ", "QJ-E", "QJ-W"}
    live = figures.figures(operator(), period="2023-06", codes=["S01"])
    assert [(one.value, one.numerator) for one in live.figures] == [("1", "1")]


def test_the_snapshot_says_by_which_rules_it_was_made_and_carries_its_hash() -> None:
    snapshot = close()

    names = dict(snapshot.settings.values_list("name", "value"))
    assert {"程序版本", "指标目录", "时区"} <= names.keys()
    assert len(snapshot.sha256) == 64
    assert selectors.check_snapshots().faults == ()


def test_every_snapshot_is_recomputed_to_the_digit_and_a_changed_one_is_found() -> None:
    june_project()
    snapshot = close()
    june_project(date(2023, 6, 12), at=LATER)
    assert selectors.check_snapshots() == selectors.SnapshotCheck(1, ())

    tampered(kept(snapshot, "S02", "period"), "9.99")

    faults = selectors.check_snapshots().faults
    assert len(faults) == 2
    assert "校验值不符" in faults[0]
    assert "9.99" in faults[1]


def test_waiting_facts_are_listed_by_unit_and_hold_the_close_up() -> None:
    project = factories.signed_project()
    factories.filed_event(project, "START", date(2023, 6, 20))
    slip = factories.filed_capital(project, "100", date(2023, 6, 21)).slip
    factories.verified(slip)
    factories.filed_event(factories.signed_project("QJ-W"), "START", date(2023, 7, 1))
    office = factories.statistics_office()

    left = services.start_closing(JUNE, actor=office, at=AT)

    assert [(row.unit.code, row.kind, row.state, row.count, row.oldest_on) for row in left] == [
        ("QJ-E", "到位资金", "待认定", 1, date(2023, 6, 21)),
        ("QJ-E", "阶段事件", "待审核", 1, date(2023, 6, 20)),
    ]
    assert left[0].people == "r09"
    with refused("closing.unverified"):
        services.close_period(JUNE, actor=office, at=AT)


def test_forcing_needs_a_reason_and_the_right_and_is_kept() -> None:
    factories.filed_event(factories.signed_project(), "START", date(2023, 6, 20))
    office, chief = factories.statistics_office(), factories.user("r03")
    services.start_closing(JUNE, actor=office, at=AT)

    with refused("orgs.not_permitted", NotPermitted):
        services.close_period(JUNE, actor=office, at=AT, forced_reason="赶报")
    snapshot = services.close_period(JUNE, actor=chief, at=AT, forced_reason="省里要求五日前报送")

    assert (snapshot.waiting, snapshot.forced_reason) == (1, "省里要求五日前报送")
    assert AuditEntry.objects.get(action="assessment.period_closed").reason == "省里要求五日前报送"


@pytest.mark.parametrize(
    ("code", "error"), [("2023-07", "closing.not_over"), ("2024-01", "closing.not_over"), ("2023-06b", "closing.kind")]
)
def test_a_period_not_over_or_of_no_kind_is_refused(code: str, error: str) -> None:
    office = factories.statistics_office()
    with refused(error):
        services.start_closing(parse_period(code), actor=office, at=AT)


def test_a_series_of_months_has_no_gap() -> None:
    close("2023-04")
    office = factories.statistics_office()

    with refused("closing.predecessor"):
        services.start_closing(JUNE, actor=office, at=AT)
    close("2023-05")
    assert close("2023-06").version == 1


def test_closing_twice_or_without_having_begun_is_refused_with_what_can_be_done() -> None:
    office = factories.statistics_office()
    services.start_closing(MAY, actor=office, at=AT)
    services.cancel_closing(MAY, actor=office, at=AT)
    with refused("workflow.not_allowed"):
        services.close_period(MAY, actor=office, at=AT)
    close()

    with refused("workflow.not_allowed") as caught:
        services.close_period(JUNE, actor=office, at=LATER)
    assert caught.value.message == "当前状态不能进行“结账”，现在可以：“重述”"


def test_who_may_not_close_is_refused() -> None:
    clerk = factories.clerk()
    with refused("orgs.not_permitted", NotPermitted):
        services.start_closing(JUNE, actor=clerk, at=AT)


def test_restating_makes_the_next_version_of_it_and_of_later_ones_and_keeps_the_old() -> None:
    close("2023-05")
    close("2023-06")
    june_project(date(2023, 5, 12), at=LATER)

    made = services.restate_closing(
        MAY, order_document="招领〔2023〕8号", reason="漏报更正", actor=factories.user("r03"), at=RESTATED_AT
    )

    assert [(one.closing.period, one.version) for one in made] == [("2023-05", 2), ("2023-06", 2)]
    old, new = Snapshot.objects.filter(closing__period="2023-05").order_by("version")
    assert [kept(one, "S01", "period").shown for one in (old, new)] == ["0", "1"]
    assert (new.lock.order_document, new.lock.reason) == ("招领〔2023〕8号", "漏报更正")
    assert selectors.check_snapshots() == selectors.SnapshotCheck(4, ())


def test_an_open_period_is_not_restated() -> None:
    chief = factories.user("r03")
    with refused("workflow.not_allowed"):
        services.restate_closing(JUNE, order_document="文", reason="由", actor=chief, at=AT)


def test_units_are_told_when_a_close_begins_and_ends() -> None:
    clerk = factories.clerk()
    close()

    told = Notice.objects.filter(recipient=clerk).order_by("pk").values_list("code", "link")
    assert list(told) == [("closing.started", "/closing/2023-06/"), ("closing.closed", "/closing/2023-06/")]


def test_scores_and_places_are_kept_and_a_scheme_changed_afterwards_does_not_change_them() -> None:
    for county in counties():
        aim(county, "10")
    for code, number in (("QJ-A1", 6), ("QJ-A2", 5), ("QJ-A3", 4), ("QJ-A4", 1)):
        signed(code, number)

    snapshot = close("2023H1", at=LATER)

    scores = SnapshotScore.objects.filter(snapshot=snapshot, scheme__group="G1a").order_by("rank")
    assert [(row.unit.code, row.rank) for row in scores][:2] == [("QJ-A1", 1), ("QJ-A2", 2)]
    assert "考核方案 STD G1a" in dict(snapshot.settings.values_list("name", "value"))
    _revise("G1a")
    assert selectors.check_snapshots().faults == ()
    live = selectors.ranking(operator(), period="2023H1", scheme="STD", group="G1a")
    assert live.groups[0].scheme.version == 1


def _revise(group: str) -> None:
    """A version that is put into force after the close, from a day before it."""
    old = Scheme.objects.get(code="STD", group=group)
    draft = services.revise_scheme(old, actor=factories.user("r07"), at=RESTATED_AT)
    services.adopt_scheme(draft, valid_from=date(2023, 1, 1), actor=factories.user("r03"), at=RESTATED_AT)
    assert Scheme.objects.get(pk=draft.pk).version == 2


def test_a_county_sees_its_own_published_values() -> None:
    snapshot = close()
    clerk = factories.clerk("QJ-E")

    own = selectors.snapshot_values(clerk, snapshot, unit=factories.unit("QJ-E"))

    assert own.filter(code="S01", window="period").get().shown == "0"
    assert Decimal(own.filter(code="S01", window="ytd").get().raw or 0) == 0


def test_a_unit_is_scored_in_the_group_that_it_had_in_the_period() -> None:
    places = counties()
    for county in places:
        aim(county, "10")
        signed(county.code, 1)
    given = {"name": places[0].name, "short_name": "", "kind": places[0].kind, "group": "G1b"}
    change_unit(places[0], actor=operator(), at=AT, **given)  # type: ignore[arg-type]  # the unit's own values

    snapshot = close("2023H1", at=LATER)
    july = selectors.ranking(operator(), period="2023-07")

    assert set(snapshot.scores.values_list("unit__code", "scheme__group")) == {(code, "G1a") for code in COUNTIES}
    assert {group.code: len(group.units) for group in july.groups if group.units} == {"G1a": 4, "G1b": 1}
    assert selectors.check_snapshots().faults == ()


def test_a_figure_defined_otherwise_since_is_named_in_words_and_the_rest_is_still_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    june_project()
    snapshot = close()
    old = BY_CODE["S01"]
    changed = BY_CODE | {"S01": SimpleNamespace(definition="签约项目数，含框架协议。")}
    monkeypatch.setattr(published, "BY_CODE", {code: one for code, one in changed.items() if code != "P01"})
    tampered(kept(snapshot, "S01", "period"), "7")
    tampered(kept(snapshot, "S02", "period"), "9.99")

    found = selectors.check_snapshots()

    assert len(found.faults) == 2
    assert "校验值不符" in found.faults[0]
    assert "'S02'" in found.faults[1]
    assert found.remarks == (
        f"{snapshot}：指标 S01“{old.name}”的定义在结账后改过，公布值保留，不按新定义比对"
        f"（当时：{old.definition}；现在：签约项目数，含框架协议。）",
        f"{snapshot}：指标 P01“{BY_CODE['P01'].name}”已不在指标目录中，公布值保留，不再重算"
        f"（当时的定义：{BY_CODE['P01'].definition}）",
    )


def test_a_definition_that_was_tampered_with_is_found() -> None:
    snapshot = close()
    tampered(snapshot.definitions.get(code="S01"), "另一种定义", column="definition")

    assert "留存的指标定义与校验值不符，快照被改动过" in selectors.check_snapshots().faults[0]


def test_a_month_inside_a_later_closed_period_is_not_offered_and_not_begun() -> None:
    close("2023H1")
    chief = factories.user("r03")
    rows = {row.period.code: row for row in selectors.period_rows(chief, year=2023, today=date(2023, 7, 10))}

    assert [step.code for step in rows["2023-05"].steps] == []
    assert rows["2023-05"].note == "已随 2023H1 锁定，不再单独结账"
    assert [(step.code, rows[code].note) for code in ("2023-06", "2023Q2") for step in rows[code].steps] == [
        ("start", "已随 2023H1 锁定")
    ] * 2
    with refused("closing.inside"):
        services.start_closing(MAY, actor=chief, at=LATER)
    assert not Notice.objects.filter(link="/closing/2023-05/").exists()


def test_a_close_that_was_begun_before_a_longer_period_was_closed_can_only_be_taken_back() -> None:
    chief = factories.user("r03")
    services.start_closing(MAY, actor=chief, at=AT)
    close("2023H1")

    assert [step.code for step in selectors.period_row(chief, "2023-05").steps] == ["cancel"]
    with refused("closing.inside"):
        services.close_period(MAY, actor=chief, at=LATER)
    assert services.cancel_closing(MAY, actor=chief, at=LATER).state == ClosingState.OPEN

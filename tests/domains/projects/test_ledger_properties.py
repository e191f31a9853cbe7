"""Whatever people do, in whatever order: the cached columns are the replay of the log, and so says plain Python.

Acts go through the verbs as people call them. Many are refused; then nothing may have changed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from luodi.base.approvals.rules import SlipState
from luodi.base.audit.selectors import check_chain
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.selectors import operator, takeover_clerk
from luodi.domains.projects import selectors, services
from luodi.domains.projects.models import CapitalRecord, Project, StageEvent
from luodi.domains.projects.rules import Event
from luodi.domains.projects.services import CapitalSeed, EventSeed, ProjectSeed, ProjectValues
from tests.domains.projects.naive import naive_state, stands
from tests.factories import (
    AT,
    checker,
    district,
    filed_capital,
    filed_event,
    investor,
    project_office,
    recognise,
    recognised_event,
    signed_project,
    statistics_office,
    unit,
)
from tests.refusals import contents

pytestmark = pytest.mark.django_db
FIRST = date(2023, 1, 1)
DAYS = st.integers(0, 20).map(lambda number: FIRST + timedelta(days=9 * number))
AMOUNTS = st.integers(1, 40000).map(lambda number: Decimal(number) / 100)
EVENTS = ("SIGN", "LAND", "START", "COMPLETE", "PRODUCE", "SUSPEND", "SUSPEND", "RESUME", "RETURN", "HOLD", "TERMINATE")
THROUGH_VERBS = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Deed:
    """One act: what, on which day, how much, on which of the facts there are, and how its slip ends."""

    kind: str
    event: str
    day: date
    amount: Decimal
    which: int
    outcome: str


DEEDS = st.lists(
    st.builds(
        Deed,
        kind=st.sampled_from(["event", "event", "event", "reverse event", "capital", "capital", "reverse capital"]),
        event=st.sampled_from(EVENTS),
        day=DAYS,
        amount=AMOUNTS,
        which=st.integers(0, 9),
        outcome=st.sampled_from(["recognised", "recognised", "recognised", "returned", "waiting"]),
    ),
    min_size=3,
    max_size=12,
)


def begun() -> Project:
    """A project with a contract over 500 万元 and a start, so that most acts find ground to stand on."""
    row = signed_project(on=date(2022, 12, 1), amount="500")
    recognised_event(row, "START", date(2022, 12, 20))
    return row


def file(row: Project, deed: Deed) -> StageEvent | CapitalRecord | None:
    if deed.kind == "event":
        return filed_event(row, deed.event, deed.day)
    if deed.kind == "capital":
        return filed_capital(row, str(deed.amount), deed.day)
    if deed.kind == "reverse event":
        events = list(row.events.order_by("pk"))
        if not events:
            return None
        return services.reverse_event(
            events[deed.which % len(events)], actor=statistics_office(), at=AT, reason="填报有误"
        )
    records = list(row.capital_records.order_by("pk"))
    if not records:
        return None
    return services.reverse_capital(
        records[deed.which % len(records)],
        amount_in_wan=deed.amount,
        actor=project_office(),
        at=AT,
        reason="重复填报",
    )


def carry_out(row: Project, deed: Deed) -> None:
    fact = file(row, deed)
    if fact is None or deed.outcome == "waiting":
        return
    if deed.outcome == "returned":
        services.decide(fact.slip, "return", actor=checker(), at=AT, note="材料不全")
    else:
        recognise(fact.slip)


def expected(row: Project) -> dict[str, object]:
    """The cached columns as plain Python computes them out of the recognised rows."""
    log = list(StageEvent.objects.filter(project=row, slip__state=SlipState.RECOGNISED))
    money = CapitalRecord.objects.filter(project=row, slip__state=SlipState.RECOGNISED)
    stage, side, since, days = naive_state(log)
    signings = sorted(
        (fact for fact in log if fact.event == "SIGN" and stands(fact, log)),
        key=lambda fact: (fact.occurred_on, fact.pk),
    )
    total = Decimal(0)
    for record in money:
        total += record.amount_in_wan
    return {
        "stage": stage,
        "side_status": side,
        "side_since": since,
        "framework_on": days.get("FRAMEWORK"),
        "signed_on": days.get("SIGN"),
        "landed_on": days.get("LAND"),
        "started_on": days.get("START"),
        "completed_on": days.get("COMPLETE"),
        "produced_on": days.get("PRODUCE"),
        "contract_in_wan": signings[0].amount_in_wan if signings else None,
        "capital_in_wan": total,
    }


def cached(row: Project) -> dict[str, object]:
    fresh = Project.objects.get(pk=row.pk)
    return {name: getattr(fresh, name) for name in expected(row)}


@THROUGH_VERBS
@given(deeds=DEEDS)
def test_any_sequence_of_acts_leaves_the_cache_equal_to_the_log(db: None, deeds: list[Deed]) -> None:
    row = begun()
    for deed in deeds:
        try:
            carry_out(row, deed)
        except BusinessError:
            continue
        assert cached(row) == expected(row)

    assert cached(row) == expected(row)
    assert selectors.cache_differences() == []
    assert check_chain().is_whole


@THROUGH_VERBS
@given(deeds=DEEDS)
def test_money_never_exceeds_110_percent_nor_goes_below_nothing(db: None, deeds: list[Deed]) -> None:
    row = begun()
    for deed in deeds:
        try:
            carry_out(row, deed)
        except BusinessError:
            continue
        row.refresh_from_db()
        assert row.capital_in_wan >= 0
        if deed.kind == "capital" and deed.outcome == "recognised":
            assert row.contract_in_wan is not None
            assert row.capital_in_wan <= row.contract_in_wan * Decimal("1.1")


@settings(THROUGH_VERBS, max_examples=15)
@given(deeds=DEEDS)
def test_a_refused_act_changes_nothing_at_all(db: None, deeds: list[Deed]) -> None:
    row = begun()
    for person in (checker, project_office, statistics_office):
        person()
    for deed in deeds:
        before = contents()
        try:
            file(row, deed)
        except BusinessError:
            assert contents() == before


@st.composite
def told_lives(draw: st.DrawFn) -> tuple[list[EventSeed], list[CapitalSeed]]:
    """A project as the worst ledger may tell it: no rule holds, reversals name earlier rows that reverse nothing."""
    events: list[EventSeed] = []
    for _ in range(draw(st.integers(0, 8))):
        originals = [place for place, item in enumerate(events) if item.reverses_place is None]
        event = draw(st.sampled_from([event for event in Event if event != Event.REVOKE or originals]))
        place = None
        if event == Event.REVOKE or (event == Event.RETURN and originals and draw(st.booleans())):
            place = draw(st.sampled_from(originals))
        amount = draw(st.none() | AMOUNTS) if event in {Event.SIGN, Event.FRAMEWORK} else None
        events.append(EventSeed(event, draw(DAYS), amount_in_wan=amount, reverses_place=place))
    capital = [
        CapitalSeed(day, day, day, amount) for day, amount in draw(st.lists(st.tuples(DAYS, AMOUNTS), max_size=4))
    ]
    return events, capital


@settings(THROUGH_VERBS, max_examples=20)
@given(lives=st.lists(told_lives(), min_size=1, max_size=6), again=st.lists(told_lives(), min_size=6, max_size=6))
def test_any_ledger_taken_over_leaves_the_cache_equal_to_the_log_and_undone_leaves_nothing(
    db: None,
    lives: list[tuple[list[EventSeed], list[CapitalSeed]]],
    again: list[tuple[list[EventSeed], list[CapitalSeed]]],
) -> None:
    root, company = district(), investor()
    number = Project.objects.count()

    def taken(seeds: list[ProjectSeed], batch: str) -> list[Project]:
        return services.take_over(
            seeds,
            batch=f"{batch}-{number}",
            title="台账",
            unit=root,
            filer=takeover_clerk(),
            recogniser=operator(),
            at=AT,
        ).projects

    def undo(batch: str) -> None:
        services.undo_batch(
            f"{batch}-{number}", unit=root, filer=takeover_clerk(), actor=operator(), at=AT, reason="导错了"
        )

    seeds = [
        ProjectSeed(
            values=ProjectValues(name=f"项目{number}之{place}", unit=unit("QJ-E"), investor=company),
            events=events,
            capital=capital,
        )
        for place, (events, capital) in enumerate(lives)
    ]
    rows = taken(seeds, "A")
    first = [cached(row) for row in rows]
    assert first == [expected(row) for row in rows]

    taken(
        [ProjectSeed(project=row, events=more[0], capital=more[1]) for row, more in zip(rows, again, strict=False)], "B"
    )
    assert [cached(row) for row in rows] == [expected(row) for row in rows]

    undo("B")
    assert [cached(row) for row in rows] == first
    undo("A")
    assert {row.stage for row in Project.objects.filter(batch=f"A-{number}")} == {"ST10"}
    assert all(cached(row)["capital_in_wan"] == 0 for row in rows)
    assert selectors.cache_differences() == []

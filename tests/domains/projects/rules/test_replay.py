"""The replay of a project's log against one written again in the plainest way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.domains.projects.rules import ORDERED_EVENTS, Event, EventFact, SideStatus, Stage, replay, void_ids
from tests.domains.projects.naive import naive_state

DAY = date(2023, 1, 1)
DAYS = st.integers(0, 30).map(lambda number: DAY + timedelta(days=number))


def facts(*told: tuple[str, int, int | None]) -> list[EventFact]:
    """Facts numbered from 1: event, day of January 2023, the number of what it reverses."""
    return [
        EventFact(number, event, DAY + timedelta(days=day - 1), reverses)
        for number, (event, day, reverses) in enumerate(told, start=1)
    ]


@st.composite
def logs(draw: st.DrawFn) -> list[EventFact]:
    """Any log: events of all kinds, reversals of earlier facts (also of reversals), days in any order."""
    made: list[EventFact] = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        event = draw(st.sampled_from([event for event in Event if event != Event.REVOKE or number > 1]))
        target = None
        if event == Event.REVOKE or (event == Event.RETURN and number > 1 and draw(st.booleans())):
            target = draw(st.integers(1, number - 1))
        made.append(EventFact(number, event, draw(DAYS), target))
    return made


@given(log=logs(), on=st.none() | DAYS)
def test_every_log_replays_as_plain_python_says(log: list[EventFact], on: date | None) -> None:
    state = replay(log, on)

    assert (state.stage, state.side_status, state.side_since, state.days) == naive_state(log, on)


@given(log=logs(), data=st.data())
def test_the_order_in_which_facts_are_read_does_not_matter(log: list[EventFact], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(log))

    assert replay(shuffled) == replay(log)


@given(log=logs())
def test_the_proof_of_a_day_is_an_event_in_force_of_that_day(log: list[EventFact]) -> None:
    state, void = replay(log), void_ids(log)
    by_id = {fact.id: fact for fact in log}

    assert {event: by_id[proof].occurred_on for event, proof in state.proofs.items()} == state.days
    assert all(by_id[proof].event == event and proof not in void for event, proof in state.proofs.items())


@given(log=logs())
def test_reversing_everything_leaves_a_lead_where_nothing_happened(log: list[EventFact]) -> None:
    undone = [*log, *(EventFact(100 + fact.id, Event.REVOKE, fact.occurred_on, fact.id) for fact in log)]

    state = replay(undone)

    assert (state.stage, state.side_status, state.days) == (Stage.LEAD, SideStatus.NORMAL, {})


@pytest.mark.parametrize(
    ("log", "stage", "side", "days"),
    [
        ([], "ST10", "NORMAL", {}),
        ([("SIGN", 5, None)], "ST40", "NORMAL", {"SIGN": 5}),
        ([("SIGN", 5, None), ("START", 9, None)], "ST60", "NORMAL", {"SIGN": 5, "START": 9}),
        ([("SIGN", 5, None), ("REVOKE", 5, 1)], "ST10", "NORMAL", {}),
        ([("SIGN", 5, None), ("REVOKE", 5, 1), ("SIGN", 6, None)], "ST40", "NORMAL", {"SIGN": 6}),
        ([("SIGN", 5, None), ("REVOKE", 5, 1), ("REVOKE", 5, 2)], "ST40", "NORMAL", {"SIGN": 5}),
        ([("SIGN", 5, None), ("SIGN", 3, None)], "ST40", "NORMAL", {"SIGN": 3}),
        ([("START", 9, None), ("SUSPEND", 12, None)], "ST60", "SUSPENDED", {"START": 9}),
        ([("START", 9, None), ("SUSPEND", 12, None), ("RESUME", 15, None)], "ST60", "NORMAL", {"START": 9}),
        ([("SIGN", 5, None), ("TERMINATE", 20, None)], "ST40", "TERMINATED", {"SIGN": 5}),
        ([("SIGN", 5, None), ("START", 9, None), ("RETURN", 12, 2)], "ST40", "RETURNED", {"SIGN": 5}),
        (
            [("SIGN", 5, None), ("START", 9, None), ("RETURN", 12, 2), ("START", 20, None)],
            "ST60",
            "NORMAL",
            {"SIGN": 5, "START": 20},
        ),
        (
            [("SIGN", 5, None), ("START", 9, None), ("RETURN", 12, 2), ("LAND", 20, None)],
            "ST50",
            "RETURNED",
            {"SIGN": 5, "LAND": 20},
        ),
        (
            [("SIGN", 5, None), ("START", 9, None), ("RETURN", 12, 2), ("REVOKE", 12, 3)],
            "ST60",
            "NORMAL",
            {"SIGN": 5, "START": 9},
        ),
        ([("HOLD", 9, None), ("RESUME", 8, None)], "ST10", "ON_HOLD", {}),
        ([("HOLD", 9, None), ("RESUME", 9, None)], "ST10", "NORMAL", {}),
    ],
    ids=[
        "nothing", "signed", "started", "a mistake taken out", "entered again", "the reversal was the mistake",
        "told twice: the earlier day counts", "suspended", "resumed", "terminated keeps its stage",
        "a returned start", "recognised again", "another event does not heal a return", "the return was the mistake",
        "days count, not the order of filing", "on one day the later entry counts",
    ],
)  # fmt: skip
def test_known_lives(log: list[tuple[str, int, int | None]], stage: str, side: str, days: dict[str, int]) -> None:
    state = replay(facts(*log))

    assert (state.stage, state.side_status) == (stage, side)
    assert state.days == {event: DAY + timedelta(days=day - 1) for event, day in days.items()}


def test_a_reversal_takes_its_event_out_from_its_own_day_on() -> None:
    log = facts(("SIGN", 5, None), ("REVOKE", 20, 1))

    stages = [replay(log, DAY + timedelta(days=day - 1)).stage for day in (4, 5, 19, 20)]

    assert stages == ["ST10", "ST40", "ST40", "ST10"]


def test_a_return_counts_from_its_own_day_on() -> None:
    log = facts(("SIGN", 5, None), ("START", 9, None), ("RETURN", 20, 2))

    states = [replay(log, DAY + timedelta(days=day - 1)) for day in (19, 20)]

    assert [(state.stage, state.side_status) for state in states] == [("ST60", "NORMAL"), ("ST40", "RETURNED")]


def test_every_stage_has_its_event_in_order() -> None:
    log = [EventFact(number, event, DAY) for number, event in enumerate(ORDERED_EVENTS, start=1)]

    stages = [replay(log[:count]).stage for count in range(1, len(log) + 1)]

    assert stages == list(Stage)

"""The step tables of orders, problems, meetings, plans and findings: complete, and the replay follows any walk through them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.errors import BusinessError
from luodi.base.core.workflow import StepTable
from luodi.domains.supervision.rules import inspections, issues, meetings, orders
from luodi.domains.supervision.rules.orders import OrderAct, OrderKind, OrderState, StepFact, replay
from luodi.domains.supervision.rules.rights import Permission

KINDS = pytest.mark.parametrize("kind", list(OrderKind.values))
ENDS = {OrderState.CLOSED, OrderState.ESCALATED, OrderState.REVOKED}
DAY = date(2023, 7, 3)


@KINDS
def test_every_state_is_reached_from_the_draft(kind: str) -> None:
    states = set(OrderState.values) - ({OrderState.ESCALATED.value} if kind == OrderKind.ACCOUNT else set())

    orders.STEPS[kind].check_complete(states, initial=OrderState.DRAFT)


@pytest.mark.parametrize(
    ("table", "states", "initial"),
    [
        (issues.STEPS, issues.IssueState.values, issues.IssueState.RAISED),
        (meetings.STEPS, meetings.MeetingState.values, meetings.MeetingState.PLANNED),
        (inspections.PLAN_STEPS, inspections.PlanState.values, inspections.PlanState.DRAFT),
        (inspections.FINDING_STEPS, inspections.FindingState.values, inspections.FindingState.ORDERED),
    ],
)
def test_the_other_tables_are_complete_too(table: StepTable, states: list[str], initial: str) -> None:
    table.check_complete(states, initial=initial)


@KINDS
def test_what_has_ended_moves_no_more_and_what_is_open_can_always_end(kind: str) -> None:
    table = orders.STEPS[kind]

    for state in table.states:
        targets = {step.target for step in table.allowed(state)}
        assert (targets == set()) if state in ENDS else OrderState.REVOKED in targets


@KINDS
def test_every_act_asks_for_a_known_right_and_has_its_word(kind: str) -> None:
    acts = [*orders.STEPS[kind], *orders.REMARKS[kind]]

    assert {one.permission for one in acts} <= set(Permission)
    assert all(one.code in OrderAct.values and one.label for one in acts)
    assert len({one.code for one in acts}) == len(acts)


@KINDS
def test_an_order_that_waits_for_the_unit_waits_for_a_step_of_the_unit(kind: str) -> None:
    for state in orders.OPEN:
        waiting = orders.waiting_for(state, orders.OrderLife())
        assert waiting is not None
        codes = {step.code for step in orders.STEPS[kind].allowed(state)}
        assert bool(codes & orders.BY_UNIT) == (waiting.party == "unit")


@st.composite
def walks(draw: st.DrawFn) -> tuple[str, list[StepFact]]:
    """Any walk through a table, remarks strewn in, days going forward."""
    kind = draw(st.sampled_from(list(OrderKind.values)))
    state, day = OrderState.DRAFT.value, DAY
    made = [StepFact(OrderAct.DRAFT, day)]
    for _ in range(draw(st.integers(0, 14))):
        day += timedelta(days=draw(st.integers(0, 3)))
        offered = [step.code for step in orders.STEPS[kind].allowed(state)]
        remarks = [one.code for one in orders.REMARKS[kind] if state in one.sources]
        if not offered and not remarks:
            break
        act = draw(st.sampled_from([*offered, *remarks]))
        dated = act in {OrderAct.ISSUE, OrderAct.FINISH, OrderAct.ASK_EXTENSION, OrderAct.EXTEND}
        due = day + timedelta(days=7) if dated else None
        number = "招交〔2023〕1号" if act == OrderAct.ISSUE else ""
        made.append(StepFact(act, day, number, due, due, due))
        state = next((step.target for step in orders.STEPS[kind] if step.code == act), state)
    return kind, made


@given(walk=walks())
def test_the_replay_of_any_walk_is_what_plain_steps_say(walk: tuple[str, list[StepFact]]) -> None:
    kind, steps = walk
    life = replay(kind, steps)

    acts = [step.act for step in steps]
    targets = {step.code: step.target for step in orders.STEPS[kind]}
    moves = [targets[act] for act in acts if act in targets]
    assert life.state == (moves[-1] if moves else OrderState.DRAFT)
    assert (life.number != "") == (OrderAct.ISSUE in acts) == (life.issued_on is not None)
    assert life.returns == acts.count(OrderAct.RETURN)
    assert (life.ended_on is not None) == (life.state in ENDS)
    reports = [step.on for step in steps if step.act == OrderAct.FINISH]
    assert life.reported_on == (reports[-1] if reports else None)
    granted = [step.due_on for step in steps if step.act in {OrderAct.ISSUE, OrderAct.EXTEND}]
    assert life.due_on == (granted[-1] if granted else None)
    assert life.is_extension_used == (OrderAct.ASK_EXTENSION in acts)


@given(walk=walks())
def test_only_a_closed_order_that_was_reported_by_its_day_counts_as_in_time(walk: tuple[str, list[StepFact]]) -> None:
    life = replay(*walk)

    expected = life.state == OrderState.CLOSED and (life.reported_on or life.ended_on) <= life.due_on  # type: ignore[operator]
    assert orders.is_in_time(life) == expected


def test_a_remark_in_the_wrong_state_says_where_the_order_stands() -> None:
    with pytest.raises(BusinessError, match="已下达"):
        orders.remark_of("ASSIGN", OrderAct.REPLY, OrderState.ISSUED)

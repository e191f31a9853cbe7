"""The arithmetic of plans against brute force: every path walked, every date checked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.errors import BusinessError
from luodi.domains.projects.engine.schedule import (
    Node,
    begins_on,
    critical,
    in_order,
    planned_backwards,
    remaining,
    require_in_order,
)
from luodi.domains.projects.rules.milestones import PRESETS

TARGET = date(2024, 6, 30)


@st.composite
def plans(draw: st.DrawFn) -> list[Node]:
    """Up to nine milestones, each after any of those drawn before it, given in any order."""
    count = draw(st.integers(1, 9))
    nodes = []
    for number in range(count):
        after = draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else set()
        nodes.append(Node(f"M{number}", draw(st.integers(1, 60)), tuple(f"M{one}" for one in sorted(after))))
    return draw(st.permutations(nodes))


def paths(nodes: list[Node]) -> list[list[Node]]:
    """Every way from a milestone without predecessors to one without successors."""
    known = {node.code: node for node in nodes}
    ends = [node for node in nodes if all(node.code not in other.after for other in nodes)]

    def back(node: Node) -> list[list[Node]]:
        return [[*way, node] for code in node.after for way in back(known[code])] or [[node]]

    return [way for end in ends for way in back(end)]


def length(way: list[Node]) -> int:
    return sum(node.days for node in way)


@given(nodes=plans())
def test_the_critical_path_is_the_longest_of_all_paths(nodes: list[Node]) -> None:
    found, ways = critical(nodes), paths(nodes)
    longest = max(length(way) for way in ways)

    assert found.length == longest
    assert found.codes == {node.code for way in ways if length(way) == longest for node in way}


@given(nodes=plans())
def test_slack_is_what_the_longest_path_through_a_milestone_lacks_to_the_whole(nodes: list[Node]) -> None:
    found, ways = critical(nodes), paths(nodes)

    for node in nodes:
        through = max(length(way) for way in ways if node in way)
        assert found.slack[node.code] == found.length - through


@given(nodes=plans())
def test_backward_dates_leave_every_follower_its_days_and_are_the_latest_possible(nodes: list[Node]) -> None:
    dates = planned_backwards(nodes, TARGET)

    for node in nodes:
        followers = [other for other in nodes if node.code in other.after]
        latest = min((dates[one.code] - timedelta(days=one.days) for one in followers), default=TARGET)
        assert dates[node.code] == latest
    assert begins_on(nodes, dates) == TARGET - timedelta(days=critical(nodes).length)
    require_in_order(nodes, dates, {node.code: node.code for node in nodes})


@given(nodes=plans())
def test_the_order_puts_each_behind_its_predecessors_and_loses_none(nodes: list[Node]) -> None:
    found = in_order(nodes)
    place = {node.code: number for number, node in enumerate(found)}

    assert sorted(place) == sorted(node.code for node in nodes)
    assert all(place[code] < place[node.code] for node in nodes for code in node.after)


@given(nodes=plans(), data=st.data())
def test_what_is_behind_a_done_milestone_is_not_asked_for_again(nodes: list[Node], data: st.DataObject) -> None:
    done = frozenset(data.draw(st.sets(st.sampled_from([node.code for node in nodes]))))

    kept = {node.code for node in remaining(nodes, done)}

    ahead = {
        node.code
        for node in nodes
        if not any(
            node in way[: index + 1] for way in paths(nodes) for index, one in enumerate(way) if one.code in done
        )
    }
    assert kept == ahead
    assert all(set(node.after) <= kept for node in remaining(nodes, done))


def test_a_circle_is_refused() -> None:
    with pytest.raises(BusinessError) as refused:
        in_order([Node("A", 1, ("B",)), Node("B", 1, ("A",))])

    assert refused.value.code == "plan.circle"


def test_an_unknown_predecessor_and_a_code_twice_are_refused() -> None:
    with pytest.raises(BusinessError) as unknown:
        in_order([Node("A", 1, ("X",))])
    with pytest.raises(BusinessError) as twice:
        in_order([Node("A", 1), Node("A", 2)])

    assert (unknown.value.code, twice.value.code) == ("plan.unknown", "plan.twice")


def test_a_milestone_before_its_predecessor_is_refused_with_both_names_and_days() -> None:
    nodes = [Node("A", 10), Node("B", 10, ("A",))]
    dates = {"A": date(2024, 3, 1), "B": date(2024, 2, 29)}

    with pytest.raises(BusinessError, match="“开工”计划 2024-02-29，早于前置节点“施工许可”的 2024-03-01") as refused:
        require_in_order(nodes, dates, {"A": "施工许可", "B": "开工"})

    assert refused.value.code == "plan.order"


@pytest.mark.parametrize("kind", list(PRESETS))
def test_every_preset_can_be_planned(kind: str) -> None:
    nodes = [Node(step.code, step.days, step.after) for step in PRESETS[kind]]

    dates = planned_backwards(nodes, TARGET)

    assert max(dates.values()) == TARGET
    assert critical(nodes).codes

"""The table of steps: what may follow what, with which right."""

import pytest

from luodi.base.approvals import rules
from luodi.base.approvals.rules import SlipAct, SlipKind, SlipState
from luodi.base.core.errors import BusinessError

KINDS = list(SlipKind)
ALLOWED = {
    (SlipState.FILED, SlipAct.VERIFY): SlipState.VERIFIED,
    (SlipState.VERIFIED, SlipAct.RECOGNISE): SlipState.RECOGNISED,
    (SlipState.FILED, SlipAct.RETURN): SlipState.RETURNED,
    (SlipState.VERIFIED, SlipAct.RETURN): SlipState.RETURNED,
}
ACTS = (SlipAct.VERIFY, SlipAct.RECOGNISE, SlipAct.RETURN)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", list(SlipState))
@pytest.mark.parametrize("act", ACTS)
def test_each_state_allows_exactly_its_steps(kind: SlipKind, state: SlipState, act: SlipAct) -> None:
    table = rules.steps(kind)
    target = ALLOWED.get((state, act))

    if target is not None:
        assert table.require(act, state).target == target
        return
    with pytest.raises(BusinessError) as refused:
        table.require(act, state)
    assert refused.value.code == "workflow.not_allowed"


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_is_reached_and_every_right_exists(kind: SlipKind) -> None:
    table = rules.steps(kind)

    table.check_complete([state.value for state in SlipState], initial=SlipState.FILED)
    assert {step.permission for step in table} == {f"approvals.{kind}_verify", f"approvals.{kind}_recognise"}
    assert {step.permission for step in table} <= set(rules.LABELS)


def test_an_unknown_step_is_refused_with_a_sentence() -> None:
    for act in ("file", "", "delete"):
        with pytest.raises(BusinessError) as refused:
            rules.steps("event").require_known(act)
        assert refused.value.code == "workflow.unknown"


@pytest.mark.parametrize(("filed_by", "recogniser", "allowed"), [(1, 2, True), (1, 1, False), (None, None, False)])
def test_the_filer_is_another_person_than_the_recogniser(
    filed_by: int | None, recogniser: int | None, allowed: bool
) -> None:
    if allowed:
        rules.require_other_person(filed_by, recogniser)
        return
    with pytest.raises(BusinessError, match="填报人不能审核或认定"):
        rules.require_other_person(filed_by, recogniser)

import pytest

from luodi.base.core.errors import BusinessError
from luodi.base.core.workflow import Step, StepTable

FILE = Step("file", "报送", ("DRAFT", "RETURNED"), "FILED", "slips.file")
VERIFY = Step("verify", "核实", ("FILED",), "VERIFIED", "slips.verify")
RETURN = Step("return", "退回", ("FILED", "VERIFIED"), "RETURNED", "slips.return")
SLIPS = StepTable([FILE, VERIFY, RETURN])


def test_the_table_keeps_its_order() -> None:
    assert list(SLIPS) == [FILE, VERIFY, RETURN]
    assert len(SLIPS) == 3
    assert SLIPS["verify"] is VERIFY
    assert SLIPS.states == {"DRAFT", "RETURNED", "FILED", "VERIFIED"}


def test_a_state_allows_the_steps_that_name_it() -> None:
    assert SLIPS.allowed("FILED") == (VERIFY, RETURN)
    assert SLIPS.allowed("DRAFT") == (FILE,)
    assert SLIPS.allowed("UNKNOWN") == ()


def test_an_allowed_step_is_given() -> None:
    assert SLIPS.require("return", "VERIFIED") is RETURN


def test_a_step_out_of_turn_is_refused_with_what_can_be_done() -> None:
    with pytest.raises(BusinessError) as refusal:
        SLIPS.require("file", "FILED")

    assert refusal.value.code == "workflow.not_allowed"
    assert refusal.value.message == "当前状态不能进行“报送”，现在可以：“核实”、“退回”"


def test_a_final_state_says_that_nothing_can_be_done() -> None:
    with pytest.raises(BusinessError, match="当前状态不能进行“核实”，当前状态下没有可办理的步骤"):
        SLIPS.require("verify", "CLOSED")


def test_an_unknown_step_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        SLIPS.require("burn", "FILED")


def test_a_step_that_somebody_typed_is_refused_with_what_to_do() -> None:
    SLIPS.require_known("file")
    with pytest.raises(BusinessError, match="没有这一步。请刷新页面后重新选择。") as refusal:
        SLIPS.require_known("burn")

    assert refusal.value.code == "workflow.unknown"


def test_a_code_cannot_stand_twice() -> None:
    with pytest.raises(ValueError, match="file stands twice"):
        StepTable([FILE, FILE])


def test_a_step_must_start_somewhere() -> None:
    with pytest.raises(ValueError, match="burn starts nowhere"):
        StepTable([Step("burn", "销毁", (), "GONE", "slips.burn")])


def test_a_complete_table_speaks_of_every_state() -> None:
    SLIPS.check_complete(["DRAFT", "FILED", "VERIFIED", "RETURNED"], initial="DRAFT")


def test_a_state_that_nobody_declared_is_found() -> None:
    with pytest.raises(ValueError, match=r"undeclared states: \['RETURNED'\]"):
        SLIPS.check_complete(["DRAFT", "FILED", "VERIFIED"], initial="DRAFT")


def test_a_state_that_no_step_reaches_is_found() -> None:
    with pytest.raises(ValueError, match=r"cannot be reached from DRAFT: \['CLOSED'\]"):
        SLIPS.check_complete(["DRAFT", "FILED", "VERIFIED", "RETURNED", "CLOSED"], initial="DRAFT")

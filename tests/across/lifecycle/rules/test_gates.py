"""The judgement of a gate: missing, waived, contradicted, and alternatives; every preset gate can be judged."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.across.lifecycle.rules.gates import Gate, Requirement, judge, require_open, require_sound_rows
from luodi.across.lifecycle.rules.gates_holdings import Condition, Holdings, Paper, Standing
from luodi.across.lifecycle.rules.gates_order import GATED, next_event, require_in_turn, required_before
from luodi.across.lifecycle.rules.gates_preset import preset
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.rules import Event, ProjectKind

DAY = date(2023, 6, 1)
CONTRACT = Requirement("contract", "正式合同", "DOCUMENT", ("CONTRACT",), needs_date=True)
USCC = "91350100M000001Y43"


def standing(row: Requirement, holdings: Holdings, waived: bool = False) -> tuple[str, str]:
    state = judge(Gate("SIGN", "BUILD", (row,)), holdings, {row.code: 7} if waived else {})
    return state.rows[0].standing, state.rows[0].note


def holding(*papers: Paper, **more: object) -> Holdings:
    return Holdings(on=DAY, papers=papers, **more)  # type: ignore[arg-type]  # checked by the test that passes them


def test_a_paper_of_the_kind_with_its_day_meets_the_requirement() -> None:
    assert standing(CONTRACT, holding(Paper(1, "CONTRACT", issued_on=DAY))) == ("MET", "")


def test_a_paper_without_the_day_it_needs_is_missing_and_says_so() -> None:
    assert standing(CONTRACT, holding(Paper(1, "CONTRACT", "合-1"))) == ("MISSING", "文件未写明出具日期")


def test_missing_can_be_waived_and_contradicted_cannot() -> None:
    wrong = Paper(1, "CONTRACT", issued_on=DAY, party_code="91350100M0000029XX")

    assert standing(CONTRACT, holding(), waived=True)[0] == "WAIVED"
    assert standing(CONTRACT, holding(wrong, fields={"uscc": USCC}), waived=True)[0] == "CONTRADICTED"


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (Paper(1, "CONTRACT", issued_on=DAY, party_code="X1"), f"文件载明的代码 X1 与投资方代码 {USCC} 不一致"),
        (Paper(1, "CONTRACT", issued_on=DAY, amount_in_wan=Decimal(900)), "合同载明 900 万元，填报 1000 万元"),
        (Paper(1, "CONTRACT", issued_on=date(2023, 5, 31)), "合同签订于 2023-05-31，填报 2023-06-01"),
        (Paper(1, "CONTRACT", issued_on=DAY, valid_until=date(2023, 5, 1)), "有效期至 2023-05-01，当日已失效"),
        (Paper(1, "CONTRACT", issued_on=DAY, conclusion="FAIL"), "结论为不符合"),
    ],
)
def test_what_a_paper_says_against_the_ledger_is_a_contradiction(paper: Paper, words: str) -> None:
    holdings = holding(paper, fields={"uscc": USCC}, amount_in_wan=Decimal(1000), occurred_on=DAY)

    assert standing(CONTRACT, holdings) == ("CONTRADICTED", words)


def test_two_of_three_are_enough_and_the_third_is_spared() -> None:
    licence, filing = Paper(1, "LICENCE", "1"), Paper(2, "FILING", "2")

    state = judge(preset("PREPARE", "BUILD"), holding(licence, filing), {})

    assert [row.standing for row in state.rows] == [Standing.MET, Standing.MET, Standing.SPARE]
    assert state.is_open
    assert not judge(preset("PREPARE", "BUILD"), holding(licence), {}).is_open


def test_a_service_project_lands_by_filing_and_site_or_by_office_and_first_capital() -> None:
    gate, licence = preset("LAND", "SERVICE"), Paper(1, "LICENCE", "1")
    by_site = holding(licence, Paper(2, "FILING", "2"), Paper(3, "PROPERTY"))
    by_office = holding(licence, Paper(2, "OFFICE"), capital_in_wan=Decimal(1))
    half = holding(licence, Paper(2, "OFFICE"), Paper(3, "FILING", "3"))

    assert [judge(gate, held, {}).is_open for held in (by_site, by_office, half)] == [True, True, False]


def test_of_the_core_of_a_start_one_may_be_waived_and_two_may_not() -> None:
    gate = preset("START", "BUILD")
    held = holding(Paper(1, "WORKS_CONTRACT"), fields={"national_code": "x"}, scenes=("MAIN",) * 3)
    one = judge(gate, replace(held, checked="MEETS"), {"paper_works_permit": 1})
    two = judge(gate, held, {"paper_works_permit": 1, "is_site_check": 2})

    assert one.is_open
    with pytest.raises(BusinessError) as caught:
        require_open(two)
    assert caught.value.code == "lifecycle.core"


def test_ceremony_fence_and_levelling_are_no_start() -> None:
    row = Requirement("photos", "照片", "CONDITION", (Condition.WORKS_PHOTOS,), least=3)

    assert standing(row, holding(scenes=("CEREMONY", "FENCE", "LEVELLING", "MAIN"))) == (
        "MISSING",
        "需 3 张，现有 1 张",
    )


def test_a_contract_that_promises_money_needs_the_finance_opinion() -> None:
    row = Requirement("money", "财政意见", "CONDITION", (Condition.MONEY_OPINION,))
    promising = Paper(1, "CONTRACT", commits_money=True)

    assert standing(row, holding(Paper(1, "CONTRACT")))[0] == "MET"
    assert standing(row, holding(promising))[0] == "MISSING"
    assert standing(row, holding(promising, Paper(2, "FINANCE_OPINION", conclusion="PASS")))[0] == "MET"


def test_a_foreign_investor_is_known_by_its_country() -> None:
    row = Requirement("party", "投资方", "CONDITION", (Condition.PARTY_KNOWN,))

    assert standing(row, holding())[0] == "MISSING"
    assert standing(row, holding(country="新加坡"))[0] == "MET"
    assert standing(row, holding(fields={"uscc": "123"}))[0] == "CONTRADICTED"


@pytest.mark.parametrize("kind", ProjectKind.values)
@pytest.mark.parametrize("event", GATED)
def test_every_preset_gate_is_sound_and_asks_for_something(event: str, kind: str) -> None:
    gate = preset(event, kind)

    require_sound_rows(gate)
    assert bool(gate.rows) == gate.is_used


def test_lease_service_and_platform_leave_out_their_stages() -> None:
    unused = {kind: [event for event in GATED if not preset(event, kind).is_used] for kind in ProjectKind.values}

    assert unused == {
        "BUILD": [],
        "PURCHASE": [],
        "LEASE": ["COMPLETE"],
        "SERVICE": ["COMPLETE"],
        "PLATFORM": ["START", "COMPLETE", "FULL"],
        "EXPANSION": [],
    }


def test_no_stage_is_skipped_but_those_that_may_be() -> None:
    assert required_before("SIGN", ()) == (Event.CLEAR, Event.FRAMEWORK)
    assert required_before("LAND", ()) == (Event.SIGN,)
    assert required_before("PRODUCE", ()) == (Event.START,)
    assert required_before("PRODUCE", {"START", "COMPLETE"}) == (Event.LAND,)


def test_a_step_out_of_turn_names_what_comes_first() -> None:
    with pytest.raises(BusinessError) as caught:
        require_in_turn("LAND", {"TALK": DAY}, (), kind_label="建设", recognised=False)

    assert (caught.value.code, caught.value.message) == (
        "lifecycle.skipped",
        "不能越过阶段：请先填报“签订正式合同”，再填报“落地”。",
    )


@pytest.mark.parametrize(
    ("reached", "unused", "following"),
    [
        ((), (), "LEAD"),
        (("LEAD",), (), "TALK"),
        (("TALK", "FRAMEWORK"), (), "SIGN"),
        (("SIGN",), (), "LAND"),
        (("SIGN", "PREPARE"), (), "LAND"),
        (("START",), (), "COMPLETE"),
        (("START",), ("COMPLETE",), "PRODUCE"),
        (("LAND",), ("START", "COMPLETE"), "PRODUCE"),
        (("PRODUCE",), ("FULL",), None),
        (("FULL",), (), None),
    ],
)
def test_the_next_step_follows_the_track(reached: tuple[str, ...], unused: tuple[str, ...], following: str) -> None:
    assert next_event(dict.fromkeys(reached, DAY), unused) == following


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Requirement("a", "甲", "DOCUMENT", ("NOTHING",)), "lifecycle.row"),
        (Requirement("a", "甲", "FIELD", ()), "lifecycle.row"),
        (Requirement("a", "", "FIELD", ("content",)), "lifecycle.row"),
        (Requirement("a", "甲", "FIELD", ("content",), group="组"), "lifecycle.group"),
        (Requirement("a", "甲", "FIELD", ("content",), group="组", branch="一", group_needs=2), "lifecycle.group"),
    ],
)
def test_a_gate_that_cannot_be_judged_is_refused(row: Requirement, code: str) -> None:
    with pytest.raises(BusinessError) as caught:
        require_sound_rows(Gate("SIGN", "BUILD", (row,)))
    assert caught.value.code == code


@given(
    kinds=st.lists(st.sampled_from(["LICENCE", "FILING", "PROPERTY", "LEASE", "OFFICE"]), max_size=6),
    kind=st.sampled_from(["BUILD", "SERVICE"]),
    more=st.sampled_from(["LICENCE", "FILING", "PROPERTY", "OFFICE"]),
)
def test_another_sound_paper_never_closes_a_gate(kinds: list[str], kind: str, more: str) -> None:
    papers = [Paper(place, one, str(place)) for place, one in enumerate(kinds)]
    gate = preset("LAND", kind)

    before = judge(gate, holding(*papers), {}).is_open
    after = judge(gate, holding(*papers, Paper(99, more, "99")), {}).is_open

    assert after or not before

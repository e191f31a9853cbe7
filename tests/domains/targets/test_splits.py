"""Splits of targets: sums, another person's approval, the document, versions; schedules go down with the parts."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.notices.models import Notice
from luodi.domains.targets import selectors, services
from luodi.domains.targets.models import Target
from luodi.domains.targets.rules import SPLIT_STEPS, SplitState, proposed_parts, require_sum
from tests.domains.targets.splits import chief, issued, leader, submitted, values, yearly
from tests.factories import AT, clerk, district, unit, user
from tests.refusals import contents
from tests.worlds import remembered


@pytest.fixture(autouse=True)
@remembered
def people(db: None) -> None:
    """Everybody who takes part."""
    district()
    chief()
    leader()


def refused(code: str, act: object) -> str:
    """The sentence of a refusal that changed nothing."""
    before = contents()
    with pytest.raises(BusinessError) as caught:
        act()  # type: ignore[operator]  # a call without arguments
    assert caught.value.code == code
    assert contents() == before
    return caught.value.message


def parts_in_force() -> dict[str, Decimal]:
    rows = Target.objects.filter(superseded_by=None, is_withdrawn=False, issuer="区级")
    return {row.holder.code: row.value for row in rows}


def test_the_steps_speak_of_every_state() -> None:
    SPLIT_STEPS.check_complete(SplitState.values, initial=SplitState.SUBMITTED)


def test_a_proposal_shares_out_by_weights_to_the_whole() -> None:
    thirds = {1: Decimal(1), 2: Decimal(1), 3: Decimal(1)}

    assert proposed_parts(Decimal(40), thirds, "个") == {1: 14, 2: 13, 3: 13}
    assert proposed_parts(Decimal("120"), {1: Decimal(1), 2: Decimal(2)}, "亿元") == {1: 40, 2: 80}
    assert proposed_parts(Decimal("1"), thirds, "亿元") == {1: Decimal("0.34"), 2: Decimal("0.33"), 3: Decimal("0.33")}
    assert proposed_parts(Decimal(5), {1: Decimal(0), 2: Decimal(0)}, "个") == {1: 3, 2: 2}
    assert proposed_parts(Decimal(5), {}, "个") == {}


@given(
    total=st.integers(1, 10_000),
    weights=st.dictionaries(st.integers(1, 30), st.decimals(0, 1_000, places=2), min_size=1, max_size=12),
)
def test_a_proposal_always_makes_up_the_target_and_is_nowhere_off_by_one(
    total: int, weights: dict[int, Decimal]
) -> None:
    parts = proposed_parts(Decimal(total), weights, "个")

    assert sum(parts.values()) == total
    whole = sum(weights.values())
    for key, part in parts.items():
        share = Fraction(weights[key]) / Fraction(whole) if whole else Fraction(1, len(weights))
        assert abs(Fraction(part) - total * share) < 1


def test_the_sum_must_fit_the_rule_and_the_sentence_says_by_how_much_it_does_not() -> None:
    require_sum([Decimal(25), Decimal(15)], Decimal(40), "EQUAL", "个")
    require_sum([Decimal(25), Decimal(20)], Decimal(40), "AT_LEAST", "个")

    with pytest.raises(BusinessError, match="合计 45个，比上级目标 40个 多 5个"):
        require_sum([Decimal(25), Decimal(20)], Decimal(40), "EQUAL", "个")
    with pytest.raises(BusinessError, match="少 1个"):
        require_sum([Decimal(25), Decimal(14)], Decimal(40), "AT_LEAST", "个")


def test_issuing_makes_the_targets_with_document_and_schedule() -> None:
    issued(yearly())

    assert parts_in_force() == {"QJ-E": 25, "QJ-W": 15}
    row = Target.objects.get(holder=unit("QJ-E"), issuer="区级")
    assert (row.doc_no, row.issued_on, row.period) == ("示例招委〔2023〕6号", date(2023, 7, 3), "2023")
    assert dict(row.schedule.values_list("month", "percent")) == {3: 30, 6: 60, 9: 80, 12: 100}


def test_nothing_is_issued_before_it_is_approved_by_another_person_and_has_its_document() -> None:
    split = submitted(yearly())

    refused("targets.split_same_person", lambda: services.take_split_step(split, "APPROVE", actor=chief(), at=AT))
    refused("workflow.not_allowed", lambda: services.take_split_step(split, "ISSUE", actor=leader(), at=AT))
    assert [one.code for one in selectors.split_buttons(split, chief())] == ["RETURN"]
    services.take_split_step(split, "APPROVE", actor=leader(), at=AT)
    refused("targets.split_document", lambda: services.take_split_step(split, "ISSUE", actor=chief(), at=AT))
    refused("workflow.unknown", lambda: services.take_split_step(split, "SUBMIT", actor=chief(), at=AT))
    assert parts_in_force() == {}


def test_a_return_needs_a_reason_and_tells_who_submitted() -> None:
    split = submitted(yearly())

    refused("targets.split_note", lambda: services.take_split_step(split, "RETURN", actor=leader(), at=AT))
    services.take_split_step(split, "RETURN", actor=leader(), at=AT, note="东县偏高")
    assert selectors.split_state(split) == SplitState.RETURNED
    assert Notice.objects.filter(recipient=leader(), code="targets.split_waiting").count() == 1
    assert Notice.objects.get(recipient=chief(), code="targets.split_moved").title.startswith("目标分解退回")


def test_a_submission_is_checked() -> None:
    target = yearly()

    def submit(parts: dict[str, str], **changed: object) -> object:
        return lambda: services.submit_split(target, values(parts, **changed), actor=chief(), at=AT)

    whole = {"QJ-E": "25", "QJ-W": "15"}
    refused("targets.split_sum", submit({"QJ-E": "25"}))
    refused("targets.split_value", submit({"QJ-E": "41", "QJ-W": "-1"}))
    refused("targets.split_units", submit({"QJ": "40"}))
    refused("targets.split_units", submit({}))
    refused("targets.split_basis", submit(whole, basis=" "))
    submitted(target)
    refused("targets.split_open", submit(whole))


def test_a_change_is_the_next_version_with_its_reason() -> None:
    target = yearly()
    issued(target)

    refused(
        "targets.split_reason",
        lambda: services.submit_split(target, values({"QJ-E": "40"}), actor=chief(), at=AT),
    )
    second = issued(target, {"QJ-E": "40"}, reason="西县区划调整")

    assert (second.revision, parts_in_force()) == (2, {"QJ-E": 40})
    (part,) = selectors.split_parts(second)
    assert (part.percent, part.before, part.change) == (100, 25, 15)


def test_what_a_split_issued_is_not_changed_beside_it() -> None:
    issued(yearly())
    given = {"indicator": "S01", "measure": "个", "period": "2023", "issuer": "区级", "actor": chief(), "at": AT}

    said = refused(
        "targets.split_issued",
        lambda: services.issue_target(unit("QJ-E"), value=Decimal(30), reason="调增", **given),
    )
    assert "目标分解" in said
    assert services.issue_target(unit("QJ-E"), value=Decimal(25), **given)[1] is False


def test_a_target_that_has_changed_meanwhile_is_split_anew() -> None:
    split = submitted(yearly())
    services.take_split_step(split, "APPROVE", actor=leader(), at=AT)
    newer = yearly("50", reason="市里调增")
    given = {"doc_no": "6号", "issued_on": date(2023, 7, 3)}

    refused("targets.split_stale", lambda: services.take_split_step(split, "ISSUE", actor=chief(), at=AT, **given))
    services.take_split_step(split, "RETURN", actor=chief(), at=AT, note="目标已调整")
    again = issued(newer, {"QJ-E": "30", "QJ-W": "20"})
    assert (again.revision, parts_in_force()) == (2, {"QJ-E": 30, "QJ-W": 20})
    refused("targets.split_stale", lambda: submitted(split.target))


def test_rights_and_reach() -> None:
    target = yearly()
    split = submitted(target)

    with pytest.raises(NotPermitted):
        services.submit_split(target, values({"QJ-E": "40"}), actor=clerk(), at=AT)
    with pytest.raises(NotPermitted):
        services.take_split_step(split, "APPROVE", actor=user("r04"), at=AT)
    with pytest.raises(NotVisible):
        services.submit_split(target, values({"QJ-E": "40"}), actor=user("r03", "QJ-W", scope="S3"), at=AT)
    with pytest.raises(NotVisible):
        selectors.split(clerk(), split.pk)

"""How far off a stated figure may be to be called wrong, and what looks like a slip of the pen."""

from decimal import Decimal

import pytest

from luodi.across.proofreading.engine.claims import Claim, Place, Reach, Reading
from luodi.across.proofreading.engine.tokens import Quantity, quantities_in
from luodi.across.proofreading.engine.verifying import holds, is_slip, verify
from luodi.across.proofreading.rules import formulas


def quantity(text: str) -> Quantity:
    (found,) = quantities_in(text)
    return found


@pytest.mark.parametrize(
    ("stated", "computed", "expected"),
    [
        ("1286.4亿元", "1186.4", True),
        ("438.6亿元", "483.6", True),
        ("4.86万亩", "4.68", True),
        ("31.6%", "13.6", True),
        # Two digits that differ and are not the same two, figures that are short or round.
        ("1286.4亿元", "1397.4", False),
        ("48个", "58", False),
        ("1200万元", "1300", False),
    ],
)
def test_one_digit_of_many_or_two_that_changed_places_are_a_slip(stated: str, computed: str, expected: bool) -> None:
    own = quantity(stated)

    assert is_slip(own, Decimal(computed) * own.unit.factor.scaleb(own.scale)) is expected


@pytest.mark.parametrize(
    ("stated", "within", "verdict"),
    [
        ("53%", "far", "inconsistent"),
        ("53%", "near", "inconsistent"),
        ("71%", "far", "inconsistent"),
        ("71%", "near", "inconsistent"),
        ("48%", "near", "inconsistent"),
        ("40%", "near", "unverifiable"),
        ("95%", "far", "unverifiable"),
        ("95%", "any", "inconsistent"),
    ],
)
def test_what_is_too_far_off_is_rather_of_something_else(stated: str, within: Reach, verdict: str) -> None:
    operands = (quantity("9个"), quantity("15个"))
    reading = Reading(formulas.share, operands)

    claim = Claim("share", Place(1, 0, 3), quantity(stated), (reading,), is_certain=True, within=within)

    assert verify(claim, stated).verdict.value == verdict


def test_growth_is_as_far_off_as_its_levels() -> None:
    reading = Reading(formulas.growth, (quantity("112亿元"), quantity("100亿元")))

    found = [
        verify(Claim("growth", Place(1, 0, 3), quantity(stated), (reading,), is_certain=True), stated).verdict.value
        for stated in ("25%", "95%")
    ]

    assert found == ["inconsistent", "unverifiable"]


def test_a_claim_holds_when_one_of_its_readings_does() -> None:
    readings = (
        Reading(formulas.share, (quantity("9个"), quantity("20个"))),
        Reading(formulas.share, (quantity("9个"), quantity("15个"))),
    )

    assert holds(Claim("share", Place(1, 0, 3), quantity("60%"), readings))
    assert not holds(Claim("share", Place(1, 0, 3), quantity("60%"), readings[:1]))

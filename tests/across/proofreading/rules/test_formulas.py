from decimal import Decimal

import pytest

from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.rounding import Amount


@pytest.mark.parametrize(
    ("formula", "values", "result"),
    [
        (formulas.share, (83, 65), "127.69"),
        (formulas.multiple, (420, 210), "2"),
        (formulas.growth, (50, 40), "25"),
        (formulas.fall, (320, 340), "5.88"),
        (formulas.grown_times, (125, 50), "1.5"),
        (formulas.grown_by, (58, 8), "16"),
        (formulas.fallen_by, ("2.6", "0.4"), "13.33"),
        (formulas.yearly(4), ("209.88", 120), "15.00"),
        (formulas.total, (106, 69, 210), "385"),
        (formulas.rest, (132, 53, 29), "50"),
        (formulas.difference, ("81.6", "72.4"), "9.2"),
        (formulas.shortfall, (40, 60), "20"),
        (formulas.gap, (40, 60), "20"),
        (formulas.average, ("2357.92", 1341), "1.76"),
        (formulas.divided_by(6), (60,), "10"),
        (formulas.share_of_all(1), (16, 58, 26), "58"),
        (formulas.share_of_sum, (28, 22, 14, 96), "66.67"),
        (formulas.share_of_list, (32, 32, 24, 14, 10), "40"),
        (formulas.share_without, (4, 86), "95.35"),
        (formulas.grown_times_by, (1860, 1240), "2"),
        (formulas.multiplied, (3, 24), "72"),
        (formulas.average_of_sum, (108, 12, 6), "6"),
        (formulas.ahead_of_time(10), (88,), "4.67"),
        (formulas.behind_time(6), (47,), "3"),
    ],
)
def test_a_formula_gives_its_worked_example(formula: Formula, values: tuple[object, ...], result: str) -> None:
    made = formula([Decimal(str(value)) for value in values])

    assert round(made, len(result.partition(".")[2])) == Decimal(result)


def test_the_bounds_of_a_long_rest_are_its_opposite_ends() -> None:
    amounts = [Amount(Decimal(value), Decimal(1)) for value in (100, 10, 20, 30, 15)]

    computed = formulas.compute(formulas.rest, amounts)

    assert computed is not None
    assert (computed.low, computed.value, computed.high) == (Decimal("22.5"), 25, Decimal("27.5"))

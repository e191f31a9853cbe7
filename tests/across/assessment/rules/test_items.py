"""Bonus, penalty and veto items of a sheet: what is refused, each with a sentence that says what to do."""

from fractions import Fraction

import pytest

from luodi.across.assessment.rules import preset
from luodi.across.assessment.rules.sheets import ItemKind, ItemSpec, require_sound_items
from luodi.base.core.errors import BusinessError

KNOWN = ("P15", "P11")
BONUS = ItemSpec(ItemKind.BONUS, "B1", "世界500强投资且开工", Fraction(3))


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (ItemSpec(ItemKind.BONUS, "B1", "另一项", Fraction(1)), "assessment.item_twice"),
        (ItemSpec(ItemKind.BONUS, "", "没有代码", Fraction(1)), "assessment.item_incomplete"),
        (ItemSpec(ItemKind.BONUS, "B2", "", Fraction(1)), "assessment.item_incomplete"),
        (ItemSpec(ItemKind.BONUS, "B2", "没有分", Fraction(0)), "assessment.item_points"),
        (ItemSpec(ItemKind.PENALTY, "D1", "退回", Fraction(1)), "assessment.item_points"),
        (ItemSpec(ItemKind.PENALTY, "D1", "退回", Fraction(-1), Fraction(3)), "assessment.item_limit"),
        (ItemSpec(ItemKind.PENALTY, "D1", "退回", Fraction(-1), None, "P99"), "assessment.figure_unknown"),
        (ItemSpec(ItemKind.VETO, "V9", "别的否决"), "assessment.item_veto"),
        (ItemSpec(ItemKind.VETO, "V1", "零签约", Fraction(-5)), "assessment.item_points"),
    ],
)
def test_unsound_items_are_refused(item: ItemSpec, code: str) -> None:
    with pytest.raises(BusinessError) as caught:
        require_sound_items([BONUS, item], KNOWN)

    assert caught.value.code == code


def test_the_items_of_the_preset_are_sound() -> None:
    require_sound_items(preset.ITEMS, KNOWN)

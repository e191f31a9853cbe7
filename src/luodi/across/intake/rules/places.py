"""Whether a title speaks of the unit for which a ledger comes in, and what is plainly the name of an area."""

import re
from typing import Final

from luodi.across.intake.rules.rows import PLACE_TAIL
from luodi.base.core.text import compact

_AREA: Final = re.compile(
    r"[一-鿿]{1,8}(?:省|市|县|旗|自治州|镇|乡|街道)$"
    r"|[一-鿿]{1,5}(?<![园发新术高经片社小厂库景校地城矿林山老税能假范中港业心库牧灾城])区$"
)
"""Areas of the state's own tree. 园区, 开发区, 片区, 社区 … may be parts of any unit and are left alone unless they are known units."""
_PLACE: Final = re.compile(rf"{PLACE_TAIL}$")
_SHORTEST: Final = 2


def is_area(name: str) -> bool:
    """Is it the name of a province, city, county, district or township?"""
    return _AREA.fullmatch(compact(name)) is not None


def is_place(name: str) -> bool:
    """Does a unit stand for a stretch of land (an area or a park), not for an office?"""
    return _PLACE.search(compact(name)) is not None


def names_same(one: str, other: str) -> bool:
    """Do two names speak of the same unit? 东县 = 示例市东县 = 东县招商局; names of one character say nothing."""
    first, second = compact(one), compact(other)
    if min(len(first), len(second)) < _SHORTEST:
        return False
    return first in second or second in first

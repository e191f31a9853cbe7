"""Stocks that are carried on: 年初在保61735人，全年新增6872人，退出8946人，年末在保59661人: what there was, came and went gives what there is."""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import clause_span, is_in_brackets, is_relative
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules.formulas import balance
from luodi.across.proofreading.rules.units import POINTS, comparable

_OPENS: Final = re.compile(
    r"年初|期初|旧存|月初|上年末|上年底|去年底|去年末|(?:上年|上期|上月|年初)(?:末)?(?:结转|结余|滚存|留存)"
)
_CLOSES: Final = re.compile(r"未结|年末|年底|期末|月末|年终|滚存|结余|结存")
_COMES: Final = re.compile(
    r"新增|新开工|新认定|新纳入|新建|新收|新发放|吸收|增加|纳入|调入|购入|入库|转入|收入|迁入|发行"
)
_GOES: Final = re.compile(
    r"退出|减少|偿还|支出|清收|核销|上调|注销|到期|未通过|死亡|迁出|出库|还本|报废|淘汰|调出|转出|化解|退库|收回|销号|竣工|完工|审结|办结|执结|结案"
)
_ASIDE: Final = re.compile(r"再融资|限额|任务|目标|计划|其中|净|较|比|共|合计")
_YEAR_END: Final = re.compile(r"((?:19|20)[0-9]{2})年[末底]")
_FEWEST: Final = 4
_MOST: Final = 8


def balances(sentence: Sentence) -> Iterator[Claim]:
    """One claim for each unit in which a stock is told from its beginning to its end."""
    seen: list[int] = []
    for place in range(len(sentence.quantities)):
        one = sentence.quantities[place]
        if one.unit.dimension == POINTS or is_relative(sentence, place) or one.is_attribute:
            continue
        if any(comparable(one.unit, sentence.quantities[other].unit) for other in seen):
            continue
        seen.append(place)
        yield from _of_unit(sentence, place)


def _of_unit(sentence: Sentence, first: int) -> Iterator[Claim]:
    """The stock told in the unit of the first, where every amount of the unit has its part in it, up to the end of the stock."""
    told: dict[str, list[int]] = {"opens": [], "closes": [], "comes": [], "goes": []}
    for place in sentence.alike(first, range(first, len(sentence.quantities))):
        if _ASIDE.search(sentence.clause(place)) or is_in_brackets(sentence, place):
            continue
        role = _role(sentence, place, is_begun=bool(told["opens"]))
        if role is None or sentence.quantities[place].number is None:
            return
        told[role].append(place)
        if role == "closes":
            break
    moved = [*told["comes"], *told["goes"]]
    if (
        len(told["opens"]) != 1
        or len(told["closes"]) != 1
        or not _FEWEST <= len(moved) + 2 <= _MOST
        or not told["goes"]
    ):
        return
    operands = tuple(sentence.quantities[one] for one in (told["opens"][0], *moved))
    reading = Reading(balance(len(told["comes"])), operands)
    last = told["closes"][0]
    yield Claim("sum", clause_span(sentence, last), sentence.quantities[last], (reading,), is_certain=True)


def _role(sentence: Sentence, place: int, *, is_begun: bool) -> str | None:
    clause = sentence.clause(place)
    if _OPENS.search(clause) or (not is_begun and _YEAR_END.search(sentence.lead(place))):
        return "opens"
    if _CLOSES.search(clause):
        return "closes"
    if _GOES.search(clause):
        return "goes"
    return "comes" if _COMES.search(clause) else None

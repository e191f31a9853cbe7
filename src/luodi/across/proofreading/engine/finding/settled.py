"""What is left when all is settled: 收入总计42.3亿元…，支出总计40.1亿元…，年终结转2.2亿元; 征收…，支出…，当期结余….

Income less expenditure, in the sentence or in the ones before it; what was moved elsewhere in between may go off too.
"""

import re
from collections.abc import Iterator
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.mentions import Mention, amounts_before
from luodi.across.proofreading.engine.finding.places import clause_span
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas

_LEFT: Final = re.compile(
    r"(?:收支相抵)?(?:年终|当年|当期|本年|本期|当季|年末)?(?:收支)?(?:结余|结转|净结余|盈余|收支差额|收不抵支)(?:下年|下年度|至下年)?(?:支出|使用|资金|为|达|约|的)*$"
)
_CARRIED: Final = re.compile(r"滚存|累计|上年|年初")
_IN: Final = re.compile(r"收入(?:总计|总量|合计|完成|共计)?(?:为|达到?|约)*$|总收入(?:为|达)*$")
_OUT: Final = re.compile(r"支出(?:总计|总量|合计|完成|共计)?(?:为|达到?|约)*$|总支出(?:为|达)*$")
_TOTAL: Final = re.compile(r"总")
_SENTENCES_BACK: Final = 2


def settled(sentence: Sentence) -> Iterator[Claim]:
    """Every balance whose income and expenditure are told."""
    for place, stated in sentence.told():
        clause = sentence.clause(place)
        if stated.number is None or _LEFT.search(clause) is None or _CARRIED.search(clause):
            continue
        told = list(amounts_before(sentence, place, stated.unit, sentences=_SENTENCES_BACK))
        came, went = _last(told, _IN), _last(told, _OUT)
        if came is None or went is None:
            continue
        between = [one.quantity for one in told[: told.index(went)] if one.sentence is sentence]
        readings = [Reading(formulas.gap, (came.quantity, went.quantity))]
        if between:
            readings.append(Reading(formulas.rest, (came.quantity, went.quantity, *reversed(between))))
        at, is_plain = clause_span(sentence, place), _is_plain(came, went)
        yield Claim("difference", at, stated, tuple(readings), is_plain, within="near")


def _last(told: list[Mention], way: re.Pattern[str]) -> Mention | None:
    """The total that is so called, else the nearest amount."""
    found = [one for one in told if way.search(one.clause)]
    totals = [one for one in found if _TOTAL.search(one.clause)]
    return next(iter([*totals, *found]), None)


def _is_plain(came: Mention, went: Mention) -> bool:
    """Whether both are of one sentence or both are totals, so that they are of one account."""
    return came.sentence is went.sentence or all(_TOTAL.search(one.clause) for one in (came, went))

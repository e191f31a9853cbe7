"""Several growths told together: 与上年的128个、502.8亿元相比，分别增长14.1%和16%."""

import re
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.levels import NO_BASE, Pair, from_to, is_level
from luodi.across.proofreading.engine.finding.places import clause_span, is_change, is_relative
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import formulas
from luodi.across.proofreading.rules.formulas import Formula
from luodi.across.proofreading.rules.units import comparable

_OLD_BEHIND: Final = re.compile(r"^（(?:上年|去年|(?:19|20)[0-9]{2}年)(?:同期)?(?:分别)?(?:为|是)?$")
_JOINED: Final = re.compile(r"[、，]|和|及|与")


def grown_list(sentence: Sentence, group: range, is_fall: bool) -> list[Claim]:
    """与上年的128个、502.8亿元相比，分别增长14.1%和16%: as many old amounts as shares, and as many new ones before them."""
    olds = [one for one in range(group[0]) if is_level(sentence, one) and not is_relative(sentence, one)][-len(group) :]
    formula = formulas.fall if is_fall else formulas.growth
    if len(olds) < len(group) or not _is_old_list(sentence, olds):
        return (
            _by_bases_behind(sentence, group, formula)
            or _by_steps(sentence, group, is_fall)
            or _by_pairs(sentence, group, formula)
            or [_unknown(sentence, place) for place in group]
        )
    made = []
    for place, old in zip(group, olds, strict=True):
        news = [one for one in sentence.alike(old, range(olds[0])) if is_level(sentence, one)]
        # Of several amounts of one kind the turn decides, of different kinds the unit.
        turn = len([one for one in olds if one > old and one in sentence.alike(old, range(group[0]))])
        new = news[-1 - turn : len(news) - turn or None][:1]
        readings = tuple(Reading(formula, (sentence.quantities[one], sentence.quantities[old])) for one in new)
        at = clause_span(sentence, place)
        made.append(
            Claim("growth", at, sentence.quantities[place], readings, bool(readings), "" if readings else NO_BASE)
        )
    return made


def _is_old_list(sentence: Sentence, olds: list[int]) -> bool:
    """Whether the amounts stand in one list that begins with the time before, or is compared with."""
    first = sentence.clause(olds[0])
    joined = all(re.fullmatch(r"[、，]|和|及|与", sentence.gap(one, one + 1)) for one in olds[:-1])
    return joined and re.search(r"上年|去年|同期|前年", first) is not None


def _unknown(sentence: Sentence, place: int) -> Claim:
    return Claim("growth", clause_span(sentence, place), sentence.quantities[place], note=NO_BASE)


def _by_bases_behind(sentence: Sentence, group: range, formula: Formula) -> list[Claim]:
    """受理86427件，审执结82105件，分别上升12.6%和14.1%（上年分别为76755件和71960件）: the old amounts follow in brackets."""
    olds = list(range(group[-1] + 1, group[-1] + 1 + len(group)))
    if olds[-1] >= len(sentence.quantities) or _OLD_BEHIND.match(sentence.gap(group[-1], olds[0])) is None:
        return []
    if not all(_JOINED.fullmatch(sentence.gap(one, one + 1)) for one in olds[:-1]):
        return []
    news = [one for one in range(group[0]) if is_level(sentence, one) and not is_relative(sentence, one)][-len(group) :]
    pairs = list(zip(news, olds, strict=False))
    fits = all(comparable(sentence.quantities[new].unit, sentence.quantities[old].unit) for new, old in pairs)
    return _claims(sentence, group, formula, pairs) if len(pairs) == len(group) and fits else []


def _by_steps(sentence: Sentence, group: range, is_fall: bool) -> list[Claim]:
    """58个、12.76亿元，较上年分别增加14个、3.19亿元，增长31.8%和33.3%: each amount less its own increment."""
    steps = list(range(group[0] - len(group), group[0]))
    news = list(range(group[0] - 2 * len(group), group[0] - len(group)))
    if news[0] < 0 or not is_change(sentence, steps[0]):
        return []
    fits = all(
        comparable(sentence.quantities[new].unit, sentence.quantities[step].unit) and not is_relative(sentence, new)
        for new, step in zip(news, steps, strict=True)
    )
    if not fits or not all(_JOINED.fullmatch(sentence.gap(one, one + 1)) for one in steps[:-1]):
        return []
    formula = formulas.fallen_by if is_fall else formulas.grown_by
    return _claims(sentence, group, formula, list(zip(news, steps, strict=True)))


def _by_pairs(sentence: Sentence, group: range, formula: Formula) -> list[Claim]:
    """由326户扩大到489户，由12.5万元提高到15.0万元，分别增长50%和20%: as many pairs as shares."""
    pairs = list(from_to(sentence, group[0]))[::-1]
    if len(pairs) != len(group) or "分别" not in sentence.clause(group[0]):
        return []
    return _claims(sentence, group, formula, pairs)


def _claims(sentence: Sentence, group: range, formula: Formula, pairs: list[Pair]) -> list[Claim]:
    return [
        Claim(
            "growth",
            clause_span(sentence, place),
            sentence.quantities[place],
            (Reading(formula, (sentence.quantities[new], sentence.quantities[old])),),
            is_certain=True,
        )
        for place, (new, old) in zip(group, pairs, strict=True)
    ]

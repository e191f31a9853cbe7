"""Shares of a target that is told by its name, in the sentence or shortly before: 完成年度目标的53.4%."""

import re
from typing import Final

from luodi.across.proofreading.engine.claims import Claim
from luodi.across.proofreading.engine.finding.places import amounts_like, bare, clause_span, is_amount, meets
from luodi.across.proofreading.engine.finding.wholes import NO_TARGET, claim_of, may_hold, quantities_at
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.periods import PERIOD

_DONE: Final = re.compile(r"完成|实现|我[省市县区州旗]|截至|累计|已|引进|共")
_TARGETS_BACK: Final = 3
_TARGET_OPENS: Final = re.compile(r"(?:任务|目标|计划)数?（$")


def completed(sentence: Sentence, place: int, part: int | None) -> Claim:
    """Done ÷ target, where the target is told by its name, in this sentence or in one shortly before."""
    if part is not None and _is_target(sentence, part):
        part = next(
            (one for one in reversed(amounts_like(sentence, part, range(part))) if not _is_target(sentence, one)), None
        )
    if part is None:
        return Claim("ratio", clause_span(sentence, place), sentence.quantities[place], note=NO_TARGET)
    part = _said_done(sentence, place, part)
    targets = (
        _targets_here(sentence, place, part) or _planned_total(sentence, place, part) or _planned(sentence, place, part)
    )
    before = [] if targets else _targets_before(sentence, part)
    found = quantities_at(sentence, targets) or [own.quantities[one] for own, one in before]
    is_same = _is_of_measure(sentence, part) or any(_is_called_alike(sentence, part, *one) for one in before)
    is_certain = len(found) == 1 and (bool(targets) or is_same)
    return claim_of("ratio", sentence, place, part, found, is_certain)


def _said_done(sentence: Sentence, place: int, part: int) -> int:
    """已完成137项，正在推进12项，进展缓慢3项，完成率90.1%: of several the one that is said to be completed."""
    if "完成率" not in sentence.clause(place):
        return part
    done = [
        one
        for one in amounts_like(sentence, part, range(place))
        if "完成" in sentence.clause(one)
        and not _is_target(sentence, one)
        and not words.NOT_YET.search(sentence.clause(one).replace("计划", ""))
    ]
    return done[0] if len(done) == 1 else part


def _planned_total(sentence: Sentence, place: int, part: int) -> list[int]:
    """总投资16.8亿元，…完成投资10.08亿元，投资完成率60%: the one total of the kind told before."""
    if "完成率" not in sentence.clause(place) and "完成比例" not in sentence.clause(place):
        return []
    found = [
        one for one in amounts_like(sentence, part, range(part)) if re.search(r"总投资|总额|总量", sentence.clause(one))
    ]
    if not found and sentence.quantities[part].unit.is_count and "平均" not in sentence.clause(place):
        # 排查问题87项，已完成整改80项，整改完成率92%: the only other one of the kind.
        found = amounts_like(sentence, part, range(part))
    return found if len(found) == 1 and may_hold(sentence, found[0], part) else []


def _planned(sentence: Sentence, place: int, part: int) -> list[int]:
    """计划投资93.68亿元，完成投资44.24亿元，占年度计划的47.2%: the one planned amount right before."""
    behind = [
        one
        for one in amounts_like(sentence, part, range(place + 1, len(sentence.quantities)))
        if sentence.clause(one).startswith("年度计划")
    ]
    if len(behind) == 1 and "年度计划" in sentence.clause(place):
        # 完成投资268亿元，为年度计划的55.8%。年度计划总投资480亿元。
        return behind
    before = part - 1
    is_beside = before in amounts_like(sentence, part, range(part)) and "计划" in sentence.clause(place)
    is_plan = is_beside and "计划投资" in sentence.clause(before) and "完成" in sentence.clause(part)
    return [before] if is_plan and sentence.segment(before) == sentence.segment(part) else []


def _targets_here(sentence: Sentence, place: int, part: int) -> list[int]:
    """The targets of the sentence: between the part and its share, else behind the share in brackets, else before the part."""
    alike = [
        one
        for one in amounts_like(sentence, part, range(len(sentence.quantities)))
        if one not in {part, place} and _is_target(sentence, one)
    ]
    near = [one for one in alike if sentence.segment(one) == sentence.segment(part)]
    alike = near or alike
    between = [one for one in alike if part < one < place][::-1]
    behind = [one for one in alike if one == place + 1 and sentence.gap(place, one).startswith("（")]
    return between or behind or [one for one in alike if one < part][::-1] or [one for one in near if one > place]


def _targets_before(sentence: Sentence, part: int) -> list[tuple[Sentence, int]]:
    """The targets of the nearest sentence of the paragraph that names any of the kind."""
    dimension = sentence.quantities[part].unit.dimension
    before, steps = sentence.before, 0
    while before is not None and steps < _TARGETS_BACK:
        found = [
            (before, number)
            for number, one in enumerate(before.quantities)
            if one.unit.dimension == dimension and _is_target(before, number) and is_amount(before, number)
        ]
        if found or before.paragraph != sentence.paragraph:
            return found[::-1]
        before, steps = before.before, steps + 1
    return []


def _is_of_measure(sentence: Sentence, part: int) -> bool:
    """Whether what is done has no other name than that it is done: 截至9月底，我县完成4320万美元."""
    return len(_DONE.sub("", bare(PERIOD.sub("", sentence.clause(part))))) < 2


def _is_called_alike(sentence: Sentence, part: int, before: Sentence, target: int) -> bool:
    """Whether a target of a sentence before is of the same: 计划引进内资300亿元。…实际引进内资240亿元."""
    return meets(bare(PERIOD.sub("", sentence.clause(part))), before.name(target))


def _is_target(sentence: Sentence, place: int) -> bool:
    if words.TARGET.search(sentence.tail(place)) or _TARGET_OPENS.search(sentence.lead(place)):
        return True
    if place and sentence.gap(place - 1, place) in {"、", "和"}:
        # 目标（20个、80亿元）: both of the list.
        return _is_target(sentence, place - 1)
    name = sentence.clause(place)
    return words.TARGET.search(name) is not None and not re.search(r"完成|实现(?!目标)|占", name)

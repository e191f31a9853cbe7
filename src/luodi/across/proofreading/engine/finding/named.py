"""Shares whose whole is only named or understood: 其中工业106个，占27.5%; 占签约总数的55%; 完成年度目标的53.4%."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    clause_span,
    head_of,
    is_amount,
    is_reference,
    is_relative,
    meets,
    together,
)
from luodi.across.proofreading.engine.finding.rates import rates
from luodi.across.proofreading.engine.finding.targets import completed
from luodi.across.proofreading.engine.finding.wholes import NO_WHOLE, claim_of, may_hold, quantities_at, wholes_of
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import share_of_all, share_of_list, share_of_sum

_SUBJECT: Final = re.compile(r"^(?P<subject>[^，。；：]*?)(?:分别|约|仅|也|均|共|合计|已)*(?:占|完成|达)")
_WHOLE: Final = re.compile(r"占比?(?P<called>[^占]*)$")
_OF_TARGET: Final = re.compile(
    r"占[^，。；占]{0,12}(?:任务|目标|计划(?!总投资|投资)|(?<!公共)(?<!基金)预算(?!收入|支出)|(?:月均|平均|序时|时序)进度)"
    r"(?:[^，。；占]{0,6}的(?:比例|比重)?|数|额)?(?:为|达|约)*$"
)
_PART_BEHIND: Final = re.compile(r"^(?:（|，)(?:共|计|共计|为|有|即)?$")
_GOES_ON: Final = re.compile(r"^(?:和|及|与|以及|、)[^，。；、占]{1,10}的$")
_CUMULATED: Final = re.compile(r"(?:及)?以[上下]")
_RUNS_ON: Final = re.compile(r"^[^，。；：、（）]+占比[^，。；：、（）]*$")
_OPENS: Final = re.compile(r"^(?:其中|、|和|及)+")
_FAR_BACK: Final = 20


def named(sentence: Sentence, group: range) -> list[Claim]:
    """The claims of a group of percentages that say a part of something named; empty when they say something else."""
    phrase = sentence.clause(group[0])
    if _OF_TARGET.search(phrase) or (words.COMPLETION.search(phrase) and "占" not in phrase):
        return [completed(sentence, place, part) for place, part in _with_parts(sentence, group, phrase)]
    phrase = _continued(sentence, group[0], phrase)
    if words.SHARE_LEAD.search(phrase):
        return (
            _among_themselves(sentence, group, phrase)
            or _shared_together(sentence, group, phrase)
            or _shared_each(sentence, group, phrase)
        )
    return _said_in_brackets(sentence, group) or rates(sentence, group, phrase)


def _continued(sentence: Sentence, place: int, phrase: str) -> str:
    """占签约项目数的63.9%和总投资的63.3%: the second share goes on with the first one's 占."""
    if place and _GOES_ON.match(phrase) and is_relative(sentence, place - 1) and "占" in sentence.clause(place - 1):
        return "占" + phrase.lstrip("、和及与")
    return phrase


def _shared_each(sentence: Sentence, group: range, phrase: str) -> list[Claim]:
    called = _called_each(phrase, len(group))
    pairs = _with_parts(sentence, group, phrase)
    return [_shared(sentence, place, part, name) for (place, part), name in zip(pairs, called, strict=True)]


def _shared_together(sentence: Sentence, group: range, phrase: str) -> list[Claim]:
    """甲县（38亿元）、乙县（33亿元），两县合计占…: the parts are those that are spoken of together."""
    parts = together(sentence, group[0], _nearest_amount(sentence, group[0]))
    if len(group) > 1 or len(parts) < 2:
        return []
    stated, own = sentence.quantities[group[0]], quantities_at(sentence, parts)
    wholes, sure = wholes_of(sentence, parts[-1], _called(phrase), parts)
    readings = tuple(Reading(share_of_sum, (*own, whole)) for whole in wholes)
    is_certain = bool(readings) and sure is not None
    at, note = clause_span(sentence, group[0]), "" if is_certain else NO_WHOLE
    return [Claim("share", at, stated, readings, is_certain, note, sure or "far")]


def _nearest_amount(sentence: Sentence, place: int) -> int | None:
    """The amount before the number of things right before the place."""
    return next((one for one in range(place - 2, -1, -1) if is_amount(sentence, one)), None)


def _said_in_brackets(sentence: Sentence, group: range) -> list[Claim]:
    """260家企业中，近七成（182家）…: the part stands behind its share."""
    place, part = group[0], group[0] + 1
    if len(group) > 1 or not _has_part_behind(sentence, place):
        return []
    wholes = [one for one in amounts_like(sentence, part, range(place)) if may_hold(sentence, one, part)]
    is_certain = len(wholes) == 1 and head_of(sentence, part) == wholes[0]
    return (
        [claim_of("share", sentence, place, part, quantities_at(sentence, wholes[::-1]), is_certain)] if wholes else []
    )


def _has_part_behind(sentence: Sentence, place: int) -> bool:
    """Whether an amount follows that the share is said of: 近七成（182家）, 占58.6%，共417家."""
    part = place + 1
    if part >= len(sentence.quantities) or not is_amount(sentence, part):
        return False
    return _PART_BEHIND.match(sentence.gap(place, part)) is not None


def _with_parts(sentence: Sentence, group: range, phrase: str) -> list[tuple[int, int | None]]:
    """Each percentage with the amount that it speaks of."""
    amounts = [
        one
        for one in range(group[0])
        if is_amount(sentence, one)
        and not is_reference(sentence, one)
        and not sentence.is_aside(one, group[0])
        and not words.AVERAGE.search(sentence.clause(one))
        and not words.PER_PERIOD.search(sentence.clause(one))
    ]
    if len(group) > 1:
        if len(amounts) < len(group) or has_other_subject(sentence, phrase, amounts[-len(group) :]):
            return [(place, None) for place in group]
        return list(zip(group, amounts[-len(group) :], strict=True))
    return [(group[0], _own(sentence, group[0], _beside(sentence, group[0], amounts), phrase))]


def has_other_subject(sentence: Sentence, phrase: str, parts: list[int]) -> bool:
    """24个、31个，其中亿元以上项目占比分别达到…: the shares are of what no part is called by."""
    own = _SUBJECT.match(phrase)
    name = bare(_OPENS.sub("", own["subject"])) if own else ""
    return len(name) > 1 and not any(meets(name, sentence.lead(part) + sentence.tail(part)) for part in parts)


def _beside(sentence: Sentence, place: int, amounts: list[int]) -> list[int]:
    """The amounts of the same part of the sentence; of sentences read together, those of the part before where it has none."""
    near = [one for one in amounts if sentence.segment(one) == sentence.segment(place)]
    if near or not sentence.told_before or not amounts:
        return near
    return [one for one in amounts if sentence.segment(one) == sentence.segment(amounts[-1])]


def _among_themselves(sentence: Sentence, group: range, phrase: str) -> list[Claim]:
    """分别为16个、58个、26个，占比分别为16%、58%、26%: shares that make up all are shares of the sum of their parts."""
    parts = [one for one in range(group[0]) if is_amount(sentence, one)][-len(group) :]
    stated = [sentence.quantities[place] for place in group]
    if len(group) < 2 or len(parts) < len(group) or _WHOLE.search(phrase) is None or bare(_called(phrase)):
        return []
    if len(sentence.alike(parts[0], range(parts[0], parts[-1] + 1))) < len(parts) or any(
        one.number is None for one in stated
    ):
        return []
    all_of_it = sum((one.number or Decimal(0) for one in stated), Decimal(0))
    if abs(all_of_it - 100) > 1 or amounts_like(sentence, parts[0], range(parts[0])):
        return []
    operands = tuple(sentence.quantities[part] for part in parts)
    return [
        Claim("share", clause_span(sentence, place), one, (Reading(share_of_all(turn), operands),), is_certain=True)
        for turn, (place, one) in enumerate(zip(group, stated, strict=True))
    ]


def _called_each(phrase: str, number: int) -> list[str]:
    """What each share of a list is of: 分别占签约总数和总投资的75%和85% names two wholes, 分别占总数的 one for all."""
    called = _called(phrase)
    each = re.split(r"[、和与及]", called)
    return each if len(each) == number else [called] * number


def _called(phrase: str) -> str:
    """What a share is said to be of: 占签约总数的 → 签约总数的."""
    whole = _WHOLE.search(phrase)
    return whole["called"] if whole else ""


def _own(sentence: Sentence, place: int, amounts: list[int], phrase: str) -> int | None:
    """The last amount, unless the share has another subject of its own (产业链项目到位资金占…)."""
    own = _SUBJECT.match(phrase)
    subject = _OPENS.sub("", own["subject"]) if own else ""
    name = bare(subject)
    # 占签约项目数的 tells by what is named behind it, 项目数占… by what stands before.
    wanted = _of_measure(sentence, amounts, subject if len(subject) > 1 else _called(phrase))
    if len(name) < 2:
        return wanted[-1] if wanted else None
    if amounts and amounts[-1] == place - 1 and _RUNS_ON.match(sentence.gap(place - 1, place)):
        # 有4个“三保”支出占比超过七成: what is counted is what has the share.
        return None
    exact = [one for one in amounts if _OPENS.sub("", sentence.clause(one)).startswith(subject)]
    if (
        wanted
        and wanted[-1] == amounts[-1]
        and (wanted[-1] in exact or not exact)
        and meets(name, sentence.name(wanted[-1]))
    ):
        return wanted[-1]
    exact = exact or [one for one in amounts if subject in sentence.clause(one)]
    return exact[0] if len(exact) == 1 else None


def _of_measure(sentence: Sentence, amounts: list[int], subject: str) -> list[int]:
    """数量占… speaks of the count, 投资额占… of the money; other subjects of whichever comes last."""
    if re.search(r"数量|个数|项目数|户数", subject):
        return [one for one in amounts if sentence.quantities[one].unit.is_count]
    if re.search(r"额|资金|投资", subject):
        return [one for one in amounts if not sentence.quantities[one].unit.is_count]
    return amounts


def _shared(sentence: Sentence, place: int, part: int | None, called: str) -> Claim:
    stated, at = sentence.quantities[place], clause_span(sentence, place)
    if part is None and _has_part_behind(sentence, place):
        part = place + 1
    if part is None:
        return Claim("share", at, stated, note="文中没有写明所占的部分和总数，无法核对。")
    wholes, sure = wholes_of(sentence, part, called)
    later = [one for one in amounts_like(sentence, part, range(part + 1, place)) if _is_named(sentence, one, called)]
    later = later or _totals_between(sentence, part, place, called)
    if later:
        wholes, sure = [*quantities_at(sentence, later), *wholes], "far" if len(later) == 1 else None
    if not wholes and (listed := _whole_list(sentence, part)):
        reading = Reading(share_of_list, (sentence.quantities[part], *quantities_at(sentence, listed)))
        return Claim("share", at, stated, (reading,), is_certain=True)
    if _CUMULATED.search(sentence.clause(place)) and not _CUMULATED.search(sentence.name(part)):
        return _of_higher(sentence, place, part, wholes)
    if sure == "near":
        # What is not named may be any of the paragraph: only where none of them fits is it an error.
        wholes = [*wholes, *_all_before(sentence, part)]
    claim = claim_of("share", sentence, place, part, wholes, sure is not None)
    return replace(claim, within=sure) if sure is not None else claim


def _all_before(sentence: Sentence, part: int) -> list[Quantity]:
    """Every amount of the kind in the paragraph so far."""
    dimension, own = sentence.quantities[part].unit.dimension, sentence.before
    found = [one for one in sentence.quantities[:part] if one.unit.dimension == dimension and one.number is not None]
    steps = 0
    while own is not None and own.paragraph == sentence.paragraph and steps < _FAR_BACK:
        steps += 1
        found += [one for one in own.quantities if one.unit.dimension == dimension and one.number is not None]
        own = own.before
    return found


def _whole_list(sentence: Sentence, part: int) -> list[int]:
    """The list of amounts in which the part stands, where its last member is 其他, so that it is all."""
    first = last = part
    while first and sentence.clause(first).startswith("、"):
        first -= 1
    while last + 1 < len(sentence.quantities) and sentence.clause(last + 1).startswith("、"):
        last += 1
    run = list(range(first, last + 1))
    is_whole = len(run) > 2 and words.REST.search(sentence.clause(last)) is not None
    return run if is_whole and amounts_like(sentence, part, range(first, last + 1)) == run else []


def _of_higher(sentence: Sentence, place: int, part: int, wholes: list[Quantity]) -> Claim:
    """博士126人、硕士854人，硕士以上人才占比34.3%: the part and those named before it, or it alone; never sure."""
    listed = [one for one in amounts_like(sentence, part, range(part + 1)) if one > (head_of(sentence, part) or -1)]
    readings = [
        Reading(share_of_sum, (*quantities_at(sentence, listed[first:]), whole))
        for whole in wholes
        for first in range(len(listed))
    ]
    return Claim("share", clause_span(sentence, place), sentence.quantities[place], tuple(readings), note=NO_WHOLE)


def _totals_between(sentence: Sentence, part: int, place: int, called: str) -> list[int]:
    """贷款92亿元、…，共计300亿元，其中贷款占30.7%: the total told after the part and before its share."""
    if bare(called) or words.SCOPES.search(called):
        return []
    return [
        one
        for one in amounts_like(sentence, part, range(part + 1, place))
        if words.TOTAL_LEAD.search(sentence.clause(one)) and may_hold(sentence, one, part)
    ]


def _is_named(sentence: Sentence, whole: int, called: str) -> bool:
    """Whether an amount behind the part bears just the name of the whole: 一期18亿元、…，总投资50亿元，一期占总投资的36%."""
    name = called.removesuffix("的")
    return len(name) > 1 and sentence.clause(whole).endswith(name)

"""Shares whose whole is only named or understood: 其中工业106个，占27.5%; 占签约总数的55%; 完成年度目标的53.4%; 落地率55%."""

import re
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    clause_span,
    formula_of,
    is_amount,
    is_reference,
    is_whole_of_share,
    meets,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import share_of_all

_SUBJECT: Final = re.compile(r"^(?P<subject>[^，。；：]*?)(?:分别|约|仅|也|均|共|合计|已)*(?:占|完成|达)")
_WHOLE: Final = re.compile(r"占比?(?P<called>[^占]*)$")
_SENTENCES_BACK: Final = 8
_NO_WHOLE: Final = "文中没有写明所占的总数，无法核对。"
_NO_TARGET: Final = "文中没有写明目标任务数，无法核对。"
_NO_PARTS: Final = "文中没有写明计算这个比率的两个数，无法核对。"


def named(sentence: Sentence, group: range) -> list[Claim]:
    """The claims of a group of percentages that say a part of something named; empty when they say something else."""
    phrase = sentence.clause(group[0])
    if words.COMPLETION.search(phrase) and "占" not in phrase:
        return [_completed(sentence, place, part) for place, part in _with_parts(sentence, group, phrase)]
    if words.SHARE_LEAD.search(phrase):
        among = _among_themselves(sentence, group, phrase)
        if among:
            return among
        called = _called_each(phrase, len(group))
        pairs = _with_parts(sentence, group, phrase)
        return [_shared(sentence, place, part, name) for (place, part), name in zip(pairs, called, strict=True)]
    rates = words.RATE_NAMES.findall(phrase) if words.RATE_NAME.search(phrase) else []
    if len(rates) == len(group):
        return [_rate(sentence, place, act) for place, act in zip(group, rates, strict=True)]
    if rates or len(group) > 1:
        return [_rate(sentence, group[0], rates[-1])] if len(group) == 1 else []
    # Any other rate (采纳率) is one only where somebody is said to have done the act.
    other = words.ANY_RATE.search(phrase)
    claim = _rate(sentence, group[0], other["act"]) if other else None
    return [claim] if claim is not None and claim.readings else []


def _with_parts(sentence: Sentence, group: range, phrase: str) -> list[tuple[int, int | None]]:
    """Each percentage with the amount that it speaks of."""
    amounts = [
        one
        for one in range(group[0])
        if is_amount(sentence, one) and not is_reference(sentence, one) and not sentence.is_aside(one, group[0])
    ]
    if len(group) > 1:
        if len(amounts) < len(group):
            return [(place, None) for place in group]
        return list(zip(group, amounts[-len(group) :], strict=True))
    near = [one for one in amounts if sentence.segment(one) == sentence.segment(group[0])]
    return [(group[0], _own(sentence, near, phrase))]


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


def _own(sentence: Sentence, amounts: list[int], phrase: str) -> int | None:
    """The last amount, unless the share has another subject of its own (产业链项目到位资金占…)."""
    own = _SUBJECT.match(phrase)
    subject = own["subject"] if own else ""
    wanted = _of_measure(sentence, amounts, subject)
    name = bare(subject)
    if len(name) < 2:
        return wanted[-1] if wanted else None
    if wanted and wanted[-1] == amounts[-1] and meets(name, sentence.name(wanted[-1])):
        return wanted[-1]
    exact = [one for one in amounts if sentence.clause(one).startswith(subject)]
    return exact[0] if len(exact) == 1 else None


def _of_measure(sentence: Sentence, amounts: list[int], subject: str) -> list[int]:
    """数量占… speaks of the count, 投资额占… of the money; other subjects of whichever comes last."""
    if re.search(r"数量|个数|项目数|户数", subject):
        return [one for one in amounts if sentence.quantities[one].unit.is_count]
    if re.search(r"额|资金|投资", subject):
        return [one for one in amounts if not sentence.quantities[one].unit.is_count]
    return amounts


# --- 占 ---


def _shared(sentence: Sentence, place: int, part: int | None, called: str) -> Claim:
    stated, at = sentence.quantities[place], clause_span(sentence, place)
    if part is None:
        return Claim("share", at, stated, note="文中没有写明所占的部分和总数，无法核对。")
    wholes, is_certain = _wholes(sentence, part, called)
    later = [one for one in amounts_like(sentence, part, range(part + 1, place)) if _is_named(sentence, one, called)]
    if later:
        wholes, is_certain = [*_quantities(sentence, later), *wholes], len(later) == 1
    return _claim_of("share", sentence, place, part, wholes, is_certain)


def _is_named(sentence: Sentence, whole: int, called: str) -> bool:
    """Whether an amount behind the part bears just the name of the whole: 一期18亿元、…，总投资50亿元，一期占总投资的36%."""
    name = called.removesuffix("的")
    return len(name) > 1 and sentence.clause(whole).endswith(name)


def _claim_of(kind: str, sentence: Sentence, place: int, part: int, wholes: list[Quantity], is_certain: bool) -> Claim:
    own = sentence.quantities[part]
    formula = formula_of(sentence, place)
    readings = tuple(Reading(formula, (own, whole)) for whole in wholes)
    notes = {"share": _NO_WHOLE, "ratio": _NO_TARGET}
    note = "" if readings and is_certain else notes[kind]
    at = clause_span(sentence, place)
    return Claim("share" if kind == "share" else "ratio", at, sentence.quantities[place], readings, is_certain, note)


def _wholes(sentence: Sentence, part: int, called: str) -> tuple[list[Quantity], bool]:
    """The quantities that may be the whole, the likeliest first, and whether the text leaves no other."""
    earlier = [one for one in amounts_like(sentence, part, range(part))[::-1] if _may_hold(sentence, one, part)]
    name, head = bare(called), head_of(sentence, part)
    # What stands between 其中 and the part are its neighbours, not its whole.
    outer = [one for one in earlier if head is None or one <= head]
    fitting = [one for one in outer if meets(name, sentence.name(one))] if len(name) > 1 else []
    if fitting:
        is_near = sentence.segment(fitting[0]) == sentence.segment(part) or head is not None
        is_certain = is_near or name not in sentence.name(part)
        found = [] if is_certain else _wholes_before(sentence, part, name, called)[0]
        wholes = [*_quantities(sentence, [*fitting, *earlier]), *found]
        return wholes, is_certain and not _other_scope(sentence, called, fitting[0])
    shared = _shared_before(sentence, part) if len(name) < 2 and head is None else []
    if shared:
        return _quantities(sentence, [*shared, *earlier]), not words.SCOPES.search(called)
    if head is not None and head in earlier:
        return _quantities(sentence, [head, *earlier]), len(name) < 2 and not _other_scope(sentence, called, head)
    near = [one for one in earlier if sentence.segment(one) == sentence.segment(part)]
    if near:
        return _quantities(sentence, earlier), len(name) < 2 and len(near) == 1 and not words.SCOPES.search(called)
    found, is_certain = _wholes_before(sentence, part, name, called)
    return [*_quantities(sentence, earlier), *found], is_certain and not earlier


def _shared_before(sentence: Sentence, part: int) -> list[int]:
    """The whole of which a neighbour's share was taken: 一产…占总额118亿元的20%；二产…占60%."""
    found = [one for one in sentence.alike(part, range(part)) if is_whole_of_share(sentence, one)]
    return [one for one in found if "占" in sentence.clause(one)][-1:]


def _may_hold(sentence: Sentence, whole: int, part: int) -> bool:
    """A whole is not less than its part, and a share is not taken of it itself (a neighbour in the list: 106个，占27.5%)."""
    one, own = sentence.quantities[whole], sentence.quantities[part]
    if one.number is not None and own.number is not None and one.amount.value < own.amount.value:
        return False
    behind = sentence.text[one.end : own.start]
    return re.match(r"^[一-龥]{0,4}[，,（]\s*(?:分别)?占", behind) is None


def _wholes_before(sentence: Sentence, part: int, name: str, called: str) -> tuple[list[Quantity], bool]:
    """The wholes in the sentences before; certain when this sentence goes on with 其中 and the one before has only one."""
    dimension = sentence.quantities[part].unit.dimension
    found: list[Quantity] = []
    before, steps = sentence.before, 0
    while before is not None and steps < _SENTENCES_BACK:
        amounts = [
            one
            for one in range(len(before.quantities))
            if before.quantities[one].unit.dimension == dimension and is_amount(before, one)
        ]
        found += [before.quantities[one] for one in reversed(amounts) if not steps or meets(name, before.name(one))]
        before, steps = before.before, steps + 1
    goes_on = sentence.text[sentence.start :].lstrip().startswith(("其中", "（其中"))
    return found, goes_on and len(found) == 1 and len(name) < 2 and not words.SCOPES.search(called)


def _other_scope(sentence: Sentence, called: str, whole: int) -> bool:
    """Whether the named whole is of a place that the found one does not speak of (占全市的…)."""
    scope = words.SCOPES.search(called)
    return scope is not None and scope.group() not in sentence.text[sentence.start : sentence.quantities[whole].start]


def head_of(sentence: Sentence, part: int) -> int | None:
    """The amount before 其中 (or 50个项目中) of which the part is one."""
    earlier = amounts_like(sentence, part, range(part))
    start = sentence.quantities[part].start
    for one in reversed(earlier):
        behind = sentence.text[sentence.quantities[one].end : start]
        if words.INCLUDING.search(behind) or words.OF_WHICH.match(behind):
            return one
    return None


def _quantities(sentence: Sentence, places: list[int]) -> list[Quantity]:
    return [sentence.quantities[one] for one in dict.fromkeys(places)]


# --- 完成 ---


def _completed(sentence: Sentence, place: int, part: int | None) -> Claim:
    """Done ÷ target, where the target is told by its name."""
    if part is not None and _is_target(sentence, part):
        part = next(
            (one for one in reversed(amounts_like(sentence, part, range(part))) if not _is_target(sentence, one)), None
        )
    if part is None:
        return Claim("ratio", clause_span(sentence, place), sentence.quantities[place], note=_NO_TARGET)
    targets = [one for one in amounts_like(sentence, part, range(place)) if one != part and _is_target(sentence, one)][
        ::-1
    ]
    found = _quantities(sentence, targets)
    if not found and sentence.before is not None:
        before, dimension = sentence.before, sentence.quantities[part].unit.dimension
        found = [
            one
            for number, one in enumerate(before.quantities)
            if one.unit.dimension == dimension and _is_target(before, number)
        ][::-1]
    return _claim_of("ratio", sentence, place, part, found, bool(targets) and len(found) == 1)


def _is_target(sentence: Sentence, place: int) -> bool:
    if words.TARGET.search(sentence.tail(place)):
        return True
    name = sentence.clause(place)
    return words.TARGET.search(name) is not None and not re.search(r"完成|实现(?!目标)|占", name)


# --- 率 ---


def _rate(sentence: Sentence, place: int, act: str) -> Claim:
    """落地率: those that landed ÷ all; the greatest comparable amount of the same part of the sentence is all."""
    acts = words.ACTS.get(act, (act,))
    amounts = [one for one in range(place) if is_amount(sentence, one)]
    near = [one for one in amounts if sentence.segment(one) == sentence.segment(place)]
    done = [one for one in near if _did(sentence, one, acts)][::-1]
    pairs = [(one, whole) for one in done for whole in _greater(sentence, one, near)]
    readings = tuple(
        Reading(formula_of(sentence, place), (sentence.quantities[one], sentence.quantities[whole]))
        for one, whole in pairs
    )
    differs = not pairs or _differs(sentence, place, pairs[0]) or not _is_told(sentence, act, pairs, near)
    note = _NO_PARTS if differs else ""
    return Claim("ratio", clause_span(sentence, place), sentence.quantities[place], readings, not differs, note)


def _is_told(sentence: Sentence, act: str, pairs: list[tuple[int, int]], near: list[int]) -> bool:
    """Whether the text leaves one whole only: a head, or a single greater amount, beside the done ones unless the act is usual."""
    done, whole = pairs[0]
    wholes = [one for part, one in pairs if part == done]
    if head_of(sentence, done) == whole:
        return True
    return len(wholes) == 1 and (whole in near or act in words.ACTS)


def _did(sentence: Sentence, place: int, acts: tuple[str, ...]) -> bool:
    name = sentence.name(place)
    return any(act in name for act in acts) and not words.NOT_YET.search(name)


def _greater(sentence: Sentence, done: int, near: list[int]) -> list[int]:
    """The comparable amounts that are not less, the greatest first; one that stands in the relation N个中M个 before all."""
    own = sentence.quantities[done]
    alike = [one for one in sentence.alike(done, range(done)) if one in near]
    if not any(one in near for one in alike):
        alike = _first_of_all(sentence, done)
    known = [
        one
        for one in alike
        if sentence.quantities[one].number is None
        or own.number is None
        or sentence.quantities[one].amount.value >= own.amount.value
    ]
    ordered = sorted(known, key=lambda one: -(sentence.quantities[one].number or 0))
    head = head_of(sentence, done)
    return ordered if head is None else [head, *(one for one in ordered if one != head)]


def _first_of_all(sentence: Sentence, done: int) -> list[int]:
    """Across semicolons the amount with which the sentence begins, if nothing says that the done ones are of others."""
    first = [one for one in amounts_like(sentence, done, range(done)) if one == 0]
    return first if not words.QUALIFIERS.search(sentence.clause(done)) else []


def _differs(sentence: Sentence, place: int, pair: tuple[int, int]) -> bool:
    """Whether the rate is qualified (近三年…开工率) in a way that the amounts are not, so that it may be of others."""
    called = set(words.QUALIFIERS.findall(sentence.clause(place)))
    around = "".join(sentence.lead(one) for one in pair)
    return any(word not in around for word in called - {"综合", "其中"})

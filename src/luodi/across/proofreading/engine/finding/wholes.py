"""What a share is of: the amounts that may be its whole, the likeliest first, and whether the text leaves no other."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reach, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    bare,
    clause_span,
    formula_of,
    head_of,
    is_amount,
    is_mean,
    is_whole_of_share,
    meets,
    told_respectively,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import share_of_sum
from luodi.across.proofreading.rules.periods import PERIOD, PREVIOUS

NO_WHOLE: Final = "文中没有写明所占的总数，无法核对。"
NO_TARGET: Final = "文中没有写明目标任务数，无法核对。"
_IS_ALL: Final = re.compile(r"总|全市|全省|全县|全区|全部|(?<!公)共|合计|累计")
_SHORTEST_NAME: Final = 4
_FEWEST_SIGNS: Final = 2
_OF_TOTAL: Final = re.compile(r"总(?:投资|产值|收入|支出|面积|人口|资产)")
_LONG_NAME: Final = 4
_FAR_BACK: Final = 40
_OTHER_TIME: Final = re.compile("上年|去年|上半年|季度|月")
_WORDS_OF_SUM: Final = re.compile(
    r"^(?:其中|全年|全部|已|累计|共|全|完成|实现|达到)+|(?:完成|实现|达到?|为|是|约|近|超过?|合计|累计|共)+$|的$|总(?=[额量数值面])|[总余]?(?:额|量|值|数)$|的|、|\s"
)
_PRODUCT: Final = re.compile(r"(?:国内|地区)?生产总值(?:[（(]GDP[)）])?|GDP")
_SAME_MANNER: Final = re.compile(r"(?:来自|其中)")
_SENTENCES_BACK: Final = 8


Wholes = tuple[list[Quantity], Reach | None]
"""The quantities that may be the whole, and how far off an error may be; None where the text leaves a doubt."""


def _likely(is_alone: bool) -> Reach | None:
    """One candidate alone, though it does not bear the name: only what is nearly right is an error."""
    return "near" if is_alone else None


def wholes_of(sentence: Sentence, part: int, called: str, parts: Iterable[int] = ()) -> Wholes:
    """The quantities that may be the whole, the likeliest first, and whether the text leaves no other."""
    earlier = [
        one
        for one in amounts_like(sentence, part, range(part))[::-1]
        if one not in (*parts, *_neighbours(sentence, part)) and may_hold(sentence, one, part)
    ]
    name, head = bare(PERIOD.sub("", called)), head_of(sentence, part)
    just = _called_just_so(sentence, part, called)
    if just is not None:
        return [just[0]], just[1]
    # What stands between 其中 and the part are its neighbours, not its whole.
    outer = [one for one in earlier if head is None or one <= head]
    fitting = [one for one in outer if meets(name, sentence.name(one))] if len(name) > 1 else []
    if fitting:
        is_near = sentence.segment(fitting[0]) == sentence.segment(part) or head is not None
        is_certain = is_near or name not in sentence.name(part)
        found = [] if is_certain else _wholes_before(sentence, part, name, called)[0]
        wholes = [*quantities_at(sentence, [*fitting, *earlier]), *found]
        if _other_scope(sentence, called, fitting[0]):
            return wholes, None
        return wholes, "far" if is_certain else _likely(len(fitting) == 1 and not found)
    shared = _shared_before(sentence, part) if len(name) < 2 and head is None else []
    if shared:
        return quantities_at(sentence, [*shared, *earlier]), None if words.SCOPES.search(called) else "far"
    if head is not None and head in earlier:
        if _other_scope(sentence, called, head):
            return quantities_at(sentence, [head, *earlier]), None
        return quantities_at(sentence, [head, *earlier]), "far" if len(name) < 2 else _likely(len(earlier) == 1)
    return _far_wholes(sentence, part, called, earlier)


def _called_just_so(sentence: Sentence, part: int, called: str) -> tuple[Quantity, Reach] | None:
    """The one amount of the paragraph so far that bears just the name of the whole: 出口218.4亿元，…占出口总额的."""
    name = _just(called)
    if len(name) < _FEWEST_SIGNS or _OTHER_TIME.search(called):
        return None
    own: Sentence | None = sentence
    steps = 0
    while own is not None and steps < _FAR_BACK and (own.paragraph == sentence.paragraph or len(name) >= _LONG_NAME):
        steps += 1
        last = part if own is sentence else len(own.quantities)
        found = [
            one
            for one in range(last)
            if own.quantities[one].unit.dimension == sentence.quantities[part].unit.dimension
            and is_amount(own, one)
            and _bears(name, _just(own.clause(one)))
            and _is_of_time(sentence, part, own, one)
        ]
        if found:
            whole = own.quantities[found[-1]]
            fits = whole.number is None or whole.amount.value >= _value(sentence, part)
            reach: Reach = "far" if own.paragraph == sentence.paragraph else "near"
            return (whole, reach) if len(found) == 1 and fits else None
        own = own.before
    return None


def _bears(name: str, other: str) -> bool:
    """Whether an amount is called just so; 总投资 is also that of 该项目总投资, but 出口 is not 进出口."""
    return other == name or (name.startswith("总") and other.endswith(name))


def _is_of_time(sentence: Sentence, part: int, own: Sentence, whole: int) -> bool:
    """Whether nothing says that the whole is of another time: 上年, or another year than that of the part."""
    if PREVIOUS.search(own.clause(whole)) and not PREVIOUS.search(sentence.clause(part)):
        return False
    times = sentence.when(part), own.when(whole)
    years = [time.years[-1] for time in times if time is not None and time.years]
    return len(set(years)) < 2


def _just(phrase: str) -> str:
    """A name without times, places and the words of sums around it: 全市出口总额的 → 出口."""
    name, before = _PRODUCT.sub("生产总值", words.SCOPES.sub("", PERIOD.sub("", phrase))), ""
    while name != before:
        name, before = _WORDS_OF_SUM.sub("", name), name
    return name


def _value(sentence: Sentence, place: int) -> Decimal:
    one = sentence.quantities[place]
    return one.amount.value if one.number is not None else Decimal(0)


def _neighbours(sentence: Sentence, part: int) -> list[int]:
    """The amounts before the part in its own list: 长三角32个、珠三角24个; the first of them may be the whole of the others."""
    place = part
    while place and sentence.clause(place).startswith("、"):
        place -= 1
    return list(range(place, part)) if part - place > 1 or _SAME_MANNER.match(sentence.clause(place)) else []


def _far_wholes(sentence: Sentence, part: int, called: str, earlier: list[int]) -> Wholes:
    """A whole without a name of its own: beside the part, behind it (…，全市共96个), or in the sentences before."""
    name = bare(called)
    near = [one for one in earlier if sentence.segment(one) == sentence.segment(part)]
    if near:
        total = _OF_TOTAL.search(called)
        is_other = total is not None and total.group() not in sentence.name(near[0])
        is_alone = len(near) == 1 and not words.SCOPES.search(called) and not is_other
        return quantities_at(sentence, earlier), "far" if len(name) < 2 and is_alone else _likely(is_alone)
    later = _wholes_behind(sentence, part, called)
    if later:
        return quantities_at(sentence, [*later, *earlier]), "far" if len(later) == 1 and not earlier else None
    found, sure = _wholes_before(sentence, part, name, called)
    if (
        len(earlier) == 1
        and len(name) < 2
        and _IS_ALL.search(sentence.clause(earlier[0]))
        and not words.SCOPES.search(called)
    ):
        return [*quantities_at(sentence, earlier), *found], "far"
    return [*quantities_at(sentence, earlier), *found], None if earlier else sure


def _wholes_behind(sentence: Sentence, part: int, called: str) -> list[int]:
    """The amounts behind a part that are said to be all: …，全年共签约112个; …，同期全市进出口总值268.5亿元."""
    later = amounts_like(sentence, part, range(part + 1, len(sentence.quantities)))
    found = [one for one in later if _is_said_to_be_all(sentence, one, called)]
    # 全市共有上市公司36家、独角兽企业3家: of a list of totals the one that is called as the part is.
    listed = [one for one in later if one in found or (one - 1 in found and sentence.clause(one).startswith("、"))]
    if len(listed) > len(found):
        found = [one for one in listed if meets(sentence.name(part), sentence.name(one))]
    return [one for one in found if may_hold(sentence, one, part)]


def _is_said_to_be_all(sentence: Sentence, one: int, called: str) -> bool:
    scope, name, clause = words.SCOPES.search(called), bare(called), sentence.clause(one)
    if len(called) > _SHORTEST_NAME and clause.endswith(called.removesuffix("的")):
        return True
    is_total = words.TOTAL_LEAD.search(clause) is not None or _IS_ALL.search(clause) is not None
    fits_name = len(name) < 2 or meets(name, clause) or (scope is not None and scope.group() in clause)
    return is_total and fits_name and (scope is None or scope.group() in clause)


def _shared_before(sentence: Sentence, part: int) -> list[int]:
    """The whole of which a neighbour's share was taken: 一产…占总额118亿元的20%；二产…占60%."""
    found = [one for one in sentence.alike(part, range(part)) if is_whole_of_share(sentence, one)]
    return [one for one in found if "占" in sentence.clause(one)][-1:]


def may_hold(sentence: Sentence, whole: int, part: int) -> bool:
    """A whole is not less than its part, and a share is not taken of it itself (a neighbour in the list: 106个，占27.5%)."""
    one, own = sentence.quantities[whole], sentence.quantities[part]
    if one.number is not None and own.number is not None and one.amount.value < own.amount.value:
        return False
    behind = sentence.text[one.end : own.start]
    return re.match(r"^[一-龥]{0,4}[，,（]\s*(?:分别)?占", behind) is None


def _wholes_before(sentence: Sentence, part: int, name: str, called: str) -> Wholes:
    """The wholes in the sentences before; certain when this sentence goes on with 其中 and the one before has only one."""
    dimension = sentence.quantities[part].unit.dimension
    found: list[Quantity] = []
    before, steps = sentence.before, 0
    while before is not None and steps < _SENTENCES_BACK:
        amounts = [
            one
            for one in range(len(before.quantities))
            if before.quantities[one].unit.dimension == dimension
            and is_amount(before, one)
            and not is_mean(before, one)
            and not PREVIOUS.search(before.clause(one))
        ]
        found += [before.quantities[one] for one in reversed(amounts) if not steps or meets(name, before.name(one))]
        before, steps = before.before, steps + 1
    goes_on = sentence.text[sentence.start :].lstrip().startswith(("其中", "（其中"))
    if len(found) != 1 or words.SCOPES.search(called):
        return found, None
    return found, "far" if goes_on and len(name) < 2 else "near"


def _other_scope(sentence: Sentence, called: str, whole: int) -> bool:
    """Whether the named whole is of a place that the found one does not speak of (占全市的…)."""
    scope = words.SCOPES.search(called)
    return scope is not None and scope.group() not in sentence.text[sentence.start : sentence.quantities[whole].start]


def quantities_at(sentence: Sentence, places: list[int]) -> list[Quantity]:
    """The quantities at the places, each once."""
    return [sentence.quantities[one] for one in dict.fromkeys(places)]


def claim_of(kind: str, sentence: Sentence, place: int, part: int, wholes: list[Quantity], is_certain: bool) -> Claim:
    """The claim that the part is so much of one of the wholes, the likeliest first; kind is share or ratio."""
    own = sentence.quantities[part]
    formula = formula_of(sentence, place)
    readings = tuple(Reading(formula, (own, whole)) for whole in wholes)
    if kind == "share" and (listed := told_respectively(sentence, part)):
        # 分别为21个和14个，占66%: a share behind a list is of all of it, unless it is of the last.
        sums = (Reading(share_of_sum, (*quantities_at(sentence, listed), whole)) for whole in wholes)
        readings = (*sums, *readings)
    notes = {"share": NO_WHOLE, "ratio": NO_TARGET}
    note = "" if readings and is_certain else notes[kind]
    at = clause_span(sentence, place)
    return Claim("share" if kind == "share" else "ratio", at, sentence.quantities[place], readings, is_certain, note)

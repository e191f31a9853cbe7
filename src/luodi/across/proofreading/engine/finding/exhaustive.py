"""Parts that are all there is by what they are called: 出口 and 进口 of the trade, 城镇 and 乡村, three 产业, the years of a span.

A difference is an error only where it is small: a slip of the pen. Where it is great the whole is likely another one.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Place, Reading
from luodi.across.proofreading.engine.finding.places import (
    amounts_like,
    clause_span,
    head_of,
    is_amount,
    is_reference,
    is_whole_of_share,
)
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import total

_SLIP: Final = Decimal("0.15")
_SENTENCES_BACK: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)([0-9]{2})年")
_SPAN: Final = re.compile(r"(?P<first>(?:19|20)[0-9]{2})年?\s?[—–\-~～至到]\s?(?P<last>(?:19|20)[0-9]{2})年")
_PLANS: Final = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021}
_NUMBER_OF_YEARS: Final = re.compile(r"([三四五六七八]|[3-8])年(?:来|间|累计|共|以来|期间)?")
_HAN: Final = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}
_FEWEST_YEARS: Final = 3
_GOES_ON: Final = re.compile(r"^、|^，[县市省区州国境]?[内外]")
_CLASSES: Final = re.compile(r"[；，](?:分|按|从)[^，。；]{1,8}(?:看|分|划分)，")
_STAGE: Final = re.compile(r"(?P<turn>[一二三四])期")
_STAGES: Final = re.compile(r"分(?:为|成)?(?P<number>[两二三四])期")


def exhaustive(sentence: Sentence) -> Iterator[Claim]:
    """The claims of parts that are all there is."""
    told = sentence.text[sentence.start : sentence.end]
    for names in words.EXHAUSTIVE:
        if not all(name in told for name in names):
            continue
        parts = _parts_called(sentence, names)
        if parts and _are_alone(sentence, parts):
            yield from _claim(sentence, parts, _whole(sentence, parts, names))
    yield from _of_classes(sentence)
    yield from _of_years(sentence)
    yield from _of_stages(sentence)


def _claim(sentence: Sentence, parts: Sequence[int], whole: Quantity | None) -> Iterator[Claim]:
    operands = tuple(sentence.quantities[part] for part in parts)
    if whole is None or whole.number is None or any(one.number is None for one in operands):
        return
    if abs(sum(one.amount.value for one in operands) - whole.amount.value) > whole.amount.value * _SLIP:
        return
    at = Place(sentence.paragraph, whole.start, whole.end)
    if whole in sentence.quantities:
        at = clause_span(sentence, parts[-1], sentence.quantities.index(whole))
    yield Claim("partition", at, whole, (Reading(total, operands),), is_certain=True)


def _parts_called(sentence: Sentence, names: tuple[str, ...]) -> list[int]:
    """The one amount of each name, all of one kind; empty where one is missing or told twice."""
    found: list[int] = []
    for name in names:
        own = [
            one
            for one in range(len(sentence.quantities))
            if _is_called(sentence, one, name)
            and is_amount(sentence, one)
            and not is_whole_of_share(sentence, one)
            and (not found or one in sentence.alike(found[0], range(len(sentence.quantities))))
        ]
        if not found and own:
            own = own[:1] if len({sentence.quantities[one].unit.dimension for one in own}) == len(own) else own
        if len(own) != 1:
            return []
        found += own
    return found if found == sorted(found) or len(found) == len(names) else []


def _are_alone(sentence: Sentence, parts: Sequence[int]) -> bool:
    """Whether no other amount of the kind stands among them, or follows them in the same list."""
    last = max(parts)
    among = amounts_like(sentence, parts[0], range(min(parts), min(last + 2, len(sentence.quantities))))
    others = [one for one in among if one not in parts]
    return not any(one < last or _GOES_ON.match(sentence.gap(last, one)) for one in others)


def _is_called(sentence: Sentence, place: int, name: str) -> bool:
    clause = sentence.clause(place)
    at = clause.find(name)
    return at >= 0 and not re.search(r"占|进出口|比|较", clause[:at] + clause[at + len(name) :]) and name in clause


def _whole(sentence: Sentence, parts: Sequence[int], names: tuple[str, ...]) -> Quantity | None:
    """The nearest greater amount of the kind before the parts: in the sentence, else in those before of the paragraph."""
    first = min(parts)
    least = max(
        (sentence.quantities[one].amount.value for one in parts if sentence.quantities[one].number is not None),
        default=Decimal(0),
    )
    head = head_of(sentence, first)
    is_opened = words.INCLUDING.search(sentence.text, sentence.start, sentence.quantities[first].start) is not None
    last = head + 1 if head is not None else 0 if is_opened else first
    # 其中省外7.64万人，省内县外3.58万人: what stands between 其中 and the parts is no whole of them.
    inside = [
        one
        for one in amounts_like(sentence, first, range(last))
        if _holds(sentence, one, least) and not is_reference(sentence, one)
    ]
    if inside:
        return sentence.quantities[inside[-1]]
    before, steps = sentence.before, 0
    while before is not None and before.paragraph == sentence.paragraph and steps < _SENTENCES_BACK:
        found = [
            one
            for one, quantity in enumerate(before.quantities)
            if quantity.unit.dimension == sentence.quantities[first].unit.dimension
            and is_amount(before, one)
            and not is_reference(before, one)
            and _holds(before, one, least)
        ]
        if found:
            return before.quantities[found[0]] if len(found) == 1 else None
        before, steps = before.before, steps + 1
    return None


def _holds(sentence: Sentence, place: int, least: Decimal) -> bool:
    one = sentence.quantities[place]
    return one.number is not None and one.amount.value >= least


# --- classes, years and stages ---


def _of_classes(sentence: Sentence) -> Iterator[Claim]:
    """618个，其中…；分阶段看，在谈183个、签约152个、在建196个、投产87个: each further division is of the first amount."""
    for mark in _CLASSES.finditer(sentence.text, sentence.start, sentence.end):
        behind = [one for one in range(len(sentence.quantities)) if sentence.quantities[one].start >= mark.end()]
        parts = _listed(sentence, behind)
        whole = (
            next((one for one in amounts_like(sentence, parts[0], range(parts[0])) if one < parts[0]), None)
            if parts
            else None
        )
        if whole is None or len(parts) < _FEWEST_YEARS:
            continue
        stated, operands = sentence.quantities[whole], tuple(sentence.quantities[part] for part in parts)
        if stated.number is None or any(one.number is None for one in operands):
            continue
        # Classes that are not all named leave some over; more than all there is they cannot be.
        surplus = sum(one.amount.value for one in operands) - stated.amount.value
        if 0 <= surplus <= stated.amount.value * _SLIP:
            at = clause_span(sentence, parts[-1], whole)
            yield Claim("partition", at, stated, (Reading(total, operands),), is_certain=True)


def _listed(sentence: Sentence, behind: list[int]) -> list[int]:
    """The amounts of one kind right behind the mark, up to the next semicolon."""
    if not behind or not is_amount(sentence, behind[0]):
        return []
    return [
        one
        for one in amounts_like(sentence, behind[0], range(behind[0], len(sentence.quantities)))
        if sentence.segment(one) == sentence.segment(behind[0]) and not is_whole_of_share(sentence, one)
    ]


def _of_years(sentence: Sentence) -> Iterator[Claim]:
    """“十三五”以来326个，其中2016年42个、…、2020年87个: as many years as the span has."""
    for whole in range(len(sentence.quantities)):
        parts = _years_behind(sentence, whole)
        if len(parts) < _FEWEST_YEARS:
            continue
        lead = sentence.text[sentence.start : sentence.quantities[parts[0]].start]
        years = [int(_year_of(sentence, part)) for part in parts]
        is_all = _span_of(lead) == (years[0], years[-1]) or _told_years(lead) == len(years)
        operands = tuple(sentence.quantities[part] for part in parts)
        at = clause_span(sentence, parts[-1], whole)
        if all(one.number is not None for one in operands) and sentence.quantities[whole].number is not None:
            is_certain = is_all or _misses_no_year(sentence.quantities[whole], operands)
            yield Claim("partition", at, sentence.quantities[whole], (Reading(total, operands),), is_certain)
        return


def _misses_no_year(whole: Quantity, operands: tuple[Quantity, ...]) -> bool:
    """Whether what is missing is far too little to be another year."""
    least = min(one.amount.value for one in operands)
    return abs(whole.amount.value - sum(one.amount.value for one in operands)) * 2 < least


def _years_behind(sentence: Sentence, whole: int) -> list[int]:
    """The amounts right behind the whole that each bear one year of an unbroken run."""
    found: list[int] = []
    for part in range(whole + 1, len(sentence.quantities)):
        year = _year_of(sentence, part)
        fits = part in amounts_like(sentence, whole, range(part, part + 1))
        if not fits or not year or (found and year != _year_of(sentence, found[-1]) + 1):
            break
        found.append(part)
    return found


def _year_of(sentence: Sentence, place: int) -> int:
    own = _YEAR.findall(sentence.clause(place).split("、")[-1])
    return 2000 + int(own[-1]) if len(own) == 1 else 0


def _span_of(lead: str) -> tuple[int, int] | None:
    found = _SPAN.search(lead)
    if found:
        return int(found["first"]), int(found["last"])
    plan = next((first for name, first in _PLANS.items() if name in lead), None)
    return None if plan is None else (plan, plan + 4)


def _told_years(lead: str) -> int:
    found = _NUMBER_OF_YEARS.search(lead)
    return 0 if found is None else _HAN.get(found[1]) or int(found[1])


def _of_stages(sentence: Sentence) -> Iterator[Claim]:
    """总投资12亿元，…分两期建设，一期投资7亿元，二期投资5亿元."""
    told = _STAGES.search(sentence.text, sentence.start, sentence.end)
    if told is None:
        return
    number = {"两": 2}.get(told["number"]) or _HAN[told["number"]]
    parts = [
        one
        for one in range(len(sentence.quantities))
        if sentence.quantities[one].start > told.end()
        and _STAGE.search(sentence.clause(one))
        and is_amount(sentence, one)
    ]
    parts = sentence.alike(parts[0], range(parts[0], len(sentence.quantities))) if parts else []
    parts = [one for one in parts if _STAGE.search(sentence.clause(one))]
    wholes = [
        one
        for one in (amounts_like(sentence, parts[0], range(parts[0])) if parts else [])
        if "总" in sentence.clause(one)
    ]
    if len(parts) == number and len(wholes) == 1:
        yield from _claim(sentence, parts, sentence.quantities[wholes[0]])

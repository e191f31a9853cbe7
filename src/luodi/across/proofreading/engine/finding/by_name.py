"""Relations whose members are only named: 显示模组占光电信息产业的50.9%; 税收收入中，增值税34亿元，…，其他各税28亿元.

Both names are looked up among the amounts that the paragraph has told so far, else the one before. Only one amount may answer to a name.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reach, Reading
from luodi.across.proofreading.engine.finding.chosen import SEEN, listed
from luodi.across.proofreading.engine.finding.mentions import amounts_before
from luodi.across.proofreading.engine.finding.places import clause_span, formula_of, is_amount, is_mean
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import rest
from luodi.across.proofreading.rules.periods import PERIOD, PREVIOUS
from luodi.across.proofreading.rules.units import RATE, Unit, comparable

_SHARE: Final = re.compile(
    r"^(?:其中)?(?P<part>[^，。；：占]{2,14}?)?(?:分别|约|仅|共|合计)?占(?:了)?(?P<whole>[^，。；：占、和]{2,16}?)的?"
    r"(?:比重|比例)?(?:约|为|达到?|近|超过?)*$"
)
_SIBLING: Final = re.compile(r"^(?:其中)?(?P<part>[^，。；：占、]{3,14}?)(?:所占)?比重(?:约|为|达到?)*$")
"""第二产业增加值比重为39.9%: of what the share before it is of."""
_AMONG: Final = re.compile(
    r"(?:^|[。；，])(?:在)?(?P<whole>[^，。；：、（）0-9]{2,12}?)(?:之中|当中|中|内部|里)，(?!.{0,4}占)"
)
_REST: Final = re.compile(r"(?:^|[、，；])(?:其他|其它|其余|剩余)[^，。；、]{0,8}$")
_OF_OTHER: Final = re.compile(rf"{PREVIOUS.pattern}|任务|目标|计划完成")
_SENTENCES_BACK: Final = 6
_SHORTEST: Final = 2
_FEWEST: Final = 3
_NEARLY: Final = Decimal("0.03")

Told = tuple[Sentence, int]


def by_name(sentence: Sentence, known: set[int]) -> Iterator[Claim]:
    """The claims of names; `known` is where the figures begin that are understood already."""
    for place, stated in sentence.told():
        if stated.unit.dimension == RATE and stated.start not in known:
            yield from _share(sentence, place)
    for among in _AMONG.finditer(sentence.text, max(sentence.start - 1, 0), sentence.end):
        yield from _among(sentence, among)
    for seen in SEEN.finditer(sentence.text, sentence.start, sentence.end):
        yield from _to_others(sentence, seen.end())


def _share(sentence: Sentence, place: int) -> Iterator[Claim]:
    """The part and the whole by what they are called in 甲占乙的."""
    names = _SHARE.match(sentence.clause(place))
    if names is None:
        yield from _sibling(sentence, place)
        return
    if words.TARGET.search(names["whole"]) or words.SCOPES.search(names["whole"]):
        return
    part = told_as(sentence, place, names["part"]) if names["part"] else _right_before(sentence, place)
    whole = told_as(sentence, place, names["whole"], part.unit) if part is not None else None
    if part is None or whole is None or part is whole or part.amount.value > whole.amount.value:
        return
    reading = Reading(formula_of(sentence, place), (part, whole))
    at = clause_span(sentence, place)
    # 6个，占亿元以上项目的16.7%: the part stands right before, the whole bears just the name.
    is_plain = names["part"] is None and told_as(sentence, place, names["whole"], part.unit, least=1) is whole
    reach: Reach = "far" if is_plain else "near"
    yield Claim("share", at, sentence.quantities[place], (reading,), is_certain=True, within=reach)


def _sibling(sentence: Sentence, place: int) -> Iterator[Claim]:
    """占国内生产总值比重为7.3%，第二产业增加值比重为39.9%: the share right before names the whole of both."""
    own = _SIBLING.match(sentence.clause(place))
    first = place
    while own is not None and first > 0 and sentence.quantities[first - 1].unit.dimension == RATE:
        first -= 1
        names = _SHARE.match(sentence.clause(first))
        if names is None:
            continue
        part = told_as(sentence, place, own["part"], least=1)
        whole = told_as(sentence, first, names["whole"], part.unit) if part is not None else None
        if part is not None and whole is not None and part is not whole and part.amount.value < whole.amount.value:
            reading = Reading(formula_of(sentence, place), (part, whole))
            at = clause_span(sentence, place)
            yield Claim("share", at, sentence.quantities[place], (reading,), is_certain=True, within="near")
        return


def _right_before(sentence: Sentence, place: int) -> Quantity | None:
    """The amount of which the share is told right behind it: 签约额896.4亿元，占签约总额的."""
    before = place - 1
    is_part = before in sentence.own and is_amount(sentence, before) and sentence.gap(before, place).startswith("，占")
    return sentence.quantities[before] if is_part and sentence.quantities[before].number is not None else None


def _among(sentence: Sentence, among: re.Match[str]) -> Iterator[Claim]:
    """A list behind 税收收入中， whose last member is of all others."""
    parts = listed(sentence, among.end())
    if len(parts) < _FEWEST:
        return
    own = [sentence.quantities[one] for one in parts]
    whole = told_as(sentence, parts[0], among["whole"], own[0].unit)
    if whole is None or any(one.number is None or one.amount.value > whole.amount.value for one in own):
        return
    is_all = _REST.search(sentence.lead(parts[-1])) is not None
    if is_all:
        at = clause_span(sentence, parts[-1])
        yield Claim("partition", at, own[-1], (Reading(rest, (whole, *own[:-1])),), is_certain=True)
    elif sum(one.amount.value for one in own) == whole.amount.value:
        yield Claim("partition", clause_span(sentence, parts[-1]), own[-1], (Reading(rest, (whole, *own[:-1])),))


def _to_others(sentence: Sentence, start: int) -> Iterator[Claim]:
    """按机构类型看，…；社会团体30.5万个；其他法人183.9万个: a list up to 其他 is of the amount before that it nearly makes up."""
    parts = listed(sentence, start)
    own = [sentence.quantities[one] for one in parts]
    is_all = len(parts) >= _FEWEST and _REST.search(sentence.lead(parts[-1])) is not None
    if not is_all or any(one.number is None for one in own) or parts[0] not in sentence.own:
        return
    value = sum(one.amount.value for one in own)
    told = [
        one.quantity
        for one in amounts_before(sentence, parts[0], own[0].unit, sentences=_SENTENCES_BACK, paragraphs=1)
        if abs(one.value - value) <= one.value * _NEARLY and not _OF_OTHER.search(one.clause)
    ]
    if told:
        whole = min(told, key=lambda one: abs(one.amount.value - value))
        at = clause_span(sentence, parts[-1])
        yield Claim("partition", at, own[-1], (Reading(rest, (whole, *own[:-1])),), is_certain=True, within="any")


def told_as(sentence: Sentence, place: int, name: str, unit: Unit | None = None, least: float = 0.5) -> Quantity | None:
    """The one amount before the place that is called as at least that part of the name begins; None where none is, or more than one."""
    wanted = words.SCOPES.sub("", PERIOD.sub("", name)).strip("“”的")
    if len(wanted) < _SHORTEST:
        return None
    told = [(_shared(wanted, own.name(one), least), own, one) for own, one in _amounts(sentence, place, unit)]
    found = [
        (length, own.quantities[one]) for length, own, one in told if length and own.paragraph == sentence.paragraph
    ]
    found = found or [(length, own.quantities[one]) for length, own, one in told if length]
    most = max((length for length, _ in found), default=0)
    best = [one for length, one in found if length == most]
    return best[0] if best and len({(one.number, one.scale) for one in best}) == 1 else None


def _amounts(sentence: Sentence, place: int, unit: Unit | None) -> Sequence[Told]:
    """The amounts of the paragraph so far and of the one before, none of the time before."""
    found: list[Told] = []
    own: Sentence | None = sentence
    for _ in range(_SENTENCES_BACK):
        if own is None or own.paragraph < sentence.paragraph - 1:
            break
        for one in range(place if own is sentence else len(own.quantities)):
            fits = unit is None or comparable(own.quantities[one].unit, unit)
            is_told = fits and own.quantities[one].number is not None and is_amount(own, one) and not is_mean(own, one)
            if is_told and not _OF_OTHER.search(own.clause(one)):
                found.append((own, one))
        own = own.before
    return found


def _shared(wanted: str, name: str, least: float) -> int:
    """How many signs of the beginning of the wanted name stand in the other; 0 for less than the least part of it."""
    length = next((size for size in range(len(wanted), _SHORTEST - 1, -1) if wanted[:size] in name), 0)
    return length if length >= len(wanted) * least else 0

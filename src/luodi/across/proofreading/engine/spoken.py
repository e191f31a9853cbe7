"""The quantities of a text that are figures of the catalogue, for the period and place that the text speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final, Literal

from luodi.across.proofreading.engine.claims import Place
from luodi.across.proofreading.engine.finding.places import clause_span, is_change, is_whole_of_share
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.rounding import Amount, Computed, Verdict, judge
from luodi.across.proofreading.rules.subjects import figure_meant
from luodi.base.core.money import PRECISION

_YEAR_SO_FAR: Final = re.compile(r"今年|本年|1\s?[—–\-~至到]|上半年|前三季度|全年")
_OTHER: Final = re.compile(
    r"上年|去年|前年|同期|十二五|十三五|十四五|[近过]去?[一二两三四五][年]|力争|预计|计划|确保|到年底"
)
_YEARS: Final = re.compile(r"[近过]去?[一二两三四五]年(?!签约项目开工率)")
"""Several years at once: what follows in the sentence is of them too, until another time is named."""
_BASIC: Final = {"亿元": Decimal(100_000_000), "%": Decimal(100)}


Since = Literal["period", "year", "either"]
"""Whether it speaks of the period asked for, of the year up to its end (今年以来, 累计), or does not say."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stated quantity and the code of the figure that it is."""

    code: str
    quantity: Quantity
    at: Place
    since: Since


def spoken_figures(sentences: Sequence[Sentence], year: int) -> Iterator[Spoken]:
    """Every quantity that names a figure, of no other time than the year and of no part or target."""
    for sentence in sentences:
        for place, one in enumerate(sentence.quantities):
            if (
                one.number is None
                or one.is_attribute
                or is_change(sentence, place)
                or is_whole_of_share(sentence, place)
            ):
                continue
            if _is_of_other(sentence, place, year):
                continue
            code = figure_meant(sentence.clause(place), sentence.tail(place), one.unit)
            if code is not None:
                yield Spoken(code, one, clause_span(sentence, place), _since(sentence, place))


def _since(sentence: Sentence, place: int) -> Since:
    """Told by 累计 and 今年以来; a month or quarter that is named is the period; nothing said leaves it open."""
    before, when = sentence.text[sentence.start : sentence.quantities[place].start], sentence.when(place)
    if "累计" in before or (when is not None and _YEAR_SO_FAR.search(when.text)):
        return "year"
    return "either" if when is None else "period"


def _is_of_other(sentence: Sentence, place: int, year: int) -> bool:
    """Whether it is of another time, a target, or a part of something (其中…)."""
    before = sentence.text[sentence.start : sentence.quantities[place].start]
    when = sentence.when(place)
    years = when.years if when else ()
    own = sentence.clause(place).replace("近三年签约项目开工率", "")
    return (
        (bool(years) and years[-1] != year)
        or words.TARGET.search(own) is not None
        or _OTHER.search(own) is not None
        or (when is not None and when.is_previous)
        or "其中" in before
        or any(when is None or when.end <= span.end() + sentence.start for span in _YEARS.finditer(before))
    )


def agrees(one: Quantity, value: Decimal, unit: str) -> bool:
    """Whether the ledger's value, in 亿元, parts of one (for %) or plain numbers, is what is stated, rounded or cut off."""
    with localcontext(prec=PRECISION):
        exact = value * _BASIC.get(unit, 1)
    stated: Amount = one.amount
    return judge(stated, Computed(exact, exact, exact)) in {Verdict.CONSISTENT, Verdict.TRUNCATED}

"""Lists that are announced: 三个特点：（一）…（二）…（三）…, within a paragraph or over the following ones."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Place, Reading
from luodi.across.proofreading.engine.finding.places import clause_span
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import constant
from luodi.across.proofreading.rules.numbers import han
from luodi.across.proofreading.rules.units import UNITS

_NUMERALS: Final = "一二三四五六七八九十"
_INLINE: Final = re.compile(r"(?:(?<=[。；：，:;,—])|^)\s*(?:其)?(?P<numeral>[一二三四五六七八九十])(?:是|要|则|为)")
_HEADS: Final = (
    re.compile(r"^\s*(?P<numeral>[一二三四五六七八九十])[、.．]"),
    re.compile(r"^\s*[（(](?P<numeral>[一二三四五六七八九十]|[0-9]{1,2})[）)]"),
    re.compile(r"^\s*(?P<numeral>[0-9]{1,2})[、.．](?![0-9])"),
    re.compile(r"^\s*(?P<numeral>[一二三四五六七八九十])[是要]"),
)
_ANNOUNCES: Final = re.compile(r"^[一-龥]{0,8}(?:[：:。]|$|，?(?=一是))")
_BEFORE_LIST: Final = re.compile(
    r"(?<![第一二三四五六七八九十0-9])(?P<number>[两三四五六七八九十])(?P<unit>个方面|方面|大类|个|项|大|点|条|种|类)?(?P<noun>[一-龥]{1,12}?)"
    r"”?(?P<more>等|等方面)?[^，。；：一二三四五六七八九十]{0,4}[：。，—]+\s*(?=一是|一要)"
)
_SECOND: Final = re.compile(r"[。；，]\s*二(?:是|要)")


def announced(sentence: Sentence, texts: Sequence[str]) -> Iterator[Claim]:
    """The claims of announcements in the sentence; `texts` are all paragraphs of the document, in order."""
    for place, stated in enumerate(sentence.quantities):
        if stated.unit.dimension not in words.ENUMERATED or stated.number is None or not 2 <= stated.number <= 10:
            continue
        behind = sentence.text[stated.end :]
        if not words.ANNOUNCED.match(sentence.tail(place)) or not _ANNOUNCES.match(behind):
            continue
        number = _listed(behind, texts[sentence.paragraph :])
        if number > 1:
            yield _claim(clause_span(sentence, place), stated, number)


def announced_in(paragraph: int, text: str, following: Sequence[str]) -> Iterator[Claim]:
    """Announcements right before 一是…, whatever they are called: 存在三个突出问题。一是…; 实施“四大行动”：一是…."""
    for found in _BEFORE_LIST.finditer(text):
        value = han(found["number"])
        behind = text[found.end() :]
        if value is None or value.value is None or found["more"] or _SECOND.search(behind) is None:
            continue
        number = _run(one["numeral"] for one in _INLINE.finditer(behind)) or 0
        number = _continued(number, following)
        stated = Quantity(
            found["number"] + (found["unit"] or ""),
            found.start(),
            found.end("unit") if found["unit"] else found.end("number"),
            value.value,
            0,
            0,
            UNITS[found["unit"]] if found["unit"] in UNITS else UNITS["个"],
            is_han=True,
        )
        if number > 1:
            yield _claim(Place(paragraph, stated.start, found.end("noun")), stated, number)


def _claim(at: Place, stated: Quantity, number: int) -> Claim:
    note = "" if number == stated.number else f"其后列出了{number}项，"
    return Claim("count", at, stated, (Reading(constant(number), ()),), True, note)


def _continued(number: int, following: Sequence[str]) -> int:
    """The members of a list that goes on in paragraphs of its own: 三是…."""
    for text in following:
        head = _HEADS[-1].match(text)
        if head is None or _NUMERALS.index(head["numeral"]) != number:
            return number
        number = number + _run_from(number, (one["numeral"] for one in _INLINE.finditer(text)))
    return number


def _listed(behind: str, following: Sequence[str]) -> int:
    """How many members follow: 一是…二是… in the same paragraph, else headings of one level in the next ones."""
    if len(re.sub(r"^[^：:。]*[：:。]?", "", behind)) > 4:
        return (
            _continued(number, following) if (number := _run(one["numeral"] for one in _INLINE.finditer(behind))) else 0
        )
    head = next((pattern for pattern in _HEADS if following and pattern.match(following[0])), None)
    if head is None:
        return 0
    return _run(found["numeral"] for text in following if (found := head.match(text)))


def _run(numerals: Iterator[str]) -> int:
    """The length of 一, 二, 三 … from the start; 0 when it does not begin with one."""
    return _run_from(0, numerals)


def _run_from(before: int, numerals: Iterator[str]) -> int:
    """How many go on in order after so many."""
    length = 0
    for numeral in numerals:
        value = int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral) + 1
        if value != before + length + 1:
            break
        length += 1
    return length

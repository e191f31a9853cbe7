"""Lists that are announced: 三个特点：（一）…（二）…（三）…, within a paragraph or over the following ones."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from luodi.across.proofreading.engine.claims import Claim, Reading
from luodi.across.proofreading.engine.finding.places import clause_span
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.rules import words
from luodi.across.proofreading.rules.formulas import constant

_NUMERALS: Final = "一二三四五六七八九十"
_INLINE: Final = re.compile(r"(?:(?<=[。；：，:;,])|^)\s*(?P<numeral>[一二三四五六七八九十])(?:是|要)")
_HEADS: Final = (
    re.compile(r"^\s*(?P<numeral>[一二三四五六七八九十])[、.．]"),
    re.compile(r"^\s*[（(](?P<numeral>[一二三四五六七八九十]|[0-9]{1,2})[）)]"),
    re.compile(r"^\s*(?P<numeral>[0-9]{1,2})[、.．](?![0-9])"),
    re.compile(r"^\s*(?P<numeral>[一二三四五六七八九十])[是要]"),
)
_ANNOUNCES: Final = re.compile(r"^[一-龥]{0,8}(?:[：:。]|$|，?(?=一是))")


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
            note = "" if number == stated.number else f"其后列出了{number}项，"
            yield Claim("count", clause_span(sentence, place), stated, (Reading(constant(number), ()),), True, note)


def _listed(behind: str, following: Sequence[str]) -> int:
    """How many members follow: 一是…二是… in the same paragraph, else headings of one level in the next ones."""
    if len(re.sub(r"^[^：:。]*[：:。]?", "", behind)) > 4:
        return _run(found["numeral"] for found in _INLINE.finditer(behind))
    head = next((pattern for pattern in _HEADS if following and pattern.match(following[0])), None)
    if head is None:
        return 0
    return _run(found["numeral"] for text in following if (found := head.match(text)))


def _run(numerals: Iterator[str]) -> int:
    """The length of 一, 二, 三 … from the start; 0 when it does not begin with one."""
    length = 0
    for numeral in numerals:
        value = int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral) + 1
        if value != length + 1:
            break
        length += 1
    return length

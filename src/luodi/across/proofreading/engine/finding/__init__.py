"""From the paragraphs of a text to the claims that it makes about its figures."""

from collections.abc import Iterator, Sequence

from luodi.across.proofreading.engine.claims import Claim
from luodi.across.proofreading.engine.finding.announced import announced, announced_in
from luodi.across.proofreading.engine.finding.averages import averages, counts
from luodi.across.proofreading.engine.finding.differences import changes
from luodi.across.proofreading.engine.finding.doubling import doubled
from luodi.across.proofreading.engine.finding.exhaustive import exhaustive
from luodi.across.proofreading.engine.finding.explicit import explicit
from luodi.across.proofreading.engine.finding.growth import growths
from luodi.across.proofreading.engine.finding.named import named
from luodi.across.proofreading.engine.finding.places import groups, is_doubling
from luodi.across.proofreading.engine.finding.series import series
from luodi.across.proofreading.engine.finding.siblings import shared_lists
from luodi.across.proofreading.engine.finding.structures import shares_of_all, structures
from luodi.across.proofreading.engine.finding.sums import chains, opposites, partitions, rests, sums
from luodi.across.proofreading.engine.sentences import Sentence

__all__ = ["claims_of", "claims_of_paragraph"]


def claims_of(sentence: Sentence, texts: Sequence[str]) -> Iterator[Claim]:
    """Every claim of one sentence. `texts` are the paragraphs of the document in canonical signs."""
    for group in groups(sentence):
        if is_doubling(sentence, group[0]):
            yield from doubled(sentence, group[0])
            continue
        # The first that understands the group has it: a share with its whole beside it needs no further reading.
        yield from explicit(sentence, group) or growths(sentence, group) or named(sentence, group)
    yield from changes(sentence)
    yield from exhaustive(sentence)
    yield from series(sentence)
    yield from partitions(sentence)
    yield from chains(sentence)
    yield from opposites(sentence)
    yield from rests(sentence)
    yield from sums(sentence)
    yield from shares_of_all(sentence)
    yield from averages(sentence)
    yield from counts(sentence)
    yield from announced(sentence, texts)


def claims_of_paragraph(paragraph: int, sentences: Sequence[Sentence], texts: Sequence[str]) -> Iterator[Claim]:
    """The claims that are made over sentences, or in sentences without a quantity; paragraphs are counted from 1."""
    text = texts[paragraph - 1]
    yield from structures(paragraph, text, sentences)
    yield from shared_lists(sentences)
    yield from announced_in(paragraph, text, texts[paragraph:])

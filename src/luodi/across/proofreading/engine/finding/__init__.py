"""From the paragraphs of a text to the claims that it makes about its figures."""

from collections.abc import Iterator, Sequence

from luodi.across.proofreading.engine.claims import Claim
from luodi.across.proofreading.engine.finding.announced import announced
from luodi.across.proofreading.engine.finding.averages import averages, counts
from luodi.across.proofreading.engine.finding.explicit import explicit
from luodi.across.proofreading.engine.finding.growth import changes, growths
from luodi.across.proofreading.engine.finding.named import named
from luodi.across.proofreading.engine.finding.places import groups
from luodi.across.proofreading.engine.finding.sums import chains, opposites, partitions, rests, sums
from luodi.across.proofreading.engine.sentences import Sentence

__all__ = ["claims_of"]


def claims_of(sentence: Sentence, texts: Sequence[str]) -> Iterator[Claim]:
    """Every claim of one sentence. `texts` are the paragraphs of the document in canonical signs."""
    for group in groups(sentence):
        # The first that understands the group has it: a share with its whole beside it needs no further reading.
        yield from explicit(sentence, group) or growths(sentence, group) or named(sentence, group)
    yield from changes(sentence)
    yield from partitions(sentence)
    yield from chains(sentence)
    yield from opposites(sentence)
    yield from rests(sentence)
    yield from sums(sentence)
    yield from averages(sentence)
    yield from counts(sentence)
    yield from announced(sentence, texts)

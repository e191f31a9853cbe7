"""From the paragraphs of a text to the claims that it makes about its figures."""

from collections.abc import Iterator, Sequence

from luodi.across.proofreading.engine.claims import Claim
from luodi.across.proofreading.engine.finding.announced import announced, announced_in
from luodi.across.proofreading.engine.finding.asides import asides
from luodi.across.proofreading.engine.finding.averages import averages, counts
from luodi.across.proofreading.engine.finding.balances import balances
from luodi.across.proofreading.engine.finding.bases_behind import bases_behind
from luodi.across.proofreading.engine.finding.beside import beside, understood
from luodi.across.proofreading.engine.finding.by_list import by_list
from luodi.across.proofreading.engine.finding.by_name import by_name
from luodi.across.proofreading.engine.finding.chains import chains, opposites, rests
from luodi.across.proofreading.engine.finding.chosen import chosen
from luodi.across.proofreading.engine.finding.differences import changes
from luodi.across.proofreading.engine.finding.exhaustive import exhaustive
from luodi.across.proofreading.engine.finding.far_bases import far_bases
from luodi.across.proofreading.engine.finding.indices import indices
from luodi.across.proofreading.engine.finding.lists_behind import lists_behind
from luodi.across.proofreading.engine.finding.multiples import multiples
from luodi.across.proofreading.engine.finding.partitions import partitions
from luodi.across.proofreading.engine.finding.places import groups
from luodi.across.proofreading.engine.finding.products import products
from luodi.across.proofreading.engine.finding.ranks import ranks
from luodi.across.proofreading.engine.finding.remainders import remainders
from luodi.across.proofreading.engine.finding.rests_behind import rests_behind
from luodi.across.proofreading.engine.finding.rival_rates import rival_rates
from luodi.across.proofreading.engine.finding.scales import scales
from luodi.across.proofreading.engine.finding.series import series
from luodi.across.proofreading.engine.finding.settled import settled
from luodi.across.proofreading.engine.finding.shares import of_group
from luodi.across.proofreading.engine.finding.siblings import shared_lists
from luodi.across.proofreading.engine.finding.structures import pairs_to_all, shares_of_all, shares_to_all, structures
from luodi.across.proofreading.engine.finding.sums import sums
from luodi.across.proofreading.engine.finding.to_one import ratios_to_one
from luodi.across.proofreading.engine.finding.yields import yields
from luodi.across.proofreading.engine.sentences import Sentence

__all__ = ["claims_of", "claims_of_paragraph"]


def claims_of(sentence: Sentence, texts: Sequence[str], after: Sentence | None = None) -> Iterator[Claim]:
    """Every claim of one sentence. `texts` are the paragraphs of the document in canonical signs, `after` is the next sentence."""
    # What is wrong by four noughts is told as such, before other readings of the same figures.
    yield from scales(sentence)
    found = [*_related(sentence), *_divided(sentence)]
    yield from found
    yield from counts(sentence)
    yield from announced(sentence, texts)
    yield from beside(sentence, after, found, _related, _taken_apart)
    known = understood(found)
    yield from by_name(sentence, known)
    yield from by_list(sentence, known)
    yield from rests_behind(sentence, known)
    yield from rival_rates(sentence, known)
    yield from far_bases(sentence, known)
    yield from settled(sentence)


def _related(sentence: Sentence) -> Iterator[Claim]:
    """What figures are of each other: these relations may also rest on the sentence before or behind."""
    for group in groups(sentence):
        yield from of_group(sentence, group)
    yield from indices(sentence)
    yield from multiples(sentence)
    yield from changes(sentence)
    yield from remainders(sentence)
    yield from series(sentence)
    yield from chosen(sentence)
    yield from rests(sentence)
    yield from opposites(sentence)
    yield from sums(sentence)
    yield from balances(sentence)
    yield from averages(sentence)
    yield from products(sentence)
    yield from asides(sentence)
    yield from yields(sentence)


def _taken_apart(sentence: Sentence) -> Iterator[Claim]:
    """Wholes of the sentence before, whose parts this one tells."""
    yield from partitions(sentence)
    yield from chosen(sentence)


def _divided(sentence: Sentence) -> Iterator[Claim]:
    """Wholes and their parts: these are told in one sentence."""
    yield from exhaustive(sentence)
    yield from partitions(sentence)
    yield from lists_behind(sentence)
    yield from chains(sentence)
    yield from shares_of_all(sentence)
    yield from shares_to_all(sentence)


def claims_of_paragraph(paragraph: int, sentences: Sequence[Sentence], texts: Sequence[str]) -> Iterator[Claim]:
    """The claims that are made over sentences, or in sentences without a quantity; paragraphs are counted from 1."""
    text = texts[paragraph - 1]
    yield from structures(paragraph, text, sentences)
    yield from pairs_to_all(paragraph, text)
    yield from shared_lists(sentences)
    yield from bases_behind(sentences)
    yield from ranks(paragraph, text)
    yield from ratios_to_one(paragraph, text, sentences)
    yield from announced_in(paragraph, text, texts[paragraph:])

"""The whole proofreading of a text: paragraphs in, checked relations out, in the order of their places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from luodi.across.proofreading.engine.claims import Claim, Relation
from luodi.across.proofreading.engine.finding import claims_of, claims_of_paragraph
from luodi.across.proofreading.engine.finding.repeats import repeats
from luodi.across.proofreading.engine.finding.tables import cells_of, table_claims
from luodi.across.proofreading.engine.reading.passages import Passage
from luodi.across.proofreading.engine.repairing import Repaired, repair
from luodi.across.proofreading.engine.sentences import Sentence, sentences_of
from luodi.across.proofreading.engine.verifying import verify
from luodi.across.proofreading.engine.vouching import Vouching
from luodi.across.proofreading.engine.weighing import weighed


@dataclass(frozen=True)
class Proof:
    """A proofread text: its passages, their texts as repaired, its sentences with figures, and what was found."""

    passages: Sequence[Passage]
    paragraphs: Sequence[Repaired]
    sentences: Sequence[Sentence]
    relations: Sequence[Relation]
    figures: int


def proofread(passages: Sequence[Passage]) -> Proof:
    """Proofread the passages of a text. Paragraphs are counted from 1, tables among them."""
    repaired = [repair(passage.text) for passage in passages]
    texts = [one.read for one in repaired]
    sentences: list[Sentence] = []
    for number, text in enumerate(texts, start=1):
        sentences.extend(sentences_of(number, text, sentences[-1] if sentences else None))
    found = [*_of_text(sentences, repaired, texts), *_of_tables(passages)]
    ordered = sorted(
        found, key=lambda one: (one.at.paragraph, one.at.row or 0, one.at.column or 0, one.at.end, one.at.start)
    )
    figures = sum(len(sentence.quantities) for sentence in sentences)
    figures += sum(len(cells_of(number, passage.table)) for number, passage in enumerate(passages, start=1))
    return Proof(passages, repaired, sentences, ordered, figures)


def _of_text(sentences: Sequence[Sentence], repaired: Sequence[Repaired], texts: Sequence[str]) -> Iterator[Relation]:
    of_paragraph: defaultdict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        of_paragraph[sentence.paragraph].append(sentence)
    claims = chain(
        *(claims_of(one, texts, after) for one, after in zip(sentences, [*sentences[1:], None], strict=False)),
        *(claims_of_paragraph(number, of_paragraph[number], texts) for number in range(1, len(texts) + 1)),
        repeats(sentences),
    )
    found = weighed(verify(claim, repaired[claim.at.paragraph - 1].shown) for claim in _once(claims))
    yield from Vouching(of_paragraph).sure(found)


def _of_tables(passages: Sequence[Passage]) -> Iterator[Relation]:
    for number, passage in enumerate(passages, start=1):
        for claim in table_claims(number, passage.table):
            yield verify(claim, claim.stated.text)


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Each claim once, though two finders may meet it; of a share one that is sure is heard beside one that is not."""
    seen: set[tuple[object, ...]] = set()
    for claim in claims:
        operands = [(one.start, one.text) for reading in claim.readings[:1] for one in reading.operands]
        is_sure_share = claim.is_certain and claim.kind == "share"
        key = (claim.kind, claim.at.paragraph, claim.stated.start, is_sure_share, *operands)
        if key not in seen:
            seen.add(key)
            yield claim

"""What the text has told so far: every figure with its sentence, so that a finder can look back over full stops and paragraphs.

A finder that seeks a base, a whole or a rival asks here; how far back it may look is its own measure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from luodi.across.proofreading.engine.finding.places import is_amount, is_mean
from luodi.across.proofreading.engine.sentences import Sentence
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.units import Unit, comparable


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure where it is told."""

    sentence: Sentence
    place: int

    @property
    def quantity(self) -> Quantity:
        """The figure itself."""
        return self.sentence.quantities[self.place]

    @property
    def clause(self) -> str:
        """What is said right before it."""
        return self.sentence.clause(self.place)

    @property
    def name(self) -> str:
        """The words that say what it is of."""
        return self.sentence.name(self.place)

    @property
    def value(self) -> Decimal:
        """In basic units; 0 when it is masked."""
        return self.quantity.amount.value if self.quantity.number is not None else Decimal(0)


def told_before(sentence: Sentence, place: int, *, sentences: int, paragraphs: int = 0) -> Iterator[Mention]:
    """Every figure before the place, the nearest first, so many sentences and paragraphs back."""
    own: Sentence | None = sentence
    steps, last = 0, place
    while own is not None and steps <= sentences and own.paragraph >= sentence.paragraph - paragraphs:
        yield from (Mention(own, one) for one in range(last - 1, -1, -1))
        own, steps = own.before, steps + 1
        last = len(own.quantities) if own is not None else 0


def amounts_before(
    sentence: Sentence, place: int, unit: Unit, *, sentences: int, paragraphs: int = 0
) -> Iterator[Mention]:
    """The amounts among them that are counted in such a unit: no share, no change, no mean, nothing masked."""
    for one in told_before(sentence, place, sentences=sentences, paragraphs=paragraphs):
        own = one.quantity
        if own.number is None or not comparable(own.unit, unit):
            continue
        if is_amount(one.sentence, one.place) and not is_mean(one.sentence, one.place):
            yield one

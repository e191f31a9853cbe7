"""Why each relation of a proof has its verdict: what was stated, what was computed, and from which figures where in the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from luodi.across.proofreading.engine.claims import LABELS, Place, Relation
from luodi.across.proofreading.engine.listing import where
from luodi.across.proofreading.engine.proof import Proof
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.rounding import Verdict


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that a relation was computed from; `paragraph` counts from 1."""

    text: str
    where: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One relation for people; `spot` is the stated figure alone, where it stands. `recomputed` is "" when nothing was."""

    verdict: Verdict
    kind: str
    where: str
    spot: Place
    quote: str
    stated: str
    recomputed: str
    operands: tuple[Operand, ...]
    note: str


def explanations(proof: Proof) -> list[Explanation]:
    """Every relation explained, in the order of the text."""
    paragraphs = {id(one): sentence.paragraph for sentence in proof.sentences for one in sentence.quantities}
    return [_explanation(relation, paragraphs) for relation in proof.relations]


def spot_of(at: Place, stated: Quantity) -> Place:
    """The place of the stated figure within the stretch that a relation is marked at."""
    return Place(at.paragraph, stated.start, stated.end, at.row, at.column)


def _explanation(relation: Relation, paragraphs: dict[int, int]) -> Explanation:
    unit = relation.stated.unit_name
    return Explanation(
        verdict=relation.verdict,
        kind=LABELS[relation.kind],
        where=where(relation.at),
        spot=spot_of(relation.at, relation.stated),
        quote=relation.quote,
        stated=relation.stated.text,
        recomputed="" if relation.recomputed is None else f"{relation.recomputed:f}{unit}",
        operands=_operands(relation.at, relation.operands, paragraphs),
        note=relation.note,
    )


def _in_table(at: Place, one: Quantity) -> str:
    """本表第3行第2列."""
    row, column = one.cell or (at.row, at.column)
    return f"本表第{row}行第{column}列"


def _operands(at: Place, operands: Sequence[Quantity], paragraphs: dict[int, int]) -> tuple[Operand, ...]:
    """The figures with their paragraphs: those of a sentence may stand in an earlier one, those of a table stand in it."""
    if at.row is not None:
        return tuple(Operand(one.text, _in_table(at, one), at.paragraph) for one in operands)
    numbers = [paragraphs.get(id(one), at.paragraph) for one in operands]
    return tuple(
        Operand(one.text, where(Place(number, one.start, one.end)), number)
        for one, number in zip(operands, numbers, strict=True)
    )

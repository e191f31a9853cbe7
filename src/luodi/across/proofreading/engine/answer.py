"""A proof as the one document of `luodi check --json`."""

from collections import Counter
from typing import Final

from luodi.across.proofreading.engine.claims import Place, Relation
from luodi.across.proofreading.engine.proof import Proof
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.rounding import Verdict

_KINDS: Final = {"count": "sum", "repeat": "difference"}
"""The contract's word for kinds that it does not know: names that are counted are a sum, figures said twice should not differ."""

Document = dict[str, object]


def relations(proof: Proof) -> list[Document]:
    """Every relation, in the order of the text."""
    return [_relation(proof, relation) for relation in proof.relations]


def summary(proof: Proof) -> dict[str, int]:
    """How many relations have each verdict."""
    counted = Counter(relation.verdict for relation in proof.relations)
    return {verdict.value: counted[verdict] for verdict in Verdict}


def _relation(proof: Proof, relation: Relation) -> Document:
    return {
        "kind": _KINDS.get(relation.kind, relation.kind),
        "relation": relation.kind,
        "quote": relation.quote,
        "at": place(proof, relation.at),
        "operands": [_operand(one) for one in relation.operands],
        "stated": _number(relation.stated),
        "unit": relation.stated.unit_name,
        "recomputed": None if relation.recomputed is None else f"{relation.recomputed:f}",
        "verdict": relation.verdict.value,
        "note": relation.note,
    }


def place(proof: Proof, at: Place) -> Document:
    """Where it stands: in the paragraph as repaired, and in the one of the file."""
    made: Document = {"paragraph": at.paragraph, "start": at.start, "end": at.end}
    if at.row is not None:
        return {**made, "row": at.row, "column": at.column}
    start, end = proof.paragraphs[at.paragraph - 1].original(at.start, at.end)
    return {**made, "original": {"start": start, "end": end}}


def _operand(one: Quantity) -> Document:
    return {"text": one.text, "value": _number(one), "unit": one.unit_name}


def _number(one: Quantity) -> str | None:
    return None if one.number is None else f"{one.number:f}"

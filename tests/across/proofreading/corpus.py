"""Reads texts in which it is marked what a careful reader finds: ‹figure› holds, ⟦figure⟧ is wrong; and counts hits and misses.

A text is one line; ¶ begins a new line of it, and lines with tabs are the rows of a table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from luodi.across.proofreading.engine.claims import Relation
from luodi.across.proofreading.engine.proof import Proof, proofread
from luodi.across.proofreading.engine.reading.passages import Passage, passages_of_lines
from luodi.across.proofreading.engine.tokens import Quantity
from luodi.across.proofreading.rules.rounding import Verdict

MARKS = re.compile(r"[‹›⟦⟧]")
HOLDS = {Verdict.CONSISTENT, Verdict.TRUNCATED, Verdict.ROUNDING}
LINE = "¶"

Span = tuple[int, int]
Spot = tuple[int, Span | None, tuple[int, int] | None]
"""A paragraph (from 1) with the stretch of its text, or the row and column of its table."""


@dataclass(frozen=True)
class Text:
    """A text without its marks, and the marked stretches."""

    plain: str
    right: tuple[Span, ...]
    wrong: tuple[Span, ...]


@dataclass
class Score:
    """What was found of what is there."""

    wrong: int = 0
    wrong_found: int = 0
    alarms: int = 0
    right: int = 0
    right_found: int = 0
    holding: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Planted errors that were called inconsistent."""
        return self.wrong_found / self.wrong

    @property
    def precision(self) -> float:
        """What was called inconsistent and is planted."""
        return self.wrong_found / max(self.wrong_found + self.alarms, 1)


def texts(path: Path) -> Iterator[Text]:
    """The texts of a file, one a line; lines with # are remarks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield marked(line)


def marked(line: str) -> Text:
    """The text of a marked line."""
    plain, begun = "", 0
    found: dict[str, list[Span]] = {"›": [], "⟧": []}
    for sign in line:
        if sign in "‹⟦":
            begun = len(plain)
        elif sign in "›⟧":
            found[sign].append((begun, len(plain)))
        else:
            plain += sign
    return Text(plain, tuple(found["›"]), tuple(found["⟧"]))


def score(path: Path) -> Score:
    """Proofread every text by itself and count."""
    made = Score()
    for text in texts(path):
        passages = passages_of(text.plain)
        _add(made, text, proofread(passages), _Places(text.plain, passages))
    return made


def passages_of(plain: str) -> list[Passage]:
    """A line is a paragraph; a text of several lines is read as a file of them."""
    return passages_of_lines(plain.split(LINE)) if LINE in plain else [Passage(plain)]


class _Places:
    """Where every passage stands in the text, so that a marked stretch can be found again in its passage."""

    def __init__(self, plain: str, passages: Sequence[Passage]) -> None:
        self._spots: list[tuple[int, int, int, tuple[int, int] | None]] = []
        at = 0
        for number, passage in enumerate(passages, start=1):
            cells = [
                (text, (row, column))
                for row, line in enumerate(passage.table, 1)
                for column, text in enumerate(line, 1)
            ]
            for text, cell in cells or [(passage.text.replace("\n", LINE), None)]:
                start = plain.index(text, at)
                self._spots.append((start, start + len(text), number, cell))
                at = start + len(text)

    def of(self, span: Span) -> Spot:
        """The paragraph and the stretch in it, or the cell."""
        start, _, number, cell = next(one for one in self._spots if one[0] <= span[0] < one[1])
        return number, None if cell else (span[0] - start, span[1] - start), cell


def _add(made: Score, text: Text, proof: Proof, places: _Places) -> None:
    found = list(proof.relations)
    called = [one for one in found if one.verdict is Verdict.INCONSISTENT]
    wrong = [places.of(span) for span in text.wrong]
    made.holding += sum(one.verdict in HOLDS for one in found)
    for span, spot in zip(text.wrong, wrong, strict=True):
        made.wrong += 1
        if any(_meets(proof, one, spot) for one in called):
            made.wrong_found += 1
        else:
            made.misses.append(f"missed ⟦{text.plain[slice(*span)]}⟧ in {text.plain}")
    for one in called:
        if not any(_meets(proof, one, spot) for spot in wrong):
            made.alarms += 1
            made.misses.append(f"false alarm {one.stated.text}: {one.note} in {text.plain}")
    for span in text.right:
        made.right += 1
        if any(_meets(proof, one, places.of(span)) and one.verdict in HOLDS for one in found):
            made.right_found += 1
        else:
            made.misses.append(f"not confirmed ‹{text.plain[slice(*span)]}› in {text.plain}")


def _meets(proof: Proof, relation: Relation, spot: Spot) -> bool:
    """Whether the marked figure is the stated one, or one that it was computed from: which of them is wrong nobody can tell."""
    return any(_stands_at(proof, relation, one, spot) for one in (relation.stated, *relation.operands))


def _stands_at(proof: Proof, relation: Relation, one: Quantity, spot: Spot) -> bool:
    paragraph, span, cell = spot
    if paragraph != (relation.at.paragraph if cell else _paragraph_of(proof, relation, one)):
        return False
    if span is None:
        return (one.cell or (relation.at.row, relation.at.column)) == cell
    start, end = proof.paragraphs[paragraph - 1].original(one.start, one.end)
    return start < span[1] and span[0] < end


def _paragraph_of(proof: Proof, relation: Relation, one: Quantity) -> int:
    """An operand may stand in an earlier paragraph than the relation."""
    if relation.at.row is not None or one is relation.stated:
        return relation.at.paragraph
    return next(
        (sentence.paragraph for sentence in proof.sentences if any(own is one for own in sentence.quantities)),
        relation.at.paragraph,
    )

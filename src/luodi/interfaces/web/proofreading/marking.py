"""The text with its findings in their places: paragraphs cut where a stated figure begins and ends, cells of tables whole."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.proofreading.selectors import Proof
from luodi.interfaces.web.proofreading.findings import Finding

_WORST: Final = ("bad", "warn", "info", "plain", "good")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with findings it is a judged figure, in the tone of the worst."""

    text: str
    findings: tuple[Finding, ...] = ()

    @property
    def tone(self) -> str:
        """The worst tone; "" for plain text."""
        return min((one.look.tone for one in self.findings), key=_WORST.index, default="")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in pieces, or a table of cells in pieces (then `pieces` is empty)."""

    number: int
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


_Cell = tuple[int | None, int | None]


def marked(proof: Proof, found: Iterable[Finding]) -> list[Passage]:
    """Every passage of the text; empty ones are kept, so that the numbers of paragraphs are those of the explanations."""
    by_place: dict[int, dict[_Cell, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        by_place[one.spot.paragraph][(one.spot.row, one.spot.column)].append(one)
    return [
        Passage(
            number,
            () if passage.table else _pieces(repaired.shown, by_place[number][(None, None)]),
            _rows(passage.table, by_place[number]),
        )
        for number, (passage, repaired) in enumerate(zip(proof.passages, proof.paragraphs, strict=True), start=1)
    ]


def _rows(
    table: Sequence[Sequence[str]], by_cell: dict[_Cell, list[Finding]]
) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    return tuple(
        tuple((Piece(text, tuple(by_cell.get((row, column), ()))),) for column, text in enumerate(cells, start=1))
        for row, cells in enumerate(table, start=1)
    )


def _pieces(text: str, found: list[Finding]) -> tuple[Piece, ...]:
    """The text cut at its judged figures; findings whose figures touch share one piece."""
    pieces: list[Piece] = []
    place = 0
    for start, end, several in _stretches(sorted(found, key=lambda one: (one.spot.start, one.spot.end, one.number))):
        if start > place:
            pieces.append(Piece(text[place:start]))
        pieces.append(Piece(text[start:end], several))
        place = end
    if place < len(text):
        pieces.append(Piece(text[place:]))
    return tuple(pieces)


def _stretches(found: Sequence[Finding]) -> list[tuple[int, int, tuple[Finding, ...]]]:
    """Findings in order of place, those that overlap together."""
    made: list[tuple[int, int, tuple[Finding, ...]]] = []
    for one in found:
        if made and one.spot.start < made[-1][1]:
            start, end, several = made[-1]
            made[-1] = (start, max(end, one.spot.end), (*several, one))
        else:
            made.append((one.spot.start, one.spot.end, (one,)))
    return made

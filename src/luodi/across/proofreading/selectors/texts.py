"""A file proofread, and what is handed out of it: the document for programs, the marked copy, the list."""

from collections.abc import Sequence

from luodi.across.proofreading.engine import answer, listing, marking
from luodi.across.proofreading.engine.proof import Proof, proofread
from luodi.across.proofreading.engine.reading import is_word, read
from luodi.across.proofreading.selectors.ledger import LABELS, LedgerLine
from luodi.base.core.tabular import Cell


def proofread_file(name: str, content: bytes) -> Proof:
    """Read and proofread a file. BusinessError `proofreading.…` when it cannot be read."""
    return proofread(read(name, content))


def document(file: str, proof: Proof, lines: Sequence[LedgerLine]) -> dict[str, object]:
    """The one document of `luodi check --json`."""
    return {
        "file": file,
        "figures": proof.figures,
        "relations": answer.relations(proof),
        "ledger": [_line(proof, line) for line in lines],
        "summary": answer.summary(proof),
    }


def marked_copy(name: str, content: bytes, proof: Proof, lines: Sequence[LedgerLine]) -> bytes:
    """The Word copy with comments at everything that a person should look at."""
    differing = [line for line in lines if line.verdict == "differs"]
    marks = [*marking.marks_of(proof), *(marking.Mark(line.at, _differs(line)) for line in differing)]
    return marking.marked(proof, marks, content if is_word(name) else None)


def workbook(title: str, proof: Proof, lines: Sequence[LedgerLine]) -> bytes:
    """The list of everything that was found, as .xlsx."""
    return listing.workbook(title, proof, [ledger_row(line) for line in lines])


def ledger_row(line: LedgerLine) -> tuple[Cell, ...]:
    """One line of the comparison: place, quote, figure, stated, ledger, verdict, note."""
    return (
        listing.where(line.at),
        line.quote,
        f"{line.code} {line.name}",
        line.stated.text,
        "" if line.ledger is None else f"{line.ledger}{line.unit}",
        LABELS[line.verdict],
        line.note,
    )


def _differs(line: LedgerLine) -> str:
    return f"与台账不一致：台账“{line.name}”（{line.code}）为{line.ledger}{line.unit}，文中写作{line.stated.text}，请核对。"


def _line(proof: Proof, line: LedgerLine) -> dict[str, object]:
    return {
        "quote": line.quote,
        "at": answer.place(proof, line.at),
        "code": line.code,
        "name": line.name,
        "stated": f"{line.stated.number:f}",
        "stated_unit": line.stated.unit_name,
        "ledger": line.ledger,
        "unit": line.unit,
        "verdict": line.verdict,
        "note": line.note,
    }

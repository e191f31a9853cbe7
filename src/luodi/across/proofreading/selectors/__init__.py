"""A file proofread, and its figures beside those of the ledger. Nothing of a text is ever stored."""

from luodi.across.proofreading.engine.answer import summary
from luodi.across.proofreading.engine.claims import Place
from luodi.across.proofreading.engine.listing import where
from luodi.across.proofreading.engine.proof import Proof
from luodi.across.proofreading.engine.reading import refuse_size
from luodi.across.proofreading.selectors.explaining import Explanation, Operand, explanations, spot_of
from luodi.across.proofreading.selectors.ledger import LABELS, LedgerLine, ledger_lines
from luodi.across.proofreading.selectors.texts import document, ledger_row, marked_copy, proofread_file, workbook

__all__ = [
    "LABELS",
    "Explanation",
    "LedgerLine",
    "Operand",
    "Place",
    "Proof",
    "document",
    "explanations",
    "ledger_lines",
    "ledger_row",
    "marked_copy",
    "proofread_file",
    "refuse_size",
    "spot_of",
    "summary",
    "where",
    "workbook",
]

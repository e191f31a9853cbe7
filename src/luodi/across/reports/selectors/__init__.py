"""Reading papers: lists, the material a paper is made of, and the paper as page, Word or Excel."""

from luodi.across.reports.engine.changes import Seen, Shift
from luodi.across.reports.engine.handwritten import Handwritten, told_numbers
from luodi.across.reports.engine.omitted import LeftOut
from luodi.across.reports.engine.pairs import Pair, printed
from luodi.across.reports.engine.places import Place, PlaceChange, ScoreLine, signed
from luodi.across.reports.selectors.papers import is_dated_before_its_data, issued_alike, numbers_by_hand, paper, papers
from luodi.across.reports.selectors.shown import (
    Clash,
    Shown,
    clash,
    document_bytes,
    editable_text,
    field_list,
    shown,
    workbook_bytes,
)

__all__ = [
    "Clash",
    "Handwritten",
    "LeftOut",
    "Pair",
    "Place",
    "PlaceChange",
    "ScoreLine",
    "Seen",
    "Shift",
    "Shown",
    "clash",
    "document_bytes",
    "editable_text",
    "field_list",
    "is_dated_before_its_data",
    "issued_alike",
    "numbers_by_hand",
    "paper",
    "papers",
    "printed",
    "shown",
    "signed",
    "told_numbers",
    "workbook_bytes",
]

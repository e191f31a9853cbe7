"""A unit's responsibility letter as a paper, made from its targets in force."""

from typing import Final

from luodi.across.figures.rules import CATALOGUE
from luodi.across.reports.engine.letter import LetterPaper, LetterTarget, letter_document
from luodi.base.core.documents import write_docx
from luodi.base.orgs.models import User
from luodi.domains.targets.models import Target
from luodi.domains.targets.selectors import letter

ABOVE_ROOT: Final = "上级招商引资主管单位"
"""Who issues the targets of the root unit: nobody of the tree."""


def letter_paper(viewer: User, code: str, year: int) -> LetterPaper:
    """The letter of a unit and year. NotVisible without targets or out of reach."""
    found = letter(viewer, code, year)
    above = found.unit.parent
    issuer = ABOVE_ROOT if above is None else above.name
    return LetterPaper(year, issuer, found.unit.name, tuple(_target(row) for row in found.targets))


def letter_paper_document(paper: LetterPaper) -> bytes:
    """The letter as a Word file."""
    return write_docx(letter_document(paper))


def _target(row: Target) -> LetterTarget:
    names = {figure.code: figure.name for figure in CATALOGUE} | {figure.base_code: figure.name for figure in CATALOGUE}
    name = names.get(row.indicator, "")
    document = "".join(part for part in (row.issuer, f"（{row.doc_no}）" if row.doc_no else "") if part)
    return LetterTarget(
        f"{name}（{row.indicator}）" if name else row.indicator,
        f"{row.value.normalize():f}{row.measure}",
        row.tier,
        document,
    )

"""A paper as it is shown: on the page, as editable text, as Word, as Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from luodi.across.reports.engine.dispatch import dispatch_document
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.editing import FieldLine, draft_text, field_lines
from luodi.across.reports.engine.printing import Cover, print_paper
from luodi.across.reports.models import Paper
from luodi.across.reports.rules.kinds import KINDS, length_remark
from luodi.across.reports.selectors.material import office_of
from luodi.across.reports.selectors.stored import book_from_json, draft_from_json, lists_from_json
from luodi.base.core.documents import Block, Document, count_characters, write_docx, write_xlsx
from luodi.base.core.periods import parse_period


@dataclass(frozen=True)
class Shown:
    """A paper for the page: its document, what was left out of it and why, remarks on length."""

    document: Document
    draft: Draft | None
    characters: int
    remark: str

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of the text."""
        return self.document.body


def shown(paper: Paper) -> Shown:
    """The paper as it would be printed now."""
    document = document_of(paper)
    characters = count_characters(document)
    is_list = KINDS[paper.kind].is_list
    draft = None if is_list else draft_from_json(paper.draft)
    return Shown(document, draft, characters, "" if is_list else length_remark(characters))


def document_of(paper: Paper) -> Document:
    """The paper as a document: lists from their frozen rows, texts from draft and frozen figures."""
    cover = Cover(issuer=office_of(paper.unit).name, signed_on=_signed_on(paper))
    if KINDS[paper.kind].is_list:
        lists = lists_from_json(paper.draft)
        return dispatch_document(lists, area=paper.unit.name, as_at=parse_period(paper.period).last, cover=cover)
    return print_paper(
        draft_from_json(paper.draft),
        book_from_json(paper.book),
        cover,
        has_sources=paper.has_sources,
        is_masked=paper.is_masked,
    )


def _signed_on(paper: Paper) -> date:
    """The day under the paper: that of its issue, before that the day of the draft."""
    return localdate(paper.issued_at or paper.created_at)


def editable_text(paper: Paper) -> str:
    """The text with its fields, a line a paragraph; empty for lists."""
    return "" if KINDS[paper.kind].is_list else draft_text(draft_from_json(paper.draft))


def field_list(paper: Paper) -> tuple[FieldLine, ...]:
    """The fields that the text may use, with their values."""
    return () if KINDS[paper.kind].is_list else field_lines(book_from_json(paper.book))


def document_bytes(paper: Paper) -> tuple[str, bytes]:
    """File name and .docx bytes; the same paper always gives the same bytes."""
    return f"{paper.title}.docx", write_docx(document_of(paper))


def workbook_bytes(paper: Paper) -> tuple[str, bytes]:
    """File name and .xlsx bytes of the paper's tables."""
    return f"{paper.title}.xlsx", write_xlsx(document_of(paper))

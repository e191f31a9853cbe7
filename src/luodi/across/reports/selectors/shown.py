"""A paper as it is shown: on the page, as editable text, as Word, as Excel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.timezone import localdate

from luodi.across.reports.engine.data_pack import fact_annex
from luodi.across.reports.engine.dispatch import dispatch_document, public_lists
from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.editing import FieldLine, draft_text, field_lines
from luodi.across.reports.engine.labels import Labels, changed_lines
from luodi.across.reports.engine.omitted import LeftOut, left_out
from luodi.across.reports.engine.printing import Cover, fill, print_paper, source_annex
from luodi.across.reports.models import Paper
from luodi.across.reports.rules.kinds import KINDS, length_remark
from luodi.across.reports.selectors.drafts import word_names
from luodi.across.reports.selectors.stored import book_from_json, draft_from_json, lists_from_json
from luodi.base.core.documents import Annex, Block, Document, Imprint, count_characters, write_docx, write_xlsx
from luodi.base.core.periods import parse_period


@dataclass(frozen=True)
class Shown:
    """A paper for the page: its document, what was left out of it and why, remarks on length. `sources` is the annex
    数据溯源表 of an internal paper that goes out without it.
    """

    document: Document
    draft: Draft | None
    characters: int
    remark: str
    left_out: tuple[LeftOut, ...] = ()
    sources: Annex | None = None

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks of the text."""
        return self.document.body


def shown(paper: Paper) -> Shown:
    """The paper as it would be printed now."""
    document = document_of(paper)
    characters = count_characters(document)
    is_list = KINDS[paper.kind].is_list
    if is_list:
        return Shown(document, None, characters, "")
    draft, sources = draft_from_json(paper.draft), _sources_unprinted(paper)
    return Shown(document, draft, characters, length_remark(characters), _left_out(paper), sources)


def _sources_unprinted(paper: Paper) -> Annex | None:
    """The source annex that is not printed; a masked or public paper shows none at all."""
    if paper.has_sources or paper.is_masked or paper.is_public:
        return None
    draft, book = draft_from_json(paper.draft), book_from_json(paper.book)
    filled = fill(draft, book)
    return source_annex(filled.sources, draft.untraced, filled.measures, is_cut=book.round_mode == "DOWN")


def document_of(paper: Paper) -> Document:
    """The paper as a document: lists from their frozen rows, texts from draft and frozen figures."""
    cover = cover_of(paper)
    if KINDS[paper.kind].is_list:
        kept = lists_from_json(paper.draft)
        lists = public_lists(kept) if paper.is_public else kept
        return dispatch_document(lists, area=paper.unit.name, as_at=parse_period(paper.period).last, cover=cover)
    return print_paper(
        draft_from_json(paper.draft),
        book_from_json(paper.book),
        cover,
        has_sources=paper.has_sources,
        is_masked=paper.is_masked,
        is_public=paper.is_public,
        pictures={picture.key: bytes(picture.image) for picture in paper.pictures.all()},
    )


def cover_of(paper: Paper) -> Cover:
    """What is printed around the text. A numbered or copied paper has its 版记."""
    day = dated_on(paper)
    has_imprint = bool(paper.number or paper.copies_to)
    return Cover(
        issuer=paper.issuer,
        signed_on=day,
        number=paper.number,
        recipients=f"{paper.recipients}：" if paper.recipients else "",
        masthead=paper.masthead,
        secrecy=paper.secrecy,
        urgency=paper.urgency,
        signer=paper.signer,
        imprint=Imprint(paper.copies_to, paper.issuer, day) if has_imprint else None,
    )


def dated_on(paper: Paper) -> date:
    """成文日期: the day that was named, else that of the issue, before that the day of the last change."""
    return paper.dated_on or localdate(paper.issued_at or paper.edited_at or paper.created_at)


def editable_text(paper: Paper) -> str:
    """The text with its figures named, a line a paragraph; empty for lists."""
    if KINDS[paper.kind].is_list:
        return ""
    return draft_text(draft_from_json(paper.draft), book_from_json(paper.book))


def field_list(paper: Paper) -> tuple[FieldLine, ...]:
    """The figures that the text may use, with their values."""
    if KINDS[paper.kind].is_list:
        return ()
    return field_lines(book_from_json(paper.book), draft_from_json(paper.draft))


@dataclass(frozen=True)
class Clash:
    """Two people changed one draft: my words with their figures as they are now, and what others wrote meanwhile."""

    mine: str
    theirs: tuple[str, ...]


def clash(paper: Paper, text: str) -> Clash:
    """What somebody who lost the race needs to bring both together."""
    labels = Labels(book_from_json(paper.book), draft_from_json(paper.draft))
    mine = labels.restored(text)
    lines = [line.strip() for line in mine.splitlines()]
    return Clash(mine, changed_lines(lines, editable_text(paper).splitlines()))


def _left_out(paper: Paper) -> tuple[LeftOut, ...]:
    draft = draft_from_json(paper.draft)
    return left_out(draft.omissions, book_from_json(paper.book), word_names(paper.kind))


def document_bytes(paper: Paper) -> tuple[str, bytes]:
    """File name and .docx bytes; the same paper always gives the same bytes."""
    return f"{paper.title}.docx", write_docx(document_of(paper))


def workbook_bytes(paper: Paper) -> tuple[str, bytes]:
    """File name and .xlsx bytes of the paper's tables; of a data pack also the facts behind its figures."""
    return f"{paper.title}.xlsx", write_xlsx(_with_facts(paper))


def _with_facts(paper: Paper) -> Document:
    """The paper with its fact lists, which only the workbook has; a masked or public paper shows none."""
    document = document_of(paper)
    if KINDS[paper.kind].is_list or paper.is_masked or paper.is_public:
        return document
    facts = fact_annex(draft_from_json(paper.draft))
    return document if facts is None else replace(document, annexes=(*document.annexes, facts))

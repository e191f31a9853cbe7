"""The marked copy: a Word document with a comment at each place that a person should look at. The text itself stays as it is.

A .docx keeps its form: runs are only divided where a mark begins or ends. Other files become a plain document with the
text as it was read. Consistent relations get no comment.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Final, cast

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from luodi.across.proofreading.engine.claims import Place
from luodi.across.proofreading.engine.proof import Proof
from luodi.across.proofreading.engine.reading.word import below, blocks, cells_of, children, opened, run_text, runs_in
from luodi.across.proofreading.rules.rounding import Verdict

_AUTHOR: Final = "核数"
_SILENT: Final = frozenset({Verdict.CONSISTENT})
_TABLE: Final = qn("w:tbl")
_TEXTUAL: Final = frozenset(map(qn, ("w:rPr", "w:t", "w:tab", "w:br", "w:cr", "w:lastRenderedPageBreak")))


_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no Word file can hold; a blank stands for each, so that places stay what they are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A comment and its place."""

    at: Place
    text: str


class _Comments:
    """The comments of one document. The library seeks a free number through all of them each time; here it is counted on."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._model: BaseOxmlElement | None = None
        self._number = 0

    def add(self, paragraph: BaseOxmlElement, first: BaseOxmlElement, last: BaseOxmlElement, text: str) -> None:
        """A comment on the runs from the first to the last. The first comment is the model of the others."""
        around = Paragraph(cast("CT_P", paragraph), self._document._body)
        runs = [Run(cast("CT_R", first), around), Run(cast("CT_R", last), around)]
        line = text.replace("\n", " ")
        if self._model is None:
            made = self._document.add_comment(runs, text=line, author=_AUTHOR, initials=_AUTHOR)
            self._model, self._number = made._comment_elm, made.comment_id
            return
        self._number += 1
        copy = deepcopy(self._model)
        copy.set(qn("w:id"), str(self._number))
        _set(list(below(copy, "w:r"))[-1], line)
        self._model.addnext(copy)
        self._model = copy
        runs[0].mark_comment_range(runs[1], self._number)


def marks_of(proof: Proof) -> list[Mark]:
    """The comments for everything but what is consistent."""
    return [
        Mark(relation.at, f"{relation.verdict.label}：{relation.note or relation.quote}")
        for relation in proof.relations
        if relation.verdict not in _SILENT
    ]


def marked(proof: Proof, marks: list[Mark], original: bytes | None = None) -> bytes:
    """The marked copy; `original` is the .docx that was read, None for other files."""
    document = opened(original) if original is not None else _plain(proof)
    elements = [element for element, _ in blocks(document)]
    comments = _Comments(document)
    for mark in sorted(marks, key=lambda one: (one.at.paragraph, -one.at.start)):
        element = elements[mark.at.paragraph - 1]
        if element.tag == _TABLE:
            _mark_cell(comments, element, mark)
        else:
            start, end = proof.paragraphs[mark.at.paragraph - 1].original(mark.at.start, mark.at.end)
            _mark_text(comments, element, start, end, mark.text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _plain(proof: Proof) -> WordDocument:
    """A document with the passages as they were read."""
    document = Document()
    for passage in proof.passages:
        if passage.table:
            width = max(map(len, passage.table))
            table = document.add_table(rows=len(passage.table), cols=width, style="Table Grid")
            for row, cells in enumerate(passage.table):
                for column, text in enumerate(cells):
                    table.cell(row, column).text = _NOT_IN_XML.sub(" ", text)
        else:
            document.add_paragraph(_NOT_IN_XML.sub(" ", passage.text))
    return document


def _mark_cell(comments: _Comments, table: BaseOxmlElement, mark: Mark) -> None:
    rows = list(below(table, "w:tr"))
    cells = cells_of(rows[(mark.at.row or 1) - 1])
    for paragraph in below(cells[(mark.at.column or 1) - 1], "w:p"):
        runs = [run for run in runs_in(paragraph) if run_text(run)]
        if runs:
            comments.add(paragraph, runs[0], runs[-1], mark.text)
            return


def _mark_text(comments: _Comments, paragraph: BaseOxmlElement, start: int, end: int, text: str) -> None:
    """Divide the runs at both ends of the mark and comment on those between."""
    place, inside = 0, []
    for run in list(runs_in(paragraph)):
        length = len(run_text(run))
        first, last = max(start - place, 0), min(end - place, length)
        if first < last:
            inside.append(_cut(run, first, last))
        place += length
    if inside:
        comments.add(paragraph, inside[0], inside[-1], text)


def _cut(run: BaseOxmlElement, first: int, last: int) -> BaseOxmlElement:
    """The run of just these signs; what stands before and behind goes into runs of the same look beside it.

    A run that holds more than text (a picture, a note's sign) is marked whole, so that nothing of it is lost.
    """
    text = run_text(run)
    before, inside, behind = text[:first], text[first:last], text[last:]
    if (not before and not behind) or any(child.tag not in _TEXTUAL for child in children(run)):
        return run
    middle = run
    if before:
        middle = _beside(run, inside)
        _set(run, before)
    if behind:
        _beside(middle, behind)
        _set(middle, inside)
    return middle


def _beside(run: BaseOxmlElement, text: str) -> BaseOxmlElement:
    """A copy of the run with another text, right behind it."""
    copy = deepcopy(run)
    _set(copy, text)
    run.addnext(copy)
    return copy


def _set(run: BaseOxmlElement, text: str) -> None:
    cast("CT_R", run).text = text

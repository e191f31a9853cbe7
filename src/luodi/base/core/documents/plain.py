"""A paper as plain text: for previews, for comparing, for counting characters."""

from collections.abc import Iterator, Sequence

from luodi.base.core.documents.content import Block, Document, Heading, Note, Paragraph, Picture, Table
from luodi.base.core.documents.furniture import annex_mark
from luodi.base.core.documents.wording import HeadingCounter, chinese_date


def write_text(document: Document, *, has_annexes: bool = True) -> str:
    """The paper's words line by line: title, text with numbered headings, tables with | between cells, annexes."""
    return "\n".join(_lines(document, has_annexes)) + "\n"


def count_characters(document: Document) -> int:
    """Characters of title and text without blanks, tables and annexes (what limits on the length of papers count)."""
    words = [document.title]
    words += [block.text for block in document.body if isinstance(block, Heading | Paragraph)]
    return sum(len("".join(text.split())) for text in words)


def _lines(document: Document, has_annexes: bool) -> Iterator[str]:
    yield from (text for text in (document.secrecy, document.urgency, document.masthead) if text)
    if document.masthead and document.number:
        yield document.number
    if document.signer:
        yield f"签发人：{document.signer}"
    yield document.title
    yield from document.below_title
    if document.recipients:
        yield document.recipients
    yield from _block_lines(document.body)
    if document.issuer:
        yield document.issuer
    if document.signed_on:
        yield chinese_date(document.signed_on)
    for number, annex in enumerate(document.annexes if has_annexes else (), 1):
        yield annex_mark(number, len(document.annexes))
        yield annex.title
        yield from _block_lines(annex.body)


def _block_lines(blocks: Sequence[Block]) -> Iterator[str]:
    counter = HeadingCounter()
    for block in blocks:
        if isinstance(block, Heading):
            yield (counter.next_mark(block.level) if block.is_numbered else "") + block.text
        elif isinstance(block, Paragraph | Note):
            yield block.text
        elif isinstance(block, Picture):
            yield block.chart.said
        elif isinstance(block, Table):
            yield from _table_lines(block)


def _table_lines(table: Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    if table.unit_line:
        yield table.unit_line
    yield " | ".join(column.header for column in table.columns)
    for line in table.rows:
        yield " | ".join(cell.text for cell in line.cells)
    if table.note:
        yield table.note

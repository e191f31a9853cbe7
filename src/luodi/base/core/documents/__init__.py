"""Official papers: a content model and its writers (docx after GB/T 9704-2012, xlsx of the tables, plain text).

Pure Python. The same content always gives the same bytes, because papers are frozen by their hash.
"""

from luodi.base.core.documents.charts import Chart, Series
from luodi.base.core.documents.content import (
    Annex,
    Block,
    Cell,
    Column,
    Document,
    Figure,
    HeaderCell,
    Heading,
    Imprint,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    Text,
    paragraph,
    row,
)
from luodi.base.core.documents.plain import count_characters, write_text
from luodi.base.core.documents.sheets import write_xlsx
from luodi.base.core.documents.wording import chinese_date, chinese_number
from luodi.base.core.documents.writer import write_docx

__all__ = [
    "Annex",
    "Block",
    "Cell",
    "Chart",
    "Column",
    "Document",
    "Figure",
    "HeaderCell",
    "Heading",
    "Imprint",
    "Note",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Row",
    "Run",
    "Series",
    "Table",
    "Text",
    "chinese_date",
    "chinese_number",
    "count_characters",
    "paragraph",
    "row",
    "write_docx",
    "write_text",
    "write_xlsx",
]

"""Fills a template: figures and words set in, passages written or left out, rows repeated; the rest is not touched."""

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.across.reports.engine.compose import Item, Material
from luodi.across.reports.engine.office.marks import Each, Opener, Value, When, Whenever, Word
from luodi.across.reports.engine.office.nodes import (
    Branch,
    Grid,
    Inserted,
    Kept,
    Line,
    Node,
    Nodes,
    Passage,
    Said,
    Story,
    Words,
)
from luodi.across.reports.engine.office.plain_table import body_width, empty_paragraph, plain_table
from luodi.across.reports.engine.office.runs import below, children, find, said_run, text_of
from luodi.across.reports.engine.office.saying import raw_of, speak
from luodi.across.reports.engine.sources import Measure, SourceLine, Sources
from luodi.across.reports.engine.tabling import Tabling
from luodi.base.core.documents.archive import repack
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import UNKNOWN

_PARAGRAPH: Final = qn("w:p")
_TABLE: Final = qn("w:tbl")
_PROPERTIES: Final = qn("w:pPr")
_SECTION: Final = qn("w:sectPr")
_CELL_PROPERTIES: Final = qn("w:tcPr")
_ONCE: Final = frozenset({qn("w:bookmarkStart"), qn("w:bookmarkEnd")})
_SEEN: Final = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:fldChar")})

_Elements = list[BaseOxmlElement]


@dataclass(frozen=True)
class Unsaid:
    """A figure that the paper asks for and that cannot be said: printed as —."""

    place: str
    name: str
    why: str


@dataclass
class Trace:
    """What was said and what could not be."""

    sources: Sources = field(default_factory=Sources)
    unsaid: dict[Unsaid, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """A paper: its bytes, the line behind each figure, what could not be said."""

    content: bytes
    sources: tuple[SourceLine, ...]
    measures: tuple[Measure, ...]
    unsaid: tuple[Unsaid, ...]


def fill(
    document: WordDocument, stories: Sequence[Story], material: Material, *, most_rows: int, is_masked: bool
) -> Filled:
    """The template filled. The document is used up as a carrier: its stories are set anew at each call.

    BusinessError `reports.template_rows` when a list without a bound is longer than `most_rows`.
    """
    trace = Trace()
    for story in stories:
        filler = _Filler(material, trace, most_rows, body_width(_section_of(document)), is_masked=is_masked)
        made = filler.blocks(story.nodes, None)
        for child in list(story.root):
            story.root.remove(child)
        story.root.extend(made)
    buffer = io.BytesIO()
    document.save(buffer)
    content = repack(buffer.getvalue(), replaced={})
    sources = trace.sources
    return Filled(content, tuple(sources.lines.values()), tuple(sources.measures.values()), tuple(trace.unsaid))


def _section_of(document: WordDocument) -> BaseOxmlElement | None:
    return cast("BaseOxmlElement", document.sections[0]._sectPr) if document.sections else None


class _Filler:
    """Sets the material into one story."""

    def __init__(self, material: Material, trace: Trace, most_rows: int, width: int, *, is_masked: bool) -> None:
        self._material = material
        self._trace = trace
        self._most_rows = most_rows
        self._width = width
        self._is_masked = is_masked
        self._tabling = Tabling(material.book, {}, trace.sources, is_masked=is_masked)

    def blocks(self, nodes: Nodes, item: Item | None) -> _Elements:
        """The elements of block nodes."""
        return [element for node in nodes for element in self._block(node, item)]

    def _block(self, node: Node, item: Item | None) -> Iterator[BaseOxmlElement]:
        if isinstance(node, Kept):
            yield _copy(node.element, item)
        elif isinstance(node, Passage):
            yield from self._passage(node, item)
        elif isinstance(node, Grid):
            yield from self._grid(node, item)
        elif isinstance(node, Inserted):
            yield from self._table(node)
        elif isinstance(node, Branch):
            for chosen, nodes in self._chosen(node, item):
                yield from self.blocks(nodes, chosen)

    def _passage(self, node: Passage, item: Item | None) -> Iterator[BaseOxmlElement]:
        made = self._parts(node.parts, item)
        if not _says(made) and node.element.find(f"{_PROPERTIES}/{_SECTION}") is None:
            return
        paragraph = empty_paragraph(node.element)
        paragraph.extend(made)
        yield paragraph

    def _parts(self, nodes: Nodes, item: Item | None) -> _Elements:
        """The runs of a paragraph."""
        made: _Elements = []
        for node in nodes:
            if isinstance(node, Words):
                made += [_copy(element, item) for element in node.elements]
            elif isinstance(node, Said):
                made += [_copy(element, item) for element in node.loose]
                made.append(said_run(self._text(node, item), node.properties))
            elif isinstance(node, Branch):
                made += self._inline(node, item)
        return made

    def _inline(self, node: Branch, item: Item | None) -> _Elements:
        joint = node.opener.joint if isinstance(node.opener, Each) else ""
        made: _Elements = []
        for chosen, nodes in self._chosen(node, item):
            parts = self._parts(nodes, chosen)
            if joint and _says(made) and _says(parts):
                made.append(said_run(joint, _manner(nodes)))
            made += parts
        return made

    def _text(self, node: Said, item: Item | None) -> str:
        mark = node.mark
        if isinstance(mark, Word):
            words = item.words if mark.of_item and item is not None else self._material.words
            if mark.name in words:
                return words[mark.name]
            mark = Value(mark.name, of_item=mark.of_item)
        spoken = speak(mark, item, self._material.book, is_masked=self._is_masked)
        if not spoken.said.is_said or spoken.figure is None:
            name = spoken.figure.name if spoken.figure is not None else mark.key
            self._trace.unsaid[Unsaid(node.place.label, name, spoken.said.why)] = None
            return UNKNOWN
        self._trace.sources.of_text(node.place.label, spoken.token, spoken.said.text, spoken.figure)
        return spoken.said.text

    def _chosen(self, node: Branch, item: Item | None) -> Iterator[tuple[Item | None, Nodes]]:
        """What is written of a branch: for each item, or one of its two sides."""
        opener = node.opener
        if isinstance(opener, Each):
            for one in self._items(opener):
                yield one, node.then
        elif self._holds(opener, node.then, item):
            yield item, node.then
        else:
            yield item, node.other

    def _items(self, each: Each) -> tuple[Item, ...]:
        items = self._material.groups.get(each.key, ())
        if each.limit is not None:
            return items[: each.limit]
        if len(items) > self._most_rows:
            raise BusinessError(
                f"“逐个 {each.key}”有{len(items)}项，超过{self._most_rows}行的上限，请在模板里写明“前N”。",
                code="reports.template_rows",
            )
        return items

    def _holds(self, opener: Opener, then: Nodes, item: Item | None) -> bool:
        if isinstance(opener, When):
            left = raw_of(opener.left, item, self._material.book)
            right = (
                opener.right if isinstance(opener.right, Decimal) else raw_of(opener.right, item, self._material.book)
            )
            return left is not None and right is not None and _compares(left, opener.comparison, right)
        drops_zero = isinstance(opener, Whenever) and opener.drops_zero
        return all(self._can_say(node, item, drops_zero=drops_zero) for node in _own(then))

    def _can_say(self, node: Node, item: Item | None, *, drops_zero: bool) -> bool:
        if isinstance(node, Branch) and isinstance(node.opener, Each):
            return any(self._is_something(node, one) for one in self._items(node.opener))
        if isinstance(node, Inserted):
            return any(one.key == node.show.name for one in self._material.exhibits)
        if not isinstance(node, Said):
            return True
        if isinstance(node.mark, Word):
            words = item.words if node.mark.of_item and item is not None else self._material.words
            if node.mark.name in words:
                return bool(words[node.mark.name])
        mark = Value(node.mark.name, of_item=node.mark.of_item) if isinstance(node.mark, Word) else node.mark
        spoken = speak(mark, item, self._material.book, is_masked=False)
        return spoken.said.is_said and not (drops_zero and spoken.is_zero)

    def _is_something(self, node: Branch, item: Item) -> bool:
        """Whether an item of a repetition says anything."""
        return all(self._can_say(one, item, drops_zero=False) for one in _own(node.then) if isinstance(one, Said))

    def _grid(self, node: Grid, item: Item | None) -> Iterator[BaseOxmlElement]:
        table = deepcopy(node.element)
        for child in list(table):
            table.remove(child)
        has_rows = False
        for line in node.lines:
            if isinstance(line, Kept):
                table.append(_copy(line.element, item))
                continue
            for one in (item,) if line.each is None else self._items(line.each):
                table.append(self._line(line, one))
                has_rows = True
        if has_rows:
            yield table

    def _line(self, line: Line, item: Item | None) -> BaseOxmlElement:
        row = _bare(line.element)
        cells = iter(line.cells)
        for child in children(line.element):
            if child.tag != qn("w:tc"):
                row.append(_copy(child, item))
                continue
            original, nodes = next(cells)
            cell = _bare(original)
            properties = original.find(_CELL_PROPERTIES)
            if properties is not None:
                cell.append(deepcopy(properties))
            made = [one for one in self.blocks(nodes, item) if one.tag != _CELL_PROPERTIES]
            if not made or made[-1].tag != _PARAGRAPH:
                made.append(empty_paragraph(find(original, _PARAGRAPH)))
            cell.extend(made)
            row.append(cell)
        return row

    def _table(self, node: Inserted) -> Iterator[BaseOxmlElement]:
        found = next((one for one in self._material.exhibits if one.key == node.show.name), None)
        if found is None:
            self._trace.unsaid[Unsaid(node.place.label, f"表“{node.show.name}”", "本单位、本期没有可列的内容")] = None
            return
        block = self._tabling.block(found)
        yield from plain_table(block, self._width, node.properties)  # type: ignore[arg-type]  # exhibits of templates are tables


def _own(nodes: Nodes) -> Iterator[Node]:
    """The nodes of a passage itself, not those of conditions within it."""
    for node in nodes:
        if isinstance(node, Passage):
            yield from _own(node.parts)
        elif isinstance(node, Grid):
            for line in node.lines:
                if isinstance(line, Line) and line.each is None:
                    for _, below in line.cells:
                        yield from _own(below)
        elif not (isinstance(node, Branch) and not isinstance(node.opener, Each)):
            yield node


def _manner(nodes: Nodes) -> BaseOxmlElement | None:
    """The format in which the first mark of a passage was typed."""
    return next((node.properties for node in nodes if isinstance(node, Said)), None)


def _bare(element: BaseOxmlElement) -> BaseOxmlElement:
    """The element with its attributes and nothing in it."""
    made = deepcopy(element)
    for child in list(made):
        made.remove(child)
    return made


def _copy(element: BaseOxmlElement, item: Item | None) -> BaseOxmlElement:
    """The element again; a repeated one without bookmarks, whose names may stand once only."""
    made = deepcopy(element)
    if item is not None:
        for one in [found for found in made.iter() if found.tag in _ONCE and found is not made]:
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)
    return made


def _says(elements: Sequence[BaseOxmlElement]) -> bool:
    """Whether there is anything to see: words, or a picture."""
    return any(
        any(str(text).strip() for text in element.itertext()) or any(one.tag in _SEEN for one in element.iter())
        for element in elements
    )


def _compares(left: Decimal, comparison: str, right: Decimal) -> bool:
    outcomes = {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right, "==": left == right}
    return outcomes[comparison]


@dataclass(frozen=True)
class SeenBlock:
    """A paragraph or a table of a filled paper as the page shows it."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def seen(body: BaseOxmlElement) -> Iterator[SeenBlock]:
    """What a reader of the paper sees, without its format."""
    for child in children(body):
        if child.tag == _PARAGRAPH:
            text = text_of(child)
            if text.strip():
                yield SeenBlock(text)
        elif child.tag == _TABLE:
            rows = (tuple(_cell_text(cell) for cell in below(row, qn("w:tc"))) for row in below(child, qn("w:tr")))
            yield SeenBlock(rows=tuple(rows))


def _cell_text(cell: BaseOxmlElement) -> str:
    return "\n".join(text_of(one) for one in below(cell, _PARAGRAPH)).strip()

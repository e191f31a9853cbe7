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
from luodi.across.reports.engine.exhibits import Exhibit
from luodi.across.reports.engine.office.inserting import PROJECTS
from luodi.across.reports.engine.office.marks import Draw, Each, Opener, Show, Value, When, Whenever, Word
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
from luodi.across.reports.engine.office.pictures import Pictures
from luodi.across.reports.engine.office.plain_table import body_width, empty_paragraph, plain_table
from luodi.across.reports.engine.office.runs import children, find, said_run
from luodi.across.reports.engine.office.saying import raw_of, speak
from luodi.across.reports.engine.sources import Measure, SourceLine, Sources
from luodi.across.reports.engine.tabling import Tabling
from luodi.base.core.documents import Picture, Table
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

_SINGLE: Final = "项目"
"""The list of single projects, which a public paper does not print."""

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


@dataclass(frozen=True)
class Manner:
    """How a paper is printed: at most so many rows a list, figures as `**`, without single projects and companies."""

    most_rows: int
    is_masked: bool = False
    is_public: bool = False


def fill(document: WordDocument, stories: Sequence[Story], material: Material, manner: Manner) -> Filled:
    """The template filled. The document is used up as a carrier: its stories are set anew at each call.

    BusinessError `reports.template_rows` when a list without a bound is longer than the manner admits.
    """
    trace, width = Trace(), body_width(_section_of(document))
    pictures = Pictures(document, width)
    try:
        for story in stories:
            filler = _Filler(material, trace, manner, width, pictures)
            made = filler.blocks(story.nodes, None)
            for child in list(story.root):
                story.root.remove(child)
            story.root.extend(made)
        buffer = io.BytesIO()
        document.save(buffer)
    finally:
        pictures.forget()
    content = repack(buffer.getvalue(), replaced={})
    sources = trace.sources
    return Filled(content, tuple(sources.lines.values()), tuple(sources.measures.values()), tuple(trace.unsaid))


def _section_of(document: WordDocument) -> BaseOxmlElement | None:
    return cast("BaseOxmlElement", document.sections[0]._sectPr) if document.sections else None


class _Filler:
    """Sets the material into one story."""

    def __init__(self, material: Material, trace: Trace, manner: Manner, width: int, pictures: Pictures) -> None:
        self._material = material
        self._trace = trace
        self._manner = manner
        self._width = width
        self._pictures = pictures
        self._tabling = Tabling(material.book, material.pictures, trace.sources, is_masked=manner.is_masked)

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
            yield from self._inserted(node)
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
        spoken = speak(mark, item, self._material.book, is_masked=self._manner.is_masked)
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
        if self._manner.is_public and each.name == _SINGLE:
            return ()
        items = self._material.groups.get(each.key, ())
        if each.limit is not None:
            return items[: each.limit]
        if len(items) > self._manner.most_rows:
            raise BusinessError(
                f"“逐个 {each.key}”有{len(items)}项，超过{self._manner.most_rows}行的上限，请在模板里写明“前N”。",
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
            return bool(self._shown(node.show))
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

    def _inserted(self, node: Inserted) -> Iterator[BaseOxmlElement]:
        if self._is_kept_in(node.show):
            return
        found = self._shown(node.show)
        if not found:
            word = "表" if isinstance(node.show, Show) else "图"
            self._trace.unsaid[Unsaid(node.place.label, f"{word}“{node.show.key}”", "本单位、本期没有可列的内容")] = (
                None
            )
        for exhibit in found:
            block = self._tabling.block(exhibit)
            if isinstance(block, Table):
                yield from plain_table(block, self._width, node.properties)
            elif isinstance(block, Picture):
                yield self._pictures.paragraph(block.image, block.chart.said)

    def _shown(self, show: Show | Draw) -> list[Exhibit]:
        """The exhibits of a placeholder: places have one a group."""
        if self._is_kept_in(show):
            return []
        return [one for one in self._material.exhibits if one.key.partition("|")[0] == show.key]

    def _is_kept_in(self, show: Show | Draw) -> bool:
        """Whether this version does not print it: no lists of projects for the public, no charts with masked figures."""
        if isinstance(show, Show):
            return self._manner.is_public and show.name == PROJECTS
        return self._manner.is_masked


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

"""A template as passages, branches and repetitions, each with its place; what does not fit together is named with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.across.reports.engine.office.marks import (
    BRACES,
    Draw,
    Each,
    Fixed,
    Mark,
    Opener,
    Show,
    Unreadable,
    Value,
    When,
    Word,
    parse,
)
from luodi.across.reports.engine.office.nodes import (
    Branch,
    Control,
    Fault,
    Grid,
    Inserted,
    Kept,
    Line,
    Node,
    Nodes,
    Passage,
    Place,
    Said,
    Story,
    Words,
)
from luodi.across.reports.engine.office.runs import Atom, Piece, below, children, pieces_of, rebuilt, text_of

_PARAGRAPH: Final = qn("w:p")
_TABLE: Final = qn("w:tbl")
_ROW: Final = qn("w:tr")
_CELL: Final = qn("w:tc")
_WRAPS: Final = frozenset({qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")})
_BOX: Final = qn("w:txbxContent")
_SECTION: Final = f"{qn('w:pPr')}/{qn('w:sectPr')}"
_DEEPEST: Final = 12
_AROUND: Final = 12
_TAGS: Final = re.compile(rb"<[^>]*>")
_NOT_STORIES: Final = ("footnotes", "endnotes")


@dataclass
class _Frame:
    opener: Opener | None
    place: Place
    then: list[Node] = field(default_factory=list)
    other: list[Node] | None = None

    def add(self, node: Node) -> None:
        (self.then if self.other is None else self.other).append(node)


def read(document: WordDocument) -> tuple[tuple[Story, ...], tuple[Fault, ...], int]:
    """Body, headers and footers of the file, everything that does not fit together, and how many marks stand in it."""
    reader = _Reader()
    stories = [reader.story(document.element.body, "")]
    for name, root in _edges(document):
        stories.append(reader.story(root, name))
    reader.faults += _elsewhere(document)
    return tuple(stories), tuple(reader.faults), reader.marks


def _edges(document: WordDocument) -> Iterator[tuple[str, BaseOxmlElement]]:
    """Headers and footers in the order of their files."""
    parts = {rel.target_part.partname: (rel.reltype, rel.target_part) for rel in _rels(document)}
    for name in sorted(parts):
        kind, part = parts[name]
        word = {"header": "页眉", "footer": "页脚"}.get(kind.rpartition("/")[2], "")
        if word:
            yield word, cast("BaseOxmlElement", part.element)


def _rels(document: WordDocument) -> list:  # type: ignore[type-arg]  # python-docx has no types for them
    return [rel for rel in document.part.rels.values() if not rel.is_external]


def _elsewhere(document: WordDocument) -> Iterator[Fault]:
    for rel in _rels(document):
        word = rel.reltype.rpartition("/")[2]
        if word in _NOT_STORIES and b"{{" in _TAGS.sub(b"", rel.target_part.blob):
            yield Fault(Place("脚注、尾注"), "脚注、尾注里不能放数据，请移到正文")


class _Reader:
    """Reads one file; faults gather as it goes."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.marks = 0
        self._tables = 0

    def story(self, root: BaseOxmlElement, name: str) -> Story:
        return Story(root, self._blocks(root, _Counter(name)))

    def _blocks(self, parent: BaseOxmlElement, counter: "_Counter") -> Nodes:
        return self._nested(self._entries(parent, counter))

    def _entries(self, parent: BaseOxmlElement, counter: "_Counter") -> Iterator[Node | Control]:
        for child in children(parent):
            if child.tag == _PARAGRAPH:
                yield self._paragraph(child, counter)
            elif child.tag == _TABLE:
                yield self._table(child, counter)
            elif child.tag in _WRAPS and _has_braces(child):
                yield from self._entries(child, counter)
            else:
                yield Kept(child)

    def _paragraph(
        self, element: BaseOxmlElement, counter: "_Counter", pieces: list[Piece] | None = None
    ) -> Node | Control:
        text = text_of(element)
        label = counter.next(text)
        self._boxes(element, label)
        if pieces is None and BRACES.search(text) is None:
            return Kept(element)
        pieces = pieces_of(element) if pieces is None else pieces
        entries = list(self._parts(pieces, label))
        alone = next((one for one in entries if not isinstance(one, Words)), None) if _is_bare(pieces) else None
        if isinstance(alone, Control):
            if element.find(_SECTION) is not None:
                self.faults.append(Fault(alone.place, "控制词不能和分节符写在同一段，请在分节符前另起一段"))
            return alone
        if isinstance(alone, Inserted):
            return alone
        for one in entries:
            if isinstance(one, Inserted):
                self.faults.append(Fault(one.place, "插入表格、图的一段里不能再有别的文字，请让它单独成段"))
        return Passage(element, self._nested([one for one in entries if not isinstance(one, Inserted)]))

    def _parts(self, pieces: Sequence[Piece], label: str) -> Iterator[Node | Control]:
        whole = "".join(piece.text for piece in pieces)
        at = 0
        for piece in pieces:
            place = Place(label, _around(whole, at, len(piece.text)))
            at += len(piece.text)
            if piece.inner is None:
                self._stray(piece, place)
                yield Words(tuple(rebuilt(piece.atoms)))
            else:
                yield from self._mark(piece, place)

    def _mark(self, piece: Piece, place: Place) -> Iterator[Node | Control]:
        self.marks += 1
        try:
            mark = parse(piece.inner or "")
        except Unreadable as error:
            self.faults.append(Fault(place, str(error)))
            return
        yield self._node(mark, piece, place)

    @staticmethod
    def _node(mark: Mark, piece: Piece, place: Place) -> Node | Control:
        properties = piece.atoms[0].properties
        if isinstance(mark, Value | Word):
            return Said(mark, properties, place, tuple(_loose(piece.atoms)))
        if isinstance(mark, Show | Draw):
            return Inserted(mark, properties, place)
        return Control(mark, place)

    def _stray(self, piece: Piece, place: Place) -> None:
        for found in BRACES.finditer(piece.text):
            missing = "}}" if found.group() == "{{" else "{{"
            self.faults.append(Fault(place, f"“{found.group()}”没有配对的“{missing}”，请补上或删去"))

    def _boxes(self, element: BaseOxmlElement, label: str) -> None:
        for box in below(element, _BOX):
            text = "".join(text_of(one) for one in below(box, _PARAGRAPH))
            if "{{" in text:
                self.faults.append(Fault(Place(label, text[:_AROUND]), "文本框里不能放数据，请移到正文或表格"))

    def _table(self, element: BaseOxmlElement, counter: "_Counter") -> Node:
        if counter.is_inside:
            place = f"{counter.name}的内嵌表"
        else:
            self._tables += 1
            place = f"{counter.name}第{self._tables}个表"
        lines: list[Line | Kept] = []
        number = 0
        for child in children(element):
            if child.tag != _ROW:
                lines.append(Kept(child))
                continue
            number += 1
            lines.append(self._line(child, f"{place}第{number}行"))
        marked = any(isinstance(one, Line) and (one.each or _is_marked(one)) for one in lines)
        return Grid(element, tuple(lines)) if marked else Kept(element)

    def _line(self, row: BaseOxmlElement, place: str) -> Line:
        cells = []
        each: Each | None = None
        for number, cell in enumerate((one for one in children(row) if one.tag == _CELL), 1):
            counter = _Counter(f"{place}第{number}格", is_inside=True)
            if number == 1:
                each, nodes = self._first_cell(cell, counter)
            else:
                nodes = self._blocks(cell, counter)
            cells.append((cell, nodes))
        return Line(row, tuple(cells), each, Place(place))

    def _first_cell(self, cell: BaseOxmlElement, counter: "_Counter") -> tuple[Each | None, Nodes]:
        """The cell, and the repetition of its row when it opens with one that is not closed in the same paragraph."""
        first = next((one for one in children(cell) if one.tag == _PARAGRAPH), None)
        pieces = [] if first is None else pieces_of(first)
        each = _row_each(pieces)
        if first is None or each is None:
            return None, self._blocks(cell, counter)
        self.marks += 1
        rest = pieces[next(number for number, piece in enumerate(pieces) if piece.inner is not None) + 1 :]
        entries: list[Node | Control] = []
        for child in children(cell):
            if child is first:
                entries.append(self._paragraph(first, counter, rest))
            elif child.tag == _PARAGRAPH:
                entries.append(self._paragraph(child, counter))
            else:
                entries.append(Kept(child))
        return each, self._nested(entries)

    def _nested(self, entries: Iterable[Node | Control]) -> Nodes:
        """The entries with everything between an opening and its end put together."""
        stack = [_Frame(None, Place(""))]
        for entry in entries:
            if not isinstance(entry, Control):
                stack[-1].add(entry)
            elif not isinstance(entry.mark, Fixed):
                stack.append(_Frame(entry.mark, entry.place))
                if len(stack) > _DEEPEST:
                    self.faults.append(Fault(entry.place, f"条件套得太深，最多套 {_DEEPEST} 层"))
                    return ()
            elif entry.mark.kind == "else":
                self._turn(stack[-1], entry.place)
            elif len(stack) > 1:
                _close(stack)
            else:
                self.faults.append(Fault(entry.place, "“结束”前面没有对应的“如果”“有则写”“逐个”；整行重复不用写“结束”"))
        while len(stack) > 1:
            self.faults.append(
                Fault(stack[-1].place, f"“{_name(stack[-1].opener)}”没有对应的“结束”：写在同一段里，或两者各自单独成段")
            )
            _close(stack)
        return tuple(stack[0].then)

    def _turn(self, frame: _Frame, place: Place) -> None:
        if frame.opener is None or isinstance(frame.opener, Each) or frame.other is not None:
            self.faults.append(Fault(place, "“否则”只能在“如果”“有则写”里写一次"))
        else:
            frame.other = []


class _Counter:
    """Numbers the paragraphs that have text; in a cell the place is the cell."""

    def __init__(self, name: str, *, is_inside: bool = False) -> None:
        self.name = name
        self.is_inside = is_inside
        self._number = 0

    def next(self, text: str) -> str:
        if self.is_inside:
            return self.name
        self._number += bool(text.strip())
        return f"{self.name}第{self._number}段"


def _close(stack: list[_Frame]) -> None:
    done = stack.pop()
    if done.opener is not None:
        stack[-1].add(Branch(done.opener, tuple(done.then), tuple(done.other or ()), done.place))


def _row_each(pieces: Sequence[Piece]) -> Each | None:
    depth = 0
    found: Each | None = None
    for number, piece in enumerate(one for one in pieces if one.inner is not None or one.text.strip()):
        if piece.inner is None:
            if number == 0:
                return None
            continue
        try:
            mark = parse(piece.inner)
        except Unreadable:
            continue
        if number == 0:
            if not isinstance(mark, Each):
                return None
            found = mark
        depth += isinstance(mark, Opener) - (isinstance(mark, Fixed) and mark.kind == "end")
    return found if depth > 0 else None


def _is_bare(pieces: Sequence[Piece]) -> bool:
    """Whether a paragraph holds one mark and nothing else that is seen."""
    others = [piece for piece in pieces if piece.inner is None]
    is_blank = all(
        atom.is_loose or (atom.element is None and not atom.sign.strip()) for one in others for atom in one.atoms
    )
    return len(pieces) - len(others) == 1 and is_blank


def _is_marked(line: Line) -> bool:
    return any(not isinstance(node, Kept) for _, nodes in line.cells for node in nodes)


def _around(text: str, at: int, length: int) -> str:
    left, right = max(at - _AROUND, 0), at + length + _AROUND
    return f"{'…' if left else ''}{text[left:right].strip()}{'…' if right < len(text) else ''}"


def _loose(atoms: Sequence[Atom]) -> Iterator[BaseOxmlElement]:
    return (atom.element for atom in atoms if atom.is_loose and atom.element is not None)


def _has_braces(element: BaseOxmlElement) -> bool:
    """Whether marks stand in a content control; one without is kept as a whole."""
    return any(BRACES.search(text_of(one)) for one in below(element, _PARAGRAPH))


def _name(opener: Opener | None) -> str:
    if isinstance(opener, When):
        return "如果"
    return "逐个" if isinstance(opener, Each) else "有则写"

"""The parts of a template: words as they were typed, marks, passages that are written or repeated, each with its place."""

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.across.reports.engine.office.marks import Draw, Each, Fixed, Opener, Show, Value, Word


@dataclass(frozen=True)
class Place:
    """Where something stands: 第3段, 第1个表第2行第3格, and the text around it."""

    label: str
    around: str = ""

    def __str__(self) -> str:
        return f"{self.label}“{self.around}”" if self.around else self.label


@dataclass(frozen=True)
class Fault:
    """What is wrong with a template, and where."""

    place: Place
    says: str

    def __str__(self) -> str:
        return f"{self.place}：{self.says}"


@dataclass(frozen=True)
class Words:
    """Runs as they were typed."""

    elements: tuple[BaseOxmlElement, ...]


@dataclass(frozen=True)
class Said:
    """A figure or word in a text. `loose` are bookmarks that stood within its braces."""

    mark: Value | Word
    properties: BaseOxmlElement | None
    place: Place
    loose: tuple[BaseOxmlElement, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A paragraph or other element without marks."""

    element: BaseOxmlElement


@dataclass(frozen=True)
class Passage:
    """A paragraph with marks."""

    element: BaseOxmlElement
    parts: "Nodes"


@dataclass(frozen=True)
class Inserted:
    """A paragraph in whose place a table or chart of the product stands."""

    show: Show | Draw
    properties: BaseOxmlElement | None
    place: Place


@dataclass(frozen=True)
class Line:
    """A row of the office's own table; with `each` once for every item."""

    element: BaseOxmlElement
    cells: tuple[tuple[BaseOxmlElement, "Nodes"], ...]
    each: Each | None
    place: Place


@dataclass(frozen=True)
class Grid:
    """A table of the office's own in which marks stand."""

    element: BaseOxmlElement
    lines: tuple[Line | Kept, ...]


@dataclass(frozen=True)
class Branch:
    """Passages that are written or not, and those instead of them."""

    opener: Opener
    then: "Nodes"
    other: "Nodes"
    place: Place


Node = Words | Said | Kept | Passage | Inserted | Line | Grid | Branch
Nodes = tuple[Node, ...]


@dataclass(frozen=True)
class Control:
    """A mark that opens, turns or closes a passage."""

    mark: Opener | Fixed
    place: Place


@dataclass(frozen=True)
class Story:
    """The body, a header or a footer: its root element and what it holds."""

    root: BaseOxmlElement
    nodes: Nodes

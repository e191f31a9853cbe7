"""A paragraph as text with its marks, whatever runs Word has split them over; each piece keeps the format it was typed in."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final, cast

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from luodi.across.reports.engine.office.marks import FULL_WIDTH, MARK
from luodi.base.core.documents.wording import clean

_RUN: Final = qn("w:r")
_TEXT: Final = qn("w:t")
_PROPERTIES: Final = qn("w:pPr")
_RUN_PROPERTIES: Final = qn("w:rPr")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WRAPS: Final = frozenset({qn("w:ins"), qn("w:smartTag"), qn("w:hyperlink"), qn("w:customXml"), qn("w:moveTo")})
_NOISE: Final = frozenset({qn("w:proofErr"), qn("w:lastRenderedPageBreak")})
_HIDDEN: Final = "\ufffc"
"""Stands for what is no text: a picture, a tab, a bookmark."""


@dataclass(frozen=True)
class Atom:
    """One sign of a paragraph, or one element that is no text; with the properties of its run."""

    sign: str
    element: BaseOxmlElement | None
    properties: BaseOxmlElement | None
    is_loose: bool = False


@dataclass(frozen=True)
class Piece:
    """Signs between marks, or one mark (`inner` is what stands in its braces)."""

    atoms: tuple[Atom, ...]
    inner: str | None = None

    @property
    def text(self) -> str:
        """The signs; what is no text is left out."""
        return "".join(atom.sign for atom in self.atoms if atom.sign != _HIDDEN)


def text_of(paragraph: BaseOxmlElement) -> str:
    """The text of a paragraph as people see it, braces half-width."""
    return "".join(atom.sign for atom in atoms_of(paragraph) if atom.sign != _HIDDEN)


def pieces_of(paragraph: BaseOxmlElement) -> list[Piece]:
    """The paragraph cut at its marks."""
    atoms = list(atoms_of(paragraph))
    text = "".join(atom.sign for atom in atoms)
    pieces, at = [], 0
    for found in MARK.finditer(text):
        if found.start() > at:
            pieces.append(Piece(tuple(atoms[at : found.start()])))
        inner = "".join(_inside(atom) for atom in atoms[found.start("inner") : found.end("inner")])
        pieces.append(Piece(tuple(atoms[found.start() : found.end()]), inner))
        at = found.end()
    if at < len(atoms):
        pieces.append(Piece(tuple(atoms[at:])))
    return pieces


def _inside(atom: Atom) -> str:
    """A sign between braces: bookmarks, which Word leaves where somebody typed last, are nothing, tabs are blanks."""
    if atom.element is None:
        return atom.sign
    return "" if atom.is_loose else " "


def atoms_of(parent: BaseOxmlElement) -> Iterator[Atom]:
    """Every sign and every other element in order, wrappings of links and changes taken off."""
    for child in children(parent):
        if child.tag == _RUN:
            yield from _of_run(child)
        elif child.tag in _WRAPS:
            yield from atoms_of(child)
        elif child.tag != _PROPERTIES and child.tag not in _NOISE:
            yield Atom(_HIDDEN, child, None, is_loose=True)


def _of_run(run: BaseOxmlElement) -> Iterator[Atom]:
    properties = find(run, _RUN_PROPERTIES)
    for child in children(run):
        if child.tag == _TEXT:
            for sign in (child.text or "").translate(FULL_WIDTH):
                yield Atom(sign, None, properties)
        elif child.tag != _RUN_PROPERTIES and child.tag not in _NOISE:
            yield Atom(_HIDDEN, child, properties)


def children(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The elements right below; comments and the like are none."""
    return cast("Iterator[BaseOxmlElement]", parent.iterchildren("*"))


def below(parent: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The elements of a tag anywhere below; python-docx makes each of its own class, which the types of lxml do not know."""
    return cast("Iterator[BaseOxmlElement]", parent.iter(tag))


def find(parent: BaseOxmlElement, path: str) -> BaseOxmlElement | None:
    """The first element of a path below."""
    return cast("BaseOxmlElement | None", parent.find(path))


def rebuilt(atoms: tuple[Atom, ...]) -> Iterator[BaseOxmlElement]:
    """The atoms as runs again: neighbours of one run stay together."""
    run: BaseOxmlElement | None = None
    words: list[str] = []
    owner: object = None
    for atom in atoms:
        if atom.is_loose or run is None or atom.properties is not owner:
            _close(run, words)
            run, words, owner = None, [], atom.properties
        if atom.is_loose and atom.element is not None:
            yield deepcopy(atom.element)
            continue
        if run is None:
            run = new_run(atom.properties)
            yield run
        if atom.element is None:
            words.append(atom.sign)
        else:
            _close(run, words)
            words = []
            run.append(deepcopy(atom.element))
    _close(run, words)


def _close(run: BaseOxmlElement | None, words: list[str]) -> None:
    if run is not None and words:
        run.append(_text("".join(words)))


def said_run(text: str, properties: BaseOxmlElement | None) -> BaseOxmlElement:
    """Words in the format in which their mark was typed."""
    run = new_run(properties)
    run.append(_text(text))
    return run


def new_run(properties: BaseOxmlElement | None) -> BaseOxmlElement:
    """An empty run of a format."""
    run = parse_xml(f"<w:r {nsdecls('w')}/>")
    if properties is not None:
        run.append(deepcopy(properties))
    return run


def _text(words: str) -> BaseOxmlElement:
    made = parse_xml(f"<w:t {nsdecls('w')}/>")
    made.text = clean(words)
    made.set(_SPACE, "preserve")
    return made

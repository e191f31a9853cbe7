"""The language of templates: what a paper says when the figures are there, and what it leaves out when they are not.

Texts hold `{{…}}` for figures and `[[word]]` for words of the material. A clause falls when a figure or word of it is
missing; a sentence falls with its first part; a point with its last carrying sentence; a section when nothing is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Comparison = Literal["<", "<=", ">", ">=", "=="]


@dataclass(frozen=True)
class Condition:
    """A figure compared with a number or with another figure; false when a figure cannot be said."""

    key: str
    comparison: Comparison
    than: Decimal | str


@dataclass(frozen=True)
class Clause:
    """Part of a sentence. `before` joins it to what precedes; `instead` is said when its figures are missing."""

    text: str
    before: str = "，"
    when: tuple[Condition, ...] = ()
    drops_zero: bool = False
    instead: str = ""


@dataclass(frozen=True)
class Each:
    """The clauses once for every item of a group, e.g. `其中：围绕铝产业，…；围绕食品加工，…`.

    `one` and `many` stand before one or several items (完成 / 分别完成). An item falls with its first clause.
    """

    group: str
    clauses: tuple[Clause, ...]
    separator: str = "；"
    one: str = ""
    many: str = ""
    before: str = "，"
    limit: int = 12


Part = Clause | Each


@dataclass(frozen=True)
class Sentence:
    """Parts that stand and fall with the first one. A sentence that is not carrying cannot hold up a point alone.

    One that was written around figures and has lost them all does not carry either.
    """

    parts: tuple[Part, ...]
    end: str = "。"
    is_carrying: bool = True


@dataclass(frozen=True)
class Flow:
    """A paragraph of sentences."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Point:
    """一是…: a short title and its sentences."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Points:
    """A paragraph of points numbered 一是、二是; a single one stands without number. `lead` opens it.

    With `is_split` each point is a paragraph of its own. The end of a paper is written so: the last paragraph stays with
    the signature, and a long one would take half a page along.
    """

    points: tuple[Point, ...]
    lead: str = ""
    is_split: bool = False


@dataclass(frozen=True)
class Show:
    """A table or chart of the material, by its key; nothing when the material has none of it."""

    key: str


Body = Flow | Points | Show


@dataclass(frozen=True)
class Section:
    """A heading with its text, its sections and what closes it. `[[subsections]]` counts the sections that remain."""

    heading: str
    body: tuple[Body, ...] = ()
    sections: tuple["Section", ...] = ()
    closing: tuple[Body, ...] = ()


@dataclass(frozen=True)
class Template:
    """A kind of paper: title, opening paragraphs and sections. `word_names` tells people what a `[[word]]` is,
    and what a figure is that the paper may lack."""

    kind: str
    title: str
    opening: tuple[Body, ...]
    sections: tuple[Section, ...]
    word_names: Mapping[str, str] = field(default_factory=dict)


def sentence(*parts: str | Part, is_carrying: bool = True) -> Sentence:
    """A sentence out of plain texts, clauses and lists."""
    return Sentence(tuple(Clause(part) if isinstance(part, str) else part for part in parts), is_carrying=is_carrying)


def point(title: str, *sentences: Sentence | str) -> Point:
    """A point; plain texts are sentences that cannot hold it up alone unless there are no others."""
    only_words = all(isinstance(one, str) for one in sentences)
    return Point(
        title,
        tuple(sentence(one, is_carrying=only_words) if isinstance(one, str) else one for one in sentences),
    )

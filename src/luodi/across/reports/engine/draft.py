"""A draft: the text of a paper with fields still in it, what was left out of it and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from luodi.base.core.documents.wording import HeadingCounter

BlockKind = Literal["heading", "paragraph"]


@dataclass(frozen=True)
class DraftBlock:
    """A heading (level 1–4) or a paragraph; `text` holds fields."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 1


@dataclass(frozen=True)
class Omission:
    """A passage that was not written: where, what it would have said, which figure or word was missing, why."""

    place: str
    text: str
    key: str
    why: str


@dataclass(frozen=True)
class Untraced:
    """A number typed by hand: nobody can say from the facts where it comes from."""

    place: str
    text: str


@dataclass(frozen=True)
class Draft:
    """The text of a paper before its figures are set in."""

    kind: str
    title: str
    blocks: tuple[DraftBlock, ...]
    omissions: tuple[Omission, ...] = ()
    untraced: tuple[Untraced, ...] = ()


def placed(blocks: Sequence[DraftBlock]) -> Iterator[tuple[str, DraftBlock]]:
    """Each block with its place in words: 一（二）第1段, 一（二）标题; paragraphs before any heading: 开头第1段."""
    counter = HeadingCounter()
    marks: list[str] = []
    paragraphs = 0
    for block in blocks:
        if block.kind == "heading":
            mark = counter.next_mark(block.level).strip("、.")
            marks = [*marks[: block.level - 1], mark]
            paragraphs = 0
            yield f"{''.join(marks)}标题", block
        else:
            paragraphs += 1
            yield f"{''.join(marks) or '开头'}第{paragraphs}段", block

"""A draft: the text of a paper with fields still in it, what was left out of it and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from luodi.across.reports.engine.exhibits import Exhibit
from luodi.base.core.documents.wording import HeadingCounter

BlockKind = Literal["heading", "paragraph", "exhibit"]


@dataclass(frozen=True)
class DraftBlock:
    """A heading (level 1–4) or a paragraph, whose `text` holds fields, or an exhibit, whose `text` is its key."""

    text: str
    kind: BlockKind = "paragraph"
    level: int = 1


OmissionKind = Literal["missing", "zero", "condition"]


@dataclass(frozen=True)
class Omission:
    """A passage that was not written: where, what it would have said, the key of the figure or word, why.

    Only a `missing` one lacks facts; a `zero` is not worth a sentence, a `condition` did not hold.
    """

    place: str
    text: str
    key: str
    why: str
    kind: OmissionKind = "missing"


@dataclass(frozen=True)
class Untraced:
    """A number typed by hand: nobody can say from the facts where it comes from."""

    place: str
    text: str


@dataclass(frozen=True)
class Draft:
    """The text of a paper before its figures are set in.

    `exhibits` are its tables and charts, placed by blocks; those named in `annexed` follow the text as annex `annex_title`.
    `remark` is printed under the title: how far the period is closed.
    """

    kind: str
    title: str
    blocks: tuple[DraftBlock, ...]
    omissions: tuple[Omission, ...] = ()
    untraced: tuple[Untraced, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    annexed: tuple[str, ...] = ()
    annex_title: str = ""
    remark: str = ""
    is_landscape: bool = False

    def exhibit(self, key: str) -> Exhibit | None:
        """The table or chart of a key."""
        return next((one for one in self.exhibits if one.key == key), None)


def placed(blocks: Sequence[DraftBlock]) -> Iterator[tuple[str, DraftBlock]]:
    """Each block with its place in words: 第一部分（二）第1段, 第一部分（二）标题; before any heading: 开头第1段."""
    counter = HeadingCounter()
    marks: list[str] = []
    paragraphs = 0
    for block in blocks:
        if block.kind == "heading":
            mark = counter.next_mark(block.level)
            marks = [*marks[: block.level - 1], part_name(mark.strip("、")) if block.level == 1 else mark]
            paragraphs = 0
            yield f"{''.join(marks)}标题", block
        elif block.kind == "exhibit":
            yield "".join(marks) or "开头", block
        else:
            paragraphs += 1
            yield f"{''.join(marks) or '开头'}第{paragraphs}段", block


def part_name(number: str) -> str:
    """How a part under a heading of the first level is spoken of: 第一部分."""
    return f"第{number}部分"

"""A kind of paper as a Word file with placeholders, written out of its own skeleton: what an office begins with.

Sentences stand and fall as they do in the paper: 有则写 around what needs a figure. What the language of templates does not
know (lists of activities, names of projects in sentences) is left out.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from luodi.across.reports.engine.exhibits import TableExhibit
from luodi.across.reports.engine.office.tables import main_table
from luodi.across.reports.engine.template import (
    Body,
    Clause,
    Each,
    Flow,
    Part,
    Point,
    Points,
    Section,
    Sentence,
    Template,
)
from luodi.across.reports.engine.tokens import Token, split, tokens
from luodi.base.core.documents import (
    Block,
    Column,
    Document,
    Heading,
    Table,
    chinese_number,
    paragraph,
    row,
    write_docx,
)

_WORD: Final = re.compile(r"\[\[(\w+)\]\]")
_WORDS: Final[Mapping[str, str]] = {
    "year": "{{年}}",
    "month": "{{月}}月",
    "to_date": "{{累计期}}",
    "place": "{{简称}}",
    "area": "{{全域}}",
    "half": "{{半年}}",
    "span": "{{时期}}",
    "next": "下一步",
    "plan": "{{下一步}}",
    "committee": "{{党委政府}}",
    "leaders": "{{领导}}",
    "office": "{{招商部门}}",
}
_EACH: Final[Mapping[str, str]] = {
    "counts": "完成年度任务的{{S06.n.ytd}}",
    "count_targets": "完成年度任务的{{S06.n.ytd}}",
    "amounts": "完成年度任务的{{S06.v.ytd}}",
    "amount_targets": "完成年度任务的{{S06.v.ytd}}",
    "funds": "完成年度任务的{{C02.ytd}}",
    "chains": "其中：{{逐个 产业链 前5 用；连}}围绕{{项.名称}}，签约项目{{项.T04.n}}，合同额{{项.T04.v}}{{结束}}",
}
"""What is said of each target, each chain."""
_MAIN: Final = "area"
"""The key of the table of main figures in the skeletons."""
_DENIES: Final = "没有"
"""A sentence that says there were none may stand only beside the figure that would say otherwise."""
_OF_RANKINGS: Final = frozenset({"有关说明"})
"""Sections about rankings, which templates do not have."""
END: Final = "{{结束}}"


@dataclass(frozen=True)
class Starter:
    """What is written: the skeleton, and how its figures are named in templates (empty when they cannot be)."""

    skeleton: Template
    key_of: Callable[[str], str]


def starter(given: Starter, *, issuer: str) -> bytes:
    """The template as a Word file in the layout of official papers (GB/T 9704-2012)."""
    skeleton = given.skeleton
    writer = _Writer(given.key_of)
    body: list[Block] = writer.bodies(skeleton.opening)
    for section in skeleton.sections:
        body += writer.section(section, 1) if section.heading not in _OF_RANKINGS else []
    return write_docx(Document(writer.words(skeleton.title), tuple(body), issuer=issuer))


class _Writer:
    """Writes the parts of a skeleton in the language of templates."""

    def __init__(self, key_of: Callable[[str], str]) -> None:
        self._key_of = key_of

    def section(self, section: Section, level: int) -> list[Block]:
        """Heading and passages; nothing when none of it can be written."""
        inner = self.bodies(section.body)
        for child in section.sections:
            inner += self.section(child, level + 1)
        inner += self.bodies(section.closing)
        return [Heading(self.words(section.heading), level), *inner] if inner else []

    def bodies(self, bodies: Sequence[Body]) -> list[Block]:
        """The paragraphs and tables."""
        return [block for body in bodies for block in self._body(body)]

    def _body(self, body: Body) -> Iterator[Block]:
        if isinstance(body, Flow):
            text = "".join(self._sentence(one) for one in body.sentences)
            if text:
                yield paragraph(text)
        elif isinstance(body, Points):
            yield from self._points(body)
        elif body.key == _MAIN:
            yield _table(main_table())

    def _points(self, points: Points) -> Iterator[Block]:
        """Each point a paragraph of its own: so an office moves and drops them."""
        said = [text for text in (self._point(one) for one in points.points) if text]
        if len(said) > 1:
            said = [f"{chinese_number(number)}是{text}" for number, text in enumerate(said, 1)]
        for number, text in enumerate(said):
            yield paragraph(text if number else points.lead + text)

    def _point(self, point: Point) -> str:
        text = "".join(self._sentence(one) for one in point.sentences)
        return f"{point.title}。{text}" if text else ""

    def _sentence(self, sentence: Sentence) -> str:
        """The first part holds the sentence up; the others are written when they can be said."""
        first, *others = sentence.parts
        head, instead = self._part(first), self._instead(first)
        if not head and (not instead or _DENIES in instead):
            return ""
        rest = "".join(self._optional(part) for part in others)
        text = f"{head or instead}{rest}{sentence.end}"
        if not head or not _depends(head):
            return text
        other = f"{{{{否则}}}}{instead}{sentence.end}" if instead else ""
        return self._when(first, f"{_opening(first)}{text}{other}{END}")

    def _instead(self, part: Part) -> str:
        """What is said without figures where they are missing; empty when there is no such thing."""
        said = self._text(part.instead) if isinstance(part, Clause) else ""
        return "" if tokens(said) else said

    def _optional(self, part: Part) -> str:
        said = self._part(part)
        if not said:
            return ""
        text = f"{part.before}{said}"
        return self._when(part, f"{_opening(part)}{text}{END}" if _depends(said) else text)

    def _part(self, part: Part) -> str:
        if isinstance(part, Each):
            is_plain = not any(clause.when for clause in part.clauses)
            text = _EACH.get(part.group, "") if is_plain else ""
            return text if all(self._key_of(token.key) for token in tokens(_without_items(text))) else ""
        if any("[[" in condition.key or not self._key_of(condition.key) for condition in part.when):
            return ""
        return self._text(part.text)

    def _when(self, part: Part, text: str) -> str:
        """The text under the conditions of its part."""
        for condition in part.when if isinstance(part, Clause) else ():
            text = f"{{{{如果 {self._key_of(condition.key)} {condition.comparison} {condition.than}}}}}{text}{END}"
        return text

    def words(self, text: str) -> str:
        """The text with words of templates; empty when one of them is not known."""
        if any(word not in _WORDS for word in _WORD.findall(text)):
            return ""
        return _WORD.sub(lambda found: _WORDS[found[1]], text)

    def _text(self, text: str) -> str:
        """A passage with its figures under the names that templates use; empty when one has none."""
        made = []
        for piece in split(text):
            if isinstance(piece, str):
                plain = self.words(piece)
                if piece and not plain:
                    return ""
                made.append(plain)
                continue
            key = self._key_of(piece.key)
            if not key:
                return ""
            made.append(Token(key, piece.digits, piece.phrase).text)
        text = "".join(made)
        return "" if "[[" in text else text


_PLAIN: Final = "{{有则写}}"


def _opening(part: Part) -> str:
    return "{{非零则写}}" if isinstance(part, Clause) and part.drops_zero else _PLAIN


def _table(exhibit: TableExhibit) -> Table:
    """The table with its figures as placeholders: the office's own from here on."""
    columns = tuple(Column(one.header, one.kind, one.width) for one in exhibit.columns)
    return Table(columns, tuple(row(*line) for line in exhibit.rows), caption=exhibit.caption, size=10.5)


def _depends(text: str) -> bool:
    """Whether figures stand in the text."""
    return bool(tokens(text)) or "{{逐个" in text


def _without_items(text: str) -> str:
    return text.replace("{{项.", "{{")

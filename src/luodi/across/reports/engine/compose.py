"""Composes a draft: a template said over the material. What lacks a figure or a word is left out, with the reason."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.draft import Draft, DraftBlock, Omission, OmissionKind, part_name
from luodi.across.reports.engine.exhibits import Exhibit
from luodi.across.reports.engine.phrases import say
from luodi.across.reports.engine.template import (
    Body,
    Clause,
    Condition,
    Each,
    Part,
    Point,
    Points,
    Section,
    Sentence,
    Show,
    Template,
)
from luodi.across.reports.engine.tokens import plain_word, qualifier_of, split, tokens
from luodi.base.core.documents import chinese_number

_WORD = re.compile(r"\[\[(\w+)\]\]")
_FIELD = re.compile(r"\{\{.*?\}\}")
_MAY_BE_EMPTY = frozenset({"digits"})
_ABOUT = ("activity", "chain")
_NAMES_SHOWN = 3
_LISTED_TAIL = "项目"


@dataclass(frozen=True)
class Item:
    """One line of a group: its words, and names of which `total` exist (None = just these)."""

    words: Mapping[str, str]
    names: tuple[str, ...] = ()
    total: int | None = None


@dataclass(frozen=True)
class Material:
    """What a paper is made of: figures, words (全区, 区委、区政府 …), groups of items (chains …), tables and charts, and the
    charts as they were drawn, by their keys.
    """

    book: FigureBook
    words: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    exhibits: tuple[Exhibit, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def name_list(names: Sequence[str], total: int | None = None, *, shown: int = _NAMES_SHOWN) -> str:
    """甲、乙、丙等: the first names, with 等 when there are more. A closing 项目 of a name is taken off."""
    chosen = [name.removesuffix(_LISTED_TAIL) or name for name in names[:shown]]
    more = max(len(names), total or 0) > len(chosen)
    return "、".join(chosen) + ("等" if chosen and more else "")


def compose(template: Template, material: Material) -> Draft:
    """The draft of a paper."""
    composer = _Composer(material, template.word_names)
    blocks = composer.bodies(template.opening, "开头", {})
    for number, section in enumerate(template.sections, 1):
        blocks += composer.section(section, level=1, place=part_name(chinese_number(number)))
    title = composer.words_only(template.title)
    return Draft(template.kind, title, tuple(blocks), tuple(composer.omissions), exhibits=material.exhibits)


class _Missing(Exception):
    """A passage cannot be said."""

    def __init__(self, key: str, why: str, kind: OmissionKind = "missing") -> None:
        super().__init__(why)
        self.key = key
        self.why = why
        self.kind = kind


class _Composer:
    """Says the parts of a template and notes what had to be left out."""

    def __init__(self, material: Material, word_names: Mapping[str, str]) -> None:
        self._material = material
        self._word_names = word_names
        self.omissions: list[Omission] = []

    def words_only(self, text: str) -> str:
        """A text whose words must all be there (a title, a heading)."""
        return self._with_words(text, {})

    def section(self, section: Section, *, level: int, place: str) -> list[DraftBlock]:
        """Heading and text of a section with its sections; nothing when none of its text can be said."""
        before, self.omissions = self.omissions, []
        below: list[DraftBlock] = []
        remaining = 0
        for number, child in enumerate(section.sections, 1):
            blocks = self.section(child, level=level + 1, place=f"{place}（{chinese_number(number)}）")
            remaining += bool(blocks)
            below += blocks
        if remaining == 1 and not any(block.kind == "heading" for block in below[1:]):
            # A heading numbered （一） without a （二） says nothing: its text stands under the section's own heading.
            below = below[1:]
        counted = {"subsections": chinese_number(remaining)} if remaining > 1 else {}
        of_sections, self.omissions = self.omissions, before
        above = self.bodies(section.body, place, counted)
        self.omissions += of_sections
        after = self.bodies(section.closing, place, counted)
        if not (above or below or after):
            return []
        return [DraftBlock(self.words_only(section.heading), "heading", level), *above, *below, *after]

    def bodies(self, bodies: Sequence[Body], place: str, words: Mapping[str, str]) -> list[DraftBlock]:
        """The paragraphs that can be said."""
        return [block for body in bodies for block in self._body(body, place, words) if block.text]

    def _body(self, body: Body, place: str, words: Mapping[str, str]) -> list[DraftBlock]:
        if isinstance(body, Show):
            known = any(one.key == body.key for one in self._material.exhibits)
            return [DraftBlock(body.key if known else "", "exhibit")]
        if isinstance(body, Points):
            return [DraftBlock(text) for text in self._points(body, place)]
        return [DraftBlock(self._sentences(body.sentences, place, words)[0])]

    def _points(self, points: Points, place: str) -> list[str]:
        """The paragraphs of points that can be said."""
        said = [text for text in (self._point(point, place) for point in points.points) if text]
        if len(said) > 1:
            said = [f"{chinese_number(number)}是{text}" for number, text in enumerate(said, 1)]
        if not said:
            return []
        first, *others = said
        return [points.lead + first, *others] if points.is_split else ["".join([points.lead, *said])]

    def _point(self, point: Point, place: str) -> str:
        text, is_carried = self._sentences(point.sentences, place, {})
        return f"{point.title}。{text}" if is_carried else ""

    def _sentences(self, sentences: Sequence[Sentence], place: str, words: Mapping[str, str]) -> tuple[str, bool]:
        said = [(one, self._sentence(one, place, words)) for one in sentences]
        is_carried = any(text and one.is_carrying and _keeps_its_facts(one, text) for one, text in said)
        return "".join(text for _, text in said) if is_carried else "", is_carried

    def _sentence(self, sentence: Sentence, place: str, words: Mapping[str, str]) -> str:
        text = self._parts(sentence.parts, place, words)
        return text + sentence.end if text else ""

    def _parts(self, parts: Sequence[Part], place: str, words: Mapping[str, str]) -> str:
        text = ""
        for number, part in enumerate(parts):
            said = self._each(part, place) if isinstance(part, Each) else self._clause(part, place, words)
            if not said and number == 0:
                return ""
            if said:
                text += (part.before if text else "") + said
        return text

    def _each(self, each: Each, place: str) -> str:
        items = self._material.groups.get(each.group, ())[: each.limit]
        said = [
            text
            for text in (self._parts(each.clauses, _place_of(item, place), _words_of(item)) for item in items)
            if text
        ]
        if not said:
            return ""
        return (each.one if len(said) == 1 else each.many) + each.separator.join(said)

    def _clause(self, clause: Clause, place: str, words: Mapping[str, str]) -> str:
        try:
            return self._say(clause, clause.text, words)
        except _Missing as missing:
            text = self._readable(clause.text, words)
            self.omissions.append(Omission(place, text, missing.key, missing.why, missing.kind))
        if not clause.instead:
            return ""
        try:
            return self._say(clause, clause.instead, words)
        except _Missing:
            return ""

    def _say(self, clause: Clause, text: str, words: Mapping[str, str]) -> str:
        said = self._with_words(text, words)
        for token in tokens(said):
            spoken = say(token, self._material.book)
            if not spoken.is_said:
                raise _Missing(token.key, spoken.why)
            if clause.drops_zero and self._material.book[token.key].raw == 0:
                raise _Missing(token.key, "本期为零，按惯例不写", "zero")
        for condition in clause.when:
            self._require(condition, words)
        return said

    def _require(self, condition: Condition, words: Mapping[str, str]) -> None:
        book = self._material.book
        key = self._with_words(condition.key, words)
        value = _raw(book, key)
        than = condition.than if isinstance(condition.than, Decimal) else _raw(book, condition.than)
        if not _compares(value, condition.comparison, than):
            raise _Missing(
                key, f"{book[key].name}不{_SIGNS[condition.comparison]}{_named(condition, book)}，不需要写", "condition"
            )

    def _with_words(self, text: str, words: Mapping[str, str]) -> str:
        known = {**self._material.words, **words}

        def word_of(found: re.Match[str]) -> str:
            word = known.get(found[1], "")
            if not word and found[1] not in _MAY_BE_EMPTY:
                raise _Missing(found[1], "系统中尚无这项资料")
            return plain_word(word)

        def in_field(found: re.Match[str]) -> str:
            return _WORD.sub(
                lambda inner: word_of(inner) if inner[1] in _MAY_BE_EMPTY else qualifier_of(word_of(inner)),
                found.group(),
            )

        return _WORD.sub(word_of, _FIELD.sub(in_field, text))

    def _readable(self, text: str, words: Mapping[str, str]) -> str:
        """The passage for a reader of the annex: names instead of fields."""
        known = {**self._material.words, **words}
        names = {**self._word_names, **dict.fromkeys(_MAY_BE_EMPTY, "")}
        filled = _WORD.sub(
            lambda found: plain_word(known.get(found[1], "")) or _bracketed(names.get(found[1], found[1])), text
        )
        pieces = (
            piece
            if isinstance(piece, str)
            else _bracketed(name_of(piece.key, self._material.book, self._word_names) or piece.key)
            for piece in split(filled)
        )
        return "".join(pieces)


def name_of(key: str, book: FigureBook, names: Mapping[str, str]) -> str:
    """What a figure or word is called, also one that the paper does not have."""
    return book[key].name if key in book else names.get(key) or names.get(key.partition("@")[0], "")


def _place_of(item: Item, place: str) -> str:
    """The place with what the item is about: 一（三）“文旅大会”."""
    about = next((item.words[word] for word in _ABOUT if word in item.words), "")
    return f"{place}“{about}”" if about else place


def _bracketed(name: str) -> str:
    return f"〔{name}〕" if name else ""


def _named(condition: Condition, book: FigureBook) -> str:
    return str(condition.than) if isinstance(condition.than, Decimal) else book[condition.than].name


_SIGNS = {"<": "小于", "<=": "不大于", ">": "大于", ">=": "不小于", "==": "等于"}


def _compares(value: Decimal, comparison: str, than: Decimal) -> bool:
    outcomes = {"<": value < than, "<=": value <= than, ">": value > than, ">=": value >= than, "==": value == than}
    return outcomes[comparison]


def _raw(book: FigureBook, key: str) -> Decimal:
    figure = book.get(key)
    if figure is None or figure.raw is None:
        raise _Missing(key, book.why_not(key))
    return figure.raw


def _keeps_its_facts(sentence: Sentence, said: str) -> bool:
    """False when a sentence was written around figures and none of them is left in it."""
    clauses = [clause for part in sentence.parts for clause in (part.clauses if isinstance(part, Each) else (part,))]
    return "{{" in said or not any("{{" in clause.text for clause in clauses)


def _words_of(item: Item) -> dict[str, str]:
    words = dict(item.words)
    if item.names:
        words["names"] = name_list(item.names, item.total)
    return words

"""A draft as text that people edit, and back. Words are free; figures may be moved or deleted, never invented."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.draft import Draft, DraftBlock, Untraced, placed
from luodi.across.reports.engine.labels import Labels
from luodi.across.reports.engine.phrases import PHRASES, say
from luodi.across.reports.engine.tokens import Token, broken_fields, split, tidy, tokens
from luodi.base.core.errors import BusinessError

TITLE_MARK = "【标题】"
EXHIBIT_MARK = "【图表】"
LEVEL_MARKS = ("【一级】", "【二级】", "【三级】", "【四级】")
_FAULTS_SHOWN = 5
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_DAY = re.compile(r"(?:(?:19|20)\d\d年)(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:%|个百分点|[\u4e00-\u9fff]{1,2})?")
_RISES = re.compile(r"(增长|上升|提高|增加|提升)[了约]?$")
_GROWTH_NAMES = ("同比", "环比", "增长")
_FALLS = re.compile(r"(下降|减少|降低|下滑)[了约]?$")


@dataclass(frozen=True)
class FieldLine:
    """A figure that an editor may use: how it is written, what it is, what it says now or why it says nothing."""

    written: str
    name: str
    shown: str
    why: str = ""


def field_lines(book: FigureBook, draft: Draft) -> tuple[FieldLine, ...]:
    """The list of figures beside the editor, in the order of the book."""
    labels = Labels(book, draft)
    spoken = ((name, token, say(token, book)) for name, token in labels)
    return tuple(FieldLine(labels.written(token), name, said.text, said.why) for name, token, said in spoken)


def draft_text(draft: Draft, book: FigureBook) -> str:
    """The draft as editable text: a line a paragraph, marks before title and headings, figures as 〔name：value〕.

    A table or chart is a line with its caption: it may be moved or deleted.
    """
    labels = Labels(book, draft)
    lines = [TITLE_MARK + draft.title, *(_line(block, draft, labels) for block in draft.blocks)]
    return "\n".join(lines) + "\n"


def _line(block: DraftBlock, draft: Draft, labels: Labels) -> str:
    if block.kind == "exhibit":
        shown = draft.exhibit(block.text)
        return EXHIBIT_MARK + (shown.caption if shown is not None else block.text)
    return LEVEL_MARKS[block.level - 1] * (block.kind == "heading") + labels.text(block.text)


def parse_edited(text: str, *, book: FigureBook, original: Draft) -> Draft:
    """The edited text as a draft again, with the numbers typed by hand listed as untraced.

    BusinessError (reports.edit) names each figure that is unknown, changed, torn, without value or against its words.
    """
    labels = Labels(book, original)
    title, blocks = _blocks(tidy(text), original.title)
    blocks, strange = _with_exhibits(blocks, original)
    if not any(block.kind == "paragraph" for block in blocks):
        raise BusinessError("文稿没有正文，请保留至少一段文字。", code="reports.edit")
    faults = strange + [f"{place}的{fault}" for place, block in placed(blocks) for fault in labels.faults(block.text)]
    blocks = tuple(replace(block, text=labels.fields(block.text)) for block in blocks)
    faults += [fault for place, block in placed(blocks) for fault in _faults(place, block.text, labels)]
    if tokens(labels.fields(title)) or broken_fields(title):
        faults.insert(0, "标题中不能使用台账数字，请直接写文字")
    if faults:
        shown = "；".join(faults[:_FAULTS_SHOWN])
        more = f"；另有{len(faults) - _FAULTS_SHOWN}处" if len(faults) > _FAULTS_SHOWN else ""
        raise BusinessError(f"文稿未保存：{shown}{more}。", code="reports.edit")
    return replace(original, title=title, blocks=blocks, untraced=tuple(_untraced(blocks, original)))


def _with_exhibits(blocks: Sequence[DraftBlock], original: Draft) -> tuple[tuple[DraftBlock, ...], list[str]]:
    """The blocks with the keys of tables and charts in place of their captions, and a sentence for each unknown one."""
    keys = {one.caption: one.key for one in original.exhibits}
    found: list[DraftBlock] = []
    faults = []
    for block in blocks:
        if block.kind != "exhibit":
            found.append(block)
        elif block.text in keys:
            found.append(replace(block, text=keys.pop(block.text)))
        else:
            faults.append(f"图表“{block.text}”不是本文稿的图表，或放了两次；图表可以移动、删除，名称不能改")
    return tuple(found), faults


def _blocks(text: str, title: str) -> tuple[str, tuple[DraftBlock, ...]]:
    blocks = []
    for line in (line.strip().strip("\u3000") for line in text.splitlines()):
        mark = line[: len(TITLE_MARK)]
        if mark == TITLE_MARK:
            title = line.removeprefix(mark).strip() or title
        elif mark in LEVEL_MARKS and line != mark:
            level = LEVEL_MARKS.index(mark) + 1
            blocks.append(DraftBlock(line.removeprefix(mark).strip(), "heading", level))
        elif mark == EXHIBIT_MARK:
            blocks.append(DraftBlock(line.removeprefix(mark).strip(), "exhibit"))
        elif line and mark not in LEVEL_MARKS:
            blocks.append(DraftBlock(line))
    return title, tuple(blocks)


def _faults(place: str, text: str, labels: Labels) -> Iterator[str]:
    for broken in broken_fields(text):
        yield f"{place}的“{broken}”不是完整的数据，请从数据列表中选用，写作〔名称：数值〕"
    words = ""
    for piece in split(text):
        if isinstance(piece, Token):
            yield from _token_faults(place, piece, words, labels)
        else:
            words = piece


def _token_faults(place: str, token: Token, before: str, labels: Labels) -> Iterator[str]:
    written = labels.written(token)
    if token.key not in labels.book:
        yield f"{place}的{token.text}不是本文稿可用的数据，请从数据列表中选用"
    elif token.phrase not in PHRASES:
        known = "、".join(name for name in PHRASES if name)
        yield f"{place}的{token.text}中没有“{token.phrase}”这种说法，可用：{known}"
    elif not (spoken := say(token, labels.book)).is_said:
        yield f"{place}的{written}没有数值（{spoken.why}），请删去所在的句子"
    elif not token.phrase:
        yield from _contradictions(place, token, before, labels)


def _contradictions(place: str, token: Token, before: str, labels: Labels) -> Iterator[str]:
    figure = labels.book[token.key]
    rises, falls = _RISES.search(before), _FALLS.search(before)
    found = rises or falls
    if found is None or figure.raw is None:
        return
    is_growth = any(word in figure.name for word in _GROWTH_NAMES)
    if figure.raw < 0 or (is_growth and (falls or figure.raw == 0)):
        better = labels.written(Token(token.key, token.digits, "同比"))
        yield f"{place}的{labels.written(token)}前面不能写“{found[1]}”，请改用{better}"


def _untraced(blocks: Sequence[DraftBlock], original: Draft) -> Iterator[Untraced]:
    """Numbers that the draft did not come with: one typed by hand earlier stays one however often the text is saved."""
    written = (number for block in original.blocks if block.kind != "exhibit" for number in numbers_in(block.text))
    given = Counter(written) - Counter(one.text for one in original.untraced)
    for place, block in placed([block for block in blocks if block.kind != "exhibit"]):
        for number in numbers_in(block.text):
            if given[number] > 0:
                given[number] -= 1
            else:
                yield Untraced(place, number)


def numbers_in(text: str) -> list[str]:
    """Numbers written as digits outside fields, with the word after them; days and years are no figures."""
    found = []
    for piece in split(text):
        if isinstance(piece, str):
            found += _NUMBER.findall(_DAY.sub("\n", piece.translate(_HALF_WIDTH)))
    return found

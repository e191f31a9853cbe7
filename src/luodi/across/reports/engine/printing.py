"""Sets the figures into a draft and adds the source annex: the paper as a document ready for the writers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.draft import Draft, DraftBlock, Untraced, placed
from luodi.across.reports.engine.phrases import MASK, say
from luodi.across.reports.engine.tokens import Token, split
from luodi.base.core.documents import (
    Annex,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Imprint,
    Paragraph,
    Row,
    Run,
    Table,
    Text,
    row,
)
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import UNKNOWN

SOURCE_TITLE = "数据溯源表"
_ANNEX_SIZE = 9.0


@dataclass(frozen=True)
class SourceLine:
    """One printed figure: where it stands, what it is, how it was printed, what lies behind it."""

    number: int
    places: tuple[str, ...]
    token: Token
    shown: str
    figure: FigureValue


@dataclass(frozen=True)
class Filled:
    """The blocks of a paper with its figures, and the line behind each."""

    blocks: tuple[Block, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class Cover:
    """What surrounds the text of a paper: who issues it, when, under which number."""

    issuer: str = ""
    signed_on: date | None = None
    number: str = ""
    recipients: str = ""
    masthead: str = ""
    imprint: Imprint | None = None


def fill(draft: Draft, book: FigureBook, *, is_masked: bool = False) -> Filled:
    """The draft with its figures set in. BusinessError when one of them can no longer be said."""
    filler = _Filler(book, is_masked)
    blocks = tuple(filler.block(place, block) for place, block in placed(draft.blocks))
    return Filled(blocks, tuple(filler.sources.values()))


def print_paper(
    draft: Draft, book: FigureBook, cover: Cover, *, has_sources: bool = True, is_masked: bool = False
) -> Document:
    """The paper as a document; `has_sources` adds the annex 数据溯源表, `is_masked` prints `**` for every figure."""
    filled = fill(draft, book, is_masked=is_masked)
    annex = source_annex(filled.sources, draft.untraced, is_masked=is_masked)
    return Document(
        title=draft.title,
        body=filled.blocks,
        issuer=cover.issuer,
        number=cover.number,
        signed_on=cover.signed_on,
        recipients=cover.recipients,
        masthead=cover.masthead,
        imprint=cover.imprint,
        annexes=(annex,) if has_sources else (),
    )


class _Filler:
    """Replaces fields by figures, numbering the sources in order of first appearance."""

    def __init__(self, book: FigureBook, is_masked: bool) -> None:
        self._book = book
        self._is_masked = is_masked
        self.sources: dict[str, SourceLine] = {}

    def block(self, place: str, block: DraftBlock) -> Block:
        runs = tuple(
            self._figure(place, piece) if isinstance(piece, Token) else Text(piece) for piece in split(block.text)
        )
        if block.kind == "heading":
            return Heading("".join(run.text for run in runs), block.level)
        return Paragraph(runs)

    def _figure(self, place: str, token: Token) -> Run:
        spoken = say(token, self._book, is_masked=self._is_masked)
        if not spoken.is_said:
            raise BusinessError(
                f"{place}的{token.text}没有数值（{spoken.why}），请修改文稿后再导出。", code="reports.figure_missing"
            )
        line = self.sources.get(token.text)
        if line is None:
            line = SourceLine(len(self.sources) + 1, (place,), token, spoken.text, self._book[token.key])
        elif place not in line.places:
            line = replace(line, places=(*line.places, place))
        self.sources[token.text] = line
        return Figure(spoken.text, token.text, hint_of(line.figure, is_masked=self._is_masked))


def hint_of(figure: FigureValue, *, is_masked: bool = False) -> str:
    """What is shown when the pointer rests on a figure."""
    facts = f"事实{figure.facts}条" if figure.facts is not None and not is_masked else ""
    return "；".join(
        part for part in (f"{figure.code} {figure.name}".strip(), figure.calibre, figure.period, facts) if part
    )


def source_annex(
    sources: Sequence[SourceLine],
    untraced: Sequence[Untraced] = (),
    *,
    is_masked: bool = False,
) -> Annex:
    """附件 数据溯源表: every figure with its facts, then numbers typed by hand. What was left unwritten is for the
    drafter's eyes: it is shown on the page, not sent out."""
    blocks: list[Block] = [_source_table(sources, is_masked)]
    if untraced:
        blocks.append(_untraced_table(untraced))
    return Annex(SOURCE_TITLE, tuple(blocks), is_landscape=True)


def _source_table(sources: Sequence[SourceLine], is_masked: bool) -> Table:
    columns = (
        Column("序号", "index", 9),
        Column("正文位置", width=26),
        Column("指标代码", "code", 24),
        Column("名称", width=36),
        Column("数值", width=24, alignment="center"),
        Column("口径", width=24),
        Column("期间", width=28),
        Column("事实条数", "integer", 13, "center"),
        Column("说明/来源", width=60),
    )
    rows = tuple(_source_row(line, is_masked) for line in sources)
    note = "注：数值为正文所印文字；未修约值和逐条事实可在系统中按指标代码查询。"
    return Table(columns, rows, caption="表1 正文数据来源", size=_ANNEX_SIZE, note=note)


def _source_row(line: SourceLine, is_masked: bool) -> Row:
    figure = line.figure
    return row(
        str(line.number),
        "、".join(line.places),
        figure.code or UNKNOWN,
        figure.name,
        line.shown,
        figure.calibre or UNKNOWN,
        figure.period or UNKNOWN,
        UNKNOWN if figure.facts is None else MASK if is_masked else str(figure.facts),
        "；".join(part for part in (figure.definition, figure.source) if part) or UNKNOWN,
        anchor=line.token.text,
    )


def _untraced_table(untraced: Sequence[Untraced]) -> Table:
    columns = (Column("序号", "index", 9), Column("正文位置", width=40), Column("未溯源数字", width=60))
    rows = tuple(row(str(number), one.place, one.text) for number, one in enumerate(untraced, 1))
    note = "注：以上数字由人工填写，系统中没有对应的事实，请由填写人负责核实。"
    return Table(columns, rows, caption="表2 未溯源数字", size=_ANNEX_SIZE, note=note)

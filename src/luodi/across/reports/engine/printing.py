"""Sets the figures into a draft and adds the source annex: the paper as a document ready for the writers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from luodi.across.reports.engine.book import FigureBook, FigureValue
from luodi.across.reports.engine.draft import Draft, DraftBlock, Untraced, placed
from luodi.across.reports.engine.exhibits import TableExhibit
from luodi.across.reports.engine.phrases import MASK, say
from luodi.across.reports.engine.sources import Measure, SourceLine, Sources, hint_of
from luodi.across.reports.engine.tabling import Tabling
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
class Filled:
    """The blocks of a paper with its figures, those of its annexed tables, and the line behind each figure."""

    blocks: tuple[Block, ...]
    sources: tuple[SourceLine, ...]
    annexed: tuple[Block, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True)
class Cover:
    """What surrounds the text of a paper (GB/T 9704-2012 第7章): who issues it, when, under which number, to whom."""

    issuer: str = ""
    signed_on: date | None = None
    number: str = ""
    recipients: str = ""
    masthead: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""
    imprint: Imprint | None = None


def covered(document: Document, cover: Cover, *, subtitle: str = "") -> Document:
    """The document with its surroundings. `subtitle` stands under the title when no number does."""
    return replace(
        document,
        issuer=cover.issuer,
        signed_on=cover.signed_on,
        number=cover.number,
        subtitle=subtitle,
        recipients=cover.recipients,
        masthead=cover.masthead,
        secrecy=cover.secrecy,
        urgency=cover.urgency,
        signer=cover.signer,
        imprint=cover.imprint,
    )


def fill(
    draft: Draft,
    book: FigureBook,
    *,
    is_masked: bool = False,
    is_public: bool = False,
    pictures: Mapping[str, bytes] | None = None,
) -> Filled:
    """The draft with its figures set in. BusinessError when one of them can no longer be said.

    `pictures` are the drawings of its charts by key; a chart without one is left out. A public paper (`is_public`) has no
    internal tables.
    """
    sources = Sources()
    filler, tabling = _Filler(book, sources, is_masked), Tabling(book, pictures or {}, sources, is_masked=is_masked)

    def exhibit(key: str) -> Block | None:
        found = draft.exhibit(key)
        is_kept_in = is_public and isinstance(found, TableExhibit) and found.is_internal
        return None if found is None or is_kept_in else tabling.block(found)

    made = [
        exhibit(block.text) if block.kind == "exhibit" else filler.block(place, block)
        for place, block in placed(draft.blocks)
    ]
    annexed = [exhibit(key) for key in draft.annexed]
    return Filled(
        tuple(block for block in made if block is not None),
        tuple(sources.lines.values()),
        tuple(block for block in annexed if block is not None),
        tuple(sources.measures.values()),
    )


def print_paper(
    draft: Draft,
    book: FigureBook,
    cover: Cover,
    *,
    has_sources: bool = True,
    is_masked: bool = False,
    is_public: bool = False,
    pictures: Mapping[str, bytes] | None = None,
) -> Document:
    """The paper as a document; `has_sources` adds the annex 数据溯源表, `is_masked` prints `**` for every figure,
    `is_public` leaves out its internal tables."""
    filled = fill(draft, book, is_masked=is_masked, is_public=is_public, pictures=pictures)
    annexes = [Annex(draft.annex_title, filled.annexed, is_landscape=True)] if filled.annexed else []
    if has_sources:
        annexes.append(
            source_annex(
                filled.sources, draft.untraced, filled.measures, is_masked=is_masked, is_cut=book.round_mode == "DOWN"
            )
        )
    document = Document(draft.title, filled.blocks, annexes=tuple(annexes), is_landscape=draft.is_landscape)
    return covered(document, cover, subtitle=draft.remark)


class _Filler:
    """Replaces fields by figures and notes their sources."""

    def __init__(self, book: FigureBook, sources: Sources, is_masked: bool) -> None:
        self._book = book
        self._sources = sources
        self._is_masked = is_masked

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
        figure = self._book[token.key]
        anchor = self._sources.of_text(place, token, spoken.text, figure)
        return Figure(spoken.text, anchor, hint_of(figure, is_masked=self._is_masked), key=token.key)


def source_annex(
    sources: Sequence[SourceLine],
    untraced: Sequence[Untraced] = (),
    measures: Sequence[Measure] = (),
    *,
    is_masked: bool = False,
    is_cut: bool = False,
) -> Annex:
    """附件 数据溯源表: every figure with its facts, then those of tables a line a measure, then numbers typed by hand.
    What was left unwritten is for the drafter's eyes: it is shown on the page, not sent out."""
    blocks: list[Block] = [_source_table(sources, is_masked, is_cut=is_cut)] if sources else []
    if measures:
        blocks.append(_measure_table(measures, is_masked, number=len(blocks) + 1))
    if untraced:
        blocks.append(_untraced_table(untraced, number=len(blocks) + 1))
    return Annex(SOURCE_TITLE, tuple(blocks), is_landscape=True)


def _source_table(sources: Sequence[SourceLine], is_masked: bool, *, is_cut: bool) -> Table:
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
    if is_cut:
        note += "本文稿的数值尾数截去，不四舍五入。"
    return Table(columns, rows, caption="附表1　正文数据来源", size=_ANNEX_SIZE, note=note)


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


def _measure_table(measures: Sequence[Measure], is_masked: bool, *, number: int) -> Table:
    columns = (
        Column("序号", "index", 9),
        Column("位置", width=22),
        Column("指标代码", "code", 18),
        Column("名称", width=34),
        Column("各单位数值（事实条数）", width=94),
        Column("口径", width=16),
        Column("期间", width=27),
        Column("说明/来源", width=44),
    )
    rows = tuple(_measure_row(one, is_masked) for one in measures)
    note = "注：单位名称后为文中所印数字，括号内为背后的事实条数；逐条事实可在系统中按指标代码和单位查询。"
    return Table(columns, rows, caption=f"附表{number}　分单位数据来源", size=_ANNEX_SIZE, note=note)


def _measure_row(one: Measure, is_masked: bool) -> Row:
    figure = one.figure
    told = [f"{owner} {shown}{_facts(value, is_masked)}" for owner, (value, shown) in one.said.items()]
    return row(
        str(one.number),
        "、".join(one.places),
        figure.code or UNKNOWN,
        figure.bare_name,
        "、".join(told),
        figure.calibre or UNKNOWN,
        figure.period or UNKNOWN,
        "；".join(part for part in (figure.definition, figure.source) if part) or UNKNOWN,
        anchor=one.anchor,
    )


def _facts(figure: FigureValue, is_masked: bool) -> str:
    return "" if figure.facts is None or is_masked else f"（{figure.facts}）"


def _untraced_table(untraced: Sequence[Untraced], *, number: int) -> Table:
    columns = (Column("序号", "index", 9), Column("正文位置", width=40), Column("手工数字", width=60))
    rows = tuple(row(str(place), one.place, one.text) for place, one in enumerate(untraced, 1))
    note = "注：以上数字由人工填写，系统中没有对应的事实，请由填写人负责核实。"
    return Table(columns, rows, caption=f"附表{number}　手工数字", size=_ANNEX_SIZE, note=note)

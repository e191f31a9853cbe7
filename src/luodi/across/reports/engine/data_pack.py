"""RP20 人大/审计数据包: chosen figures with definition, calibre, number of facts, and what vouches for them.

The facts behind each figure are kept with the paper as tables that only the workbook has, a sheet a figure.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from luodi.across.reports.engine.draft import Draft
from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.template import Flow, Section, Show, Template, sentence
from luodi.across.reports.engine.tokens import plain_word
from luodi.base.core.documents import Annex, Cell, Column, Row, Table
from luodi.base.core.documents.content import NUMBER_KINDS

KIND: Final = "RP20"
DEFAULT_CODES: Final = (
    *("S01", "S02", "S04", "S05", "S06.n", "S06.v", "P01", "P03", "P05", "P10", "P13.n", "P14.n"),
    *("C01", "C02", "C05", "C06", "F08", "A01"),
)
VALUE_TABLE, DEFINITION_TABLE, VERSION_TABLE = "values", "definitions", "version"
ANNEX_TITLE: Final = "指标定义和口径"
FACTS_TITLE: Final = "事实清单"
_FACTS: Final = "facts."
_COLUMNS: Final = (
    ExhibitColumn("部分", width=14, alignment="center"),
    ExhibitColumn("日期", "date", 22),
    ExhibitColumn("事实", width=24),
    ExhibitColumn("事实编号", "code", 20),
    ExhibitColumn("项目（对象）编号", "code", 26),
    ExhibitColumn("项目（对象）", width=60),
    ExhibitColumn("数额", "number", 22),
    ExhibitColumn("分担比例", "number", 18),
    ExhibitColumn("计入", "number", 22),
    ExhibitColumn("备注", width=18),
)


@dataclass(frozen=True)
class PackLine:
    """A figure of the pack: the key of its value in the book, its code, name, unit, definition, calibre and window."""

    key: str
    code: str
    name: str
    unit: str
    definition: str
    calibre: str
    window: str


@dataclass(frozen=True)
class FactRow:
    """One fact behind a figure; numbers as exact text, empty where there is none."""

    part: str
    day: str
    what: str
    number: str
    code: str
    name: str
    amount: str
    share: str
    counted: str
    mark: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As its line reads."""
        return (
            self.part,
            self.day,
            self.what,
            self.number,
            self.code,
            self.name,
            self.amount,
            self.share,
            self.counted,
            self.mark,
        )


def value_table(lines: Sequence[PackLine]) -> TableExhibit:
    """The values, a row a figure."""
    columns = (
        ExhibitColumn("序号", "index", 9),
        ExhibitColumn("代码", "code", 20),
        ExhibitColumn("指标", width=42),
        ExhibitColumn("数值", "number", 18),
        ExhibitColumn("单位", width=11, alignment="center"),
        ExhibitColumn("统计期间", width=28, alignment="center"),
        ExhibitColumn("口径", width=18, alignment="center"),
        ExhibitColumn("事实（条）", "number", 14),
    )
    rows = tuple(
        (
            str(number),
            one.code,
            one.name,
            f"{{{{{one.key}|表内}}}}",
            one.unit,
            one.window,
            one.calibre,
            f"{{{{{facts_key(one.key)}|表内}}}}",
        )
        for number, one in enumerate(lines, 1)
    )
    return TableExhibit(VALUE_TABLE, "指标数值", columns, rows, size=10.5)


def codes_of(draft: Draft) -> tuple[str, ...]:
    """The codes that a pack was asked for, in their order: out of its rows, for a database may keep a book in another one."""
    tables = (one for one in draft.exhibits if isinstance(one, TableExhibit) and one.key == VALUE_TABLE)
    return tuple(dict.fromkeys(row[1] for table in tables for row in table.rows))


def definition_table(lines: Sequence[PackLine]) -> TableExhibit:
    """The definitions, each code once."""
    columns = (ExhibitColumn("代码", "code", 22), ExhibitColumn("指标", width=34), ExhibitColumn("定义", width=104))
    known = {one.code: one for one in lines}
    rows = tuple((one.code, one.name.partition("（市")[0], one.definition) for one in known.values())
    return TableExhibit(DEFINITION_TABLE, "指标定义和口径", columns, rows, size=9.0)


def version_table(lines: Sequence[tuple[str, str]]) -> TableExhibit:
    """What vouches for the values: as known when, closed how, hashes."""
    columns = (ExhibitColumn("项目", width=34), ExhibitColumn("内容", width=100))
    return TableExhibit(VERSION_TABLE, "数据版本和校验", columns, tuple(lines), size=10.5)


def fact_table(line: PackLine, rows: Sequence[FactRow], sums: Sequence[tuple[str, str]]) -> TableExhibit:
    """The facts behind a figure with the sum of each part; kept for the workbook."""
    found = [row.cells for row in rows]
    found += [(part, "", "合计", "", "", "", "", "", total, "") for part, total in sums]
    strong = tuple(range(len(rows), len(found)))
    caption = f"{line.code} {line.name}"
    return TableExhibit(f"{_FACTS}{line.code}", caption, _COLUMNS, tuple(found), strong=strong, size=9.0)


def facts_key(key: str) -> str:
    """The key of the number of facts behind a figure."""
    code, at, owner = key.partition("@")
    return f"{code}.facts{at}{owner}"


def fact_annex(draft: Draft) -> Annex | None:
    """The fact lists of a draft for its workbook, numbers as numbers; None where it has none."""
    found = [one for one in draft.exhibits if isinstance(one, TableExhibit) and one.key.startswith(_FACTS) and one.rows]
    return Annex(FACTS_TITLE, tuple(_plain_table(one) for one in found), is_landscape=True) if found else None


def digest(lines: Iterable[str]) -> str:
    """The hash over values and facts, a line each in the order of the pack."""
    hashed = hashlib.sha256()
    for line in lines:
        hashed.update(line.encode() + b"\n")
    return hashed.hexdigest()


def data_pack_template() -> Template:
    """The template: what it is, values, what vouches for them; definitions follow as an annex."""
    return Template(
        kind=KIND,
        title="[[place]][[span]]招商引资数据包",
        opening=(),
        sections=(
            Section(
                "编制说明",
                (
                    Flow(
                        (
                            sentence(
                                "本数据包列出[[place]][[span]]招商引资指标{{pack.figures}}及其定义、口径和事实条数"
                            ),
                            sentence(
                                "数值由已认定的事实计算，人工不能改写；背后的事实共{{pack.facts}}，逐条列在随附的工作簿中，每个指标一张表"
                            ),
                            sentence("[[closed]]"),
                        )
                    ),
                ),
            ),
            Section("指标数值", (Show(VALUE_TABLE),)),
            Section(
                "数据版本和校验",
                (
                    Show(VERSION_TABLE),
                    Flow((sentence("校验值相同，即表明数值和事实没有改动；补计、冲减另行列示，不改动已公布的数"),)),
                ),
            ),
        ),
    )


def _plain_table(exhibit: TableExhibit) -> Table:
    columns = tuple(Column(one.header, one.kind, one.width, one.alignment) for one in exhibit.columns)
    rows = tuple(
        Row(
            tuple(
                Cell(text, _number(text) if column.kind in NUMBER_KINDS else None)
                for text, column in zip(line, exhibit.columns, strict=True)
            ),
            is_strong=number in exhibit.strong,
        )
        for number, line in enumerate(exhibit.rows)
    )
    return Table(columns, rows, caption=plain_word(exhibit.caption), size=exhibit.size, is_wide=True)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None

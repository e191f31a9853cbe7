"""Tables with a line a unit and a column a figure; columns in which nobody has a number are left out and named below."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from luodi.across.reports.engine.book import FigureBook
from luodi.across.reports.engine.exhibits import ExhibitColumn, TableExhibit
from luodi.across.reports.engine.standing import Member, Standing
from luodi.across.reports.engine.tokens import qualified, tokens
from luodi.base.core.documents import HeaderCell
from luodi.base.core.documents.content import Alignment, ColumnKind

_UNIT_WIDTH: Final = 26.0


@dataclass(frozen=True)
class Spec:
    """A column: `key` without its unit, how it is said, and the header above it (`top`)."""

    header: str
    key: str
    kind: ColumnKind = "decimal"
    phrase: str = "表内"
    width: float = 13.0
    top: str = ""
    alignment: Alignment = ""

    def cell(self, member: Member) -> str:
        """The field of a member's figure."""
        return f"{{{{{qualified(self.key, member.code)}|{self.phrase}}}}}"

    @property
    def title(self) -> str:
        """The header with what stands above it."""
        return f"{self.top}{self.header}"


def unit_table(
    key: str,
    caption: str,
    members: Sequence[Member],
    specs: Sequence[Spec],
    book: FigureBook,
    *,
    note: str = "",
    size: float = 10.5,
    has_rank: bool = False,
) -> TableExhibit:
    """The table of some units; with `has_rank` the place stands before the name."""
    shown = [spec for spec in specs if _is_said(spec, members, book)]
    gone = [spec.title for spec in specs if spec not in shown]
    columns = [ExhibitColumn("单位", width=_UNIT_WIDTH), *(_column(spec) for spec in shown)]
    rows = [(member.label, *(spec.cell(member) for spec in shown)) for member in members]
    header = _header(shown)
    if has_rank:
        columns.insert(0, ExhibitColumn("名次", "index", 9))
        rows = [(f"{{{{X03@{member.code}|数值}}}}", *line) for member, line in zip(members, rows, strict=True)]
        header = (((HeaderCell("名次", 1, 2), *header[0]), header[1])) if header else ()
    missing = f"{'、'.join(gone)}各单位均无数值，不列" if gone else ""
    told = "；".join(part for part in (note, missing) if part)
    return TableExhibit(key, caption, tuple(columns), tuple(rows), header, note=told, size=size)


def own_table(group: Standing, book: FigureBook) -> TableExhibit:
    """The judged lines of a single unit, a row a line; what could not be judged is named below."""
    code = group.members[0].code
    columns = (
        ExhibitColumn("考核指标", width=48),
        ExhibitColumn("时序系数K", "decimal", 16),
        ExhibitColumn("计分权重", "decimal", 16),
        ExhibitColumn("得分", "decimal", 16),
        ExhibitColumn("五色", width=12, alignment="center"),
    )
    judged = [line for line in group.lines if not book.why_not(f"{line.mark}.points@{code}")]
    rows = [
        (
            line.name,
            _optional(f"{line.mark}.k@{code}", "表内", book),
            f"{{{{{line.mark}.weight@{code}|表内}}}}",
            f"{{{{{line.mark}.points@{code}|表内}}}}",
            _optional(f"{line.mark}.colour@{code}", "颜色", book),
        )
        for line in judged
    ]
    rows.append(("综合得分", "", "", f"{{{{X02@{code}|表内}}}}", f"{{{{X04@{code}|颜色}}}}"))
    gone = "、".join(line.name for line in group.lines if line not in judged)
    note = f"没有数据或没有目标、本期不评价的指标：{gone}，其权重分摊到其他指标" if gone else ""
    return TableExhibit("own", "考核得分明细", columns, tuple(rows), note=note, strong=(len(rows) - 1,))


def _optional(key: str, phrase: str, book: FigureBook) -> str:
    """The field, or nothing where the method of the line has no such value."""
    return "" if book.why_not(key) else f"{{{{{key}|{phrase}}}}}"


def _is_said(spec: Spec, members: Sequence[Member], book: FigureBook) -> bool:
    keys = [token.key for member in members for token in tokens(spec.cell(member))]
    return any(not book.why_not(key) for key in keys)


def _column(spec: Spec) -> ExhibitColumn:
    return ExhibitColumn(spec.header, spec.kind, spec.width, spec.alignment)


def _header(shown: Sequence[Spec]) -> tuple[tuple[HeaderCell, ...], ...]:
    """Two header rows when some columns stand under a common one."""
    if not any(spec.top for spec in shown):
        return ()
    upper, lower = [HeaderCell("单位", 1, 2)], []
    for top, below in groupby(shown, key=lambda spec: spec.top):
        specs = list(below)
        if top:
            upper.append(HeaderCell(top, len(specs)))
            lower += [HeaderCell(spec.header) for spec in specs]
        else:
            upper += [HeaderCell(spec.header, 1, 2) for spec in specs]
    return (tuple(upper), tuple(lower))

"""Lists: columns as data, sorting and columns in the address, totals, keyset paging, cards on a phone, export of what is shown."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luodi.base.core.fieldspec import FieldSpec
from luodi.interfaces.web.ui import query as words
from luodi.interfaces.web.ui.cells import NARROW, NUMERIC, Kind, cell_html
from luodi.interfaces.web.ui.paging import Order

RowT = TypeVar("RowT")

_KIND_OF_SPEC = {
    "text": Kind.TEXT,
    "money": Kind.MONEY,
    "date": Kind.DATE,
    "code": Kind.CODE,
    "choice": Kind.TEXT,
    "integer": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "boolean": Kind.BOOLEAN,
    "phone": Kind.CODE,
}


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column: its word in the address, header, kind, where the value comes from and, if it sorts, by which model field."""

    name: str
    header: str
    value: Callable[[RowT], object]
    kind: Kind = Kind.TEXT
    unit: str = ""
    href: Callable[[RowT], str] | None = None
    sort: str = ""
    is_shown: bool = True
    is_title: bool = False
    is_wide: bool = False
    is_short: bool = False

    @property
    def full_header(self) -> str:
        """With the unit: 总投资（万元）."""
        return f"{self.header}（{self.unit}）" if self.unit else self.header

    @property
    def css(self) -> str:
        """Classes of its cells."""
        parts = [f"k-{self.kind}"]
        if self.kind in NUMERIC:
            parts.append("num")
        if self.kind in NARROW or self.is_short:
            parts.append("nowrap")
        if self.is_title:
            parts.append("row-title")
        if self.is_wide:
            parts.append("wide")
        return " ".join(parts)


def spec_column(
    spec: FieldSpec, value: Callable[[RowT], object], *, sort: str = "", is_shown: bool | None = None
) -> Column[RowT]:
    """A column out of the field's one row: label, kind and unit stand there and nowhere else."""
    kind = _KIND_OF_SPEC[spec.kind]
    shown = spec.listed if is_shown is None else is_shown
    return Column(spec.name, spec.label, value, kind, spec.unit, sort=sort, is_shown=shown)


@dataclass(frozen=True, slots=True)
class Header:
    """A drawn column head: its link sorts by it, or turns the order round."""

    text: str
    css: str
    href: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A box of the column chooser."""

    name: str
    header: str
    is_on: bool


@dataclass(frozen=True)
class Table(Generic[RowT]):
    """A list ready to be drawn by ui/_table.html."""

    columns: tuple[Column[RowT], ...]
    rows: Sequence[RowT]
    query: QueryDict
    key: str = ""
    title: str = ""
    default_sort: str = ""
    totals: Mapping[str, object] = field(default_factory=dict)
    count: int | None = None
    before: str = ""
    after: str = ""
    export_href: str = ""
    select_name: str = ""
    select_form: str = ""
    select_value: Callable[[RowT], object] = lambda row: getattr(row, "pk", "")
    picked: Collection[object] = ()
    """Values of the rows that come back picked, after a form that was not accepted."""
    row_css: Callable[[RowT], str] = lambda _row: ""
    empty_title: str = "没有记录"
    empty_advice: str = "可以放宽筛选条件，或换一个单位、时期查看。"
    can_choose_columns: bool = True

    @cached_property
    def shown(self) -> tuple[Column[RowT], ...]:
        """The columns asked for in the address, or the usual ones."""
        return chosen_columns(self.columns, self.query)

    @property
    def choices(self) -> list[Choice]:
        """Boxes of the column chooser."""
        on = {column.name for column in self.shown}
        return [Choice(column.name, column.header, column.name in on) for column in self.columns if not column.is_title]

    @property
    def has_tools(self) -> bool:
        """Whether anything stands above the list: its count, picked rows, chooser or export."""
        return bool(
            self.count is not None or self.select_name or self.export_href or (self.can_choose_columns and self.choices)
        )

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the column chooser must carry along."""
        return words.hidden_pairs(self.query, without=("columns",))

    @property
    def headers(self) -> list[Header]:
        """Column heads with their sort links."""
        return [self._header(column) for column in self.shown]

    @property
    def drawn_rows(self) -> Iterable[SafeString]:
        """Each row as HTML."""
        frames = [(column, *_frame(column)) for column in self.shown]
        return (self._row(row, frames) for row in self.rows)

    @property
    def drawn_totals(self) -> list[tuple[str, str, SafeString]]:
        """The totals row: class, header (for the phone) and text of each cell; empty when there are no totals."""
        if not self.totals:
            return []
        return [
            (column.css, column.full_header, cell_html(self.totals[column.name], column.kind))
            if column.name in self.totals
            else (column.css, "", SafeString("合计" if number == 0 else ""))
            for number, column in enumerate(self.shown)
        ]

    @property
    def before_href(self) -> str:
        """Address of the page before."""
        return self._place("before", self.before)

    @property
    def after_href(self) -> str:
        """Address of the next page."""
        return self._place("after", self.after)

    @property
    def first_href(self) -> str:
        """Address of the first page."""
        return words.changed(self.query, {})

    @property
    def full_export_href(self) -> str:
        """Export of exactly what is shown: the same query at the export's address."""
        return f"{self.export_href}{words.changed(self.query, {})}" if self.export_href else ""

    def _place(self, name: str, place: str) -> str:
        return words.changed(self.query, {name: place}) if place else ""

    def _header(self, column: Column[RowT]) -> Header:
        if not column.sort:
            return Header(column.full_header, column.css)
        now = self.query.get("sort") or self.default_sort
        direction = {column.name: "ascending", f"-{column.name}": "descending"}.get(now, "")
        turned = f"-{column.name}" if direction == "ascending" else column.name
        return Header(column.full_header, column.css, words.changed(self.query, {"sort": turned}), direction)

    def _row(self, row: RowT, frames: Iterable[tuple[Column[RowT], str, str]]) -> SafeString:
        parts: list[str] = [self._checkbox(row)] if self.select_name else []
        for column, opening_tag, closing_tag in frames:
            href = column.href(row) if column.href else ""
            parts.append(opening_tag + cell_html(column.value(row), column.kind, href=href) + closing_tag)
        css = self.row_css(row)
        opening = format_html('<tr class="{}">', css) if css else "<tr>"
        return SafeString(f"{opening}{''.join(parts)}</tr>")

    def _checkbox(self, row: RowT) -> SafeString:
        label = next((str(column.value(row)) for column in self.columns if column.is_title), "此行")
        value = self.select_value(row)
        return format_html(
            '<td class="pick"><input type="checkbox" class="form-check-input" name="{}" form="{}" value="{}" aria-label="选择{}"{}></td>',
            self.select_name,
            self.select_form,
            value,
            label,
            SafeString(" checked") if value in self.picked else "",
        )


def _frame(column: Column[RowT]) -> tuple[str, str]:
    """What stands around each cell of a column; the same for all rows."""
    tag = "th scope=row" if column.is_title else "td"
    return f'<{tag} class="{column.css}" data-label="{column.full_header}">', f"</{tag.partition(' ')[0]}>"


def chosen_columns(columns: Sequence[Column[RowT]], query: QueryDict) -> tuple[Column[RowT], ...]:
    """The columns named in the address (titles always), or the usual ones when none is named."""
    wanted = set(query.getlist("columns"))
    if not wanted & {column.name for column in columns}:
        return tuple(column for column in columns if column.is_shown or column.is_title)
    return tuple(column for column in columns if column.is_title or column.name in wanted)


def order_of(columns: Sequence[Column[RowT]], query: QueryDict, *, default: str) -> Order:
    """The order the address asks for; an unknown word gives the usual one."""
    sorts = {column.name: column.sort for column in columns if column.sort}
    for wanted in (query.get("sort", ""), default):
        name = wanted.removeprefix("-")
        if name in sorts:
            return Order(sorts[name], wanted.startswith("-"))
    return Order("pk", is_descending=True)

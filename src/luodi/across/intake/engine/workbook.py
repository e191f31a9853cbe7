"""A raw workbook understood: tables found, columns settled, rows read, projects gathered, every row given its outcome."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from luodi.across.intake.engine.assembly import build
from luodi.across.intake.engine.cells import compact, text_of
from luodi.across.intake.engine.checks import CheckContext, check_projects
from luodi.across.intake.engine.columns import MONEY_FIELDS, Column, ColumnContext, fingerprint, read_columns
from luodi.across.intake.engine.context import (
    MoneyHints,
    Surroundings,
    office_place,
    place_names,
    read_money_hints,
    read_surroundings,
)
from luodi.across.intake.engine.dates import DateContext
from luodi.across.intake.engine.details import link_reversals, read_details
from luodi.across.intake.engine.drafts import Draft
from luodi.across.intake.engine.duplicates import name_key
from luodi.across.intake.engine.gathering import Gathered, ProjectIndex, gather, weigh_capital
from luodi.across.intake.engine.grid import Grid
from luodi.across.intake.engine.kinds import is_repetition, kind_of, reads_like_summary, target_fields, unit_fields
from luodi.across.intake.engine.layout import Block, find_blocks
from luodi.across.intake.engine.model import (
    DEFAULT_LIMITS,
    Limits,
    LooseCapital,
    ParsedBlock,
    ParsedColumn,
    ParsedSheet,
    ParsedWorkbook,
    RawSheet,
    RawWorkbook,
    RowRef,
    SheetKind,
)
from luodi.across.intake.engine.projects import ReadingContext, read_projects, start_draft
from luodi.across.intake.engine.rowkinds import RowFate, classify
from luodi.across.intake.engine.shifts import mark_shifted
from luodi.across.intake.engine.slips import mark_slips
from luodi.across.intake.engine.spans import SpanContext
from luodi.across.intake.engine.tables import RateOf, Table
from luodi.across.intake.engine.targets import read_targets, read_units

Rates: TypeAlias = RateOf | Mapping[tuple[str, date], Decimal]
KnownProject: TypeAlias = Callable[[str, str], bool]
KindAsked: TypeAlias = Literal["auto", "projects", "capital", "targets", "units"]
_LAST_LINES: Final = 12
_DERIVED: Final = 0.7
_TOLERANCE: Final = Decimal("0.005")


@dataclass(slots=True, eq=False)
class _Sheet:
    """One sheet on its way."""

    raw: RawSheet
    grid: Grid
    blocks: list[Block]
    around: list[Surroundings]
    tables: list[Table] = field(default_factory=list)
    kinds: list[SheetKind] = field(default_factory=list)
    fates: list[list[RowFate]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    is_skipped: bool = False

    @property
    def titles(self) -> str:
        """Sheet name and titles in one line."""
        return compact(self.raw.name) + "；" + "；".join(compact(self.grid.line(row)) for block in self.blocks for row in block.title_rows)


@dataclass(frozen=True, slots=True)
class _Settings:
    """What the caller told, in the form the readers need."""

    kind: KindAsked
    as_of: date | None
    year: int | None
    remembered: Mapping[str, Mapping[str, str]]
    reading: ReadingContext
    local_places: tuple[str, ...]
    hints: MoneyHints
    limits: Limits
    is_known_project: KnownProject | None
    is_csv: bool


def parse_workbook(
    raw: RawWorkbook,
    *,
    kind: KindAsked = "auto",
    sheet: str | None = None,
    as_of: date | None = None,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    known_units: Sequence[str] = (),
    known_chains: Sequence[str] = (),
    city_names: Sequence[str] = (),
    rates: Rates | None = None,
    is_known_project: KnownProject | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> ParsedWorkbook:
    """Understands a workbook.

    `as_of`: the day for which the ledger speaks (else what its titles say). `remembered`: fingerprint → header path → field.
    `city_names`: places whose companies are local. `rates`: yuan for one unit of a currency on a day.
    `is_known_project(name, investor)`: does the system know a project that the file does not describe?
    """
    sheets = [_open(one, is_skipped=(sheet is not None and one.name != sheet) or (sheet is None and one.state != "visible")) for one in raw.sheets]
    day = as_of or _as_of(sheets)
    year = (day.year if day else None) or _year(sheets, raw.file)
    settings = _Settings(
        kind=kind,
        as_of=day,
        year=year,
        remembered=remembered or {},
        reading=ReadingContext(_rate_of(rates), tuple(known_units), tuple(known_chains)),
        local_places=_local_places(sheets, city_names),
        hints=read_money_hints(_note_lines(sheets)),
        limits=limits,
        is_known_project=is_known_project,
        is_csv=raw.format == "csv",
    )
    for one in sheets:
        _settle_tables(one, settings, is_asked_as_of=as_of is not None)
    projects, loose = _read_rows(sheets, settings)
    others = [draft for one in sheets for draft in one.drafts if "targets" in draft.values or "unit_line" in draft.values]
    return ParsedWorkbook(
        file=raw.file,
        format=raw.format,
        sha256=raw.sha256,
        sheets=tuple(_parsed(one, settings) for one in sheets),
        as_of=day,
        context_year=year,
        notices=tuple(f"工作表“{one.raw.name}”是隐藏的，没有导入" for one in sheets if one.raw.state != "visible" and one.is_skipped),
        assembly=build(projects, loose, others),
    )


def _open(raw: RawSheet, *, is_skipped: bool) -> _Sheet:
    grid = Grid(raw)
    blocks = find_blocks(grid) if grid.last_row else []
    around = [read_surroundings([grid.line(row) for row in block.title_rows], raw.name) for block in blocks]
    return _Sheet(raw, grid, blocks, around, is_skipped=is_skipped)


def _as_of(sheets: Sequence[_Sheet]) -> date | None:
    """The latest day for which a title speaks."""
    days = [around.as_of for one in sheets for around in one.around if around.as_of is not None]
    return max(days) if days else None


def _year(sheets: Sequence[_Sheet], file: str) -> int | None:
    years = Counter(around.year for one in sheets for around in one.around if around.year)
    if years:
        return years.most_common(1)[0][0]
    found = re.search(r"(20\d{2})(?=年|\D|$)", file)
    return int(found[1]) if found else None


def _local_places(sheets: Sequence[_Sheet], city_names: Sequence[str]) -> tuple[str, ...]:
    texts = [text for one in sheets for around in one.around for text in (around.place, around.reporting_unit) if text]
    found = place_names(texts) | {compact(name) for name in city_names if len(name) >= 2}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _note_lines(sheets: Sequence[_Sheet]) -> Iterable[str]:
    """Lines in which units of money may be explained: sheets of instructions, titles, the last lines of tables."""
    for one in sheets:
        if not one.blocks:
            yield from (one.grid.line(row) for row in range(1, min(one.grid.last_row, 60) + 1))
            continue
        for block in one.blocks:
            yield from (one.grid.line(row) for row in block.title_rows)
            yield from (one.grid.line(row) for row in range(max(block.first_row, block.last_row - _LAST_LINES), block.last_row + 1))


def _rate_of(rates: Rates | None) -> RateOf:
    if rates is None:
        return lambda _currency, _day: None
    if callable(rates):
        return rates
    known = rates
    return lambda currency, day: known.get((currency, day))


def _settle_tables(one: _Sheet, settings: _Settings, *, is_asked_as_of: bool) -> None:
    for number, (block, around) in enumerate(zip(one.blocks, one.around, strict=True)):
        as_of = settings.as_of if is_asked_as_of else around.as_of or settings.as_of
        year = around.year or settings.year
        dates = DateContext(
            year=year,
            earliest_year=settings.limits.earliest_year,
            latest_year=(as_of.year if as_of else year or 2100) + settings.limits.latest_years_ahead,
            text_keeps_zeros=not settings.is_csv or _keeps_zeros(one.grid),
        )
        context = ColumnContext(around, SpanContext(year, as_of), dates, settings.hints, settings.remembered)
        columns, remarks = read_columns(one.grid, block, context)
        one.notices += remarks
        has_merges = any(area.top >= block.first_row and area.bottom > area.top for area in one.grid.merged)
        table = Table(number, one.grid, block, columns, around, dates, as_of, has_merges)
        one.tables.append(table)
        one.fates.append(classify(table))
        one.kinds.append(settings.kind if settings.kind != "auto" else kind_of(table, one.titles))


def _keeps_zeros(grid: Grid) -> bool:
    """A csv file that has 2022.10 somewhere did not lose the zeros of its months."""
    return any(isinstance(cell, str) and re.fullmatch(r"(?:19|20)\d{2}\.(?:10|0\d)", cell.strip()) for row in grid.rows[:500] for cell in row)


def _read_rows(sheets: Sequence[_Sheet], settings: _Settings) -> tuple[list[Gathered], list[LooseCapital]]:
    readable = [one for one in sheets if not one.is_skipped]
    _find_summaries(readable)
    projects_of: list[Draft] = []
    for one in readable:
        for table, kind, fates in zip(one.tables, one.kinds, one.fates, strict=True):
            drafts = _read_table(table, kind, fates, settings)
            one.drafts += drafts
            if kind == "projects":
                mark_shifted(table, drafts)
                projects_of += drafts
    mark_slips(projects_of)
    check_projects(projects_of, CheckContext(settings.local_places, settings.reading.rate_of, settings.limits))
    fields_of_block = {(one.raw.name, table.number): frozenset(table.by_field) for one in readable for table in one.tables}
    projects = gather(projects_of, settings.local_places, fields_of_block)
    loose = _read_payments(readable, projects, settings)
    _find_derived(readable, projects)
    for project in projects:
        weigh_capital(project, settings.limits)
    for one in readable:
        _name_uncached(one)
        for draft in one.drafts:
            draft.settle()
    return projects, loose


def _name_uncached(one: _Sheet) -> None:
    """Formulas that were saved without their result, where their column matters and no finer column tells it."""
    if not one.raw.uncached_formulas:
        return
    drafts = {draft.row: draft for draft in one.drafts if draft.outcome != "skip"}
    for row, index in one.raw.uncached_formulas:
        draft = drafts.get(row)
        column = next((known for known in draft.table.columns if known.index == index), None) if draft and draft.table else None
        if draft is not None and column is not None and column.field and column.field not in ("capital_total", "capital_ytd", "serial"):
            draft.complain("formula.uncached", column, "")


def _read_table(table: Table, kind: SheetKind, fates: Sequence[RowFate], settings: _Settings) -> list[Draft]:
    if kind == "projects":
        return read_projects(table, fates, settings.reading)
    if kind == "targets":
        return read_targets(table, fates)
    if kind == "units":
        return read_units(table, fates)
    if kind == "capital":
        return []
    return [_skipped(start_draft(table, fate), "summary" if kind == "summary" else "text") for fate in fates]


def _skipped(draft: Draft, reason: Literal["summary", "text"]) -> Draft:
    if draft.outcome != "skip":
        draft.outcome, draft.reason = "skip", reason
    return draft


def _find_summaries(sheets: Sequence[_Sheet]) -> None:
    """A sheet of names and sums that says it is put together from others, and has their names, brings nothing new."""
    if sum(len(one.tables) for one in sheets) < 2:
        return
    names: dict[int, list[str]] = {}
    for one in sheets:
        for table, fates in zip(one.tables, one.fates, strict=True):
            names[id(table)] = _names_of(table, fates)
    for one in sheets:
        for number, (table, kind) in enumerate(zip(one.tables, one.kinds, strict=True)):
            others = {name for other in sheets for rival in other.tables if rival is not table and _tells_more(rival, table) for name in names[id(rival)]}
            if kind in ("projects", "capital") and not _tells_itself(table) and reads_like_summary(one.titles) and is_repetition(table, names[id(table)], others):
                one.kinds[number] = "summary"


def _names_of(table: Table, fates: Sequence[RowFate]) -> list[str]:
    column = table.column("name")
    if column is None:
        return []
    return [name_key(text) for fate in fates if fate.kind == "data" and (text := text_of(table.cell(fate.row, column)))]


def _tells_more(one: Table, other: Table) -> bool:
    return len([column for column in one.columns if column.field]) > len([column for column in other.columns if column.field])


def _tells_itself(table: Table) -> bool:
    return table.has_any("investor", "uscc", "signed_on", "status", "arrived_on", "started_on", "reached", "content")


def _read_payments(sheets: Sequence[_Sheet], projects: list[Gathered], settings: _Settings) -> list[LooseCapital]:
    if not any("capital" in one.kinds for one in sheets):
        return []
    index = ProjectIndex(projects, settings.local_places)
    loose: list[LooseCapital] = []
    for one in sheets:
        for table, kind, fates in zip(one.tables, one.kinds, one.fates, strict=True):
            if kind != "capital":
                continue
            drafts = read_details(table, fates, settings.reading.vouchers, settings.reading.rate_of)
            link_reversals(drafts)
            one.drafts += drafts
            for draft in drafts:
                loose += _bind(draft, index, projects, settings)
    return loose


def _bind(draft: Draft, index: ProjectIndex, projects: list[Gathered], settings: _Settings) -> list[LooseCapital]:
    """Gives a payment to its project in the file, or to one the system knows; else the row is turned away."""
    name, investor = draft.text_of("name"), draft.text_of("investor")
    if draft.outcome == "skip" or draft.is_rejected or not name:
        return []
    number = index.find(name, investor)
    if number is not None:
        draft.project = number
        projects[number].details.append(draft)
        return []
    is_known = settings.is_known_project is not None and settings.is_known_project(name, investor)
    if not is_known:
        draft.complain("capital.no_project", draft.table.column("name") if draft.table else None, name)
    return [LooseCapital(name, investor, entry, is_known) for entry in draft.capital]


def _find_derived(sheets: Sequence[_Sheet], projects: Sequence[Gathered]) -> None:
    """A sheet whose sums are those of the payments sheet, project by project, is its summary, whatever it is called."""
    payments = {number: sum((entry.amount_in_yuan or Decimal(0) for draft in project.details for entry in draft.capital), Decimal(0)) for number, project in enumerate(projects)}
    tables = {(one.raw.name, table.number): table for one in sheets for table, kind in zip(one.tables, one.kinds, strict=True) if kind == "capital" and not table.has("amount")}
    for key, table in tables.items():
        mine = [draft for one in sheets for draft in one.drafts if (draft.sheet, draft.block) == key and draft.project is not None]
        hits = sum(1 for draft in mine if draft.project is not None and _is_sum(draft, payments[draft.project], projects[draft.project]))
        if mine and hits >= _DERIVED * len(mine):
            _drop(sheets, table, mine, projects)


def _is_sum(draft: Draft, payments: Decimal, project: Gathered) -> bool:
    own = sum((entry.amount_in_yuan or Decimal(0) for entry in draft.capital), Decimal(0))
    rest = payments - own if draft in project.details else payments
    return bool(rest) and abs(own - rest) <= abs(rest) * _TOLERANCE


def _drop(sheets: Sequence[_Sheet], table: Table, drafts: Sequence[Draft], projects: Sequence[Gathered]) -> None:
    for one in sheets:
        for number, other in enumerate(one.tables):
            if other is table:
                one.kinds[number] = "summary"
    for draft in drafts:
        if draft.project is not None:
            projects[draft.project].details.remove(draft)
        draft.outcome, draft.reason, draft.project = "skip", "summary", None
        draft.issues.clear()


def _parsed(one: _Sheet, settings: _Settings) -> ParsedSheet:
    kind = _sheet_kind(one)
    rows = tuple(draft.frozen() for draft in sorted(_all_rows(one, kind), key=lambda draft: draft.row))
    first = one.tables[0] if one.tables else None
    return ParsedSheet(
        name=one.raw.name,
        kind=kind,
        state=one.raw.state,
        header_rows=first.block.header_rows if first else (),
        title_rows=tuple(row for block in one.blocks for row in (*block.title_rows, *sorted(block.inner_titles))),
        unit_of_money=_unit_of_money(one),
        context_year=(first.dates.year if first and kind in ("projects", "capital") else None),
        columns=tuple(_column(one, column, kind) for column in (first.columns if first else ())),
        rows=rows,
        blocks=tuple(_block(one, table, kind) for table in one.tables),
        fingerprint=fingerprint(first.block) if first else "",
        reporting_unit=office_place(first.surroundings.reporting_unit) if first else "",
        as_of=first.as_of if first else settings.as_of,
        is_skipped=one.is_skipped,
        notices=tuple(dict.fromkeys(one.notices)),
    )


def _sheet_kind(one: _Sheet) -> SheetKind:
    if not one.grid.last_row:
        return "empty"
    for kind in ("projects", "capital", "targets", "units", "summary"):
        if kind in one.kinds:
            return kind  # type: ignore[return-value]  # one of the names above
    return "none"


def _all_rows(one: _Sheet, kind: SheetKind) -> list[Draft]:
    """Sheets that are not imported still name their rows."""
    if one.drafts:
        return one.drafts
    if one.tables:
        return [_skipped(start_draft(table, fate), "text") for table, fates in zip(one.tables, one.fates, strict=True) for fate in fates]
    lines = [row for row in range(1, one.grid.last_row + 1) if one.grid.filled(row)]
    return [Draft(one.raw.name, row, outcome="skip", reason="text", text=one.grid.line(row)) for row in lines]


def _unit_of_money(one: _Sheet) -> str:
    units = {_table_unit(table) for table in one.tables}
    return units.pop() if len(units) == 1 else ""


def _table_unit(table: Table) -> str:
    if table.surroundings.money_text:
        return table.surroundings.money_text
    column = table.column("total_investment") or next(iter(table.of(*MONEY_FIELDS)), None)
    return column.unit.label if column and column.unit else ""


def _column(one: _Sheet, column: Column, kind: SheetKind) -> ParsedColumn:
    name, unit = column.name, column.unit.label if column.unit else ""
    if kind in ("targets", "units"):
        fields = target_fields(one.blocks[0]) if kind == "targets" else unit_fields(one.blocks[0])
        name, unit = fields.get(column.index), ""
        name = "unit" if name == "measure" else name
    elif kind in ("summary", "none", "empty"):
        name, unit = None, ""
    return ParsedColumn(
        index=column.index,
        letter=column_letter(column.index),
        path=column.path,
        field=name,
        unit=unit,
        how=column.how if name else "none",
        samples=column.profile.samples,
        is_hidden=column.index in one.raw.hidden_columns,
    )


def _block(one: _Sheet, table: Table, kind: SheetKind) -> ParsedBlock:
    block = table.block
    return ParsedBlock(
        header_rows=block.header_rows,
        title_rows=block.title_rows,
        columns=tuple(_column(one, column, kind) for column in table.columns),
        unit_of_money=_table_unit(table),
        first_row=block.first_row,
        last_row=block.last_row,
        reporting_unit=table.surroundings.reporting_unit,
    )


def column_letter(index: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


__all__ = ["Rates", "RowRef", "column_letter", "parse_workbook", "replace"]

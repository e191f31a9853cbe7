"""A raw workbook understood: tables found, columns settled, rows read, projects gathered, every row given its outcome."""

from collections.abc import Mapping, Sequence
from datetime import date

from luodi.across.intake.engine.answers import parsed_sheet
from luodi.across.intake.engine.assembly import build
from luodi.across.intake.engine.checks import CheckContext, check_projects
from luodi.across.intake.engine.columns import Column
from luodi.across.intake.engine.details import link_reversals, read_details
from luodi.across.intake.engine.drafts import Draft, skipped
from luodi.across.intake.engine.gathering import Gathered, ProjectIndex, gather, weigh_capital
from luodi.across.intake.engine.model import (
    DEFAULT_LIMITS,
    Limits,
    LooseCapital,
    ParsedWorkbook,
    RawWorkbook,
    SheetKind,
)
from luodi.across.intake.engine.projects import read_projects, start_draft
from luodi.across.intake.engine.rowkinds import RowFate
from luodi.across.intake.engine.sheets import (
    Asked,
    KindAsked,
    KnownProject,
    Rates,
    Settings,
    SheetWork,
    open_sheets,
    settings_of,
    settle_tables,
)
from luodi.across.intake.engine.shifts import mark_shifted
from luodi.across.intake.engine.slips import mark_slips
from luodi.across.intake.engine.summaries import find_derived, find_summaries
from luodi.across.intake.engine.tables import Table
from luodi.across.intake.engine.targets import read_targets, read_units
from luodi.base.core.memory import without_collector


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
    asked = Asked(
        kind,
        sheet,
        as_of,
        remembered or {},
        tuple(known_units),
        tuple(known_chains),
        tuple(city_names),
        rates,
        is_known_project,
        limits,
    )
    with without_collector():
        return _parse(raw, asked)


def _parse(raw: RawWorkbook, asked: Asked) -> ParsedWorkbook:
    sheets = open_sheets(raw, asked)
    settings = settings_of(raw, sheets, asked)
    for one in sheets:
        settle_tables(one, settings)
    projects, loose = _read_rows(sheets, settings)
    others = [
        draft for one in sheets for draft in one.drafts if "targets" in draft.values or "unit_line" in draft.values
    ]
    hidden = [one.raw.name for one in sheets if one.raw.state != "visible" and one.is_skipped]
    return ParsedWorkbook(
        file=raw.file,
        format=raw.format,
        sha256=raw.sha256,
        sheets=tuple(parsed_sheet(one, settings) for one in sheets),
        as_of=settings.as_of,
        context_year=settings.year,
        notices=tuple(f"工作表“{name}”是隐藏的，没有导入" for name in hidden),
        assembly=build(projects, loose, others),
    )


def _read_rows(sheets: Sequence[SheetWork], settings: Settings) -> tuple[list[Gathered], list[LooseCapital]]:
    readable = [one for one in sheets if not one.is_skipped]
    find_summaries(readable)
    projects_of: list[Draft] = []
    for one in readable:
        for table, kind, fates in zip(one.tables, one.kinds, one.fates, strict=True):
            drafts = _read_table(table, kind, fates, settings)
            one.drafts += drafts
            one.notices += table.remarks
            if kind == "projects":
                mark_shifted(table, drafts)
                projects_of += drafts
    mark_slips(projects_of)
    check_projects(projects_of, CheckContext(settings.local_places, settings.reading.rate_of, settings.asked.limits))
    fields_of_block = {
        (one.raw.name, table.number): frozenset(table.by_field) for one in readable for table in one.tables
    }
    projects = gather(projects_of, settings.local_places, fields_of_block)
    loose = _read_payments(readable, projects, settings)
    find_derived(readable, projects)
    for project in projects:
        weigh_capital(project, settings.asked.limits)
    for one in readable:
        _name_uncached(one)
        for draft in one.drafts:
            draft.settle()
    return projects, loose


def _read_table(table: Table, kind: SheetKind, fates: Sequence[RowFate], settings: Settings) -> list[Draft]:
    if kind == "projects":
        return read_projects(table, fates, settings.reading)
    if kind == "targets":
        return read_targets(table, fates)
    if kind == "units":
        return read_units(table, fates)
    if kind == "capital":
        return []
    return [skipped(start_draft(table, fate), "summary" if kind == "summary" else "text") for fate in fates]


def _read_payments(sheets: Sequence[SheetWork], projects: list[Gathered], settings: Settings) -> list[LooseCapital]:
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


def _bind(draft: Draft, index: ProjectIndex, projects: list[Gathered], settings: Settings) -> list[LooseCapital]:
    """Gives a payment to its project in the file, or to one the system knows; else the row is turned away."""
    name, investor = draft.text_of("name"), draft.text_of("investor")
    if draft.outcome == "skip" or draft.is_rejected or not name:
        return []
    number = index.find(name, investor)
    if number is not None:
        draft.project = number
        projects[number].details.append(draft)
        return []
    is_known = settings.asked.is_known_project is not None and settings.asked.is_known_project(name, investor)
    if not is_known:
        draft.complain("capital.no_project", draft.table.column("name") if draft.table else None, name)
    return [LooseCapital(name, investor, entry, is_known) for entry in draft.capital]


def _is_told_finer(table: Table | None, column: Column) -> bool:
    """A quarter's sum beside the arrivals of its months."""
    span = column.span if column.field == "capital" else None
    return (
        span is not None
        and table is not None
        and any(
            other.index != column.index
            and other.span is not None
            and span.first <= other.span.first
            and other.span.last <= span.last
            for other in table.of("capital")
        )
    )


def _name_uncached(one: SheetWork) -> None:
    """Formulas that were saved without their result, where their column matters and no finer column tells it."""
    if not one.raw.uncached_formulas:
        return
    drafts = {draft.row: draft for draft in one.drafts if draft.outcome != "skip"}
    for row, index in one.raw.uncached_formulas:
        draft = drafts.get(row)
        column = (
            next((known for known in draft.table.columns if known.index == index), None)
            if draft and draft.table
            else None
        )
        if (
            draft is not None
            and column is not None
            and column.field
            and column.field not in ("capital_total", "capital_ytd", "serial")
            and not _is_told_finer(draft.table, column)
        ):
            draft.complain("formula.uncached", column, "")

"""What becomes of each row of a preview: a new project, more of a known one, nothing new; with the facts as they were read."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from luodi.across.intake.engine import ParsedRow, ParsedSheet, ParsedWorkbook
from luodi.across.intake.models import ImportBatch, ImportFinding
from luodi.across.intake.rules.batches import FindingKind
from luodi.across.intake.services.facts import total_in_wan
from luodi.across.intake.services.plan import DraftPlan, Fate, Plan
from luodi.base.core.money import format_wan
from luodi.base.core.text import shortened
from luodi.domains.projects.rules import Event, Precision
from luodi.domains.projects.services import EventSeed

_QUARTER: Final = 3


def row_fates(batch: ImportBatch, parsed: ParsedWorkbook, plan: Plan) -> list[ImportFinding]:
    """A finding for every row that stands for a project or goes on with one; rows left out have their own remarks."""
    return [
        ImportFinding(
            batch=batch,
            kind=FindingKind.ROW,
            sheet=shortened(sheet.name, 100),
            row=row.row,
            value=shortened(row.says.name if row.says else "", 300),
            code=code,
            message=shortened(message, 500),
        )
        for sheet, row in _rows(parsed)
        for code, message in _told(row, plan)
    ]


def _rows(parsed: ParsedWorkbook) -> Iterator[tuple[ParsedSheet, ParsedRow]]:
    for sheet in parsed.sheets:
        if sheet.kind == "projects" and not sheet.is_skipped:
            yield from ((sheet, row) for row in sheet.rows)


def _told(row: ParsedRow, plan: Plan) -> Iterator[tuple[str, str]]:
    if row.outcome == "merge" and row.merged_into is not None:
        yield "merged", f"并入“{row.merged_into.sheet}”第 {row.merged_into.row} 行的项目"
    elif row.outcome in ("import", "flag") and row.project is not None:
        item = plan.drafts[row.project]
        if item.fate is not Fate.DUPLICATE:
            yield item.fate.value, _sentence(item)


def _sentence(item: DraftPlan) -> str:
    facts = "；".join(_facts(item))
    if item.fate is Fate.CREATED or item.match is None:
        unit = f"，归{item.unit.label}" if item.unit is not None else ""
        return f"新增项目{unit}" + (f"：{facts}" if facts else "")
    known = item.match.known.code
    return f"补充已有项目 {known}：{facts}" if item.fate is Fate.UPDATED else f"已有项目 {known}，没有新内容"


def _facts(item: DraftPlan) -> Iterator[str]:
    total = total_in_wan(item.draft)
    if item.fate is Fate.CREATED and total is not None:
        money = "" if item.draft.says.currency == "CNY" else f"（{item.draft.says.currency}）"
        yield f"总投资 {format_wan(total)}{money}"
    if item.events:
        yield "、".join(_event(seed) for seed in item.events)
    if item.capital:
        yield f"到位 {len(item.capital)} 笔 {format_wan(_sum([seed.amount_in_wan for seed in item.capital]))}"


def _sum(amounts: Sequence[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _event(seed: EventSeed) -> str:
    signed = Event.SIGN, Event.FRAMEWORK
    money = f" {format_wan(seed.amount_in_wan)}" if seed.event in signed and seed.amount_in_wan is not None else ""
    return f"{Event(seed.event).label} {_day(seed.occurred_on, seed.precision)}{money}"


def _day(day: date, precision: str) -> str:
    """A day as exactly as the ledger knows it."""
    if precision == Precision.MONTH:
        return f"{day.year}年{day.month}月"
    if precision == Precision.QUARTER:
        return f"{day.year}年{(day.month + 2) // _QUARTER}季度"
    if precision == Precision.YEAR:
        return f"{day.year}年"
    return f"{day.isoformat()}（口径日）" if precision == Precision.AS_OF else day.isoformat()

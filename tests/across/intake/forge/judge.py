"""Comparing what the reader said about a forged ledger with its truth; a list of disagreements, empty when all agree."""

from datetime import date
from decimal import Decimal

from luodi.across.intake.engine import DateValue, ParsedRow, ParsedWorkbook, ProjectDraft
from tests.across.intake.forge.book import Expected, Forged

_DAYS = (("signed", "signed_on"), ("started", "started_on"), ("completed", "completed_on"), ("produced", "produced_on"))
_TEXTS = (("uscc", "uscc"), ("chain", "chain"))


def disagreements(parsed: ParsedWorkbook, forged: Forged) -> list[str]:
    """Every difference in words."""
    found: list[str] = []
    rows = {(sheet.name, row.row): row for sheet in parsed.sheets for row in sheet.rows}
    drafts = {(draft.rows[0].sheet, draft.rows[0].row): draft for draft in parsed.assembly.projects}
    main = next(sheet.name for sheet in parsed.sheets if sheet.rows)
    for expected in forged.expected:
        key = (expected.sheet or main, expected.row)
        row = rows.pop(key, None)
        if row is None:
            found.append(f"{key}: no such row")
            continue
        found += [f"{key}: {what}" for what in _about_row(row, expected)]
        if expected.truth is not None and expected.outcome in ("import", "flag"):
            draft = drafts.get(key)
            found += [f"{key}: {what}" for what in (_about_project(draft, expected) if draft else ["no project"])]
    found += [f"{key}: unexpected row {row.outcome} {row.reason} {row.text}" for key, row in rows.items()]
    if forged.as_of and parsed.as_of != forged.as_of:
        found.append(f"as of {parsed.as_of}")
    return found


def _about_row(row: ParsedRow, expected: Expected) -> list[str]:
    found = []
    outcome = (
        row.outcome
        if expected.outcome != "import" or row.outcome != "flag" or expected.codes
        else f"flag {[(issue.column, issue.code, issue.value) for issue in row.issues]}"
    )
    if (outcome, row.reason) != (expected.outcome, expected.reason):
        found.append(
            f"{outcome} {row.reason}, not {expected.outcome} {expected.reason} ({row.text or (row.says and row.says.name)})"
        )
    named = {(issue.column, issue.code) for issue in row.issues}
    missing = set(expected.codes) - named
    return [*found, *([f"not named: {missing}, but {named}"] if missing else [])]


def _about_project(draft: ProjectDraft, expected: Expected) -> list[str]:
    truth, says = expected.truth, draft.says
    assert truth is not None
    found = [f"name {says.name!r}, not {truth.name!r}"] if says.name != truth.name else []
    if says.investor != truth.investor:
        found.append(f"investor {says.investor!r}, not {truth.investor!r}")
    for mine, field in _TEXTS:
        if mine not in expected.omits and getattr(says, field) != (
            expected.chain or truth.chain if mine == "chain" else getattr(truth, mine)
        ):
            found.append(f"{field} {getattr(says, field)!r}")
    if "total" not in expected.omits and says.total_investment != truth.total:
        found.append(f"total {says.total_investment}, not {truth.total}")
    if "fixed" not in expected.omits and says.fixed_investment != truth.fixed:
        found.append(f"fixed {says.fixed_investment}, not {truth.fixed}")
    if expected.unit and says.unit != expected.unit:
        found.append(f"unit {says.unit!r}, not {expected.unit!r}")
    stage, side = expected.stage or truth.stage, "NORMAL" if "side" in expected.omits else truth.side
    if (says.stage != stage and says.stage not in expected.also) or says.side_status != side:
        found.append(f"{says.stage} {says.side_status}, not {stage} {side} ({says.status})")
    return [*found, *_about_days(draft, expected), *_about_capital(draft, expected)]


def _about_days(draft: ProjectDraft, expected: Expected) -> list[str]:
    found = []
    for mine, field in _DAYS:
        value: DateValue | None = getattr(draft.says, field)
        day: date | None = None if mine in expected.omits else getattr(expected.truth, mine)
        is_right = value is None if day is None else value is not None and value.first <= day <= value.last
        if not is_right:
            found.append(f"{field} {value and value.value}, not {day}")
    return found


def _about_capital(draft: ProjectDraft, expected: Expected) -> list[str]:
    said = draft.says.capital_by_span()
    wanted: dict[str, Decimal] = {} if "capital" in expected.omits else expected.capital
    return [f"capital {said}, not {wanted}"] if said != wanted else []

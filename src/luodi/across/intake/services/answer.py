"""The answer of an import as contract.md gives it: sheets, rows, rejections, warnings, duplicates, facts."""

from collections import Counter
from typing import TypeAlias

from luodi.across.intake.engine import Issue, ParsedRow, ParsedSheet, ParsedWorkbook, column_keys
from luodi.across.intake.models import ImportBatch, ImportFinding
from luodi.across.intake.rules.batches import FindingKind, leftovers_name
from luodi.across.intake.services.plan import Fate, Plan
from luodi.across.intake.services.write import Written
from luodi.base.core.text import shortened
from luodi.domains.projects.models import Project

Json: TypeAlias = dict[str, object]


def make_answer(batch: ImportBatch, parsed: ParsedWorkbook, plan: Plan, written: Written | None) -> Json:
    """The whole document; `written` is None for a preview or dry run."""
    rejected = [_issue(sheet, issue) for sheet, issue in parsed.issues() if issue.is_rejection]
    warnings = [_issue(sheet, issue) for sheet, issue in parsed.issues() if not issue.is_rejection]
    warnings += [
        {
            "sheet": remark.at.sheet,
            "row": remark.at.row,
            "column": "",
            "value": remark.value,
            "code": remark.code,
            "message": remark.message,
        }
        for remark in plan.remarks
    ]
    warnings += [
        {"sheet": sheet.name, "row": 0, "column": "", "value": "", "code": "sheet.notice", "message": text}
        for sheet in parsed.sheets
        for text in sheet.notices
    ]
    return {
        "file": batch.file_name,
        "sha256": batch.sha256,
        "batch": batch.code,
        "as_of": parsed.as_of.isoformat() if parsed.as_of else None,
        "sheets": [_sheet(sheet, plan) for sheet in parsed.sheets],
        "rejected": rejected,
        "warnings": warnings,
        "duplicates": _duplicates(parsed, plan),
        "leftovers": leftovers_name(batch.file_name) if rejected else None,
        "facts": _facts(plan, written),
        "notices": list(parsed.notices),
        "dry_run": written is None,
    }


def _sheet(sheet: ParsedSheet, plan: Plan) -> Json:
    counts = sheet.counts()
    fates = _row_fates(sheet, plan)
    duplicates = counts.duplicates + fates[Fate.DUPLICATE]
    created = counts.created - sum(fates.values()) + fates[Fate.CREATED]
    left_out = counts.created - sum(fates.values()) if sheet.kind == "targets" else 0
    return {
        **describe(sheet, imported=is_imported(sheet)),
        "rows": {
            "read": counts.read,
            "created": created - left_out,
            "updated": fates[Fate.UPDATED],
            "unchanged": fates[Fate.UNCHANGED],
            "merged": counts.merged,
            "duplicates": duplicates,
            "skipped_totals": counts.skipped_totals,
            "skipped_other": counts.skipped_other + left_out,
            "rejected": counts.rejected,
        },
    }


def describe(sheet: ParsedSheet, *, imported: bool) -> Json:
    """How a sheet was read: its kind, header, unit of money and what each column means."""
    keys = column_keys([column.path for column in sheet.columns])
    return {
        "name": sheet.name,
        "kind": sheet.kind,
        "state": sheet.state,
        "imported": imported,
        "header_rows": list(sheet.header_rows),
        "unit_of_money": sheet.unit_of_money,
        "columns": [
            {
                "header": column.header,
                "key": key,
                "letter": column.letter,
                "field": column.field,
                "unit": column.unit,
                "how": column.how,
                "samples": list(column.samples),
            }
            for column, key in zip(sheet.columns, keys, strict=True)
        ],
        "fingerprint": sheet.fingerprint,
    }


def is_imported(sheet: ParsedSheet) -> bool:
    """Does anything of the sheet enter the ledger? Lists of units have a verb of their own (`load_units`)."""
    return not sheet.is_skipped and sheet.kind in {"projects", "capital", "targets"}


def _row_fates(sheet: ParsedSheet, plan: Plan) -> Counter[Fate]:
    """Fates of the rows that stand for a project (rows of capital sheets are merged, rows of targets count as created)."""
    if sheet.kind == "targets":
        new = {row.at.row for row in plan.targets if row.is_new and row.at.sheet == sheet.name}
        old = {row.at.row for row in plan.targets if row.at.sheet == sheet.name} - new
        return Counter({Fate.CREATED: len(new), Fate.UNCHANGED: len(old)})
    if sheet.kind != "projects":
        return Counter()
    rows = [row for row in sheet.rows if row.outcome in ("import", "flag") and row.project is not None]
    return Counter(plan.drafts[row.project].fate for row in rows if row.project is not None)


def _issue(sheet: str, issue: Issue) -> Json:
    return {
        "sheet": sheet,
        "row": issue.row,
        "column": issue.column,
        "value": issue.value,
        "code": issue.code,
        "message": issue.message,
    }


def _duplicates(parsed: ParsedWorkbook, plan: Plan) -> list[Json]:
    found: list[Json] = []
    for sheet in parsed.sheets:
        for row in sheet.rows:
            entry = _duplicate(sheet, row, plan)
            if entry is not None:
                found.append(entry)
    return found


def _duplicate(sheet: ParsedSheet, row: ParsedRow, plan: Plan) -> Json | None:
    if row.duplicate is not None:
        of: Json = {"sheet": row.duplicate.of.sheet, "row": row.duplicate.of.row}
        score, why = row.duplicate.score, row.duplicate.why
        match = plan.drafts[row.project].match if row.project is not None else None
        if match is not None and match.known.is_within:
            of["project"] = match.known.code
        return {"sheet": sheet.name, "row": row.row, "of": of, "score": f"{score:.2f}", "why": list(why)}
    if row.project is None or row.outcome not in ("import", "flag"):
        return None
    item = plan.drafts[row.project]
    if item.fate is not Fate.DUPLICATE or item.match is None:
        return None
    known = item.match.known
    if not known.is_within:
        return {"sheet": sheet.name, "row": row.row, "of": {"elsewhere": True}, "score": "", "why": []}
    return {
        "sheet": sheet.name,
        "row": row.row,
        "of": {"project": known.code},
        "score": f"{item.match.score:.2f}",
        "why": list(item.match.why),
    }


def _facts(plan: Plan, written: Written | None) -> Json:
    if written is not None:
        return {
            "stage_events": written.taken.stage_events,
            "capital_records": written.taken.capital_records,
            "targets": sum(written.targets.values()),
        }
    live = [item for item in plan.drafts if item.fate is not Fate.DUPLICATE]
    loose = sum(len(money) for _, money in plan.loose)
    return {
        "stage_events": sum(len(item.events) for item in live),
        "capital_records": sum(len(item.capital) for item in live) + loose,
        "targets": sum(1 for row in plan.targets if row.is_new),
    }


def add_project_codes(answer: Json, parsed: ParsedWorkbook, plan: Plan, projects: list[Project]) -> None:
    """After a commit: duplicates inside the file also name the project that their first row became."""
    chosen = [item for item in plan.drafts if item.fate in {Fate.CREATED, Fate.UPDATED}]
    codes = {id(item): project.code for item, project in zip(chosen, projects, strict=False)}
    by_row = {(ref.sheet, ref.row): codes[id(item)] for item in chosen for ref in item.draft.rows if id(item) in codes}
    entries = answer["duplicates"]
    if not isinstance(entries, list):
        return
    for entry in entries:
        of = entry["of"]
        code = by_row.get((of.get("sheet", ""), of.get("row", 0)))
        if code and "project" not in of:
            of["project"] = code


def findings(batch: ImportBatch, answer: Json) -> list[ImportFinding]:
    """The answer's rejections, warnings and duplicates as rows for the pages."""
    rows = []
    for kind, key in ((FindingKind.REJECTED, "rejected"), (FindingKind.WARNING, "warnings")):
        entries = answer[key]
        for entry in entries if isinstance(entries, list) else []:
            rows.append(
                ImportFinding(
                    batch=batch,
                    kind=kind,
                    sheet=shortened(str(entry["sheet"]), 100),
                    row=entry["row"],
                    column=shortened(str(entry["column"]), 200),
                    value=shortened(str(entry["value"]), 300),
                    code=entry["code"],
                    message=shortened(str(entry["message"]), 500),
                )
            )
    duplicates = answer["duplicates"]
    for entry in duplicates if isinstance(duplicates, list) else []:
        of = entry["of"]
        place = f"“{of['sheet']}”第{of['row']}行" if "row" in of else f"系统中的项目 {of.get('project', '')}"
        message = f"与{place}是同一项目，未重复计入"
        if of.get("elsewhere"):
            message = "可能与其他单位登记的项目重复，没有导入；请联系招商局核对归属"
        rows.append(
            ImportFinding(
                batch=batch,
                kind=FindingKind.DUPLICATE,
                sheet=shortened(str(entry["sheet"]), 100),
                row=entry["row"],
                code="duplicate",
                message=message,
            )
        )
    return rows

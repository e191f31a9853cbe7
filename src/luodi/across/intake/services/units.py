"""Loading the unit tree from a workbook (code, name, kind, parent's code, group)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from luodi.across.intake import engine
from luodi.across.intake.engine import ParsedSheet, ParsedWorkbook, UnitLine
from luodi.across.intake.selectors.reading import limits
from luodi.across.intake.services.answer import Json, describe
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import services as orgs
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.rules import unit_kind
from luodi.base.orgs.selectors import root_unit


@dataclass(frozen=True)
class LoadedUnits:
    """How many units were made, renamed or regrouped, and left as they were."""

    created: int
    updated: int
    unchanged: int


def load_units(path: Path, *, actor: User, at: datetime) -> LoadedUnits:
    """Make or update the units of a list; a wrong line refuses the whole list with its sentence."""
    return _load(_parsed(path), actor=actor, at=at)


def import_units(path: Path, *, actor: User, at: datetime, dry_run: bool = False) -> Json:
    """The same, answered as an import of a ledger is. A dry run answers and leaves nothing."""
    parsed = _parsed(path)
    with transaction.atomic():
        loaded = _load(parsed, actor=actor, at=at)
        transaction.set_rollback(dry_run)
    return {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "sheets": [
            describe(sheet, imported=sheet.kind == "units") | {"rows": _rows(sheet, loaded)} for sheet in parsed.sheets
        ],
        "rejected": [],
        "warnings": [],
        "duplicates": [],
        "leftovers": None,
        "facts": {"stage_events": 0, "capital_records": 0},
        "dry_run": dry_run,
    }


def _rows(sheet: ParsedSheet, loaded: LoadedUnits) -> dict[str, int]:
    """What became of the rows; a list that goes through has rejected none."""
    counts = sheet.counts()
    made = vars(loaded) if sheet.kind == "units" else dict.fromkeys(vars(loaded), 0)
    others = counts.read - counts.skipped_totals - sum(made.values())
    return {"read": counts.read, **made, "merged": 0, "duplicates": 0} | {
        "skipped_totals": counts.skipped_totals,
        "skipped_other": others,
        "rejected": 0,
    }


def _parsed(path: Path) -> ParsedWorkbook:
    return engine.parse_workbook(engine.read_file(path, limits=limits()), kind="units", limits=limits())


@transaction.atomic
def _load(parsed: ParsedWorkbook, *, actor: User, at: datetime) -> LoadedUnits:
    lines = engine.assemble(parsed).units
    if not lines:
        raise BusinessError("没有读到单位。请用“代码、名称、类别、上级代码、考核分组”为表头。", code="units.empty")
    outcome = [_load_line(line, actor=actor, at=at) for line in _parents_first(lines)]
    return LoadedUnits(outcome.count("created"), outcome.count("updated"), outcome.count("unchanged"))


def _parents_first(lines: tuple[UnitLine, ...]) -> list[UnitLine]:
    by_code = {line.code: line for line in lines}
    if len(by_code) != len(lines):
        raise BusinessError("单位代码有重复，请改正后再导入。", code="units.code_taken")
    ordered: dict[str, UnitLine] = {}

    def place(line: UnitLine, trail: tuple[str, ...]) -> None:
        if line.code in trail:
            raise BusinessError(f"单位“{line.name}”的上级绕成了圈，请改正。", code="units.cycle")
        parent = by_code.get(line.parent_code)
        if parent is not None and parent.code not in ordered:
            place(parent, (*trail, line.code))
        ordered[line.code] = line

    for line in lines:
        if line.code not in ordered:
            place(line, ())
    return list(ordered.values())


def _load_line(line: UnitLine, *, actor: User, at: datetime) -> str:
    kind = unit_kind(line.kind) if line.kind else unit_kind("其他")
    unit = Unit.objects.filter(code=line.code).first()
    if unit is None:
        orgs.make_unit(
            code=line.code, name=line.name, kind=kind, group=line.group, parent=_parent(line), actor=actor, at=at
        )
        return "created"
    if (unit.name, unit.kind, unit.group) == (line.name, kind, line.group):
        return "unchanged"
    orgs.change_unit(unit, actor=actor, at=at, name=line.name, short_name=unit.short_name, kind=kind, group=line.group)
    return "updated"


def _parent(line: UnitLine) -> Unit:
    if not line.parent_code:
        return root_unit()
    parent = Unit.objects.filter(code=line.parent_code).first()
    if parent is None:
        raise BusinessError(
            f"单位“{line.name}”的上级代码“{line.parent_code}”不存在，请先列出上级单位。", code="units.parent"
        )
    return parent

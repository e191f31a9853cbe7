"""Gathered rows turned into what the file brings: drafts of projects, loose money, targets, units."""

from collections.abc import Sequence

from luodi.across.intake.engine.drafts import SAYS_FIELDS, Draft
from luodi.across.intake.engine.gathering import Gathered
from luodi.across.intake.engine.model import (
    Assembly,
    LooseCapital,
    ParsedWorkbook,
    ProjectDraft,
    Question,
    Says,
    TargetLine,
    UnitLine,
)
from luodi.across.intake.engine.status import later


def assemble(parsed: ParsedWorkbook) -> Assembly:
    """What the file brings, project by project."""
    return parsed.assembly


def build(projects: Sequence[Gathered], loose: Sequence[LooseCapital], others: Sequence[Draft]) -> Assembly:
    """The assembly of everything that was gathered; `others` are rows of targets and units."""
    targets: list[TargetLine] = []
    units: list[UnitLine] = []
    for draft in others:
        lines = draft.values.get("targets")
        if isinstance(lines, tuple):
            targets += lines
        unit = draft.values.get("unit_line")
        if isinstance(unit, UnitLine) and not draft.is_rejected:
            units.append(unit)
    return Assembly(tuple(_project(project) for project in projects), tuple(loose), tuple(targets), tuple(units))


def _project(project: Gathered) -> ProjectDraft:
    if len(project.rows) == 1 and not project.details:
        draft = project.first
        duplicates = tuple(other.ref for other in project.duplicates)
        return ProjectDraft(draft.says(), (draft.ref,), duplicates, tuple(draft.questions), draft.extras)
    values, questions = _together(project)
    extras: dict[str, str] = {}
    for draft in reversed(project.rows):
        extras.update(draft.extras)
    says = Says(**values, capital=tuple(project.counted), capital_in_question=tuple(project.questioned))  # type: ignore[arg-type]  # names are Says's
    return ProjectDraft(
        says=says,
        rows=tuple(draft.ref for draft in project.rows),
        duplicates=tuple(draft.ref for draft in project.duplicates),
        questions=tuple(questions),
        extras=extras,
        payment_rows=tuple(draft.ref for draft in project.details if draft.outcome in ("import", "flag")),
    )


def _together(project: Gathered) -> tuple[dict[str, object], list[Question]]:
    """The first row that tells a field wins, with its doubts; stage and side status move on with later rows."""
    values: dict[str, object] = {}
    questions: list[Question] = []
    for draft in project.rows:
        taken = {
            name
            for name, value in draft.values.items()
            if name in SAYS_FIELDS and name not in values and value is not None
        }
        values.update({name: draft.values[name] for name in taken})
        questions += [one for one in draft.questions if one.field in taken or one.code.startswith("scope.")]
    if len(project.rows) > 1:
        values.update(_moved_on(project))
    return values, questions


def _moved_on(project: Gathered) -> dict[str, object]:
    """The furthest stage, and the last side status that is not plainly normal. A start withdrawn anywhere stays withdrawn."""
    stage, side, level = "", "NORMAL", ""
    returned = any("revoked" in draft.values for draft in project.rows)
    for draft in project.rows:
        if draft.continues is not None:
            continue
        own_side = str(draft.values.get("side_status", "NORMAL"))
        if not returned or own_side == "RETURNED":
            stage = later(stage, str(draft.values.get("stage", "")))
        side = own_side if own_side != "NORMAL" else side
        level = level if level == "正式" else str(draft.values.get("contract_level", level))
    return {"stage": stage, "side_status": side, "contract_level": level}

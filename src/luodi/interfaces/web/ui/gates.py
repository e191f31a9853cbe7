"""A gate as people see it: each requirement with how it stands, and the link to the very field or upload box that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from luodi.across.lifecycle.rules.gates import GateState, Requirement, RowState, Test
from luodi.across.lifecycle.rules.gates_holdings import Condition, Standing
from luodi.across.lifecycle.selectors import gates, gates_review
from luodi.domains.projects.rules import Event
from luodi.interfaces.web.ui import badges, pages

TONES: Final = {
    Standing.MET: "good",
    Standing.MISSING: "warn",
    Standing.WAIVED: "info",
    Standing.CONTRADICTED: "bad",
    Standing.SPARE: "plain",
}
SCENES: Final = {
    Condition.WORKS_PHOTOS: "MAIN",
    Condition.ARRIVAL_PHOTOS: "EQUIPMENT",
    Condition.FIT_OUT_PHOTOS: "FIT_OUT",
    Condition.OPERATION_PHOTOS: "OPERATION",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement: its words, its mark, why, and where it is mended."""

    label: str
    mark: badges.Badge
    note: str
    group: str
    href: str = ""
    action: str = ""
    waiver_href: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One gate of the project: of a filed event that waits, or of the step that comes next."""

    title: str
    lines: tuple[Line, ...]
    is_open: bool
    summary: str
    is_filed: bool
    event: str
    hindrance: str = ""
    """Why it may not be recognised whatever papers there are."""


def gate_summary(state: GateState) -> badges.Badge:
    """A gate in one word with its counts, for lists."""
    found = (("矛盾", state.contradicted), ("缺", state.missing), ("豁免", state.waived))
    parts = [f"{word}{len(rows)}" for word, rows in found if rows]
    tone = "bad" if state.contradicted else "warn" if not state.is_open else "info" if state.waived else "good"
    return badges.Badge("、".join(parts) or "齐备", tone, "关口要件")


def shown(project: Any, state: GateState, *, filed: Any = None) -> Shown:  # noqa: ANN401 - pages know no models
    """The gate as the page draws it."""
    label = Event(state.gate.event).label
    title = f"{label}（{filed.occurred_on} 填报，等待认定）" if filed is not None else f"下一步：{label}"
    return Shown(
        title,
        tuple(_line(project, state.gate.event, row) for row in state.rows),
        state.is_open,
        _summary(state),
        filed is not None,
        state.gate.event,
        "" if filed is None else gates.hindrances(filed),
    )


def of_project(project: Any) -> list[Shown]:  # noqa: ANN401 - pages know no models
    """Every gate on which the project works now."""
    found = gates.ahead_of(project, today=pages.today())
    waiting = [shown(project, state, filed=row) for row, state in found.waiting]
    return waiting if found.following is None else [*waiting, shown(project, found.following)]


def _summary(state: GateState) -> str:
    met = sum(1 for row in state.rows if row.standing in {Standing.MET, Standing.SPARE})
    parts = [f"{len(state.rows)} 项中齐备 {met} 项"]
    parts += [
        f"{word} {len(rows)} 项"
        for word, rows in (("缺少", state.missing), ("豁免", state.waived), ("矛盾", state.contradicted))
        if rows
    ]
    return "，".join(parts)


def _line(project: Any, event: str, state: RowState) -> Line:  # noqa: ANN401 - pages know no models
    row = state.row
    href, action = "", ""
    if state.standing in {Standing.MISSING, Standing.CONTRADICTED}:
        href, action = _remedy(project, event, row)
    may_waive = row.may_waive and state.standing == Standing.MISSING
    return Line(
        row.label,
        badges.Badge(Standing(state.standing).label, TONES[state.standing]),
        state.note,
        f"{row.group}（满足{row.group_needs}类即可）：{row.branch}" if row.group else "",
        href,
        action,
        reverse("gates:waiver_new", args=[project.pk, event, row.code]) if may_waive else "",
    )


def _remedy(project: Any, event: str, row: Requirement) -> tuple[str, str]:  # noqa: ANN401 - pages know no models
    """Where the requirement is mended, and the word on the link."""
    if row.test == Test.FIELD:
        return f"{reverse('projects:edit', args=[project.pk])}#id_{row.targets[0]}", "去填写"
    if row.test == Test.DOCUMENT:
        return _paper(project, row.targets[0]), "登记文件"
    return _condition(project, event, Condition(row.targets[0]))


def _condition(project: Any, event: str, condition: Condition) -> tuple[str, str]:  # noqa: ANN401 - pages know no models
    if condition in SCENES:
        return f"{reverse('projects:photos_new', args=[project.pk])}?scene={SCENES[condition]}", "上传照片"
    known = {
        Condition.PARTY_KNOWN: (f"{reverse('projects:edit', args=[project.pk])}#id_uscc", "去填写"),
        Condition.NO_TWIN_CONTRACT: (reverse("projects:files", args=[project.pk]), "核对合同"),
        Condition.MONEY_OPINION: (_paper(project, "FINANCE_OPINION"), "登记文件"),
        Condition.FIRST_CAPITAL: (reverse("projects:capital_new", args=[project.pk]), "填报资金"),
        Condition.SITE_CHECK: (f"{reverse('projects:check_new', args=[project.pk])}?event={event}", "登记核查"),
    }
    return known.get(condition, ("", ""))


def _paper(project: Any, kind: str) -> str:  # noqa: ANN401 - pages know no models
    return f"{reverse('projects:document_new', args=[project.pk])}?kind={kind}#id_number"


def waivers_of(project: Any) -> Iterable[Any]:  # noqa: ANN401 - pages know no models
    """Waivers of the project with the mark of their slip."""
    return [(row, badges.slip_state(row.slip.state)) for row in gates_review.waivers_of(project)]

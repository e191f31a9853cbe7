"""Gates: what a stage asks for, and the judgement of what a project holds against it (domain/04 §4.3, §4.5).

A gate is a list of requirements. Requirements of one group are alternatives: so many of its branches must be whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from luodi.across.lifecycle.rules.gates_holdings import (
    Condition,
    Finding,
    Holdings,
    Standing,
    find_condition,
    find_papers,
)
from luodi.base.core.choices import TextChoices
from luodi.base.core.errors import BusinessError
from luodi.domains.projects.fields import PROJECT_FIELDS
from luodi.domains.projects.rules import Event, ProjectKind
from luodi.domains.projects.rules.documents import DocumentKind

MOST_CORE_OPEN: Final = 1
"""Of the core requirements of a start at most one may be waived: any two missing cannot be recognised (§4.5.4)."""


EVENTS: Final = tuple(Event.choices)
KINDS: Final = tuple(ProjectKind.choices)
"""What a gate stands at: a stage event of a project kind."""


class Test(TextChoices):
    """How a requirement is looked at."""

    __test__ = False

    FIELD = "FIELD", "项目信息"
    DOCUMENT = "DOCUMENT", "文件"
    CONDITION = "CONDITION", "条件"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of a gate. `targets`: field names, document kinds (any of them will do) or one condition.

    `group` and `branch`: rows of one branch stand together, `group_needs` branches of the group are enough.
    """

    code: str
    label: str
    test: str
    targets: tuple[str, ...]
    least: int = 1
    needs_number: bool = False
    needs_date: bool = False
    group: str = ""
    branch: str = ""
    group_needs: int = 1
    is_core: bool = False
    may_waive: bool = True


@dataclass(frozen=True, slots=True)
class Gate:
    """What the step asks for of one kind of project; a step that the kind's track leaves out is not `is_used`."""

    event: str
    kind: str
    rows: tuple[Requirement, ...] = ()
    is_used: bool = True
    version: int = 0
    """Number of the version that the bureau wrote; 0 for the preset."""


@dataclass(frozen=True, slots=True)
class RowState:
    """A requirement with how it stands and why; `papers` are the numbers of the documents that were looked at."""

    row: Requirement
    standing: Standing
    note: str = ""
    papers: tuple[int, ...] = ()


@dataclass(frozen=True)
class GateState:
    """A gate as a project stands before it."""

    gate: Gate
    rows: tuple[RowState, ...]

    def those(self, standing: Standing) -> tuple[RowState, ...]:
        """The rows that stand so."""
        return tuple(row for row in self.rows if row.standing == standing)

    @property
    def missing(self) -> tuple[RowState, ...]:
        """What is not there."""
        return self.those(Standing.MISSING)

    @property
    def waived(self) -> tuple[RowState, ...]:
        """What is not there and was let pass."""
        return self.those(Standing.WAIVED)

    @property
    def contradicted(self) -> tuple[RowState, ...]:
        """What says something else than the ledger."""
        return self.those(Standing.CONTRADICTED)

    @property
    def open_core(self) -> tuple[RowState, ...]:
        """Core rows without their proof, waived ones included."""
        proved = {Standing.MET, Standing.SPARE}
        return tuple(row for row in self.rows if row.row.is_core and row.standing not in proved)

    @property
    def is_open(self) -> bool:
        """Whether the step may be recognised."""
        return not (self.missing or self.contradicted or len(self.open_core) > MOST_CORE_OPEN)


def judge(gate: Gate, holdings: Holdings, waivers: Mapping[str, int]) -> GateState:
    """How the project stands before the gate. `waivers`: requirement code → number of the waiver in force."""
    found = [(row, _find(row, holdings)) for row in gate.rows]
    states = [_state(row, finding, waivers.get(row.code, 0)) for row, finding in found]
    return GateState(gate, tuple(_spared(states)))


def _find(row: Requirement, holdings: Holdings) -> Finding:
    if row.test == Test.FIELD:
        empty = [name for name in row.targets if holdings.fields.get(name) in (None, "")]
        return Finding(Standing.MISSING, f"“{PROJECT_FIELDS[empty[0]].label}”没有填写") if empty else Finding()
    if row.test == Test.DOCUMENT:
        return find_papers(
            row.targets, holdings, least=row.least, needs_number=row.needs_number, needs_date=row.needs_date
        )
    return find_condition(Condition(row.targets[0]), holdings, least=row.least)


def _state(row: Requirement, finding: Finding, waiver: int) -> RowState:
    if finding.standing == Standing.MISSING and waiver:
        return RowState(row, Standing.WAIVED, finding.note, finding.papers)
    return RowState(row, finding.standing, finding.note, finding.papers)


def _spared(states: list[RowState]) -> list[RowState]:
    """In a group of which enough branches are whole, what is missing in the others is not needed."""
    groups = {state.row.group for state in states if state.row.group}
    spared = {group for group in groups if _is_enough([state for state in states if state.row.group == group])}
    return [
        RowState(state.row, Standing.SPARE, "已由其他条件满足", state.papers)
        if state.row.group in spared and state.standing == Standing.MISSING
        else state
        for state in states
    ]


def _is_enough(states: list[RowState]) -> bool:
    passed = {Standing.MET, Standing.WAIVED}
    branches = {state.row.branch for state in states}
    whole = [name for name in branches if all(state.standing in passed for state in states if state.row.branch == name)]
    return len(whole) >= max(state.row.group_needs for state in states)


def require_open(state: GateState) -> None:
    """Refuse a step whose gate is not open: BusinessError `lifecycle.contradicted`, `lifecycle.missing`, `lifecycle.core`."""
    label = Event(state.gate.event).label
    if state.contradicted:
        said = "；".join(f"{row.row.label}（{row.note}）" for row in state.contradicted)
        raise BusinessError(
            f"“{label}”的材料与台账矛盾：{said}。请更正台账或换上正确的文件；矛盾不能豁免。",
            code="lifecycle.contradicted",
        )
    if state.missing:
        said = "；".join(row.row.label + (f"（{row.note}）" if row.note else "") for row in state.missing)
        raise BusinessError(
            f"认定“{label}”还缺 {len(state.missing)} 项：{said}。请在项目的“关口”页补齐，或对可豁免的要件申请豁免。",
            code="lifecycle.missing",
        )
    if len(state.open_core) > MOST_CORE_OPEN:
        said = "、".join(row.row.label for row in state.open_core)
        raise BusinessError(
            f"{said}中最多豁免一项，缺两项及以上不得认定“{label}”。请补齐其中的材料。", code="lifecycle.core"
        )


def require_fields(state: GateState) -> None:
    """Refuse to file a step while fields of the project are empty: BusinessError `lifecycle.fields`."""
    empty = [row for row in state.missing if row.row.test == Test.FIELD]
    if empty:
        said = "、".join(row.row.label for row in empty)
        raise BusinessError(
            f"填报“{Event(state.gate.event).label}”前请先在项目信息中填写：{said}。", code="lifecycle.fields"
        )


def require_sound_rows(gate: Gate) -> None:
    """Refuse a gate that cannot be judged: unknown targets, doubled codes, groups that no project can pass."""
    codes = [row.code for row in gate.rows]
    if len(codes) != len(set(codes)):
        raise BusinessError("同一关口内要件代码不能重复。", code="lifecycle.row")
    for row in gate.rows:
        _require_sound_row(row)
    for group in {row.group for row in gate.rows if row.group}:
        rows = [row for row in gate.rows if row.group == group]
        if len({row.group_needs for row in rows}) != 1 or any(not row.branch for row in rows):
            raise BusinessError(f"“{group}”组内各行的需满足数应一致，并都写明分支。", code="lifecycle.group")
        if not 1 <= rows[0].group_needs <= len({row.branch for row in rows}):
            raise BusinessError(f"“{group}”组的需满足数应在 1 与分支数之间。", code="lifecycle.group")


def _require_sound_row(row: Requirement) -> None:
    known: dict[str, list[str]] = {
        Test.FIELD: [spec.name for spec in PROJECT_FIELDS],
        Test.DOCUMENT: DocumentKind.values,
        Test.CONDITION: Condition.values,
    }
    if not row.code or not row.label:
        raise BusinessError("每条要件都要有代码和名称。", code="lifecycle.row")
    if row.test not in known or not row.targets or set(row.targets) - set(known[row.test]):
        raise BusinessError(f"要件“{row.label}”没有选明要查的字段、文件或条件。", code="lifecycle.row")
    if row.test == Test.CONDITION and len(row.targets) != 1:
        raise BusinessError(f"要件“{row.label}”只能选一个条件。", code="lifecycle.row")
    if not 1 <= row.least <= 20:
        raise BusinessError(f"要件“{row.label}”的份数应在 1 至 20 之间。", code="lifecycle.row")

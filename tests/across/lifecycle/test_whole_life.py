"""One project of each kind from its lead to full output: every gate is refused once for each thing that alone is missing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

import pytest
from django.db import transaction

from luodi.across.lifecycle.rules.gates import Gate, Requirement, Test
from luodi.across.lifecycle.rules.gates_holdings import Condition
from luodi.across.lifecycle.rules.gates_preset import preset
from luodi.across.lifecycle.selectors import gates
from luodi.across.lifecycle.services import gates as lifecycle
from luodi.base.approvals.rules import SlipAct
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import Project, StageEvent
from luodi.domains.projects.rules import Event, ProjectKind
from luodi.domains.projects.rules.documents import DocumentKind
from luodi.domains.projects.services import ProjectValues
from tests import factories, lives
from tests.across.lifecycle.missing import MISSING
from tests.factories import AT
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LIFE: Final = (
    ("LEAD", date(2022, 9, 1), "ST10"),
    ("TALK", date(2022, 10, 1), "ST20"),
    ("CLEAR", date(2022, 12, 1), "ST25"),
    ("FRAMEWORK", date(2022, 12, 10), "ST30"),
    ("SIGN", date(2023, 2, 1), "ST40"),
    ("PREPARE", date(2023, 2, 20), "ST45"),
    ("LAND", date(2023, 3, 1), "ST50"),
    ("START", date(2023, 3, 20), "ST60"),
    ("COMPLETE", date(2023, 5, 30), "ST70"),
    ("PRODUCE", date(2023, 6, 10), "ST80"),
    ("FULL", date(2023, 6, 30), "ST90"),
)
REACHED: Final = {kind: "ST80" if kind == ProjectKind.PLATFORM else "ST90" for kind in ProjectKind}
"""Where the track of each kind ends."""


@pytest.mark.parametrize("kind", list(ProjectKind))
def test_a_project_lives_from_its_lead_to_the_end_of_its_track_past_every_gate(kind: ProjectKind) -> None:
    project = filled_project(kind)
    lives.people()
    for person in (factories.checker(), factories.project_office()):
        assert person.pk

    refusals: dict[str, list[str]] = {}
    for event, on, stage in LIFE:
        if event in MISSING[kind]:
            refusals[event] = pass_gate(project, event, on)
            assert project.stage == stage
        else:
            refuse_unused(project, event, on)

    assert refusals == MISSING[kind]
    assert project.stage == REACHED[kind]
    assert ledger.cache_differences() == []
    assert gates.ahead_of(project, today=date(2023, 7, 3)).following is None


def filled_project(kind: ProjectKind) -> Project:
    """A project of the kind with every field that a gate asks for; an expansion is opened from the project it enlarges."""
    if kind != ProjectKind.EXPANSION:
        return lives.filled_project(kind=kind)
    parent = lives.filled_project()
    values = ProjectValues(
        name=f"{parent.name}增资扩产",
        unit=parent.unit,
        investor=parent.investor,
        kind=kind,
        total_investment_in_wan=Decimal(800),
        **lives.FILLED,  # type: ignore[arg-type]  # the values of the fields
    )
    return projects.open_project(values, actor=factories.clerk(), at=AT, parent=parent)


def refuse_unused(project: Project, event: str, on: date) -> None:
    """A step that the track leaves out cannot be filed."""
    with refused("lifecycle.unused") as caught:
        lives.filed(project, event, on)
    kind = ProjectKind(project.kind).label
    assert caught.value.message == f"“{kind}”类项目没有“{Event(event).label}”这一步，请填报下一步。"


@contextmanager
def undone() -> Iterator[None]:
    """What the block writes is taken back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def pass_gate(project: Project, event: str, on: date) -> list[str]:
    """Take the step after it was refused for each thing that alone is missing; the words of those things.

    Where a gate takes alternatives, each of them is gone: refused while one of its parts is missing, passed with all.
    """
    gate = preset(event, project.kind)
    for row in gate.rows:
        if row.test == Test.FIELD:
            refuse_filing_without(project, row, event, on)
    filed = lives.filed(project, event, on)
    lifecycle.decide(filed.slip, SlipAct.VERIFY, actor=factories.checker(), at=AT)
    seen: set[Requirement] = set()
    for way in ways(gate):
        asked = [row for row in way if row.group or row not in seen]
        seen.update(way)
        with undone():
            refuse_each(filed, asked, way, on)
            recognise(filed)
    bring(filed, ways(gate)[0], on)
    recognise(filed)
    project.refresh_from_db()
    return [row.label for row in gate.rows if row.test == Test.FIELD or row in seen]


def ways(gate: Gate) -> list[list[Requirement]]:
    """The sets of papers and conditions of which each opens the gate: of a group just so many branches as it needs."""
    plain = [row for row in gate.rows if row.test != Test.FIELD and not row.group]
    grouped = [row for row in gate.rows if row.group]
    if not grouped:
        return [plain]
    branches = dict.fromkeys(row.branch for row in grouped)
    chosen = combinations(branches, grouped[0].group_needs)
    return [[*plain, *(row for row in grouped if row.branch in some)] for some in chosen]


def refuse_filing_without(project: Project, row: Requirement, event: str, on: date) -> None:
    """The field alone is empty: the step cannot be filed, and the sentence names the field."""
    with undone():
        name = row.targets[0]
        empty = "" if isinstance(getattr(project, name), str) else None
        # Written past the form: some of the fields can be empty only in a ledger that was taken over.
        Project.objects.filter(pk=project.pk).update(**{name: empty})
        project.refresh_from_db()
        with refused("lifecycle.fields") as caught:
            lives.filed(project, event, on)
        assert caught.value.message == f"填报“{Event(event).label}”前请先在项目信息中填写：{row.label}。"
    project.refresh_from_db()


def refuse_each(filed: StageEvent, asked: list[Requirement], way: list[Requirement], on: date) -> None:
    """Bring all of the way; the step is refused for each of the rows while it alone is missing.

    Papers come first and are withdrawn in turn; photos, checks and money cannot be taken back and are left out in turn.
    """
    conditions = [row for row in way if row.test == Test.CONDITION]
    bring(filed, [row for row in way if row not in conditions], on)
    for row in conditions:
        if row in asked:
            with undone():
                bring(filed, [other for other in conditions if other is not row], on)
                refuse_recognition_without(filed, row, way, on)
    bring(filed, conditions, on)
    for row in asked:
        if row not in conditions:
            with undone():
                refuse_recognition_without(filed, row, way, on)
    filed.project.refresh_from_db()


def refuse_recognition_without(filed: StageEvent, row: Requirement, way: list[Requirement], on: date) -> None:
    """All of the way is there but this one thing: the step is not recognised, and the sentence names what is missing."""
    take_away(filed, row, on)
    state = states(filed)
    alternatives = [other for other in state.gate.rows if other.group and other not in way]
    with refused("lifecycle.contradicted" if state.contradicted else "lifecycle.missing") as caught:
        recognise(filed)
    lacking = state.contradicted or state.missing
    assert row in [one.row for one in lacking]
    assert all(one.row is row or one.row in alternatives for one in lacking)
    label = Event(filed.event).label
    named = "；".join(one.row.label + (f"（{one.note}）" if one.note else "") for one in lacking)
    if state.contradicted:
        said = f"“{label}”的材料与台账矛盾：{named}。请更正台账或换上正确的文件；矛盾不能豁免。"
    else:
        said = f"认定“{label}”还缺 {len(lacking)} 项：{named}。请在项目的“关口”页补齐，或对可豁免的要件申请豁免。"
    assert caught.value.message == said


def states(filed: StageEvent) -> gates.GateState:
    """How the step stands before its gate."""
    filed.project.refresh_from_db()
    return gates.states_of_events([filed], today=filed.occurred_on)[filed.pk]


def bring(filed: StageEvent, rows: list[Requirement], on: date) -> None:
    """Everything of these that is not there yet."""
    for state in states(filed).missing:
        if state.row in rows:
            lives.meet(filed.project, state, filed.event, on)


def recognise(filed: StageEvent) -> None:
    """Through the gate."""
    lifecycle.decide(filed.slip, SlipAct.RECOGNISE, actor=factories.project_office(), at=AT)


def take_away(filed: StageEvent, row: Requirement, on: date) -> None:
    """Bring it about that the one thing is not there."""
    if row.test == Test.DOCUMENT:
        withdraw(filed.project, row.targets)
    else:
        _TAKEN.get(row.targets[0], _leave)(filed.project, on)


def withdraw(project: Project, kinds: tuple[str, ...]) -> None:
    """The papers of these kinds, as their unit withdraws them."""
    for paper in ledger.documents_in_force([project.pk]).filter(kind__in=kinds):
        projects.withdraw_document(paper, actor=factories.clerk(), at=AT, reason="登记错项目")


def _leave(project: Project, on: date) -> None:
    """It has not been brought."""


def _unknown_party(project: Project, on: date) -> None:
    lives.fill(project, investor=factories.investor("无代码投资有限公司"))


def _promise_money(project: Project, on: date) -> None:
    lives.paper(project, DocumentKind.CONTRACT, issued_on=on, commits_money=True)


def _double_contract(project: Project, on: date) -> None:
    contract = ledger.documents_in_force([project.pk]).get(kind=DocumentKind.CONTRACT)
    lives.paper(factories.project(), DocumentKind.CONTRACT, number=contract.number)


def _part_from_parent(project: Project, on: date) -> None:
    Project.objects.filter(pk=project.pk).update(parent=None)


_TAKEN: Final[dict[str, Callable[[Project, date], None]]] = {
    Condition.PARTY_KNOWN: _unknown_party,
    Condition.MONEY_OPINION: _promise_money,
    Condition.NO_TWIN_CONTRACT: _double_contract,
    Condition.PARENT_LINKED: _part_from_parent,
}

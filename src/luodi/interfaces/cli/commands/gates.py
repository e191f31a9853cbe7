"""`luodi missing`: what a project lacks before its waiting events can be recognised and for its next step."""

from argparse import Namespace

from django.utils import timezone

from luodi.across.lifecycle.rules.gates import GateState
from luodi.across.lifecycle.rules.gates_holdings import Standing
from luodi.across.lifecycle.selectors import gates
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.rules import Event
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen

_HEADERS = ("步骤", "要件", "情况", "说明")


def run_missing(options: Namespace, screen: Screen) -> int:
    """The gates of one project, as a table or as one document."""
    instance.require_ready()
    project = ledger.project_by_code(orgs.operator(), options.code)
    found = gates.ahead_of(project, today=timezone.localdate())
    states = [(True, state) for _, state in found.waiting]
    if found.following is not None:
        states.append((False, found.following))
    rows = [
        (Event(state.gate.event).label, row.row.label, Standing(row.standing).label, row.note)
        for _, state in states
        for row in state.rows
    ]
    screen.table(_HEADERS, rows)
    lacking = sum(len(state.missing) + len(state.contradicted) for _, state in states)
    screen.line(f"{project.code} {project.name}：缺少或矛盾 {lacking} 项。")
    screen.document(
        {
            "project": project.code,
            "name": project.name,
            "stage": project.stage,
            "gates": [_document(state, is_filed) for is_filed, state in states],
        }
    )
    return 0


def _document(state: GateState, is_filed: bool) -> dict[str, object]:
    return {
        "event": state.gate.event,
        "name": Event(state.gate.event).label,
        "filed": is_filed,
        "open": state.is_open,
        "version": state.gate.version,
        "requirements": [
            {
                "code": row.row.code,
                "label": row.row.label,
                "standing": str(row.standing),
                "note": row.note,
                "targets": list(row.row.targets),
            }
            for row in state.rows
        ],
    }

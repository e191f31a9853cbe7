"""Faces file and judge steps behind their gates: the ledger's own verbs, which know none, are not for them.

The demonstration's history is a ledger that was kept before there were gates; it alone writes it down with the ledger's verbs.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, modules, name_of, tree_of

LEDGER = "luodi.domains.projects"
BEHIND_GATES = {"file_event", "decide", "decide_many", "recognise_in_part"}
HISTORY = SOURCE / "interfaces" / "cli" / "demo"
FACES = [path for path in modules() if path.is_relative_to(SOURCE / "interfaces") and not path.is_relative_to(HISTORY)]


def passed_by(tree: ast.Module) -> Iterator[str]:
    """The ledger's verbs that the module calls without their gates."""
    services = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == LEDGER:
            services |= {one.asname or one.name for one in node.names if one.name == "services"}
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{LEDGER}.services"):
            yield from (one.name for one in node.names if one.name in BEHIND_GATES)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in services:
            yield from {node.attr} & BEHIND_GATES


@pytest.mark.parametrize("path", FACES, ids=name_of)
def test_no_face_passes_by_the_gates(path: Path) -> None:
    assert list(passed_by(tree_of(path))) == []


@pytest.mark.parametrize(
    "code",
    [
        "from luodi.domains.projects import services\nservices.decide(slip)",
        "from luodi.domains.projects import services as ledger\nledger.file_event(project)",
        "from luodi.domains.projects.services import decide_many",
        "from luodi.domains.projects.services.cutting import recognise_in_part",
    ],
)
def test_the_check_sees_a_face_that_passes_by(code: str) -> None:
    assert len(list(passed_by(ast.parse(code)))) == 1

"""What a person typed is refused when it is too long, never cut in silence: `fitted`, not a slice."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import is_in_layer, modules, name_of, tree_of

CLEANING = {"strip", "normalise"}
SERVICES = [path for path in modules() if is_in_layer(path, "services")]


def cuts(tree: ast.AST) -> Iterator[int]:
    """Lines where a text that was just cleaned is sliced from its beginning: `note.strip()[:300]`."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
            continue
        call = node.value
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in CLEANING and node.slice.lower is None:
            yield node.lineno


@pytest.mark.parametrize("path", SERVICES, ids=name_of)
def test_no_service_cuts_what_was_typed(path: Path) -> None:
    assert list(cuts(tree_of(path))) == []


@pytest.mark.parametrize("line", ["note.strip()[:300]", "normalise(values.note)[:300]"])
def test_a_cut_is_found(line: str) -> None:
    assert list(cuts(ast.parse(line))) == [1]


@pytest.mark.parametrize("line", ["rows[:300]", "path.name[2:]", "text.strip()[1:]"])
def test_other_slices_pass(line: str) -> None:
    assert list(cuts(ast.parse(line))) == []

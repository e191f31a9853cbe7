"""The permission matrix is whole: every right is somebody's, and no role holds a right that nobody asks for."""

import ast
from collections.abc import Iterator
from enum import EnumMeta
from importlib import import_module

import pytest

from luodi.base.approvals.rules import Permission as Approvals
from luodi.base.orgs.rules import OFFICER_ROLES, RolePreset
from luodi.config.roles import ALL, PRESETS
from tests.architecture.codes import permissions
from tests.architecture.source import modules, name_of, tree_of

ONLY_LISTED = {"config", "__main__.py", "interfaces/web/ui/rights.py"}
"""Who gives rights to roles or names them asks nobody for one."""


def rights_named(path_name: str, tree: ast.Module) -> Iterator[str]:
    """Codes of the permissions that a module names, but for those of its own table of labels."""
    names = vars(import_module(f"luodi.{path_name.removesuffix('.py').removesuffix('/__init__').replace('/', '.')}"))
    told = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    labels = {id(part) for node in told if "LABELS" in ast.unparse(node).partition("=")[0] for part in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or id(node) in labels:
            continue
        owner = node.value
        if isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name):
            found = getattr(names.get(owner.value.id), owner.attr, None)
        else:
            found = names.get(owner.id) if isinstance(owner, ast.Name) else None
        if isinstance(found, EnumMeta) and found.__name__ == "Permission" and node.attr in found.__members__:
            yield str(found[node.attr].value)


def test_the_thirty_roles_of_the_domain_are_there() -> None:
    assert [preset.code for preset in PRESETS] == [f"r{number:02}" for number in range(1, 31)]


def test_every_permission_is_held_by_some_role() -> None:
    held = {permission for preset in PRESETS for permission in preset.permissions}

    assert set(permissions()) - held == set()


@pytest.mark.parametrize("preset", ALL, ids=lambda preset: preset.code)
def test_a_role_holds_only_permissions_that_exist(preset: RolePreset) -> None:
    assert set(preset.permissions) - set(permissions()) == set()


@pytest.mark.parametrize(
    "preset", [preset for preset in ALL if preset.code in OFFICER_ROLES], ids=lambda preset: preset.code
)
def test_the_three_officers_have_no_business_rights(preset: RolePreset) -> None:
    assert {code.partition(".")[0] for code in preset.permissions} <= {"orgs", "audit", "deliveries", "runs"}


def test_every_permission_is_asked_for_by_a_verb_a_read_or_a_page() -> None:
    """A right that nobody asks for says something to who grants it that is not so. Those of slips follow from the kind."""
    asked = {
        code
        for path in modules()
        if name_of(path).partition("/")[0] not in ONLY_LISTED and name_of(path) not in ONLY_LISTED
        for code in rights_named(name_of(path), tree_of(path))
    }

    assert set(permissions()) - asked - {code.value for code in Approvals} == set()

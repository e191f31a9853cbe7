"""What the product imports is declared in pyproject.toml, and what is declared is used."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.architecture.source import ROOT, SOURCE, modules, tree_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# The database driver, which Django imports by itself, and the server, which is started as a program.
NEVER_NAMED = {"psycopg", "granian"}


def plain(requirement: str) -> str:
    """`Django-Allauth[mfa]>=65` → `django-allauth`."""
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def imported_packages() -> set[str]:
    """Top-level names that any product file imports, without our own and the standard library's."""
    names: set[str] = set()
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - {"luodi"} - set(sys.stdlib_module_names)


def named_in_settings() -> set[str]:
    """Top-level names of what settings name as strings: installed apps, middleware, back ends."""
    constants = [
        node.value for node in ast.walk(tree_of(SOURCE / "config/settings.py")) if isinstance(node, ast.Constant)
    ]
    return {text.partition(".")[0] for text in constants if isinstance(text, str)}


DECLARED = {plain(line) for line in PROJECT["dependencies"]}
OPTIONAL = {plain(line) for extra in ("match", "spark", "pdf") for line in PROJECT["optional-dependencies"][extra]}


def test_every_import_is_declared() -> None:
    providers = packages_distributions()
    undeclared = {
        name: providers.get(name, ["nobody"])
        for name in imported_packages()
        if not {plain(provider) for provider in providers.get(name, [])} & (DECLARED | OPTIONAL)
    }

    assert undeclared == {}


def test_every_declared_package_is_used() -> None:
    providers = packages_distributions()
    names = imported_packages() | named_in_settings()
    used = {plain(provider) for name in names for provider in providers.get(name, [])}

    assert sorted(DECLARED - used - NEVER_NAMED) == []

"""What the product imports is declared in pyproject.toml, and what is declared is used."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.architecture.source import ROOT, modules, tree_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Named in settings or on the command line, never imported by us.
NAMED_ONLY = {"django-template-partials", "granian", "psycopg", "whitenoise", "django-axes", "django-allauth"}


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
    used = {plain(provider) for name in imported_packages() for provider in providers.get(name, [])}

    assert DECLARED - used - NAMED_ONLY == set()

"""What the architecture tests look at: the source files as text and syntax, the models as Django knows them."""

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.db import models

import luodi

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "luodi"


def modules() -> list[Path]:
    """Every Python file of the product that a person wrote: migrations are generated."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    """How a file is called in messages: its path below src/luodi."""
    return path.relative_to(SOURCE).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def is_in_layer(path: Path, layer: str) -> bool:
    """True for `<band>/<app>/<layer>.py` and everything in the package `<band>/<app>/<layer>/`."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return len(parts) > 2 and parts[2] == layer


def imported(layer: str) -> Iterator[ModuleType]:
    """Every module of one layer of every app, imported, e.g. all `rules`."""
    for found in pkgutil.walk_packages(luodi.__path__, "luodi."):
        parts = found.name.split(".")
        if len(parts) > 3 and parts[3] == layer:
            yield importlib.import_module(found.name)


def product_models() -> list[type[models.Model]]:
    """Every concrete model that somebody wrote: not Django's, not through tables nor histories made by machine."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("luodi.") and not hasattr(model, "instance_type")
    ]


def import_rows(contract: str) -> list[list[str]]:
    """The rows of one layer contract of pyproject.toml, the highest first, each with the names that share it."""
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = next(one for one in options["tool"]["importlinter"]["contracts"] if one["id"] == contract)
    return [[name.strip(" ()") for name in row.replace(":", "|").split("|")] for row in found["layers"]]

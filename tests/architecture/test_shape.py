"""The shape of files: short, no drawers, every function annotated, nothing that belongs to one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SOURCE, modules, name_of, tree_of

LONGEST = 600
LONGEST_VIEW = 25
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "extras", "base_classes"}
LAYERS = ("services", "selectors", "models", "engine", "rules", "fields")


def written_files() -> list[Path]:
    """Every file of the tree that is or will be in the repository, but for what others wrote."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.splitlines() if "/vendor/" not in name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_test_is_too_long_to_be_read() -> None:
    long = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    ]

    assert long == []


def test_there_are_no_drawers() -> None:
    found = [name_of(path) for path in SOURCE.rglob("*") if path.stem in DRAWERS and path.suffix in {".py", ""}]

    assert found == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_function_is_annotated(path: Path) -> None:
    bare = [
        f"{function.name}:{function.lineno}"
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and not is_annotated(function)
    ]

    assert bare == []


def is_annotated(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """True when every argument but self and cls, and the result, have a type."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
    named = [one for number, one in enumerate(every) if not (number == 0 and one.arg in {"self", "cls"})]
    return function.returns is not None and all(one.annotation is not None for one in named)


def test_a_view_parses_makes_one_call_and_renders() -> None:
    long = [
        f"{name_of(path)} {function.name}: {length}"
        for path in modules()
        if path.is_relative_to(SOURCE / "interfaces" / "web")
        and "views" in path.relative_to(SOURCE).with_suffix("").parts
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        and (length := (function.end_lineno or function.lineno) - function.lineno + 1) > LONGEST_VIEW
    ]

    assert long == []


def test_no_layer_is_file_and_package_at_once() -> None:
    both = [
        f"{name_of(app)}/{layer}"
        for app in SOURCE.glob("*/*")
        for layer in LAYERS
        if (app / f"{layer}.py").exists() and (app / layer).is_dir()
    ]

    assert both == []


def test_every_app_says_what_it_owns() -> None:
    silent = [
        name_of(app)
        for app in SOURCE.glob("*/*/apps.py")
        if not (app.parent / "__init__.py").exists() or ast.get_docstring(tree_of(app.parent / "__init__.py")) is None
    ]

    assert silent == []


def test_nothing_in_the_tree_belongs_to_one_machine() -> None:
    # Spelt in two parts, so that this line does not find itself.
    homes = re.compile(rb"(?:^|[^a-zA-Z])/(?:wo" + rb"rk|ro" + rb"ot|home/[a-z]+)/")
    found = [
        str(path.relative_to(ROOT))
        for path in written_files()
        if path.suffix in {".py", ".md", ".toml", ".txt", ".sh", ".html", ".js", ".css", ""}
        and homes.search(path.read_bytes())
    ]

    assert found == []


def test_the_locked_requirements_name_no_host_and_hash_everything() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        entries = re.split(r"(?<!\\)\n", text.strip())

        assert "://" not in text
        assert re.search(r"^\s*--(?!hash)", text, re.MULTILINE) is None
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []

"""The import contracts of pyproject.toml catch what they are there for: each is shown imports that must break it.

The violations are written into a small tree with the names of the real one, so nothing wrong ever stands in src.
"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = ROOT / "pyproject.toml"
LINTER = Path(sys.executable).with_name("lint-imports")
OPTIONS = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in OPTIONS["contracts"]}

# contract | file that imports | what it imports
VIOLATIONS = [
    ("bands", "base/orgs/services.py", "luodi.domains.projects.rules"),
    ("bands", "domains/projects/services.py", "luodi.across.figures.selectors"),
    ("bands", "across/figures/services.py", "luodi.interfaces.web.ui.tables"),
    ("interfaces", "interfaces/web/projects/views.py", "luodi.interfaces.cli.main"),
    ("interfaces", "interfaces/jobs/schedules.py", "luodi.interfaces.web.ui.tables"),
    ("across", "across/figures/services.py", "luodi.across.reports.rules"),
    ("across", "across/intake/services.py", "luodi.across.insight.selectors"),
    ("domains", "domains/chains/services.py", "luodi.domains.projects.rules"),
    ("domains", "domains/targets/selectors.py", "luodi.domains.investors.rules"),
    ("base", "base/audit/services.py", "luodi.base.orgs.models"),
    ("base", "base/files/services.py", "luodi.base.notices.services"),
    ("base", "base/core/money.py", "luodi.base.audit.rules"),
    ("app-layers", "domains/projects/selectors.py", "luodi.domains.projects.services"),
    ("app-layers", "across/intake/engine/reader.py", "luodi.across.intake.models"),
    ("app-layers", "base/orgs/fields.py", "luodi.base.orgs.rules"),
    ("models-stay-low", "domains/projects/models.py", "luodi.base.orgs.services"),
    ("models-stay-low", "domains/projects/models.py", "luodi.domains.chains.selectors"),
    ("selectors-only-read", "domains/projects/selectors.py", "luodi.base.audit.services"),
    ("pure-below", "domains/projects/rules.py", "luodi.domains.chains.models"),
    ("pure-below", "across/figures/engine/reader.py", "luodi.domains.projects.selectors"),
    ("no-django-below", "domains/projects/rules.py", "django.utils.timezone"),
    ("no-django-below", "domains/projects/fields.py", "django.db.models"),
    ("no-django-below", "across/intake/engine/reader.py", "simple_history.models"),
    ("plain-core", "base/core/money.py", "django.conf"),
    ("plain-core", "base/core/documents/layout.py", "django.template"),
    ("faces-without-models", "interfaces/web/projects/views.py", "luodi.domains.projects.models"),
    ("faces-without-models", "interfaces/cli/main.py", "luodi.base.orgs.models"),
    ("settings-through-django", "across/reports/services.py", "luodi.config.settings"),
    ("settings-through-django", "interfaces/cli/main.py", "luodi.config.env"),
    ("web-areas", "interfaces/web/projects/views.py", "luodi.interfaces.web.intake.views"),
    ("web-areas", "interfaces/web/ui/tables.py", "luodi.interfaces.web.projects.views"),
]
# What exhaustive contracts refuse even without an import: contract | file nobody has listed
UNLISTED = [
    ("bands", "plugins/hooks.py"),
    ("interfaces", "interfaces/desktop/main.py"),
    ("across", "across/gossip/rules.py"),
    ("domains", "domains/weather/models.py"),
    ("base", "base/extras/services.py"),
    ("app-layers", "domains/projects/utils.py"),
    ("app-layers", "across/reports/helpers.py"),
    ("web-areas", "interfaces/web/weather/views.py"),
]


def named_layers(contract: str) -> Iterator[str]:
    """Every module named in a contract's layers, optional or not."""
    for row in CONTRACTS[contract]["layers"]:
        for name in row.replace(":", "|").split("|"):
            yield name.strip(" ()")


def clean_files() -> Iterator[str]:
    """The paths of a tree that obeys everything: every app of the contracts, with every file."""
    for band in ("base", "domains", "across"):
        for app in set(named_layers(band)) - {"core"}:
            yield from (f"{band}/{app}/{layer}.py" for layer in named_layers("app-layers") if layer != "engine")
            yield f"{band}/{app}/engine/reader.py"
            yield f"{band}/{app}/apps.py"
    for module in CONTRACTS["plain-core"]["source_modules"]:
        path = module.removeprefix("luodi.").replace(".", "/")
        yield f"{path}/layout.py" if path.endswith("documents") else f"{path}.py"
    for part in named_layers("web-areas"):
        yield f"interfaces/web/{part}/{'tables' if part == 'ui' else 'views'}.py"
    yield from ("interfaces/cli/main.py", "interfaces/jobs/schedules.py", "config/settings.py", "config/env.py")


def write(path: Path, line: str = "") -> None:
    """Writes a module, and the packages above it up to luodi."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{line}\n", encoding="utf-8")
    for folder in path.parents:
        (folder / "__init__.py").touch()
        if folder.name == "luodi":
            return


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in clean_files():
        write(tmp_path / "luodi" / name)
    return tmp_path


def lint(tree: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Runs the real contracts over the small tree."""
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    return subprocess.run(
        [LINTER, "--config", CONFIG, "--no-cache", *chosen],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_tree_that_obeys_breaks_no_contract(tree: Path) -> None:
    outcome = lint(tree)

    assert outcome.returncode == 0, outcome.stdout
    assert f"{len(CONTRACTS)} kept, 0 broken" in outcome.stdout


@pytest.mark.parametrize(("contract", "file", "imported"), VIOLATIONS)
def test_a_forbidden_import_breaks_its_contract(tree: Path, contract: str, file: str, imported: str) -> None:
    write(tree / "luodi" / file, f"import {imported}")

    outcome = lint(tree, contract)

    assert outcome.returncode == 1
    assert "0 kept, 1 broken" in outcome.stdout
    # Packages from outside are named whole.
    assert (imported if imported.startswith("luodi.") else imported.partition(".")[0]) in outcome.stdout


@pytest.mark.parametrize(("contract", "file"), UNLISTED)
def test_a_module_that_no_row_lists_breaks_its_contract(tree: Path, contract: str, file: str) -> None:
    write(tree / "luodi" / file)

    outcome = lint(tree, contract)

    assert outcome.returncode == 1
    assert "not listed as layers" in outcome.stdout


def test_a_circle_breaks_its_contract(tree: Path) -> None:
    write(tree / "luodi/base/core/money.py", "import luodi.base.core.text")
    write(tree / "luodi/base/core/text.py", "import luodi.base.core.money")

    outcome = lint(tree, "no-circles")

    assert outcome.returncode == 1
    assert "0 kept, 1 broken" in outcome.stdout


def test_every_contract_is_shown_a_violation() -> None:
    shown = {contract for contract, _, _ in VIOLATIONS} | {"no-circles"}

    assert shown == set(CONTRACTS)


def test_no_contract_has_a_list_of_exceptions() -> None:
    assert [name for name, contract in CONTRACTS.items() if "ignore_imports" in contract] == []


def test_every_row_of_a_layer_list_says_why_it_stands_there() -> None:
    text = CONFIG.read_text(encoding="utf-8")
    tables = text.split("[[tool.importlinter.contracts]]")[1:]

    bare = []
    for table in tables:
        _, found, rows = table.partition("layers = [\n")
        lines = rows.partition("\n]")[0].splitlines() if found else []
        for above, line in zip(["", *lines], lines, strict=False):
            if not line.strip().startswith("#") and "# " not in line and not above.strip().startswith("#"):
                bare.append(line.strip())

    assert bare == []

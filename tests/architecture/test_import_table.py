"""Which file of one app may import which file of another: the table of docs/architecture.md, read off the import graph.

The contracts say which app stands below which; this says through which door it is entered. Nobody enters an engine.
"""

from collections.abc import Iterator

import grimp
import pytest

LOWER = {"base", "domains", "across"}
TABLE: dict[str, frozenset[str]] = {
    "services": frozenset({"services", "selectors", "models", "rules", "fields"}),
    "selectors": frozenset({"selectors", "models", "rules", "fields"}),
    "models": frozenset({"models"}),
    "engine": frozenset({"rules", "fields"}),
    "rules": frozenset({"rules", "fields"}),
    "fields": frozenset(),
    "face": frozenset({"services", "selectors", "rules", "fields"}),
}


def place(module: str) -> tuple[str, str] | None:
    """(app, layer) of a module; every file of a face is the layer `face`. None for core, config and app declarations."""
    parts = module.split(".")
    if len(parts) > 2 and parts[1] == "interfaces":
        return ".".join(parts[:3]), "face"
    if len(parts) > 3 and parts[1] in LOWER and parts[2] != "core" and parts[3] in TABLE:
        return ".".join(parts[:3]), parts[3]
    return None


def crossings() -> Iterator[tuple[str, str, str, str]]:
    """Every import from one app into another: importer, its layer, imported, its layer."""
    graph = grimp.build_graph("luodi", cache_dir=None)
    for importer in sorted(graph.modules):
        here = place(importer)
        for imported in sorted(graph.find_modules_directly_imported_by(importer)) if here else []:
            there = place(imported)
            if here and there and here[0] != there[0]:
                yield importer, here[1], imported, there[1]


CROSSINGS = list(crossings())


@pytest.mark.parametrize("layer", TABLE)
def test_another_app_is_entered_through_its_doors_only(layer: str) -> None:
    wrong = [
        f"{importer} → {imported}"
        for importer, here, imported, there in CROSSINGS
        if here == layer and there not in TABLE[layer]
    ]

    assert wrong == []


def test_the_graph_is_read() -> None:
    assert ("luodi.domains.projects.models.project", "models", "luodi.domains.chains.models", "models") in CROSSINGS
    assert len(CROSSINGS) > 100


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("luodi.across.figures.engine.plan", ("luodi.across.figures", "engine")),
        ("luodi.domains.projects.services", ("luodi.domains.projects", "services")),
        ("luodi.interfaces.web.projects.views", ("luodi.interfaces.web", "face")),
        ("luodi.base.core.money", None),
        ("luodi.config.settings", None),
        ("luodi.domains.projects.apps", None),
    ],
)
def test_a_module_knows_its_place(module: str, expected: tuple[str, str] | None) -> None:
    assert place(module) == expected

"""Writers stand in line: a verb that locks rows takes the head of the chain first, so no two wait for each other."""

import ast
from pathlib import Path

import pytest
from django.db import connection, transaction

from luodi.base.audit import services as audit
from luodi.base.audit.models import AuditHead
from tests.architecture.source import SOURCE, is_in_layer, modules, name_of, tree_of

LOCKS = {"select_for_update", "locked_project"}
STANDS = {"stand_in_line", "locked_project"}


def verbs(path: Path) -> list[ast.FunctionDef]:
    """Functions that are transactions of their own."""
    return [
        node
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and any("atomic" in ast.unparse(mark) for mark in node.decorator_list)
    ]


def first_line(verb: ast.FunctionDef, names: set[str]) -> int | None:
    """Where the verb first calls one of the functions. Who skips what is locked waits for nobody, and is left out."""
    lines = [
        node.lineno
        for node in ast.walk(verb)
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in names
        and not any(word.arg == "skip_locked" for word in node.keywords)
    ]
    return min(lines, default=None)


SERVICES = [
    path
    for path in modules()
    if is_in_layer(path, "services") and path.relative_to(SOURCE).parts[0] in {"base", "domains"}
]


@pytest.mark.parametrize("path", SERVICES, ids=name_of)
def test_a_verb_stands_in_line_before_it_locks(path: Path) -> None:
    early = []
    for verb in verbs(path):
        locks, stands = first_line(verb, LOCKS), first_line(verb, STANDS)
        if locks is not None and (stands is None or stands > locks):
            early.append(verb.name)

    assert early == []


@pytest.mark.parametrize("path", [path for path in modules() if is_in_layer(path, "services")], ids=name_of)
def test_a_lock_takes_only_its_own_row(path: Path) -> None:
    """With `select_related` PostgreSQL would lock the joined rows too, and whoever refers to those would wait."""
    wide = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and "select_for_update()" in ast.unparse(node)
        and "select_related(" in ast.unparse(node)
    ]

    assert wide == []


def test_the_scan_sees_the_verbs_of_projects() -> None:
    path = SOURCE / "domains" / "projects" / "services" / "events.py"

    assert {"file_event", "reverse_event"} <= {verb.name for verb in verbs(path) if first_line(verb, LOCKS)}


@pytest.mark.django_db
def test_the_first_in_line_makes_the_head() -> None:
    AuditHead.objects.all().delete()

    with transaction.atomic():
        head = audit.stand_in_line()

    assert (head.number, AuditHead.objects.count()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_nobody_stands_in_line_outside_a_transaction() -> None:
    if connection.features.has_select_for_update:
        with pytest.raises(transaction.TransactionManagementError):
            audit.stand_in_line()
    else:
        assert audit.stand_in_line().number == 0

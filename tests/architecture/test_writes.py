"""Rows are written in services only: a scan of the syntax for calls that save, create, update or delete.

The scan knows managers and querysets by what is called on them, so `digest.update(data)`, `cache.delete(key)` and
`workbook.save(path)` pass; a call that writes a row takes keywords or nothing.
"""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import is_in_layer, modules, name_of, tree_of

MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}
READS = {"all", "filter", "exclude", "select_for_update", "get", "first", "last", "order_by", "using", "select_related"}
ALWAYS = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "abulk_create",
    "abulk_update",
    "append_rows",
    "append_models",
}
BULK = {"append_rows", "append_models", "put_texts"}
ROWS = {"save", "create", "update", "delete", "acreate", "aupdate", "adelete", "asave"}
RAW = ("insert ", "update ", "delete ", "truncate ", "replace ")
# Where Fact itself lives (it hands on to Django what it lets through), and the ways of writing in bulk.
DEFINES_WRITING = {"base/core/facts.py", "base/core/bulk.py", "base/core/fulltext.py"}


def chain(node: ast.expr) -> set[str]:
    """Every name that stands left of a call: `a.objects.filter(x).update` → a, objects, filter."""
    names: set[str] = set()
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return names | ({node.id} if isinstance(node, ast.Name) else set())


def writes_rows(call: ast.Call) -> bool:
    """True when the call writes rows as far as syntax can tell."""
    if isinstance(call.func, ast.Name):
        return call.func.id in BULK
    if not isinstance(call.func, ast.Attribute):
        return False
    verb = call.func.attr
    left = chain(call.func.value)
    if verb in ALWAYS or (verb in ROWS and left & MANAGERS):
        return True
    if verb == "execute":
        return bool(call.args) and is_writing_sql(call.args[0])
    if verb not in ROWS or "super" in left:
        return False
    on_queryset = isinstance(call.func.value, ast.Call) and bool(left & READS)
    without_position = not call.args
    named = bool(call.keywords)
    return on_queryset or (without_position and (named or verb in {"save", "delete", "asave", "adelete"}))


def is_writing_sql(argument: ast.expr) -> bool:
    """True for a literal (also the beginning of an f-string) that inserts, updates or deletes."""
    first = argument.values[0] if isinstance(argument, ast.JoinedStr) and argument.values else argument
    return (
        isinstance(first, ast.Constant)
        and isinstance(first.value, str)
        and first.value.lstrip().lower().startswith(RAW)
    )


def writing_lines(tree: ast.AST) -> list[int]:
    """The lines of a file that write rows."""
    return sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and writes_rows(node)})


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if not is_in_layer(path, "services") and name_of(path) not in DEFINES_WRITING],
    ids=name_of,
)
def test_only_services_write(path: Path) -> None:
    assert writing_lines(tree_of(path)) == []


@pytest.mark.parametrize(
    "line",
    [
        "project.save()",
        "project.save(update_fields=['name'])",
        "form.save(commit=False)",
        "Project.objects.create(name='x')",
        "Project.objects.filter(pk=1).update(name='x')",
        "Project.objects.filter(pk=1).delete()",
        "Project._base_manager.update(name='x')",
        "projects.filter(pk=1).update(name='x')",
        "queryset.update(name='x')",
        "project.delete()",
        "project.events.create(kind='x')",
        "Project.objects.bulk_create(rows)",
        "manager.bulk_update(rows, ['name'])",
        "Project.objects.get_or_create(code='x')",
        "get_user_model().objects.create(username='x')",
        "bulk.append_rows(Project, names, rows)",
        "put_texts('projects_search', texts)",
        "cursor.execute('UPDATE projects_project SET name = 1')",
        "cursor.execute(f' delete from {table}')",
        "for row in rows:\n    row.save()",
    ],
)
def test_the_scan_sees_a_write(line: str) -> None:
    assert writing_lines(ast.parse(line)) != []


@pytest.mark.parametrize(
    "line",
    [
        "digest.update(data)",
        "totals.update({'a': 1})",
        "cache.delete(key)",
        "workbook.save(path)",
        "document.save(buffer)",
        "super().save(using=using)",
        "Project.objects.filter(pk=1).count()",
        "cursor.execute('SELECT 1')",
        "services.update_project(project, name='x')",
        "save()",
    ],
)
def test_the_scan_lets_pass_what_writes_no_row(line: str) -> None:
    assert writing_lines(ast.parse(line)) == []


@pytest.mark.parametrize("path", [path for path in modules() if is_in_layer(path, "models")], ids=name_of)
def test_models_hold_no_logic_in_save_or_delete(path: Path) -> None:
    overridden = [
        f"{owner.name}.{method.name}"
        for owner in ast.walk(tree_of(path))
        if isinstance(owner, ast.ClassDef)
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete", "clean", "full_clean"}
    ]

    assert overridden == []

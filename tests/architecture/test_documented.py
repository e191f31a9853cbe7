"""Settings and codes are documented, each once: docs/configuration.md and docs/codes.md say what the code says."""

import ast

import pytest

from tests.architecture.codes import audit_codes, notices, permissions, settings_read, table_rows
from tests.architecture.source import imported, modules, name_of, tree_of


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    documented = [name for name, _ in table_rows("configuration.md", "环境变量")]

    assert sorted(documented) == sorted(settings_read())


def test_every_permission_is_documented_with_its_name() -> None:
    assert dict(table_rows("codes.md", "权限")) == permissions()


def test_every_notice_is_documented_with_its_sentence() -> None:
    assert dict(table_rows("codes.md", "消息")) == notices()


def test_every_audit_code_is_documented_and_nothing_else_is() -> None:
    assert sorted(code for code, _ in table_rows("codes.md", "审计")) == sorted(audit_codes())


def test_audit_codes_are_written_out_so_that_they_can_be_found() -> None:
    computed = [
        f"{name_of(path)}:{call.lineno}"
        for path in modules()
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call)
        and (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) == "Act"
        and any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in call.args[:1])
    ]

    assert computed == []


def test_no_code_means_two_things() -> None:
    every = [*permissions(), *notices(), *audit_codes()]

    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize("heading", ["权限", "消息", "审计"])
def test_no_code_stands_twice_in_its_table(heading: str) -> None:
    codes = [code for code, _ in table_rows("codes.md", heading)]

    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("heading", ["权限", "消息", "审计"])
def test_every_code_is_explained(heading: str) -> None:
    assert [code for code, meaning in table_rows("codes.md", heading) if len(meaning.strip()) < 2] == []


def test_a_code_begins_with_the_app_that_owns_it() -> None:
    for module in imported("rules"):
        enumeration = vars(module).get("Permission")
        if enumeration is not None and enumeration.__module__ == module.__name__:
            app = module.__name__.split(".")[2]
            assert {code.value.partition(".")[0] for code in enumeration} == {app}

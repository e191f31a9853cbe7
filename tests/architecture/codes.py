"""The settings and codes of the product as the code has them, and docs/codes.md as it should then read.

`python -m tests.architecture.codes` rewrites the tables of docs/codes.md (make codes); meanings of audit codes written
there by hand are kept.
"""

import ast
import re
from enum import StrEnum

import django
from django.apps import apps

from tests.architecture.source import ROOT, imported, is_in_layer, modules, tree_of

READERS = {"text", "flag", "number", "words", "clock"}
DOTTED = re.compile(r"[a-z_]+\.[a-z_0-9]+")


def settings_read() -> set[str]:
    """Environment variables that config reads: the first argument of env.text, env.flag, …"""
    return {
        call.args[0].value
        for path in modules()
        if path.parent.name == "config"
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call)
        and (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) in READERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and call.args[0].value.startswith("LUODI_")
    }


def table_rows(document: str, heading: str) -> list[tuple[str, str]]:
    """(code, second column) of every table row below a heading of a document in docs/."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    section = re.search(rf"^## {heading}.*?\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section, f"docs/{document} has no section “{heading}”"
    return re.findall(r"^\| `([^`]+)` \| ([^|]*?) \|", section.group(1), re.MULTILINE)


def permissions() -> dict[str, str]:
    """Permission code → its Chinese name, of all apps."""
    found: dict[str, str] = {}
    for module in imported("rules"):
        enumeration = vars(module).get("Permission")
        if enumeration is None or enumeration.__module__ != module.__name__:
            continue
        assert issubclass(enumeration, StrEnum)
        for code in enumeration:
            assert code.value not in found, f"{code.value} stands twice"
            found[code.value] = module.LABELS[code]
    return found


def notices() -> dict[str, str]:
    return dict(next(module.CODES for module in imported("rules") if module.__name__ == "luodi.base.notices.rules"))


def audit_codes() -> set[str]:
    """Dotted codes that stand as literals in services, but for those of errors, notices and permissions."""
    apps = {path.parent.name for path in modules() if path.name == "apps.py"}
    found: set[str] = set()
    for path in modules():
        if not is_in_layer(path, "services"):
            continue
        other = {
            id(keyword.value)
            for call in ast.walk(tree_of(path))
            if isinstance(call, ast.Call)
            for keyword in call.keywords
            if keyword.arg in {"code", "link"}
        }
        found |= {
            node.value
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in other
            and DOTTED.fullmatch(node.value)
            and node.value.partition(".")[0] in apps
        }
    return found - set(permissions()) - set(notices())


def rewritten(text: str) -> str:
    """docs/codes.md with its three tables filled anew; an audit code without a meaning yet stands with “？”."""
    known = dict(table_rows("codes.md", "审计"))
    tables = {"权限": permissions(), "消息": notices(), "审计": {code: known.get(code, "？") for code in audit_codes()}}
    for heading, rows in tables.items():
        lines = "".join(f"| `{code}` | {meaning} |\n" for code, meaning in sorted(rows.items()))
        text = re.sub(
            rf"(^## {heading}$.*?^\|---\|---\|\n)(?:^\|[^\n]*\n)*",
            lambda found, lines=lines: found.group(1) + lines,
            text,
            flags=re.MULTILINE | re.DOTALL,
        )
    return text


def main() -> None:
    """Rewrites the document in place."""
    if not apps.ready:
        django.setup()
    path = ROOT / "docs" / "codes.md"
    path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

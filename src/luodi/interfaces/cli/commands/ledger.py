"""`luodi units`, `luodi import`, `luodi projects`: ledgers in, the list of projects out."""

import os
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from django.utils import timezone

from luodi.across.intake import selectors as intake
from luodi.across.intake.services import ImportOptions, import_file, import_units, load_units
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import format_wan, plain
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects import selectors as ledger
from luodi.domains.projects.rules import SideStatus, Stage
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen

_YUAN_PER_WAN: Final = 10_000
_ROWS: Final = (
    ("read", "读取"),
    ("created", "新建"),
    ("updated", "更新"),
    ("unchanged", "未变"),
    ("merged", "并入"),
    ("duplicates", "重复"),
    ("skipped_totals", "合计行"),
    ("skipped_other", "其他行"),
    ("rejected", "未导入"),
)
_KINDS: Final = {
    "projects": "项目",
    "capital": "到位资金",
    "targets": "目标任务",
    "units": "单位",
    "summary": "汇总",
    "none": "非台账",
    "empty": "空表",
}
_FIRST: Final = 20


def run_units(options: Namespace, screen: Screen) -> int:
    """Load the unit tree."""
    instance.require_ready()
    require_file(options.file)
    loaded = load_units(options.file, actor=orgs.operator(), at=timezone.now())
    screen.line(f"单位表 {options.file.name}：新建 {loaded.created}，更新 {loaded.updated}，未变 {loaded.unchanged}。")
    screen.document(
        {
            "file": options.file.name,
            "created": loaded.created,
            "updated": loaded.updated,
            "unchanged": loaded.unchanged,
        }
    )
    return 0


def require_file(path: Path) -> None:
    """Refuse a path that is no readable file."""
    if not path.is_file() or not os.access(path, os.R_OK):
        raise BusinessError(f"找不到或读不了文件 {path}，请核对路径和权限。", code="file.missing")


def run_import(options: Namespace, screen: Screen) -> int:
    """Bring a ledger in and say row by row what did not come."""
    instance.require_ready()
    require_file(options.file)
    screen.say(f"正在读取 {options.file.name}……")
    if options.kind == "units":
        answer = import_units(options.file, actor=orgs.operator(), at=timezone.now(), dry_run=options.dry_run)
        _show(answer, screen)
        screen.document(answer)
        return 0
    wanted = ImportOptions(
        kind=options.kind,
        sheet=options.sheet,
        as_of=options.as_of,
        recognise=options.recognise,
        create_units=options.create_units,
        create_chains=options.create_chains,
    )
    batch, answer = import_file(
        options.file,
        unit=orgs.unit_by_code(instance.unit_code(options.unit)),
        options=wanted,
        actor=orgs.operator(),
        at=timezone.now(),
        dry_run=options.dry_run,
    )
    if batch is not None and answer["leftovers"]:
        name, content = intake.leftovers(batch)
        kept = _folder(options) / name
        kept.write_bytes(content)
        screen.say(f"未导入的行及原因已写入 {kept}，改正后可直接再导入。")
    _show(answer, screen)
    screen.document(answer)
    return 0


def _folder(options: Namespace) -> Path:
    if options.leftovers is not None:
        options.leftovers.mkdir(parents=True, exist_ok=True)
        return Path(options.leftovers)
    beside = Path(options.file).resolve().parent
    return beside if os.access(beside, os.W_OK) else Path.cwd()


def _show(answer: Mapping[str, object], screen: Screen) -> None:
    sheets = _entries(answer, "sheets")
    rows = [_counts(sheet) for sheet in sheets]
    screen.table(
        ("工作表", "内容", *(label for _, label in _ROWS)),
        [
            (sheet["name"], _KINDS.get(str(sheet["kind"]), sheet["kind"]), *(counts[key] for key, _ in _ROWS))
            for sheet, counts in zip(sheets, rows, strict=True)
        ],
    )
    for key, title in (("rejected", "未导入"), ("warnings", "提示"), ("duplicates", "疑似重复")):
        found = _entries(answer, key)
        if not found:
            continue
        screen.line(f"{title} {len(found)} 处{f'，前 {_FIRST} 处' if len(found) > _FIRST else ''}：")
        for entry in found[:_FIRST]:
            screen.line(f"  {_place(entry)}：{entry.get('message') or _twin(entry['of'])}")
    screen.line("试运行：没有写入任何内容。" if answer["dry_run"] else "导入完成。")


def _place(entry: Mapping[str, object]) -> str:
    """Where it stands: sheet, row and column; what concerns the whole sheet or file names no row."""
    sheet = f"“{entry['sheet']}”" if entry["sheet"] else "文件"
    row = f"第 {entry['row']} 行" if entry["row"] else ""
    return f"{sheet}{row}：{entry['column']}" if entry.get("column") else f"{sheet}{row}"


def _twin(of: object) -> str:
    """What a duplicate is the same as, in words."""
    named = of if isinstance(of, Mapping) else {}
    if named.get("elsewhere"):
        return "可能与其他单位登记的项目重复，没有导入；请联系招商局核对归属"
    where = f"“{named['sheet']}”第 {named['row']} 行" if "row" in named else ""
    project = f"项目 {named['project']}" if "project" in named else ""
    return f"与{'、'.join(part for part in (where, project) if part)} 是同一项目，未重复计入"


def _entries(answer: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = answer[key]
    return list(found) if isinstance(found, list) else []


def _counts(sheet: Mapping[str, object]) -> Mapping[str, object]:
    rows = sheet["rows"]
    return rows if isinstance(rows, Mapping) else {}


def run_projects(options: Namespace, screen: Screen) -> int:
    """List every project of a unit and those below it."""
    instance.require_ready()
    unit = orgs.unit_by_code(instance.unit_code(options.unit))
    rows = list(ledger.projects(orgs.operator(), ledger.ProjectFilter(unit=unit)).order_by("pk"))
    screen.table(
        ("编号", "项目", "投资方", "单位", "产业链", "总投资", "阶段", "状态", "签约", "开工", "到位"),
        [
            (
                row.code,
                row.name,
                row.investor.name if row.investor else "",
                row.unit.label,
                row.chain.name if row.chain else "",
                _said(row.total_investment_in_wan, row.currency),
                Stage(row.stage).label,
                SideStatus(row.side_status).label,
                row.signed_on,
                row.started_on,
                _said(row.capital_in_wan, "CNY"),
            )
            for row in rows
        ],
    )
    screen.line(f"共 {len(rows)} 个项目。")
    screen.document(
        {
            "unit": unit.code,
            "count": len(rows),
            "projects": [
                {
                    "code": row.code,
                    "name": row.name,
                    "investor": row.investor.name if row.investor else "",
                    "uscc": row.investor.uscc if row.investor else "",
                    "unit": row.unit.code,
                    "unit_name": row.unit.name,
                    "chain": row.chain.name if row.chain else "",
                    "total_investment": yuan(row.total_investment_in_wan),
                    "currency": row.currency,
                    "stage": row.stage,
                    "side_status": row.side_status,
                    "signed_on": day(row.signed_on),
                    "started_on": day(row.started_on),
                    "completed_on": day(row.completed_on),
                    "produced_on": day(row.produced_on),
                    "capital": yuan(row.capital_in_wan),
                }
                for row in rows
            ],
        }
    )
    return 0


def _said(wan: Decimal | None, currency: str) -> str:
    if wan is None:
        return ""
    return format_wan(wan) if currency == "CNY" else f"{plain(wan)}万{currency}"


def yuan(wan: Decimal | None) -> str | None:
    """万 as whole units of the currency, in digits; None for an unknown amount."""
    return None if wan is None else f"{(wan * _YUAN_PER_WAN).to_integral_value():f}"


def day(value: date | None) -> str | None:
    """A day as JSON carries it."""
    return None if value is None else value.isoformat()

"""`luodi report RP10` and `RP15`: sheets taken straight from the records, without a draft to edit."""

import hashlib
import os
import tempfile
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Final

from django.utils import timezone

from luodi.across.reports.selectors.one_pager import one_pager, one_pager_files
from luodi.across.reports.selectors.order_sheet import order_sheet, order_sheet_files
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.selectors import project_by_code
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.screen import Screen

SHEETS: Final = ("RP10", "RP15")


def run_sheet(options: Namespace, screen: Screen) -> int:
    """Put the sheet together as it stands at the end of the period (today, if that comes first), and write it."""
    period, viewer = parse_period(options.period), orgs.operator()
    day = min(period.last, timezone.localdate())
    title, (content, tables) = _orders(options, day) if options.kind == "RP10" else _project(options, day)
    write_whole(options.output, content)
    if options.tables is not None:
        write_whole(options.tables, tables)
    screen.line(f"{title}：已写入 {options.output}（{len(content):,} 字节）")
    screen.document(
        {
            "kind": options.kind,
            "title": title,
            "period": period.code,
            "by": viewer.username,
            "as_at": day.isoformat(),
            "file": str(options.output),
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
        }
    )
    return 0


def _orders(options: Namespace, day: date) -> tuple[str, tuple[bytes, bytes]]:
    unit = orgs.unit_by_code(instance.unit_code(options.unit))
    sheet = order_sheet(orgs.operator(), unit, parse_period(options.period), day)
    return f"{sheet.area}{sheet.label}三单台账", order_sheet_files(sheet)


def _project(options: Namespace, day: date) -> tuple[str, tuple[bytes, bytes]]:
    if not options.project:
        raise BusinessError("RP15 是一个项目的一页纸，请用 --project 写明项目编号。", code="reports.project_missing")
    sheet = one_pager(orgs.operator(), project_by_code(orgs.operator(), options.project), day)
    return f"{sheet.title}一页纸", one_pager_files(sheet)


def write_whole(target: Path, content: bytes) -> None:
    """Put the content in place in one step: nobody ever finds half a file."""
    place = target.expanduser().resolve()
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as stream:
        stream.write(content)
    os.chmod(stream.name, 0o644)
    os.replace(stream.name, place)

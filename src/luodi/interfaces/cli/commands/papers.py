"""`luodi report`: a paper drafted from the figures and written as .docx, its tables as .xlsx on request."""

import hashlib
import os
from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from luodi.across.reports import selectors as papers
from luodi.across.reports.services import draft_paper
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.commands.differences import run_difference
from luodi.interfaces.cli.commands.sheets import SHEETS, run_sheet, write_whole
from luodi.interfaces.cli.commands.templates import run_template
from luodi.interfaces.cli.screen import Screen


def run_report(options: Namespace, screen: Screen) -> int:
    """Draft the paper, keep the draft with its figures, write the file."""
    instance.require_ready()
    for target in (options.output, options.tables):
        require_folder(target)
    if options.against:
        return run_difference(options, screen)
    screen.say(f"正在生成 {options.kind}……")
    if options.template or options.all_units:
        return run_template(options, screen)
    if options.kind in SHEETS:
        return run_sheet(options, screen)
    paper = draft_paper(
        options.kind,
        period=options.period,
        unit=orgs.unit_by_code(instance.unit_code(options.unit)),
        filter_set=options.filter_set,
        has_sources=not options.no_sources,
        known_at=instance.moment(options.known_at),
        round_mode=options.round_mode,
        codes=options.codes,
        actor=orgs.operator(),
        at=timezone.now(),
    )
    _, content = papers.document_bytes(paper)
    write_whole(options.output, content)
    if options.tables is not None:
        write_whole(options.tables, papers.workbook_bytes(paper)[1])
    shown = papers.shown(paper)
    screen.line(f"{paper.title}：已写入 {options.output}（{len(content):,} 字节，草稿编号 {paper.pk}）")
    _say_missing(shown, screen)
    screen.document(
        {
            "kind": paper.kind,
            "title": paper.title,
            "period": paper.period,
            "unit": paper.unit.code,
            "known_at": paper.known_at.isoformat(),
            "file": str(options.output),
            "sha256": hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "characters": shown.characters,
            "paper": paper.pk,
            "omissions": [
                {
                    "place": one.place,
                    "passage": one.passage,
                    "missing": one.missing,
                    "why": one.why,
                    "advice": one.source.advice,
                }
                for one in shown.left_out
            ],
        }
    )
    return 0


def _say_missing(shown: papers.Shown, screen: Screen) -> None:
    for missing in shown.left_out:
        if missing.is_missing:
            screen.line(
                f"  未写入（{missing.place}）“{missing.passage}”：缺{missing.missing}（{missing.why}）。{missing.source.advice}"
            )
    if shown.remark:
        screen.line(shown.remark)


def require_folder(target: Path | None) -> None:
    """Refuse a file that could not be written, before anything is drafted."""
    if target is None:
        return
    folder = target.expanduser().resolve().parent
    if target.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise BusinessError(f"不能写到 {target}：目录不存在或没有写入权限，请换一个位置。", code="file.unwritable")

"""`luodi check`: the figures of a report proofread, with a marked copy and a list on request."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from luodi.across.proofreading import selectors as proofreading
from luodi.across.proofreading.rules.rounding import Verdict
from luodi.across.proofreading.selectors import LedgerLine, Proof
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.commands.papers import require_folder
from luodi.interfaces.cli.commands.sheets import write_whole
from luodi.interfaces.cli.screen import Screen


def run_check(options: Namespace, screen: Screen) -> int:
    """Proofread the file; with a period compare its figures with the ledger."""
    for target in (options.marked, options.list):
        require_folder(target)
    if options.unit and not options.period:
        raise BusinessError(
            "与台账比对要写明期间：加上 --period，如 --period 2023H1。", code="proofreading.period_missing"
        )
    content = _content(options.file)
    proof = proofreading.proofread_file(options.file.name, content)
    lines = _ledger(proof, options)
    if options.marked is not None:
        write_whole(options.marked, proofreading.marked_copy(options.file.name, content, proof, lines))
    if options.list is not None:
        write_whole(options.list, proofreading.workbook(options.file.stem, proof, lines))
    _show(screen, proof, lines)
    screen.document(proofreading.document(str(options.file), proof, lines))
    return 0


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise BusinessError(f"找不到文件 {file}，请检查路径。", code="file.missing")
    proofreading.refuse_size(file.stat().st_size)
    return file.read_bytes()


def _ledger(proof: Proof, options: Namespace) -> Sequence[LedgerLine]:
    if not options.period:
        return ()
    instance.require_ready()
    unit = instance.unit_code(options.unit)
    return proofreading.ledger_lines(orgs.operator(), proof, period=options.period, unit=unit)


def _show(screen: Screen, proof: Proof, lines: Sequence[LedgerLine]) -> None:
    screen.table(
        ("位置", "原文", "文中", "重算", "结论", "说明"),
        [
            (
                proofreading.where(one.at),
                one.quote,
                one.stated.text,
                "" if one.recomputed is None else f"{one.recomputed:f}{one.stated.unit_name}",
                one.verdict.label,
                one.note,
            )
            for one in proof.relations
        ],
    )
    if lines:
        screen.line()
        screen.table(
            ("位置", "原文", "指标", "文中", "台账", "结论", "说明"), [proofreading.ledger_row(line) for line in lines]
        )
    counted = proofreading.summary(proof)
    told = "、".join(f"{verdict.label}{counted[verdict.value]}处" for verdict in Verdict)
    screen.line(f"全文{proof.figures}个数，{len(proof.relations)}处数量关系：{told}。")

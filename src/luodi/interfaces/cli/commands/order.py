"""`luodi order`: one order as a Word paper with its receipt."""

from argparse import Namespace
from dataclasses import asdict

from luodi.across.reports.selectors.order_paper import order_by_number, order_paper, order_paper_document
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.commands.papers import require_folder
from luodi.interfaces.cli.commands.sheets import write_whole
from luodi.interfaces.cli.screen import Screen


def run_order(options: Namespace, screen: Screen) -> int:
    """Write the order of the number in the official layout."""
    instance.require_ready()
    require_folder(options.output)
    viewer = orgs.operator()
    paper = order_paper(viewer, order_by_number(viewer, options.number).pk)
    content = order_paper_document(paper)
    write_whole(options.output, content)
    screen.line(f"{paper.kind}{paper.number}：已写入 {options.output}（{len(content):,} 字节）")
    screen.document(asdict(paper) | {"file": str(options.output)})
    return 0

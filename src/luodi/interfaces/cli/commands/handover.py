"""`luodi handover`: what a person who leaves hands over, as a list, as JSON, as Word."""

from argparse import Namespace
from dataclasses import asdict

from django.utils import timezone

from luodi.across.reports.selectors.handover import handover_document, handover_pack
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.selectors.responsibility import burdened_named
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.commands.papers import require_folder
from luodi.interfaces.cli.commands.sheets import write_whole
from luodi.interfaces.cli.screen import Screen


def run_handover(options: Namespace, screen: Screen) -> int:
    """Put the pack together; write it when a file is named."""
    instance.require_ready()
    require_folder(options.output)
    today, viewer = timezone.localdate(), orgs.operator()
    person = burdened_named(viewer, options.person, today)
    pack = handover_pack(viewer, person.pk, today)
    if options.output is not None:
        write_whole(options.output, handover_document(pack))
        screen.say(f"{pack.person}工作交接清单：已写入 {options.output}")
    screen.line(f"{pack.unit} {pack.post}{pack.person}，截至 {pack.on}")
    screen.table(
        ("项目", "角色", "自", "阶段", "下一步"),
        [(one.name, one.role, one.since, one.stage, one.next_step) for one in pack.projects],
    )
    screen.line(
        f"约定未完成 {len(pack.promises)} 项，未办结督办 {len(pack.orders)} 件，近一年进展 {len(pack.history)} 条。"
    )
    screen.document(asdict(pack) | {"file": None if options.output is None else str(options.output)})
    return 0

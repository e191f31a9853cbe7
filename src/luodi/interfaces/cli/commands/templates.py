"""`luodi report KIND --template`: a paper from a template of the office, one for a unit or one for each unit below it."""

import hashlib
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone

from luodi.across.reports.rules.templates import require_template_kind, require_template_size
from luodi.across.reports.selectors import template_batches as batches
from luodi.across.reports.selectors import templates as selectors
from luodi.across.reports.selectors.templates import Preview
from luodi.across.reports.services.template_batches import ask_batch, ask_drafts, run_batch
from luodi.across.reports.services.templates import make_paper
from luodi.base.core.errors import BusinessError
from luodi.base.orgs import selectors as orgs
from luodi.interfaces.cli import instance
from luodi.interfaces.cli.commands.sheets import write_whole
from luodi.interfaces.cli.screen import Screen


def run_template(options: Namespace, screen: Screen) -> int:
    """A file is only tried and nothing is kept; a number makes a paper that is kept, or a zip of papers."""
    if not options.template:
        return _drafts(options, screen)
    require_template_kind(options.kind)
    path = Path(options.template).expanduser()
    if path.suffix.lower() in {".docx", ".docm", ".doc"} or path.is_file():
        return _try(options, path, screen)
    return _batch(options, screen) if options.all_units else _make(options, screen)


def _given(options: Namespace) -> dict[str, object]:
    return {
        "unit": orgs.unit_by_code(instance.unit_code(options.unit)),
        "period": options.period,
        "is_masked": options.masked,
        "is_public": options.public,
    }


def _try(options: Namespace, path: Path, screen: Screen) -> int:
    if options.all_units:
        raise BusinessError(
            "批量生成要用已启用的模板，请先在网页上传、启用，再写模板编号。", code="reports.template_missing"
        )
    if not path.is_file():
        raise BusinessError(f"没有找到模板文件 {path}，请检查路径。", code="file.missing")
    require_template_size(path.stat().st_size)
    known_at = instance.moment(options.known_at) or timezone.now()
    given = _given(options)
    shown = selectors.trial(orgs.operator(), path.read_bytes(), options.kind, known_at=known_at, **given)  # type: ignore[arg-type]  # as it takes them
    return _told(options, screen, shown, f"试印 {path.name}", {"template": str(path), "paper": None})


def _make(options: Namespace, screen: Screen) -> int:
    template = _template(options)
    known_at = instance.moment(options.known_at)
    given = _given(options)
    paper = make_paper(template, actor=orgs.operator(), at=timezone.now(), known_at=known_at, **given)  # type: ignore[arg-type]  # as it takes them
    shown = selectors.reprinted(paper)
    kept = {"template": f"{template.code}/{template.revision}", "paper": paper.pk}
    return _told(options, screen, shown, f"{paper.title}（文稿编号 {paper.pk}）", kept)


def _template(options: Namespace) -> Any:  # noqa: ANN401 - faces know no models
    template = selectors.template_in_use(orgs.operator(), options.template)
    if template.kind != options.kind:
        raise BusinessError(
            f"模板 {template.code}（{template.name}）是 {template.kind} 的模板，请写 luodi report {template.kind}。",
            code="reports.template_kind",
        )
    return template


def _told(options: Namespace, screen: Screen, shown: Preview, title: str, kept: Mapping[str, object]) -> int:
    filled = shown.filled
    write_whole(options.output, filled.content)
    screen.line(f"{title}：已写入 {options.output}（{len(filled.content):,} 字节）")
    for one in filled.unsaid:
        screen.line(f"  没有数值（{one.place}）{one.name}：{one.why}")
    screen.document(
        {
            "kind": options.kind,
            "period": options.period,
            "file": str(options.output),
            "sha256": hashlib.sha256(filled.content).hexdigest(),
            "bytes": len(filled.content),
            "unsaid": [{"place": one.place, "name": one.name, "why": one.why} for one in filled.unsaid],
            **kept,
        }
    )
    return 0


def _batch(options: Namespace, screen: Screen) -> int:
    template = _template(options)
    known_at = instance.moment(options.known_at)
    given = _given(options)
    asked = ask_batch(template, actor=orgs.operator(), at=timezone.now(), known_at=known_at, **given)  # type: ignore[arg-type]  # as it takes them
    return _told_batch(options, screen, run_batch(asked), {"template": f"{template.code}/{template.revision}"})


def _drafts(options: Namespace, screen: Screen) -> int:
    """A draft of a kind for each unit below, in one zip."""
    given = {**_given(options), "known_at": instance.moment(options.known_at)}
    asked = ask_drafts(options.kind, actor=orgs.operator(), at=timezone.now(), **given)  # type: ignore[arg-type]  # as it takes them
    return _told_batch(options, screen, run_batch(asked), {"template": None})


def _told_batch(options: Namespace, screen: Screen, done: Any, kept: Mapping[str, object]) -> int:  # noqa: ANN401 - faces know no models
    content, count = batches.archive_bytes(done), batches.tally(done)
    write_whole(options.output, content)
    screen.line(f"{count.made}份文稿已写入 {options.output}（{len(content):,} 字节），未生成{count.failed}份")
    failed = [{"unit": line.unit.code, "name": line.unit.label, "why": line.failure} for line in batches.failures(done)]
    for line in failed:
        screen.line(f"  未生成 {line['name']}（{line['unit']}）：{line['why']}")
    screen.document(
        {
            "kind": options.kind,
            "period": options.period,
            **kept,
            "batch": done.pk,
            "file": str(options.output),
            "units": count.total,
            "made": count.made,
            "failed": failed,
        }
    )
    return 0

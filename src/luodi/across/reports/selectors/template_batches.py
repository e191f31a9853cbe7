"""Batches of papers: how far they are, what failed, where their files lie, and the zip of a finished one."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luodi.across.reports.models import Paper, PaperBatch, PaperBatchLine, TemplatePaper
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.rules.states import BatchState
from luodi.across.reports.selectors.papers import papers
from luodi.across.reports.selectors.shown import document_bytes
from luodi.across.reports.selectors.templates import reprinted, template_papers
from luodi.base.core.errors import BusinessError, NotVisible
from luodi.base.core.periods import parse_period
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach

_MOMENT = (1980, 1, 1, 0, 0, 0)
_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "_"))


@dataclass(frozen=True)
class Tally:
    """How many units of a batch have their paper, have failed, still wait."""

    made: int
    failed: int
    waiting: int

    @property
    def total(self) -> int:
        """All units."""
        return self.made + self.failed + self.waiting

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 if not self.total else (self.made + self.failed) * 100 // self.total


def batches(viewer: User) -> QuerySet[PaperBatch]:
    """Batches whose papers are all of units in reach, latest first: the zip holds every one of them."""
    rows = PaperBatch.objects.select_related("template", "unit", "asked_by__person").order_by("-pk")
    found = reach(viewer, Permission.VIEW)
    if found.everything:
        return rows
    strange = PaperBatchLine.objects.filter(batch=OuterRef("pk")).exclude(unit_id__in=found.unit_ids)
    return rows.filter(~Exists(strange), unit_id__in=found.unit_ids)


def batch(viewer: User, pk: int) -> PaperBatch:
    """One batch in reach; NotVisible otherwise."""
    found = batches(viewer).filter(pk=pk).first()
    if found is None:
        raise NotVisible("没有找到这批文稿，或它不在您的管理范围内。", code="reports.not_visible")
    return found


def tally(batch: PaperBatch) -> Tally:
    """How far the batch is."""
    is_made = Q(paper__isnull=False) | Q(drafted__isnull=False)
    is_failed = ~is_made & ~Q(failure="")
    made = batch.lines.aggregate(
        made=Count("pk", filter=is_made), failed=Count("pk", filter=is_failed), all=Count("pk")
    )
    return Tally(made["made"], made["failed"], made["all"] - made["made"] - made["failed"])


def failures(batch: PaperBatch) -> list[PaperBatchLine]:
    """The units without a paper and why."""
    return list(
        batch.lines.exclude(failure="").filter(paper=None, drafted=None).select_related("unit").order_by("unit__path")
    )


def papers_of(viewer: User, batch: PaperBatch) -> QuerySet[TemplatePaper]:
    """The papers of a batch that the viewer may see, latest first."""
    return template_papers(viewer).filter(batch=batch)


def drafts_of(viewer: User, batch: PaperBatch) -> QuerySet[Paper]:
    """The drafts of a batch that the viewer may see, latest first."""
    drafted = batch.lines.exclude(drafted=None).values("drafted")
    return papers(viewer).filter(pk__in=drafted)


def folder_of(batch: PaperBatch) -> Path:
    """Where the worker lays the papers until the batch is whole."""
    return Path(settings.LUODI_HOME) / "papers" / f"batch-{batch.pk}"


def archive_of(batch: PaperBatch) -> Path:
    """Where the zip of a finished batch lies; it can be made again at any time."""
    return folder_of(batch).with_suffix(".zip")


def archive_name(batch: PaperBatch) -> str:
    """What the zip is called when it is taken out."""
    return f"{batch.unit.label}{parse_period(batch.period).label}{batch.label}.zip"


def archive_bytes(batch: PaperBatch) -> bytes:
    """The zip of a finished batch: a paper a unit, and 说明.txt that names who has none and why.

    BusinessError `reports.batch_running` before it is finished.
    """
    if batch.state != BatchState.DONE:
        raise BusinessError("这批文稿还没有生成完，请稍候再下载。", code="reports.batch_running")
    place = archive_of(batch)
    return place.read_bytes() if place.is_file() else zipped(batch)


def zipped(batch: PaperBatch) -> bytes:
    """The zip put together: from the papers that lie ready, the others printed again from their frozen figures."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        _put(archive, "说明.txt", _remarks(batch).encode("utf-8-sig"))
        made = batch.lines.exclude(paper=None, drafted=None).select_related("unit", "paper", "drafted")
        lines = made.defer("paper__material", "drafted__draft", "drafted__book")
        for number, line in enumerate(lines.order_by("unit__path"), 1):
            ready = folder_of(batch) / f"{line.pk}.docx"
            content = ready.read_bytes() if ready.is_file() else _again(line)
            _put(archive, f"{number:04d}_{line.unit.label.translate(_NOT_IN_NAMES)}.docx", content)
    return buffer.getvalue()


def _again(line: PaperBatchLine) -> bytes:
    if line.paper is not None:
        return reprinted(line.paper).filled.content
    if line.drafted is None:
        raise ValueError("a line without a paper")
    return document_bytes(line.drafted)[1]


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _MOMENT), content)


def _remarks(batch: PaperBatch) -> str:
    count, failed = tally(batch), failures(batch)
    lines = [
        f"{batch.template or batch.label}，{parse_period(batch.period).label}，{batch.unit.label}下属{count.total}个单位",
        f"已生成{count.made}份，未生成{count.failed}份。",
    ]
    lines += [f"未生成：{line.unit.label}（{line.unit.code}）——{line.failure}" for line in failed]
    return "\r\n".join(lines) + "\r\n"

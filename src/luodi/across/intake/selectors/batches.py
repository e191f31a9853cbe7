"""Reading import batches: a person sees those of the units in reach."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet

from luodi.across.intake import engine
from luodi.across.intake.models import ImportBatch, ImportFinding
from luodi.across.intake.rules.batches import BatchState, Permission, leftovers_name
from luodi.across.intake.selectors.known import KnownProjects
from luodi.across.intake.selectors.reading import progress_path, read_batch, read_raw
from luodi.base.approvals.rules import SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach
from luodi.domains.projects.models import CapitalRecord, StageEvent

_STANDING: Final = (SlipState.FILED, SlipState.VERIFIED, SlipState.RECOGNISED, SlipState.RETURNED)


def batches(viewer: User) -> QuerySet[ImportBatch]:
    """Batches of the units in reach of who imports or who may undo, latest first: who may take one back must find it."""
    rows = ImportBatch.objects.select_related("unit", "uploaded_by__person", "undone_by__person").order_by("-pk")
    found = [reach(viewer, permission) for permission in (Permission.IMPORT, Permission.UNDO)]
    if any(one.everything for one in found):
        return rows
    return rows.filter(unit_id__in=frozenset().union(*(one.unit_ids for one in found)))


def unfinished(viewer: User) -> QuerySet[ImportBatch]:
    """The viewer's own batches that wait for a decision, run, or failed."""
    states = (BatchState.PREVIEWED, BatchState.QUEUED, BatchState.RUNNING, BatchState.FAILED)
    return batches(viewer).filter(uploaded_by=viewer, state__in=states)


def batch(viewer: User, code: str) -> ImportBatch:
    """One batch in reach; NotVisible otherwise."""
    found = batches(viewer).filter(code=code).first()
    if found is None:
        raise NotVisible("没有找到该导入批次，或它不在您的管理范围内。", code="intake.not_visible")
    return found


def findings(batch: ImportBatch, *, kind: str = "") -> QuerySet[ImportFinding]:
    """Rejections, warnings and duplicates of a batch, by sheet and row."""
    rows = ImportFinding.objects.filter(batch=batch).order_by("sheet", "row", "pk")
    return rows.filter(kind=kind) if kind else rows


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """Facts of a batch by what still has to be done with them. A returned one is mended or filed again by hand."""

    to_verify: int
    to_recognise: int
    recognised: int
    returned: int

    @property
    def waiting(self) -> int:
        """All that do not count yet and may still."""
        return self.to_verify + self.to_recognise


def waiting_facts(batch: ImportBatch) -> WaitingFacts:
    """How the stage events and capital records of a batch stand in the approvals."""
    counts: Counter[str] = Counter()
    for model in (StageEvent, CapitalRecord):
        rows = model.objects.filter(batch=batch.code).order_by().values_list("slip__state").annotate(Count("pk"))
        counts.update(dict(rows))
    return WaitingFacts(*(counts[state] for state in _STANDING))


def leftovers(batch: ImportBatch) -> tuple[str, bytes]:
    """The rows that did not come in, in the same layout with one more column that says why: file name and xlsx bytes."""
    raw = read_raw(batch)
    parsed, _ = read_batch(batch, raw, KnownProjects(batch.unit))
    return leftovers_name(batch.file_name), engine.leftovers(raw, parsed)


def progress(batch: ImportBatch) -> int:
    """Percent done. While the import runs its transaction is not visible, so it notes its progress beside the file."""
    path = progress_path(batch)
    if batch.state != BatchState.RUNNING or not path.exists():
        return batch.progress
    text = path.read_text(encoding="ascii").strip()
    return int(text) if text.isdigit() else batch.progress

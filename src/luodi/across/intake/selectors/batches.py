"""Reading import batches: a person sees those of the units in reach."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from luodi.across.intake import engine
from luodi.across.intake.models import ImportBatch, ImportFinding
from luodi.across.intake.rules.batches import BatchState, FindingKind, Permission, leftovers_name
from luodi.across.intake.selectors.known import KnownProjects
from luodi.across.intake.selectors.reading import progress_path, read_batch, read_raw
from luodi.base.approvals.rules import WAITING, SlipState
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach, users_with
from luodi.domains.projects.models import CapitalRecord, StageEvent
from luodi.domains.targets.models import Target


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
    """Rejections, warnings and duplicates of a batch, by sheet and row; what becomes of each row is asked for by its kind."""
    rows = ImportFinding.objects.filter(batch=batch).order_by("sheet", "row", "pk")
    return rows.filter(kind=kind) if kind else rows.exclude(kind=FindingKind.ROW)


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """Facts of a batch by what still has to be done with them. A returned one is mended or filed again by hand."""

    to_verify: int
    to_recognise: int
    recognised: int
    returned: int
    slips: int
    """In how many slips those that wait stand before who judges them: one slip a project."""

    @property
    def waiting(self) -> int:
        """All that do not count yet and may still."""
        return self.to_verify + self.to_recognise


def waiting_facts(batch: ImportBatch) -> WaitingFacts:
    """How the stage events and capital records of a batch stand in the approvals."""
    counts: Counter[str] = Counter()
    slips: set[int] = set()
    for model in (StageEvent, CapitalRecord):
        rows = model.objects.filter(batch=batch.code).order_by().values_list("slip__state").annotate(Count("pk"))
        counts.update(dict(rows))
        waiting = model.objects.filter(batch=batch.code, slip__state__in=WAITING).order_by()
        slips.update(waiting.values_list("slip_id", flat=True).distinct())
    return WaitingFacts(
        to_verify=counts[SlipState.FILED],
        to_recognise=counts[SlipState.VERIFIED],
        recognised=counts[SlipState.RECOGNISED],
        returned=counts[SlipState.RETURNED],
        slips=len(slips),
    )


def counts_at_once(batch: ImportBatch) -> bool:
    """Whether something of the batch counted from its import on: it was recognised with it, or it set targets."""
    return batch.recognise or Target.objects.filter(batch=batch.code).exists()


def may_withdraw(viewer: User, batch: ImportBatch) -> bool:
    """Whether the viewer may take the batch back alone: it is the viewer's own, came in, and nobody has judged any of it."""
    if batch.uploaded_by_id != viewer.pk or batch.state != BatchState.DONE or counts_at_once(batch):
        return False
    found = waiting_facts(batch)
    return not (found.to_recognise or found.recognised)


def undoers(batch: ImportBatch) -> list[User]:
    """Who may undo the whole batch, whatever has become of it."""
    return users_with(Permission.UNDO, batch.unit)


def undone_codes(viewer: User) -> list[str]:
    """The viewer's own batches that were taken back: their slips need no mending."""
    rows = ImportBatch.objects.filter(uploaded_by=viewer, state=BatchState.UNDONE)
    return list(rows.values_list("code", flat=True))


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

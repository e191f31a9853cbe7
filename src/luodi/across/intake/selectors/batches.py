"""Reading import batches: a person sees those of the units in reach."""

from django.db.models import QuerySet

from luodi.across.intake import engine
from luodi.across.intake.models import ImportBatch, ImportFinding
from luodi.across.intake.rules.batches import BatchState, Permission, leftovers_name
from luodi.across.intake.selectors.known import KnownProjects
from luodi.across.intake.selectors.reading import progress_path, read_batch, read_raw
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import reach


def batches(viewer: User) -> QuerySet[ImportBatch]:
    """Batches of the units in reach, latest first."""
    rows = ImportBatch.objects.select_related("unit", "uploaded_by__person").order_by("-pk")
    found = reach(viewer, Permission.IMPORT)
    return rows if found.everything else rows.filter(unit_id__in=found.unit_ids)


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

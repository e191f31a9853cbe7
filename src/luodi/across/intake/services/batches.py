"""The life of a batch up to its commit: upload, preview, queue, commit. A commit is one transaction: whole or nothing."""

import hashlib
import os
import secrets
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from luodi.across.intake.engine import Assembly, ParsedWorkbook, RawWorkbook
from luodi.across.intake.models import ImportBatch, ImportFinding
from luodi.across.intake.rules.batches import OPEN, BatchState, FindingKind, Permission, require_room, require_uploader
from luodi.across.intake.selectors.known import KnownProjects
from luodi.across.intake.selectors.reading import (
    limits,
    progress_path,
    read_batch,
    read_raw,
    read_stored,
    reading_once,
    stored_path,
)
from luodi.across.intake.services import answer as answers
from luodi.across.intake.services.content import require_content
from luodi.across.intake.services.plan import Names, Plan, make_plan
from luodi.across.intake.services.row_fates import row_fates
from luodi.across.intake.services.titles import heed_titles
from luodi.across.intake.services.write import write_plan
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.memory import without_collector
from luodi.base.core.text import shortened
from luodi.base.files.rules import require_size
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import reach, require, takeover_clerk, units_by_name
from luodi.domains.chains.selectors import chains_by_name
from luodi.domains.projects.selectors import exchange_rate
from luodi.domains.targets.rules import Permission as Targets

_LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class ImportOptions:
    """What a person may choose: kind of content, one sheet, the ledger's day, and three permissions to create."""

    kind: str = "auto"
    sheet: str = ""
    as_of: date | None = None
    recognise: bool = False
    create_units: bool = False
    create_chains: bool = False


def upload(
    content: bytes, *, file_name: str, unit: Unit, options: ImportOptions, actor: User, at: datetime
) -> ImportBatch:
    """Keep the file and open a batch. Unreadable files are refused before anything is written."""
    require(actor, Permission.IMPORT, unit=unit)
    if options.recognise or options.create_units or options.create_chains:
        require(actor, Permission.TAKE_OVER, unit=unit)
    _require_size(content, file_name)
    if not actor.is_service:
        require_room(ImportBatch.objects.filter(uploaded_by=actor, state__in=OPEN).count())
    digest = hashlib.sha256(content).hexdigest()
    path = stored_path(digest, file_name)
    _keep(path, content)
    try:
        read_stored(path)
    except BusinessError:
        _forget(digest, file_name)
        raise
    return _open(digest, file_name, unit=unit, options=options, actor=actor, at=at)


def _require_size(content: bytes, file_name: str) -> None:
    try:
        require_size(len(content), limits().max_file_bytes)
    except BusinessError as error:
        raise BusinessError(f"“{file_name}”没有上传：{error.message}", code=error.code) from error


def _forget(digest: str, file_name: str) -> None:
    """A refused file is not kept, unless another batch came with the same content."""
    if ImportBatch.objects.filter(sha256=digest).exists():
        return
    path = stored_path(digest, file_name)
    path.unlink(missing_ok=True)
    with suppress(OSError):
        path.parent.rmdir()


def receive(
    content: bytes, *, file_name: str, unit: Unit, options: ImportOptions, actor: User, at: datetime
) -> ImportBatch:
    """Upload and preview in one go, as the wizard does: a file that brings nothing leaves no batch behind."""
    try:
        with reading_once(), transaction.atomic():
            batch = upload(content, file_name=file_name, unit=unit, options=options, actor=actor, at=at)
            return preview(batch, actor=actor)
    except BusinessError:
        _forget(hashlib.sha256(content).hexdigest(), file_name)
        raise


@transaction.atomic
def _open(digest: str, file_name: str, *, unit: Unit, options: ImportOptions, actor: User, at: datetime) -> ImportBatch:
    batch = ImportBatch.objects.create(
        code=f"B{at:%Y%m%d%H%M%S}-{secrets.token_hex(3)}",
        file_name=Path(file_name).name[:200],
        sha256=digest,
        unit=unit,
        uploaded_by=actor,
        uploaded_at=at,
        kind=options.kind,
        sheet=options.sheet,
        as_of=options.as_of,
        recognise=options.recognise,
        create_units=options.create_units,
        create_chains=options.create_chains,
    )
    audit.record(audit.Act("intake.uploaded", batch, unit_code=unit.code), actor=actor, at=at)
    return batch


def _keep(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(temporary).replace(path)


@dataclass(frozen=True)
class _Prepared:
    raw: RawWorkbook
    parsed: ParsedWorkbook
    assembly: Assembly
    plan: Plan


def _prepare(batch: ImportBatch) -> _Prepared:
    known = KnownProjects(batch.unit)
    raw = read_raw(batch)
    parsed, assembly = read_batch(batch, raw, known)
    require_content(batch.file_name, parsed)
    plan = make_plan(
        parsed,
        assembly,
        known,
        Names(units_by_name(batch.unit), chains_by_name()),
        default_unit=batch.unit,
        may_issue_targets=reach(batch.uploaded_by, Targets.EDIT).covers(batch.unit_id),
        as_of=batch.as_of or parsed.as_of or timezone.localdate(batch.uploaded_at),
        rates=exchange_rate,
        create_units=batch.create_units,
        create_chains=batch.create_chains,
    )
    heed_titles(plan, raw, parsed, batch.unit)
    return _Prepared(raw, parsed, assembly, plan)


@transaction.atomic
def preview(batch: ImportBatch, *, actor: User) -> ImportBatch:
    """Read the file and say what an import would do; nothing of it enters the ledger."""
    require(actor, Permission.IMPORT, unit=batch.unit)
    locked = locked_batch(batch, BatchState.UPLOADED, BatchState.PREVIEWED, BatchState.FAILED)
    found = _prepare(locked)
    answer = answers.make_answer(locked, found.parsed, found.plan, None)
    return _store(locked, answer, BatchState.PREVIEWED, row_fates(locked, found.parsed, found.plan))


def locked_batch(batch: ImportBatch, *allowed: BatchState) -> ImportBatch:
    """The batch's row, locked; BusinessError when it stands in none of the allowed states."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).select_related("unit", "uploaded_by").get(pk=batch.pk)
    if locked.state not in allowed:
        raise BusinessError(
            f"这个导入现在是“{BatchState(locked.state).label}”，不能再办理这一步。请刷新页面后再看。",
            code="intake.state",
        )
    return locked


def _store(
    batch: ImportBatch, answer: answers.Json, state: BatchState, fates: Sequence[ImportFinding] = ()
) -> ImportBatch:
    batch.answer = answer
    batch.state = state
    batch.save()
    batch.findings.all().delete()
    ImportFinding.objects.bulk_create([*answers.findings(batch, answer), *fates], batch_size=1000)
    return batch


@transaction.atomic
def queue(batch: ImportBatch, *, actor: User, at: datetime) -> ImportBatch:
    """Ask for the import, by who uploaded it; the worker carries it out. Errors: NotPermitted `intake.uploader`."""
    require(actor, Permission.IMPORT, unit=batch.unit)
    require_uploader(batch.uploaded_by_id, actor.pk)
    locked = locked_batch(batch, BatchState.PREVIEWED, BatchState.FAILED)
    locked.state, locked.progress, locked.message = BatchState.QUEUED, 0, ""
    locked.save()
    audit.record(audit.Act("intake.queued", locked, unit_code=locked.unit.code), actor=actor, at=at)
    return locked


def commit_next(*, at: datetime) -> ImportBatch | None:
    """Carry out one waiting batch, also one whose worker died; None when nothing waits. Failures are told, not raised."""
    waiting = ImportBatch.objects.filter(state=BatchState.QUEUED).order_by("pk")
    lost = ImportBatch.objects.filter(state=BatchState.RUNNING, lease_until__lt=at).order_by("pk")
    batch = lost.first() or waiting.first()
    if batch is None:
        return None
    taken = ImportBatch.objects.filter(pk=batch.pk, state=batch.state, lease_until=batch.lease_until)
    if taken.update(state=BatchState.RUNNING, lease_until=at + _LEASE) != 1:
        return None
    batch.refresh_from_db()
    try:
        return commit(batch, actor=batch.uploaded_by, at=at)
    except BusinessError as error:
        ImportBatch.objects.filter(pk=batch.pk, state=BatchState.RUNNING).update(
            state=BatchState.FAILED, message=shortened(error.message, 500), lease_until=None
        )
        batch.refresh_from_db()
        return batch


@transaction.atomic
@without_collector()
def commit(batch: ImportBatch, *, actor: User, at: datetime) -> ImportBatch:
    """Bring the file in: everything in one transaction, so a crash leaves nothing behind."""
    require(actor, Permission.IMPORT, unit=batch.unit)
    if batch.recognise or batch.create_units or batch.create_chains:
        require(actor, Permission.TAKE_OVER, unit=batch.unit)
    allowed = (BatchState.UPLOADED, BatchState.PREVIEWED, BatchState.QUEUED, BatchState.RUNNING, BatchState.FAILED)
    locked = locked_batch(batch, *allowed)
    Unit.objects.select_for_update(no_key=True).get(pk=locked.unit_id)
    found = _prepare(locked)
    written = write_plan(
        locked,
        found.plan,
        clerk=takeover_clerk(),
        recogniser=actor if locked.recognise else None,
        at=at,
        progress=_teller(locked),
    )
    answer = answers.make_answer(locked, found.parsed, found.plan, written)
    answers.add_project_codes(answer, found.parsed, found.plan, written.taken.projects)
    locked.committed_at, locked.progress, locked.lease_until = at, 100, None
    progress_path(locked).unlink(missing_ok=True)
    was_shown = locked.findings.filter(kind=FindingKind.ROW).exists()
    _store(locked, answer, BatchState.DONE, row_fates(locked, found.parsed, found.plan) if was_shown else ())
    audit.record(audit.Act("intake.committed", locked, unit_code=locked.unit.code), actor=actor, at=at)
    if not actor.is_service:
        notices.tell(
            [actor],
            code="intake.finished",
            title=f"导入完成：{locked.file_name}",
            link=f"/intake/{locked.code}/",
            at=at,
        )
    return locked


def _teller(batch: ImportBatch) -> Callable[[int], None]:
    path = progress_path(batch)

    def tell(percent: int) -> None:
        path.write_text(str(percent), encoding="ascii")

    return tell


def import_file(
    path: Path, *, unit: Unit, options: ImportOptions, actor: User, at: datetime, dry_run: bool = False
) -> tuple[ImportBatch | None, answers.Json]:
    """Upload and commit in one go, as the command line does. A dry run answers and leaves nothing."""
    content = path.read_bytes()
    try:
        with reading_once(), transaction.atomic():
            batch = upload(content, file_name=path.name, unit=unit, options=options, actor=actor, at=at)
            done = preview(batch, actor=actor) if dry_run else commit(batch, actor=actor, at=at)
            transaction.set_rollback(dry_run)
    except BusinessError:
        _forget(hashlib.sha256(content).hexdigest(), path.name)
        raise
    return None if dry_run else done, dict(done.answer)

"""Papers for many units: a row for each unit, carried out by the worker piece by piece, resumed where it stopped."""

import logging
import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from luodi.across.reports.engine.compose import Material
from luodi.across.reports.engine.office.template import OfficeTemplate
from luodi.across.reports.models import PaperBatch, PaperBatchLine, PaperTemplate
from luodi.across.reports.rules.kinds import require_kind, require_period
from luodi.across.reports.rules.rights import Permission
from luodi.across.reports.rules.states import BatchState
from luodi.across.reports.selectors import template_batches as selectors
from luodi.across.reports.selectors.material import Asked
from luodi.across.reports.selectors.office_material import materials
from luodi.across.reports.selectors.shown import document_bytes
from luodi.across.reports.selectors.templates import office_template
from luodi.across.reports.services.papers import draft_paper, edit_paper
from luodi.across.reports.services.templates import Printing, keep_paper, require_usable
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.periods import parse_period
from luodi.base.core.text import shortened
from luodi.base.notices import services as notices
from luodi.base.orgs.models import Unit, User
from luodi.base.orgs.selectors import require, subtree

logger = logging.getLogger(__name__)
_LEASE: Final = timedelta(minutes=10)
_AT_ONCE: Final = 50
"""Units whose figures are read together; after each such piece the lease is renewed."""
_DRAFTED_AT_ONCE: Final = 10
"""Drafts between two renewals of the lease: each takes a ranking of its own."""
_PIECES: Final = 4
"""After so many pieces a batch goes back into the line, so that imports need not wait for a thousand papers."""
_MOST_REASON: Final = 300
_UNFORESEEN: Final = "生成时出错，请把这条和时间告诉系统管理员"


@transaction.atomic
def ask_batch(
    template: PaperTemplate,
    *,
    period: str,
    unit: Unit,
    actor: User,
    at: datetime,
    known_at: datetime | None = None,
    is_masked: bool = False,
    is_public: bool = False,
) -> PaperBatch:
    """Ask for one paper of each unit below another, all as known at the same moment; the worker makes them.

    Errors: BusinessError `reports.template_idle`, `reports.period_kind`, `reports.batch_empty`, `periods.*`; NotPermitted.
    """
    require(actor, Permission.WRITE, unit=unit)
    require_usable(template, period)
    batch = PaperBatch(template=template, is_masked=is_masked, is_public=is_public)
    return _asked(batch, unit, period, known_at or at, actor=actor, at=at)


@transaction.atomic
def ask_drafts(
    kind: str,
    *,
    period: str,
    unit: Unit,
    actor: User,
    at: datetime,
    known_at: datetime | None = None,
    is_masked: bool = False,
    is_public: bool = False,
) -> PaperBatch:
    """Ask for one draft of a kind for each unit below another, all as known at the same moment; the worker makes them.

    Errors: BusinessError `reports.kind_unknown`, `reports.period_kind`, `reports.batch_empty`, `periods.*`; NotPermitted.
    """
    require(actor, Permission.WRITE, unit=unit)
    chosen = require_kind(kind)
    require_period(chosen, parse_period(period))
    batch = PaperBatch(kind=chosen.code, is_masked=is_masked, is_public=is_public)
    return _asked(batch, unit, period, known_at or at, actor=actor, at=at)


def _asked(made: PaperBatch, unit: Unit, period: str, known_at: datetime, *, actor: User, at: datetime) -> PaperBatch:
    """The batch with a line for each unit below that stands in the period; the caller holds the transaction."""
    chosen = parse_period(period)
    below = [
        one
        for one in subtree(unit).exclude(pk=unit.pk).order_by("path")
        if one.active_to is None or one.active_to > chosen.last
    ]
    if not below:
        raise BusinessError(f"{unit.label}没有下级单位，请用“生成一份”。", code="reports.batch_empty")
    made.unit, made.period, made.known_at = unit, chosen.code, known_at
    made.asked_by, made.asked_at = actor, at
    made.save()
    PaperBatchLine.objects.bulk_create([PaperBatchLine(batch=made, unit=one) for one in below], batch_size=500)
    audit.record(audit.Act("reports.batch_asked", made, unit_code=unit.code), actor=actor, at=at)
    return made


def run_next_batch(*, at: datetime) -> PaperBatch | None:
    """Carry out one waiting batch, also one whose worker died, or some hundred units of it; None when nothing waits.

    What has been made stays: the next turn, or another worker, goes on with the units that are left.
    """
    waiting = PaperBatch.objects.filter(state=BatchState.QUEUED).order_by("pk").first()
    lost = PaperBatch.objects.filter(state=BatchState.RUNNING, lease_until__lt=at).order_by("pk").first()
    batch = lost or waiting
    if batch is None or not _claim(batch, at):
        return None
    batch.refresh_from_db()
    if _advance(batch, _PIECES):
        return _finish(batch, at=timezone.now())
    with transaction.atomic():
        running = PaperBatch.objects.filter(pk=batch.pk, state=BatchState.RUNNING)
        running.update(state=BatchState.QUEUED, lease_until=None)
    batch.refresh_from_db()
    return batch


def _claim(batch: PaperBatch, at: datetime) -> bool:
    taken = PaperBatch.objects.filter(pk=batch.pk, state=batch.state, lease_until=batch.lease_until)
    with transaction.atomic():
        return taken.update(state=BatchState.RUNNING, lease_until=at + _LEASE) == 1


def run_batch(batch: PaperBatch) -> PaperBatch:
    """Make all papers that are missing at once, then the zip: for somebody who waits for it."""
    while not _advance(batch, _PIECES):
        pass
    return _finish(batch, at=timezone.now())


def _advance(batch: PaperBatch, pieces: int) -> bool:
    """Make the papers of some pieces; whether nothing is left. A unit that fails is written down with its reason."""
    if batch.template is None:
        return _advance_drafts(batch, pieces)
    try:
        office = office_template(batch.template)
    except BusinessError as error:
        _fail(list(_open_lines(batch)), error.message)
        return True
    for _ in range(pieces):
        lines = list(_open_lines(batch)[:_AT_ONCE])
        if not lines:
            return True
        _make(batch, office, lines)
        with transaction.atomic():
            PaperBatch.objects.filter(pk=batch.pk).update(lease_until=timezone.now() + _LEASE)
    return not _open_lines(batch).exists()


def _advance_drafts(batch: PaperBatch, pieces: int) -> bool:
    """Draft the papers of some pieces, unit by unit; whether nothing is left."""
    for _ in range(pieces):
        for line in list(_open_lines(batch)[:_DRAFTED_AT_ONCE]):
            try:
                _draft(batch, line)
            except (BusinessError, DatabaseError, ArithmeticError, LookupError, ValueError) as error:
                _fail([line], _reason(error))
        with transaction.atomic():
            PaperBatch.objects.filter(pk=batch.pk).update(lease_until=timezone.now() + _LEASE)
    return not _open_lines(batch).exists()


@transaction.atomic
def _draft(batch: PaperBatch, line: PaperBatchLine) -> None:
    """The draft of a unit, once: who comes second gives way."""
    if PaperBatchLine.objects.select_for_update().get(pk=line.pk).drafted_id is not None:
        return
    at = timezone.now()
    paper = draft_paper(
        batch.kind, period=batch.period, unit=line.unit, actor=batch.asked_by, at=at, known_at=batch.known_at
    )
    if batch.is_public or batch.is_masked:
        paper = edit_paper(paper, actor=batch.asked_by, at=at, is_masked=batch.is_masked, is_public=batch.is_public)
    PaperBatchLine.objects.filter(pk=line.pk).update(drafted=paper)
    _lay(selectors.folder_of(batch) / f"{line.pk}.docx", document_bytes(paper)[1])


def _open_lines(batch: PaperBatch) -> QuerySet[PaperBatchLine]:
    return batch.lines.filter(paper=None, drafted=None, failure="").select_related("unit").order_by("unit__path")


def _make(batch: PaperBatch, office: OfficeTemplate, lines: Sequence[PaperBatchLine]) -> None:
    """The papers of some units: their figures together, or each for itself when that fails."""
    try:
        found = _materials(batch, office, lines)
    except (BusinessError, DatabaseError, ArithmeticError, LookupError, ValueError) as error:
        if len(lines) > 1:
            for line in lines:
                _make(batch, office, [line])
        else:
            _fail(lines, _reason(error))
        return
    for line in lines:
        try:
            _keep(batch, office, line, found[line.unit_id])
        except (BusinessError, DatabaseError, ArithmeticError, LookupError, ValueError) as error:
            _fail([line], _reason(error))


def _materials(batch: PaperBatch, office: OfficeTemplate, lines: Sequence[PaperBatchLine]) -> dict[int, Material]:
    asked = Asked(batch.asked_by, batch.unit, parse_period(batch.period), batch.known_at)
    return materials(asked, office.needs, [line.unit for line in lines])


@transaction.atomic
def _keep(batch: PaperBatch, office: OfficeTemplate, line: PaperBatchLine, material: Material) -> None:
    """The paper of a unit, once: another worker who took over after the lease may have made it, then this one gives way."""
    template = batch.template
    if template is None or PaperBatchLine.objects.select_for_update().get(pk=line.pk).paper_id is not None:
        return
    require(batch.asked_by, Permission.WRITE, unit=line.unit)
    printing = Printing(batch.period, batch.known_at, batch.is_masked, batch.is_public, batch)
    paper, content = keep_paper(
        template, office, material, unit=line.unit, printing=printing, actor=batch.asked_by, at=timezone.now()
    )
    PaperBatchLine.objects.filter(pk=line.pk).update(paper=paper)
    _lay(selectors.folder_of(batch) / f"{line.pk}.docx", content)


def _reason(error: Exception) -> str:
    """What a person can do; an error that nobody foresaw goes to the log with its name."""
    if isinstance(error, BusinessError):
        return error.message
    logger.error("a paper of a batch failed", exc_info=error)
    return _UNFORESEEN


@transaction.atomic
def _fail(lines: Sequence[PaperBatchLine], reason: str) -> None:
    without = PaperBatchLine.objects.filter(pk__in=[line.pk for line in lines], paper=None, drafted=None)
    without.update(failure=shortened(reason, _MOST_REASON))


def _lay(place: Path, content: bytes) -> None:
    """Put a file in place in one step."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(temporary).replace(place)


@transaction.atomic
def _finish(batch: PaperBatch, *, at: datetime) -> PaperBatch:
    """The zip and the notice, once: of two workers the second finds it done."""
    batch = PaperBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state == BatchState.DONE:
        return batch
    _lay(selectors.archive_of(batch), selectors.zipped(batch))
    shutil.rmtree(selectors.folder_of(batch), ignore_errors=True)
    PaperBatch.objects.filter(pk=batch.pk).update(state=BatchState.DONE, ended_at=at, lease_until=None)
    batch.refresh_from_db()
    audit.record(audit.Act("reports.batch_finished", batch, unit_code=batch.unit.code), actor=batch.asked_by, at=at)
    if not batch.asked_by.is_service:
        count = selectors.tally(batch)
        notices.tell(
            [batch.asked_by],
            code="reports.finished",
            title=f"批量文稿已生成：{batch.label}，{count.made}份，未生成{count.failed}份",
            link=f"/papers/templates/batches/{batch.pk}/",
            key=f"reports.batch.{batch.pk}",
            at=at,
        )
    return batch

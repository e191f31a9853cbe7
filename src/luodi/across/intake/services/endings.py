"""How a batch ends without having come in, or after it: dropped before the commit, or undone by reversing facts."""

from datetime import datetime

from django.db import transaction

from luodi.across.intake.models import ImportBatch
from luodi.across.intake.rules.batches import BatchState, Permission, require_own
from luodi.across.intake.selectors.batches import counts_at_once
from luodi.across.intake.services.batches import locked_batch
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import shortened
from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require, takeover_clerk
from luodi.domains.projects.services import undo_batch, withdraw_batch
from luodi.domains.targets.services import withdraw_targets


@transaction.atomic
def drop(batch: ImportBatch, *, actor: User, at: datetime) -> ImportBatch:
    """Give up a batch that has not come in: it wrote nothing and waits no longer. The file and what was found stay."""
    require(actor, Permission.IMPORT, unit=batch.unit)
    locked = locked_batch(batch, BatchState.UPLOADED, BatchState.PREVIEWED, BatchState.FAILED)
    locked.state = BatchState.DROPPED
    locked.save()
    audit.record(audit.Act("intake.dropped", locked, unit_code=locked.unit.code), actor=actor, at=at)
    return locked


@transaction.atomic
def undo(batch: ImportBatch, *, actor: User, at: datetime, reason: str) -> ImportBatch:
    """Take a whole batch back by reversing facts."""
    require(actor, Permission.UNDO, unit=batch.unit)
    why = _required(reason)
    locked = locked_batch(batch, BatchState.DONE)
    facts = undo_batch(locked.code, unit=locked.unit, filer=takeover_clerk(), actor=actor, at=at, reason=why)
    facts += withdraw_targets(locked.code, actor=takeover_clerk(), at=at, reason=why)
    _close(locked, facts, actor=actor, at=at, why=why)
    notices.tell(
        [locked.uploaded_by],
        code="intake.undone",
        title=f"导入已撤销：{locked.file_name}",
        link=f"/intake/{locked.code}/",
        at=at,
    )
    return locked


@transaction.atomic
def withdraw(batch: ImportBatch, *, actor: User, at: datetime, reason: str) -> ImportBatch:
    """Take one's own batch back while nothing of it has been verified or recognised and nothing of it counts.

    Errors: NotPermitted (also `intake.not_own`), NotVisible, BusinessError `intake.reason`, `intake.counts`,
    `approvals.filer`, `approvals.judged`.
    """
    require(actor, Permission.IMPORT, unit=batch.unit)
    require_own(batch.uploaded_by_id, actor.pk)
    why = _required(reason)
    locked = locked_batch(batch, BatchState.DONE)
    if counts_at_once(locked):
        raise BusinessError(
            "本批内容导入时即已生效，不能撤回。请联系有权撤销的同志，写明原因后整批撤销。", code="intake.counts"
        )
    facts = withdraw_batch(locked.code, unit=locked.unit, actor=actor, at=at, reason=why)
    _close(locked, facts, actor=actor, at=at, why=why)
    return locked


def _required(reason: str) -> str:
    why = reason.strip()
    if not why:
        raise BusinessError("撤销整批导入要写明原因。", code="intake.reason")
    return why


def _close(batch: ImportBatch, facts: int, *, actor: User, at: datetime, why: str) -> None:
    batch.state, batch.message = BatchState.UNDONE, shortened(why, 500)
    batch.undone_at, batch.undone_by, batch.undone_facts = at, actor, facts
    batch.save()
    audit.record(audit.Act("intake.undone", batch, unit_code=batch.unit.code, reason=why), actor=actor, at=at)

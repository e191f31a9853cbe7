"""How a batch ends without having come in, or after it: dropped before the commit, or undone by reversing facts."""

from datetime import datetime

from django.db import transaction

from luodi.across.intake.models import ImportBatch
from luodi.across.intake.rules.batches import BatchState, Permission
from luodi.across.intake.services.batches import locked_batch
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.notices import services as notices
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require, takeover_clerk
from luodi.domains.projects.services import undo_batch
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
    why = reason.strip()
    if not why:
        raise BusinessError("撤销整批导入要写明原因。", code="intake.reason")
    locked = locked_batch(batch, BatchState.DONE)
    facts = undo_batch(locked.code, unit=locked.unit, filer=takeover_clerk(), actor=actor, at=at, reason=why)
    facts += withdraw_targets(locked.code, actor=takeover_clerk(), at=at, reason=why)
    locked.state, locked.message = BatchState.UNDONE, why[:500]
    locked.undone_at, locked.undone_by, locked.undone_facts = at, actor, facts
    locked.save()
    audit.record(audit.Act("intake.undone", locked, unit_code=locked.unit.code, reason=why), actor=actor, at=at)
    notices.tell(
        [locked.uploaded_by],
        code="intake.undone",
        title=f"导入已撤销：{locked.file_name}",
        link=f"/intake/{locked.code}/",
        at=at,
    )
    return locked

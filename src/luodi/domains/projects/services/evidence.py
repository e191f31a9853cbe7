"""Documents added later to a fact that stands: they are appended beside those it was filed with, never exchanged."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luodi.base.approvals.rules import SlipState
from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.domains.projects.models import CapitalEvidence, CapitalRecord, EventEvidence, Project, StageEvent
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.services.capital import require_unused_documents
from luodi.domains.projects.services.locks import locked_project


@transaction.atomic
def add_event_evidence(event: StageEvent, *, evidence: Sequence[Attachment], actor: User, at: datetime) -> int:
    """Add documents to an event; returns how many. Errors: BusinessError `evidence.*`; NotPermitted, NotVisible."""
    project = locked_project(event.project, Permission.FILE_EVENT, actor=actor)
    _require_standing(event, evidence)
    rows = [
        EventEvidence(event=event, attachment=item, recorded_by=actor, recorded_at=at)
        for item in dict.fromkeys(evidence)
    ]
    EventEvidence.objects.bulk_create(rows)
    _log(project, str(event), evidence, actor, at)
    return len(rows)


@transaction.atomic
def add_capital_evidence(record: CapitalRecord, *, evidence: Sequence[Attachment], actor: User, at: datetime) -> int:
    """Add documents to a record; one that supports another amount is refused (`capital.voucher_reused`)."""
    project = locked_project(record.project, Permission.FILE_CAPITAL, actor=actor)
    _require_standing(record, evidence)
    require_unused_documents(evidence, actor, besides=record)
    rows = [
        CapitalEvidence(record=record, attachment=item, recorded_by=actor, recorded_at=at)
        for item in dict.fromkeys(evidence)
    ]
    CapitalEvidence.objects.bulk_create(rows)
    _log(project, str(record), evidence, actor, at)
    return len(rows)


def _require_standing(fact: StageEvent | CapitalRecord, evidence: Sequence[Attachment]) -> None:
    if not evidence:
        raise BusinessError("请选择要补充的文件。", code="evidence.missing")
    if fact.slip.state == SlipState.RETURNED:
        raise BusinessError("该记录已被退回，不能再补材料；请改正后重新填报并附上材料。", code="evidence.returned")
    held = set(fact.evidence.values_list("sha256", flat=True))
    twice = next((item for item in evidence if item.sha256 in held), None)
    if twice is not None:
        raise BusinessError(f"“{twice.name}”与已有材料内容相同，不必重复上传。", code="evidence.twice")


def _log(project: Project, label: str, evidence: Sequence[Attachment], actor: User, at: datetime) -> None:
    changes = {"fact": ("", label), "evidence": ("", "、".join(item.name for item in evidence))}
    act = audit.Act("projects.evidence_added", project, unit_code=project.unit.code, changes=changes)
    audit.record(act, actor=actor, at=at)

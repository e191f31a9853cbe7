"""Filing the papers of a project by kind, and taking one out by naming it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.core.money import round_decimal
from luodi.base.core.text import compact, fitted, normalise
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.domains.projects.models import Project, ProjectDocument
from luodi.domains.projects.rules import Permission
from luodi.domains.projects.rules.documents import DocumentKind, require_sound_document, require_sound_validity
from luodi.domains.projects.services.locks import locked_project

_NUMBER_LENGTH = 80


@dataclass(frozen=True)
class DocumentValues:
    """What a paper says. Amount in 万元 CNY; `party_code` is the USCC or foreign registration number of the other side."""

    kind: str
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    amount_in_wan: Decimal | None = None
    party_code: str = ""
    conclusion: str = ""
    commits_money: bool = False
    note: str = ""


@transaction.atomic
def file_document(
    project: Project,
    values: DocumentValues,
    *,
    actor: User,
    at: datetime,
    attachment: Attachment | None = None,
    replaces: ProjectDocument | None = None,
) -> ProjectDocument:
    """File a paper, or one that takes the place of another of the same kind.

    Errors: BusinessError `documents.*`; NotPermitted, NotVisible.
    """
    locked = locked_project(project, Permission.FILE_DOCUMENT, actor=actor)
    number = normalise(values.number)
    if len(number) > _NUMBER_LENGTH:
        raise BusinessError(f"文号（编号）最多 {_NUMBER_LENGTH} 个字，请核对。", code="documents.number")
    require_sound_document(
        values.kind,
        number=number,
        has_file=attachment is not None,
        conclusion=values.conclusion,
        commits_money=values.commits_money,
        amount_in_wan=values.amount_in_wan,
    )
    require_sound_validity(values.kind, values.issued_on, values.valid_until, today=timezone.localdate(at))
    _require_replaceable(locked, values.kind, replaces)
    row = ProjectDocument(
        project=locked,
        kind=values.kind,
        number=number,
        issued_on=values.issued_on,
        valid_until=values.valid_until,
        amount_in_wan=None if values.amount_in_wan is None else round_decimal(values.amount_in_wan, 4),
        party_code=fitted(compact(values.party_code).upper(), 40, "对方代码"),
        conclusion=values.conclusion,
        commits_money=values.commits_money,
        attachment=attachment,
        note=fitted(normalise(values.note), 300, "说明"),
        reverses=replaces,
        recorded_by=actor,
        recorded_at=at,
    )
    row.save()
    changes = {"document": ("" if replaces is None else str(replaces), str(row))}
    act = audit.Act("projects.document_filed", locked, unit_code=locked.unit.code, changes=changes, reason=row.note)
    audit.record(act, actor=actor, at=at)
    return row


def _require_replaceable(project: Project, kind: str, replaced: ProjectDocument | None) -> None:
    if replaced is None:
        return
    _require_in_force(project, replaced)
    if replaced.kind != kind:
        raise BusinessError(
            f"只能用同类文件取代“{DocumentKind(replaced.kind).label}”；要换类别，请先作废原文件再另行登记。",
            code="documents.kind",
        )


def _require_in_force(project: Project, document: ProjectDocument) -> None:
    taken = ProjectDocument.objects.filter(reverses=document).exists()
    if document.project_id != project.pk or document.is_withdrawal or taken:
        raise BusinessError("该文件已被取代或作废，请刷新页面后重新选择。", code="documents.superseded")


@transaction.atomic
def withdraw_document(document: ProjectDocument, *, actor: User, at: datetime, reason: str) -> ProjectDocument:
    """Take a mistaken paper out; the old row stays. Errors: BusinessError `documents.*`; NotPermitted, NotVisible."""
    locked = locked_project(document.project, Permission.FILE_DOCUMENT, actor=actor)
    if not normalise(reason):
        raise BusinessError("请写明作废原因。", code="documents.reason")
    _require_in_force(locked, document)
    row = ProjectDocument(
        project=locked,
        kind=document.kind,
        number=document.number,
        note=fitted(normalise(reason), 300, "事由"),
        reverses=document,
        is_withdrawal=True,
        recorded_by=actor,
        recorded_at=at,
    )
    row.save()
    changes = {"document": (str(document), "")}
    act = audit.Act("projects.document_withdrawn", locked, unit_code=locked.unit.code, changes=changes, reason=row.note)
    audit.record(act, actor=actor, at=at)
    return row

"""Storing attachments."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.files import rules
from luodi.base.files.models import Attachment


@transaction.atomic
def store(content: bytes, *, name: str, unit_code: str, actor: AbstractBaseUser, at: datetime) -> Attachment:
    """Check size and content, keep the bytes under their SHA-256, and append a row.

    Errors: BusinessError `files.size`, `files.quota`, `files.empty`, `files.type`, `files.damaged`, `files.bomb`, `files.macro`.
    """
    rules.require_size(len(content), settings.LUODI_FILE_LIMIT_BYTES)
    rules.require_quota(_stored_today(actor, at) + len(content), settings.LUODI_UPLOAD_DAY_BYTES)
    kind = rules.kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    attachment = Attachment(
        sha256=digest,
        name=rules.plain_name(name) or f"附件.{kind}",
        kind=kind,
        size=len(content),
        unit_code=unit_code,
        recorded_by_id=actor.pk,
        recorded_at=at,
    )
    _keep(attachment.path, content)
    attachment.save()
    audit.record(audit.Act("files.stored", attachment, unit_code=unit_code), actor=actor, at=at)
    return attachment


def _stored_today(actor: AbstractBaseUser, at: datetime) -> int:
    begins = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Attachment.objects.filter(recorded_by_id=actor.pk, recorded_at__gte=begins)
    return mine.aggregate(total=Sum("size"))["total"] or 0


def _keep(path: Path, content: bytes) -> None:
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    Path(temporary).replace(path)

"""Archiving the signed scans of responsibility letters."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.days import require_sensible_day
from luodi.base.core.errors import BusinessError
from luodi.base.core.text import fitted, normalise
from luodi.base.files.models import Attachment
from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.targets.models import SignedLetter
from luodi.domains.targets.rules import Permission
from luodi.domains.targets.selectors import Letter


@transaction.atomic
def archive_letter(
    letter: Letter, *, attachment: Attachment, signed_on: date, signer: str, actor: User, at: datetime
) -> SignedLetter:
    """Keep the signed scan of a letter, with the day and who signed for the unit.

    Errors: BusinessError `targets.letter_*`, `day.*`; NotPermitted, NotVisible.
    """
    require(actor, Permission.EDIT, unit=letter.unit)
    require_sensible_day(signed_on, label="签订日期", today=timezone.localdate(at))
    if not normalise(signer):
        raise BusinessError("请填写代表单位签字的人。", code="targets.letter_signer")
    if not letter.targets:
        raise BusinessError("该单位本年度没有已下达的目标，不需要签订责任书。", code="targets.letter_empty")
    row = SignedLetter.objects.create(
        unit=letter.unit,
        year=letter.year,
        signed_on=signed_on,
        signer=fitted(normalise(signer), 60, "签字人"),
        attachment=attachment,
        recorded_by=actor,
        recorded_at=at,
    )
    changes = {"signed_on": ("", signed_on.isoformat()), "signer": ("", row.signer)}
    entry = audit.Act("targets.letter_signed", row, unit_code=letter.unit.code, changes=changes)
    audit.record(entry, actor=actor, at=at)
    return row

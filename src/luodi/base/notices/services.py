"""Sending and reading notices."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from luodi.base.core.errors import BusinessError
from luodi.base.notices import rules
from luodi.base.notices.models import Notice


@transaction.atomic
def tell(recipients: Iterable[AbstractBaseUser], *, code: str, title: str, link: str = "", at: datetime) -> int:
    """One notice per recipient; unknown codes are refused. Returns the number written."""
    if code not in rules.CODES:
        raise BusinessError(f"未登记的消息类别：{code}", code="notices.code")
    people = dict.fromkeys(person.pk for person in recipients)
    rows = [Notice(recipient_id=pk, code=code, title=title[:200], link=link, created_at=at) for pk in people]
    Notice.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def mark_read(viewer: AbstractBaseUser, *, at: datetime) -> int:
    """Mark all of one person's notices as read; returns how many were new."""
    return Notice.objects.filter(recipient_id=viewer.pk, read_at=None).update(read_at=at)

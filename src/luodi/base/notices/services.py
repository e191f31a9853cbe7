"""Sending and reading notices."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from luodi.base.core.errors import BusinessError
from luodi.base.core.text import shortened
from luodi.base.notices import rules
from luodi.base.notices.models import Notice


@transaction.atomic
def tell(
    recipients: Iterable[AbstractBaseUser], *, code: str, title: str, link: str = "", key: str = "", at: datetime
) -> int:
    """One notice per recipient; unknown codes are refused. Returns the number written.

    With a `key` who has a notice of that key gets no second one, so a sweep may run as often as it likes.
    """
    if code not in rules.CODES:
        raise BusinessError(f"未登记的消息类别：{code}", code="notices.code")
    people = dict.fromkeys(person.pk for person in recipients)
    told = (
        set(Notice.objects.filter(key=key, recipient_id__in=people).values_list("recipient", flat=True))
        if key
        else set()
    )
    rows = [
        Notice(recipient_id=pk, code=code, title=shortened(title, 200), link=link, key=key, created_at=at)
        for pk in people
        if pk not in told
    ]
    # Two sweeps at the same moment: the database keeps one.
    Notice.objects.bulk_create(rows, ignore_conflicts=bool(key))
    return len(rows)


@transaction.atomic
def mark_read(viewer: AbstractBaseUser, *, at: datetime) -> int:
    """Mark all of one person's notices as read; returns how many were new."""
    return Notice.objects.filter(recipient_id=viewer.pk, read_at=None).update(read_at=at)


@transaction.atomic
def mark_routed(keys: Iterable[int], *, at: datetime) -> int:
    """Say of these notices that their ways out of the system are settled; returns how many were not yet."""
    return Notice.objects.filter(pk__in=list(keys), routed_at=None).update(routed_at=at)

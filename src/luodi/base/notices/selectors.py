"""Reading notices: each person sees only the own ones."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from luodi.base.notices.models import Notice


def notices(viewer: AbstractBaseUser) -> QuerySet[Notice]:
    """The viewer's notices, latest first."""
    return Notice.objects.filter(recipient_id=viewer.pk).order_by("-pk")


def unread(viewer: AbstractBaseUser) -> QuerySet[Notice]:
    """Those that the viewer has not read."""
    return notices(viewer).filter(read_at=None)

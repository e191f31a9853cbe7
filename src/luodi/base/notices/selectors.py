"""Reading notices: each person sees only the own ones."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

from luodi.base.notices import rules
from luodi.base.notices.models import Notice


def notices(viewer: AbstractBaseUser) -> QuerySet[Notice]:
    """The viewer's notices, latest first."""
    return Notice.objects.filter(recipient_id=viewer.pk).order_by("-pk")


def unread(viewer: AbstractBaseUser) -> QuerySet[Notice]:
    """Those that the viewer has not read."""
    return notices(viewer).filter(read_at=None)


def pressing(viewer: AbstractBaseUser) -> QuerySet[Notice]:
    """Those unread ones that ask the viewer to mend something, latest first."""
    return unread(viewer).filter(code__in=rules.PRESSING)


def unrouted(most: int) -> QuerySet[Notice]:
    """The oldest notices of which nobody has decided yet whether they go out of the system too."""
    return Notice.objects.filter(routed_at=None).order_by("pk")[:most]

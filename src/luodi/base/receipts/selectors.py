"""Reading receipts: everybody the own ones."""

from django.contrib.auth.base_user import AbstractBaseUser

from luodi.base.receipts.models import Receipt


def receipt_of(viewer: AbstractBaseUser, key: str) -> Receipt | None:
    """What the viewer was told when the thing of this key was taken; None when it has not been."""
    return Receipt.objects.filter(recorded_by_id=viewer.pk, key=key).first()

"""A person's own e-mail address: filled in by the person alone."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Permission
from luodi.base.orgs.selectors import require


@transaction.atomic
def set_own_address(address: str, *, actor: User, at: datetime) -> User:
    """Where the person gets mail; empty for nowhere. The log says that it changed, not to what. Error: `users.address`."""
    require(actor, Permission.OWN_ACCOUNT)
    given = address.strip()
    if given:
        try:
            validate_email(given)
        except ValidationError as error:
            raise BusinessError("邮箱写得不对，应如 zhangsan@example.cn，请核对。", code="users.address") from error
    audit.stand_in_line()
    locked = User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    if locked.email != given:
        locked.email = given
        locked.save(update_fields=["email"])
        audit.record(audit.Act("orgs.address_set", locked), actor=actor, at=at)
    actor.email = given
    return locked

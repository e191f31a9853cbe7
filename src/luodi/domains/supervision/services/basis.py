"""What an order rests on, looked at again: a restated ranking may take it away. The order stays; people decide what becomes of it."""

from datetime import datetime

from django.db import transaction

from luodi.base.orgs.models import User
from luodi.base.orgs.selectors import require
from luodi.domains.supervision.models import Order
from luodi.domains.supervision.rules.orders import OrderAct
from luodi.domains.supervision.rules.rights import Permission
from luodi.domains.supervision.services.recording import Said, append_to_log, locked_order
from luodi.domains.supervision.services.telling import tell_basis


@transaction.atomic
def note_basis(order: Order, *, stands: bool, note: str, key: str, actor: User, at: datetime) -> bool:
    """Write down whether the order's basis still stands, and by which facts; of one `key` once. True when it was new.

    Nothing is moved or deleted. Who issues is told when the basis goes, or comes back. Errors: NotPermitted.
    """
    require(actor, Permission.DRAFT, unit=order.unit)
    locked = locked_order(order)
    if locked.steps.filter(key=key).exists():
        return False
    was_gone = locked.is_basis_gone
    act = OrderAct.BASIS_STANDS if stands else OrderAct.BASIS_GONE
    append_to_log(locked, act, Said(note=note, key=key), actor=actor, at=at)
    if locked.is_basis_gone != was_gone:
        tell_basis(locked, at=at)
    return True

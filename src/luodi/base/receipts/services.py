"""Taking what a person sends exactly once, however often it is sent."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.core.text import shortened
from luodi.base.receipts.models import Receipt
from luodi.base.receipts.rules import SAID_LENGTH, require_key, require_same
from luodi.base.receipts.selectors import receipt_of


@transaction.atomic
def once(key: str, *, subject: str, actor: AbstractBaseUser, at: datetime, act: Callable[[], str]) -> Receipt:
    """Do `act`, unless this person's key has been taken before: then the former receipt, and nothing is done.

    `act` calls the verb (which asks for rights and writes the audit row) and returns the sentence for the person. It runs
    in this transaction, after the place in line is taken: two posts of one key at the same moment go one after another,
    and the second finds the receipt. What `act` refuses leaves no receipt, so that it can be mended and sent again.

    Errors: BusinessError `receipts.key`, `receipts.other`, and whatever `act` raises.
    """
    clean = require_key(key)
    audit.stand_in_line()
    known = receipt_of(actor, clean)
    if known is not None:
        require_same(known.subject, subject)
        return known
    said = act()
    return Receipt.objects.create(
        key=clean, subject=subject, said=shortened(said, SAID_LENGTH), recorded_by_id=actor.pk, recorded_at=at
    )

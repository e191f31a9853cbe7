"""Keeping and dropping saved views."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction

from luodi.base.audit import services as audit
from luodi.base.audit.rules import Scalar
from luodi.base.bookmarks import rules
from luodi.base.bookmarks.models import SavedView
from luodi.base.orgs.models import User
from luodi.base.orgs.rules import Permission
from luodi.base.orgs.selectors import require


@transaction.atomic
def save_view(
    area: str, name: str, *, pairs: Iterable[tuple[str, str]], is_shared: bool, actor: User, at: datetime
) -> SavedView:
    """Keep the address of a list under a name; a view of the same name is replaced. Shared means with the actor's unit.

    Errors: NotPermitted, BusinessError `bookmarks.*`.
    """
    require(actor, Permission.OWN_ACCOUNT)
    place, label = rules.require_area(area), rules.require_name(name)
    query = urlencode(rules.kept_pairs(pairs))
    rules.require_short(query)
    audit.stand_in_line()
    own = SavedView.objects.filter(owner=actor, area=place)
    view = own.filter(name=label).first()
    if view is None:
        rules.require_room(own.count())
        view = SavedView(owner=actor, area=place, name=label)
    view.query, view.saved_at = query, at
    view.shared_with = actor.unit if is_shared else None
    view.save()
    changes: dict[str, tuple[Scalar, Scalar]] = {
        "area": (None, place.value),
        "query": (None, query),
        "is_shared": (None, view.shared_with is not None),
    }
    code = "" if view.shared_with is None else view.shared_with.code
    audit.record(audit.Act("bookmarks.saved", view, unit_code=code, changes=changes), actor=actor, at=at)
    return view


@transaction.atomic
def drop_view(view: SavedView, *, actor: User, at: datetime) -> None:
    """Take away a view that the actor saved. Errors: NotPermitted for a view of somebody else."""
    require(actor, Permission.OWN_ACCOUNT)
    rules.require_owner(view.owner_id, actor.pk)
    audit.stand_in_line()
    audit.record(audit.Act("bookmarks.dropped", view), actor=actor, at=at)
    view.delete()

"""Reading saved views: a person sees the own ones and those shared with the own unit."""

from django.db.models import Q, QuerySet

from luodi.base.bookmarks.models import SavedView
from luodi.base.core.errors import NotVisible
from luodi.base.orgs.models import User


def saved_views(viewer: User, area: str) -> QuerySet[SavedView]:
    """The views of a list that the viewer may open, by name. A view opens no door: the page itself decides what is seen."""
    mine = Q(owner_id=viewer.pk)
    if viewer.unit_id is not None:
        mine |= Q(shared_with_id=viewer.unit_id, owner__is_active=True)
    return SavedView.objects.filter(mine, area=area).select_related("owner__person").order_by("name", "pk")


def own_view(viewer: User, pk: int) -> SavedView:
    """One view that the viewer saved; NotVisible otherwise."""
    found = SavedView.objects.filter(owner_id=viewer.pk, pk=pk).first()
    if found is None:
        raise NotVisible("没有找到这个视图，或它不是您保存的。", code="bookmarks.view")
    return found

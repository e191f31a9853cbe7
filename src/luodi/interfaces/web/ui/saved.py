"""The bar of saved views above a list: one click opens a view, a small form keeps what is shown now."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from luodi.base.bookmarks import selectors
from luodi.base.bookmarks.rules import Area, kept_pairs
from luodi.interfaces.web.ui.access import account

PAGES: Final = {Area.PROJECTS: "projects:list", Area.QUEUE: "approvals:queue", Area.FIGURES: "figures:board"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A view as the bar shows it; `by` names its owner when it is somebody else's."""

    pk: int
    name: str
    href: str
    by: str
    is_shared: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """The views of a list, and the address words that would be kept now."""

    area: str
    views: tuple[Kept, ...]
    query: str


def bar(request: HttpRequest, area: Area) -> Bar:
    """What stands above the list."""
    viewer = account(request)
    now = pairs(request.GET)
    views = tuple(
        Kept(
            view.pk,
            view.name,
            address(area, view.query),
            "" if view.owner_id == viewer.pk else str(view.owner),
            view.shared_with_id is not None,
            bool(now) and sorted(pairs(QueryDict(view.query))) == sorted(now),
        )
        for view in selectors.saved_views(viewer, area)
    )
    return Bar(area.value, views, request.GET.urlencode())


def pairs(query: QueryDict) -> list[tuple[str, str]]:
    """The words of an address that make the view."""
    return kept_pairs((name, value) for name, values in query.lists() for value in values)


def address(area: str, query: str) -> str:
    """Address of a list as the words say; an unknown list leads home."""
    name = PAGES.get(Area(area)) if area in Area.values else None
    return reverse("home:index") if name is None else f"{reverse(name)}{'?' + query if query else ''}"

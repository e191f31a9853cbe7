"""What stands around every page: menu, unread messages, unit and period. Read only when a template asks for it."""

from functools import cached_property, lru_cache

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from luodi.across.insight import selectors as insight
from luodi.base.core.periods import Period
from luodi.base.orgs import selectors as orgs
from luodi.domains.projects.rules import Permission as Projects
from luodi.interfaces.web.ui import scope
from luodi.interfaces.web.ui.access import account, may
from luodi.interfaces.web.ui.menu import QUEUE, Group, menu_for

PRODUCT = "落地 招商台账"


class Shell:
    """The frame of one request's page."""

    product = PRODUCT

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def menu(self) -> tuple[Group, ...]:
        """Groups of the menu that this person sees."""
        return menu_for(self._request, waiting=self.waiting)

    @property
    def side(self) -> SafeString:
        """The menu at the side."""
        return _drawn("ui/_menu.html", self.menu)

    @property
    def bottom(self) -> SafeString:
        """The bar at the bottom of a phone."""
        return _drawn("ui/_bottom_bar.html", self.menu)

    @property
    def keys(self) -> SafeString:
        """The list of keys."""
        return _drawn("ui/_keys.html", self.menu)

    @cached_property
    def _attention(self) -> insight.Attention:
        return insight.attention(account(self._request))

    @property
    def waiting(self) -> int:
        """Slips that wait for this person."""
        return self._attention.waiting if may(self._request, *QUEUE) else 0

    @property
    def unread(self) -> int:
        """Unread messages."""
        return self._attention.unread

    @cached_property
    def unit_label(self) -> str:
        """The chosen unit's name as the session keeps it; empty for accounts without business data."""
        if not may(self._request, Projects.VIEW):
            return ""
        if "unit_label" not in self._request.session:
            scope.kept_unit(self._request, Projects.VIEW)
        return str(self._request.session.get("unit_label", ""))

    @cached_property
    def period(self) -> Period:
        """The chosen period."""
        return scope.kept_period(self._request, insight.latest_fact_on)

    @cached_property
    def _names(self) -> tuple[str, str]:
        """The person's name and unit, kept in the session: they stand on every page."""
        if "names" not in self._request.session:
            user = orgs.users().get(pk=account(self._request).pk)
            self._request.session["names"] = [str(user.display_name), user.unit.name if user.unit else "未分配单位"]
        person, unit = self._request.session["names"]
        return person, unit

    @property
    def person(self) -> str:
        """The name of the signed-in person."""
        return self._names[0]

    @property
    def own_unit(self) -> str:
        """The unit the person belongs to."""
        return self._names[1]

    @property
    def query(self) -> str:
        """What was searched for, on the search page only."""
        match = self._request.resolver_match
        return self._request.GET.get("q", "") if match and match.namespace == "search" else ""


@lru_cache(maxsize=512)
def _drawn(template: str, groups: tuple[Group, ...]) -> SafeString:
    """A part of the frame that depends on the menu alone: drawn once for each menu, not for each page."""
    return render_to_string(template, {"groups": groups})


def shell(request: HttpRequest) -> dict[str, object]:
    """Django context processor."""
    return {"shell": Shell(request)}

"""What a page may be opened by: each view declares its permissions, and the table of URLs is read from there."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url

from luodi.base.core.errors import NotPermitted
from luodi.base.orgs import selectors as orgs

PUBLIC = "public"
SIGNED_IN = "signed_in"

View = Callable[..., HttpResponseBase]


def requires(*permissions: str) -> Callable[[View], View]:
    """The view is for people who hold one of the permissions; PUBLIC for all, SIGNED_IN for every account.

    Signed out: 302 to the sign-in page (401 for a part of a page). Without the right: 403.
    Whether a row lies in the person's scope is for the selectors to say (404).
    """
    if not permissions:
        raise ValueError("a view names at least one permission")

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if PUBLIC not in permissions and not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if not may(request, *permissions):
                raise NotPermitted("您没有打开此页面的权限，如确需使用，请联系本单位管理员授权")
            return view(request, *args, **kwargs)

        guarded.permissions = tuple(str(code) for code in permissions)  # type: ignore[attr-defined]  # read by the URL table
        return guarded

    return declare


def account(request: HttpRequest) -> Any:  # noqa: ANN401 - pages know no models; verbs and selectors type it
    """The signed-in person's account, as verbs and selectors take it."""
    return request.user


def held(request: HttpRequest) -> frozenset[str]:
    """Every permission of the signed-in person, read once a request."""
    if not hasattr(request, "luodi_permissions"):
        request.luodi_permissions = orgs.permissions_of(account(request))  # type: ignore[attr-defined]  # kept for the request
    return request.luodi_permissions  # type: ignore[attr-defined, no-any-return]  # set just above


def may(request: HttpRequest, *permissions: str) -> bool:
    """Whether the person holds one of the permissions anywhere."""
    if PUBLIC in permissions:
        return True
    if not request.user.is_authenticated:
        return False
    return SIGNED_IN in permissions or not held(request).isdisjoint(permissions)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A redirect to the sign-in page that comes back here; for a part of a page, 401 with the order to go there."""
    if not request.headers.get("HX-Request"):
        return redirect_to_login(request.get_full_path())
    response = HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    response.headers["HX-Redirect"] = resolve_url(settings.LOGIN_URL)
    return response

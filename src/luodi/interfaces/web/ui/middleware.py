"""What goes around every page: the content security policy, and broken rules turned into pages."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.selectors import remembered_rights
from luodi.interfaces.web.ui import errors
from luodi.interfaces.web.ui.access import account

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


class ContentSecurityPolicy:
    """Everything comes from this instance; no script or style stands in a page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response


class ClientAddress:
    """Behind a proxy everybody comes from its address: who is counted is the client that our own proxy named, the last one.

    What stands before it the client wrote itself.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if settings.LUODI_BEHIND_TLS and told:
            with suppress(ValueError):
                request.META["REMOTE_ADDR"] = str(ip_address(told))
        return self.get_response(request)


class WebChannel:
    """While a page is answered, rights are read once, and whatever is written carries the channel `web` in the audit log."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = audit.channel.set("web")
        try:
            with remembered_rights():
                return self.get_response(request)
        finally:
            audit.channel.reset(token)


class BusinessErrors:
    """A refused verb that no form took up becomes a page (or a message beside the part) with the rule's sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """403, 404 or 409 with the sentence; other exceptions go on."""
        return errors.refused(request, exception) if isinstance(exception, BusinessError) else None


class SoundRequests:
    """Refuses, with a sentence, what no page can work with: too much at once, and text that no database takes.

    NUL is the one character that PostgreSQL's text does not hold; a person never types it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refusal = _refusal(request)
        return self.get_response(request) if refusal is None else errors.answer(request, refusal)


def _refusal(request: HttpRequest) -> errors.Problem | None:
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and int(length) > settings.LUODI_REQUEST_LIMIT_BYTES:
        return errors.too_large(f"一次提交最多 {settings.LUODI_REQUEST_LIMIT_BYTES // 1048576} MB。")
    try:
        sent = [request.GET, request.POST]
    except TooManyFilesSent:
        return errors.too_large(f"一次最多上传 {settings.DATA_UPLOAD_MAX_NUMBER_FILES} 个文件。")
    except TooManyFieldsSent:
        return errors.too_large("提交的内容项数过多。")
    except RequestDataTooBig:
        return errors.too_large("提交的文字过长。")
    words = [request.path, *(word for query in sent for name, values in query.lists() for word in (name, *values))]
    return errors.BAD_REQUEST if any("\x00" in word for word in words) else None


class PasswordFirst:
    """A temporary password opens one page only: the one where its owner replaces it; after its time not even that."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = account(request)
        if not user.is_authenticated or not user.must_change_password:
            return self.get_response(request)
        if user.password_until is not None and user.password_until <= timezone.now():
            logout(request)
            messages.error(request, "临时密码已过期，请到系统管理员处重新办理。")
            return _go(request, "account_login")
        if request.path in {reverse("account_change_password"), reverse("account_logout")}:
            return self.get_response(request)
        messages.warning(request, "请先把临时密码改为只有您本人知道的密码。")
        return _go(request, "account_change_password")


def _go(request: HttpRequest, name: str) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(name)
    response = HttpResponse(status=401)
    response.headers["HX-Redirect"] = reverse(name)
    return response

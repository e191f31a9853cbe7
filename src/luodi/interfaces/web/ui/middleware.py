"""What goes around every page: the content security policy, and broken rules turned into pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from luodi.base.audit import services as audit
from luodi.base.core.errors import BusinessError
from luodi.base.orgs.selectors import remembered_rights
from luodi.interfaces.web.ui import errors

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

"""Answers of views: page or part from one view, forms that come back with 422, messages after a verb, downloads."""

from datetime import date, datetime
from http import HTTPStatus
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page(
    request: HttpRequest, name: str, context: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """`area/name.html` for a browser, its `area/_name.html` when htmx asks for the part alone."""
    area, _, leaf = name.rpartition("/")
    template = f"{area}/_{leaf}.html" if is_part(request) else f"{area}/{leaf}.html"
    response = render(request, template, context or {}, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def form_page(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    """A page with a form: 422 when the form came back with errors."""
    form = context.get("form")
    wrong = bool(getattr(form, "is_bound", False) and getattr(form, "errors", None))
    return page(request, name, context, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


def done(request: HttpRequest, sentence: str, to: str, **parts: object) -> HttpResponse:
    """After a verb: its sentence as a message, and the way on."""
    messages.success(request, sentence)
    return redirect(reverse(to, kwargs=parts))


def is_part(request: HttpRequest) -> bool:
    """Whether only a part of the page was asked for (a boosted link wants the whole page)."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")


def now() -> datetime:
    """The moment handed to verbs."""
    return timezone.now()


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file with its Chinese name; never shown inside the page."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def today() -> date:
    """The local day."""
    return timezone.localdate()

"""Taking what was filled in on site: once for each key, by the account that wrote it; told as a page or, to a draft, as data."""

from contextlib import suppress
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible
from luodi.base.receipts import services as receipts
from luodi.interfaces.web.site.acts import Act
from luodi.interfaces.web.site.forms import KeyedForm
from luodi.interfaces.web.ui import pages
from luodi.interfaces.web.ui.access import View, account
from luodi.interfaces.web.ui.forms import rule_errors

DRAFT = "application/json"
OTHER_ACCOUNT = "site.account"


class _Unsound(Exception):
    """What was filled in has errors, so that nothing is taken."""


def take(request: HttpRequest, act: Act, project: Any, form: KeyedForm) -> str:  # noqa: ANN401 - pages know no models
    """What the person is told once it is taken; "" when the form came back with errors.

    A key that was taken before gets the same answer again, whatever the form would say now: its month is locked, its
    photo is known, because the first post was taken.
    """
    actor, at = account(request), pages.now()
    _require_writer(form, actor)
    is_sound = form.is_valid()

    def once() -> str:
        if not is_sound:
            raise _Unsound
        return act.send(project, form, actor=actor, at=at)

    with rule_errors(form), suppress(_Unsound):
        return receipts.once(form.key, subject=f"{act.name}:{project.pk}", actor=actor, at=at, act=once).said
    return ""


def _require_writer(form: KeyedForm, actor: Any) -> None:  # noqa: ANN401 - pages know no models
    if form.writer not in {"", str(actor.pk)}:
        raise BusinessError("这件草稿是另一个账号写的，没有发送。请由本人登录后发送。", code=OTHER_ACCOUNT)


def is_draft(request: HttpRequest) -> bool:
    """Whether a kept draft is sent, which reads data and not pages."""
    return request.headers.get("Accept", "") == DRAFT


def told(said: str, *, status: int = HTTPStatus.OK, code: str = "") -> JsonResponse:
    """The answer to a draft."""
    return JsonResponse({"said": said, "code": code}, status=status, json_dumps_params={"ensure_ascii": False})


def answers_drafts(view: View) -> View:
    """Refusals as data where a draft was sent: signed out 401, out of scope 404, without the right 403, a broken rule 409."""

    @wraps(view)
    def answering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not is_draft(request):
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return told("登录已失效，请重新登录，登录后自动发送。", status=HTTPStatus.UNAUTHORIZED)
        try:
            return view(request, *args, **kwargs)
        except BusinessError as error:
            return told(error.message, status=_status(error), code=error.code)

    return answering


def _status(error: BusinessError) -> int:
    kinds: tuple[tuple[type[BusinessError], int], ...] = (
        (NotVisible, HTTPStatus.NOT_FOUND),
        (NotPermitted, HTTPStatus.FORBIDDEN),
    )
    return next((status for kind, status in kinds if isinstance(error, kind)), HTTPStatus.CONFLICT)

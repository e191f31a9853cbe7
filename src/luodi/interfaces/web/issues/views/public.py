"""The public page of a company's one answer: no account, no menu, nothing but the matter, its day and who handles it."""

from http import HTTPStatus
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from luodi.base.core.errors import NotVisible
from luodi.domains.supervision import selectors, services
from luodi.interfaces.web.issues.forms import AnswerForm
from luodi.interfaces.web.ui import errors, pages
from luodi.interfaces.web.ui.access import PUBLIC, requires
from luodi.interfaces.web.ui.forms import rule_errors

MISSES: Final = 20
WINDOW_SECONDS: Final = 600
TOO_MANY: Final = errors.Problem(
    429, "请稍后再试", "短时间内打开了太多无效的链接。", "请十分钟后再试，或与给您发链接的工作人员联系。"
)


@never_cache
@requires(PUBLIC)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The question and, after it, thanks. Looking at the page answers nothing; only the button does."""
    if _missed(request) >= MISSES:
        return errors.answer(request, TOO_MANY)
    try:
        asked = selectors.request_by_token(token, at=pages.now())
    except NotVisible:
        _miss(request)
        raise
    form = AnswerForm(request.POST or None)
    is_answered = getattr(asked, "answer", None) is not None
    if request.method == "POST" and not is_answered and form.is_valid():
        with rule_errors(form):
            solved = form.cleaned_data["is_solved"] == "yes"
            services.answer_by_link(token, is_solved=solved, note=form.cleaned_data["note"], at=pages.now())
            return render(request, "confirm/answer.html", {"is_answered": True, "is_new": True})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors and not is_answered else HTTPStatus.OK
    context = {"asked": asked, "issue": asked.issue, "form": form, "is_answered": is_answered}
    return render(request, "confirm/answer.html", context, status=status)


def _key(request: HttpRequest) -> str:
    return f"confirm-misses:{request.META.get('REMOTE_ADDR', '')}"


def _missed(request: HttpRequest) -> int:
    return int(cache.get(_key(request), 0))


def _miss(request: HttpRequest) -> None:
    """Wrong words are counted per address; a right one costs nothing."""
    cache.add(_key(request), 0, WINDOW_SECONDS)
    cache.incr(_key(request))

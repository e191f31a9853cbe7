"""Error pages: what happened in one sentence, and what the person can do now."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from luodi.base.core.errors import BusinessError, NotPermitted, NotVisible


@dataclass(frozen=True, slots=True)
class Problem:
    """What an error page says: status, headline, sentence, and what can be done."""

    status: int
    title: str
    sentence: str
    advice: str


BAD_REQUEST = Problem(400, "请求无法识别", "浏览器发来的内容不完整或已损坏。", "请返回上一页，重新操作一次。")
FORBIDDEN = Problem(403, "没有权限", "您的账号没有进行此项操作的权限。", "如确需使用，请联系本单位管理员授权。")
EXPIRED = Problem(
    403, "页面已过期", "页面打开时间过长，或浏览器未保存登录信息。", "请刷新页面后重新提交；已填写的内容请先复制。"
)
NOT_FOUND = Problem(
    404, "没有找到", "没有找到该页面或记录，或它不在您的查看范围内。", "请检查地址，或从左侧菜单重新进入。"
)
CONFLICT = Problem(409, "暂不能办理", "", "请按提示处理后再试。")
SERVER_ERROR = Problem(
    500,
    "系统出错",
    "系统处理时发生意外，您的数据没有被改动。",
    "请稍后再试；若反复出现，请把时间和操作告诉系统管理员。",
)


def too_large(limit: str) -> Problem:
    """More was sent than is taken at once."""
    return Problem(413, "提交的内容太大", limit, "请压缩文件或分几次提交。")


def refused(request: HttpRequest, error: BusinessError) -> HttpResponse:
    """The answer to a broken rule: out of scope 404, no right 403, anything else 409, each with the rule's sentence."""
    if isinstance(error, NotVisible):
        base = NOT_FOUND
    elif isinstance(error, NotPermitted):
        base = FORBIDDEN
    else:
        base = CONFLICT
    return answer(request, Problem(base.status, base.title, error.message, base.advice))


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as a page, or as a message in the corner when only a part was asked for."""
    if not request.headers.get("HX-Request"):
        return render(request, "errors/problem.html", {"problem": problem}, status=problem.status)
    response = render(request, "errors/_problem.html", {"problem": problem}, status=problem.status)
    response.headers["HX-Retarget"] = "#messages"
    response.headers["HX-Reswap"] = "beforeend"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400."""
    return answer(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler403."""
    return answer(request, FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return answer(request, EXPIRED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404."""
    return answer(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: drawn without the shell, which may be what failed."""
    text = render_to_string("errors/plain.html", {"problem": SERVER_ERROR})
    return HttpResponse(text, status=HTTPStatus.INTERNAL_SERVER_ERROR)
